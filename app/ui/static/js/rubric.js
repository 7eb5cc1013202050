// A digit sets the level of the line in hand and goes on to the next; up and down walk the lines.
const typing = "textarea, select, dialog, input:not([type=radio], [type=checkbox])";

export function start(list) {
  const lines = [...list.children];
  let at = Math.max(0, lines.findIndex((line) => !line.querySelector("input:checked")));

  const mark = (index, focus) => {
    at = Math.min(Math.max(index, 0), lines.length - 1);
    lines.forEach((line, i) => line.classList.toggle("at", i === at));
    if (focus) (lines[at].querySelector("input:checked") ?? lines[at].querySelector("input")).focus();
  };
  list.addEventListener("focusin", (event) => mark(lines.indexOf(event.target.closest("li")), false));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest(typing)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.contains(event.target)) { event.preventDefault(); mark(at + step, true); return; }
    if (!/^\d$/.test(event.key) || localStorage.getItem("keys") === "off") return;
    const level = lines[at].querySelector(`input[value="${event.key}"]`);
    if (!level) return;
    event.preventDefault();
    level.checked = true;
    level.dispatchEvent(new Event("change", { bubbles: true }));
    if (at < lines.length - 1) mark(at + 1, true); else mark(at, true);
  });
  mark(at, false);
}
