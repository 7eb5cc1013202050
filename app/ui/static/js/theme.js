// Colors change at once; the form tells the server, which keeps the choice in a cookie.
export function start(form) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button?.value) return;
    event.preventDefault();
    if (button.value === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = button.value;
    for (const each of form.querySelectorAll("[aria-pressed]")) each.setAttribute("aria-pressed", String(each === button));
    fetch(form.action, { method: "POST", body: new FormData(form, button), keepalive: true });
  });
}
