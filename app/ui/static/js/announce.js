// What came of an act stands on the new page at once, and screen readers speak only what changes: it is said again,
// unseen, when the page is there, and gone before somebody reads on.
const SAID_AFTER = 600, GONE_AFTER = 20_000;
export function start(box) {
  const says = document.createElement("p");
  says.className = "visually-hidden";
  says.setAttribute("aria-live", "polite");
  box.after(says);
  setTimeout(() => { says.textContent = box.textContent.trim(); }, SAID_AFTER);
  setTimeout(() => says.remove(), GONE_AFTER);
}
