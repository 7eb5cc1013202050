// Empty what a page shows for now before the browser could keep it for the Back button.
export function start(part) {
  addEventListener("pagehide", () => part.replaceChildren());
}
