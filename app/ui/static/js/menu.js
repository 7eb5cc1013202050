// An open details menu closes on Escape and on a click elsewhere; signing out forgets what this tab kept.
export function start(menu) {
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
