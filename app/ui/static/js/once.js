// A double click sends once: later submits of the same form are swallowed.
export function start(form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) { event.preventDefault(); return; }
    sent = true;
    form.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => { sent = false; form.removeAttribute("aria-busy"); });
}
