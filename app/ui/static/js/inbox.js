// Drafts in place: the act of the open draft (its .bar-part) stands in the action bar, where the hand expects it.
// Without script it stands inside the draft.
export function start(list) {
  const slot = document.querySelector(".bar-slot");
  if (!slot) return;
  let home = null;
  const show = (draft) => {
    if (home) home.append(...slot.children);
    home = draft?.querySelector(".unfold") ?? null;
    const part = home?.querySelector(".bar-part");
    if (part) slot.append(part);
  };
  list.addEventListener("toggle", (event) => {
    if (event.target.parentElement !== list) return; // a fold inside a draft
    if (event.target.open || home?.parentElement === event.target) show(event.target.open ? event.target : null);
  }, true);
  show(list.querySelector(":scope > details[open]"));
}
