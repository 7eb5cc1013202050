// Find data-behavior="name other" and give each element its module, loaded only where used.
const known = new Set([
  "announce", "autosave", "boxes", "copy", "count", "dialog", "filter", "gate", "hide-away", "idle", "inbox", "keys", "menu", "name-act", "once", "pick-words", "review", "rubric", "select-row", "shown", "steps", "taken", "theme", "wait", "watch",
]);
// On a phone the top bar scrolls sideways: bring the entry of this page into view.
const here = document.querySelector(".topbar nav [aria-current]");
if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 48;

// What a form sent was taken when the page that follows does not refuse it; else it is a draft of this tab again.
const came = performance.getEntriesByType("navigation")[0]?.type ?? "navigate";
const refused = came !== "navigate" || document.querySelector("[data-refused]");
for (const key of Object.keys(sessionStorage).filter((one) => /^draft:[^:]*:sent:/.test(one))) {
  if (refused) sessionStorage.setItem(key.replace(":sent:", ":"), sessionStorage.getItem(key));
  sessionStorage.removeItem(key);
}

const version = new URL(import.meta.url).search;

// All are fetched at once, and started in the order of the page.
const wanted = [...document.querySelectorAll("[data-behavior]")].flatMap((element) =>
  element.dataset.behavior.split(" ").filter((name) => known.has(name))
    .map((name) => [element, import(`./${name}.js${version}`)]));

for (const [element, module] of wanted) (await module).start(element);
