// Keyboard: data-key on a link, button or field. "?" lists the keys of this page.
const keyList = `./key-list.js${new URL(import.meta.url).search}`;
const typing = (target) => target.closest("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");
const off = () => localStorage.getItem("keys") === "off";

function actOn(target) {
  if (target.matches("input:not([type=checkbox], [type=radio]), textarea, select")) target.focus();
  else target.click();
}

export function start(body) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("dialog")) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();  // keys act again
      return;
    }
    if (event.key === "?") { event.preventDefault(); import(keyList).then((list) => list.open(body)); return; }
    if (off() || event.repeat) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary, label, input")) return;
    const wanted = event.key.toLowerCase();
    const target = [...document.querySelectorAll("[data-key]")].find(
      (each) => each.dataset.key.toLowerCase() === wanted && each.checkVisibility() && !each.closest("dialog"),
    );
    if (!target) return;
    event.preventDefault();
    actOn(target);
  });
}
