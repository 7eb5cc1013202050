// A link or button whose data-dialog names a dialog on this page opens it; without script the link leads to a page.
export function start(opener) {
  const dialog = document.getElementById(opener.dataset.dialog);
  if (!dialog) return;
  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    dialog.showModal();
  });
  for (const close of dialog.querySelectorAll("[data-close]")) {
    close.addEventListener("click", (event) => { event.preventDefault(); dialog.close(); });
  }
}
