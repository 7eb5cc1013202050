// An open details menu closes on Escape and on a click elsewhere; signing out forgets what this tab kept,
// and so does somebody else's signing in.
export function start(menu) {
  const mine = `draft:${document.body.dataset.mark}:`;
  const others = Object.keys(sessionStorage).filter((key) => !key.startsWith(mine));
  if (document.body.dataset.mark) for (const key of others) sessionStorage.removeItem(key);
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("submit", (event) => {
    if (event.target.matches("[data-leaves]")) sessionStorage.clear();
  });
}
