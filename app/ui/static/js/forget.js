// What was typed here arrived: forget this tab's copies of the page named by data-forgets.
export function start(element) {
  const start = `draft:${document.body.dataset.mark}:${element.dataset.forgets}:`;
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(start)) sessionStorage.removeItem(key);
}
