// J and K move through the looks of a week; a row's own acts have data-row-key, and after one the next row waits.
const typing = (target) => target.closest("textarea, select, dialog, input:not([type=checkbox], [type=radio])");

function go(rows, at, step) {
  const next = rows[at === -1 ? (step > 0 ? 0 : rows.length - 1) : (at + step + rows.length) % rows.length];
  if (!next) return;
  rows[at]?.removeAttribute("aria-current");
  next.setAttribute("aria-current", "true");
  next.querySelector("a[href]")?.focus();
  next.scrollIntoView({ block: "nearest" });
}

export function start(list) {
  const rows = [...list.querySelectorAll("li.look")];
  for (const row of rows) {
    row.addEventListener("focusin", () => {
      for (const other of rows) if (other !== row) other.removeAttribute("aria-current");
      row.setAttribute("aria-current", "true");
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (localStorage.getItem("keys") === "off" || typing(event.target)) return;
    const key = event.key.toLowerCase();
    const at = rows.findIndex((row) => row.hasAttribute("aria-current"));
    const step = { j: 1, k: -1 }[key];
    const act = rows[at]?.querySelector(`[data-row-key="${CSS.escape(key)}"] button`);
    if (!step && !act) return;
    event.preventDefault();
    if (step) go(rows, at, step);
    else act.click();
  });
  const here = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  const waits = (row) => row.querySelector(".acts button");
  const on = rows.slice(rows.indexOf(here) + 1).find(waits) ?? rows.find(waits) ?? here;
  if (here) (rows.includes(here) ? on : here.querySelector("li.look"))?.querySelector("a")?.focus();
}
