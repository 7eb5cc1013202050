// The idle lock: after data-minutes without a touch, in any tab, hides the page until the password is given again.
const stamp = "seen-at";

export function start(dialog) {
  const form = dialog.querySelector("form");
  const wrong = dialog.querySelector("[role=alert]");
  const quiet_ms = Number(dialog.dataset.minutes) * 60_000;
  const seen = () => { if (!dialog.open) localStorage.setItem(stamp, String(Date.now())); };
  const lock = () => {
    if (dialog.open || Date.now() - Number(localStorage.getItem(stamp)) < quiet_ms) return;
    document.body.classList.add("is-locked");
    dialog.showModal();
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    form.reset();
    wrong.hidden = Boolean(answer?.ok);
    if (!answer?.ok) return;
    document.body.classList.remove("is-locked");
    dialog.close();
    seen();
  });
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  for (const kind of ["keydown", "pointerdown", "scroll"]) document.addEventListener(kind, seen, { passive: true });
  seen();
  setInterval(lock, 5000);
}
