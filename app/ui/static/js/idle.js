// The idle lock: after data-minutes without a touch, in any tab, hides the page until the password is given again.
const stamp = "seen-at";

export function start(dialog) {
  const form = dialog.querySelector("form");
  const wrong = dialog.querySelector("[role=alert]");
  const quiet_ms = Number(dialog.dataset.minutes) * 60_000;
  const seen = () => { if (!dialog.open) localStorage.setItem(stamp, String(Date.now())); };
  const quiet = () => Date.now() - Number(localStorage.getItem(stamp)) >= quiet_ms;
  const set = (locked) => {
    document.body.classList.toggle("is-locked", locked);
    if (locked) dialog.showModal(); else dialog.close();
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const asked = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } };
    const answer = await fetch(form.action, asked).catch(() => null);
    const ended = answer && new URL(answer.url).pathname.startsWith("/sign-in");
    form.reset();
    wrong.hidden = Boolean(answer?.ok) && !ended;
    if (ended) wrong.lastElementChild.textContent = "You are signed out. Sign in in another tab, then come back here.";
    if (!wrong.hidden) return;
    set(false);
    seen();
  });
  dialog.addEventListener("submit", (event) => { if (event.target.matches("[data-leaves]")) sessionStorage.clear(); });
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  for (const kind of ["keydown", "pointerdown", "scroll"]) document.addEventListener(kind, seen, { passive: true });
  seen();
  setInterval(() => { if (quiet() !== dialog.open) set(quiet()); }, 5000);
}
