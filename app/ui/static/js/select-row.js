// J and K move through rows: opens the next details, or marks and focuses the link of the next row.
const rowsOf = (list) => [...list.querySelectorAll(":scope > details, :scope > li, :scope > tr")].filter((row) => !row.hidden);

function go(row) {
  const spot = row.querySelector("summary, a[href], button, input");
  if (row.matches("details")) row.open = true;
  else row.setAttribute("aria-current", "true");
  spot?.focus();
  row.scrollIntoView({ block: "nearest" });
}

export function start(list) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || localStorage.getItem("keys") === "off") return;
    if (event.target.closest("textarea, select, dialog, input:not([type=checkbox], [type=radio])")) return;
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    const rows = rowsOf(list);
    if (!step || !rows.length) return;
    const at = rows.findIndex((row) => row.open || row.hasAttribute("aria-current"));
    const next = rows[at === -1 ? (step > 0 ? 0 : rows.length - 1) : at + step];
    event.preventDefault();
    if (!next) return;
    rows[at]?.removeAttribute("aria-current");
    go(next);
  });
}
