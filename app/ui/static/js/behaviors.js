// Find data-behavior="name other" and give each element its module, loaded only where used.
const known = new Set([
  "autosave", "boxes", "copy", "count", "dialog", "filter", "forget", "gate", "hide-away", "idle", "inbox", "keys", "menu", "once", "pick-words", "review", "rubric", "select-row", "shown", "steps", "taken", "theme", "watch",
]);
// On a phone the top bar scrolls sideways: bring the entry of this page into view.
const here = document.querySelector(".topbar nav [aria-current]");
if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 48;

const version = new URL(import.meta.url).search;

for (const element of document.querySelectorAll("[data-behavior]")) {
  for (const name of element.dataset.behavior.split(" ").filter((each) => known.has(each))) {
    const module = await import(`./${name}.js${version}`);
    module.start(element);
  }
}
