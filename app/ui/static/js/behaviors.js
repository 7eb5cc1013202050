// Find data-behavior="name other" and give each element its module, loaded only where used.
const known = new Set([
  "autosave", "boxes", "copy", "count", "dialog", "filter", "forget", "gate", "hide-away", "idle", "inbox", "keys", "menu", "once", "pick-words", "review", "rubric", "select-row", "shown", "steps", "taken", "theme", "watch",
]);
// On a phone the top bar scrolls sideways: bring the entry of this page into view.
const here = document.querySelector(".topbar nav [aria-current]");
if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 48;

const version = new URL(import.meta.url).search;

// All are fetched at once, and started in the order of the page.
const wanted = [...document.querySelectorAll("[data-behavior]")].flatMap((element) =>
  element.dataset.behavior.split(" ").filter((name) => known.has(name))
    .map((name) => [element, import(`./${name}.js${version}`)]));

for (const [element, module] of wanted) (await module).start(element);
