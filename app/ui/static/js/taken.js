// Tell the log that words of this part were copied, or the page printed: once each while the page stays open.
export function start(part) {
  const told = new Set();
  const tell = (how) => {
    if (told.has(how)) return;
    told.add(how);
    const token = document.querySelector("[name=csrf_token]")?.value ?? "";
    navigator.sendBeacon(part.dataset.takenUrl, new URLSearchParams({ how, csrf_token: token }));
  };
  document.addEventListener("copy", (event) => {
    const typed = event.target instanceof Element && event.target.closest("textarea, input");
    if (!typed && getSelection()?.containsNode(part, true)) tell("copy");
  });
  addEventListener("beforeprint", () => tell("print"));
}
