// Keep a number of the top bar true and say what is new, while a page stays open; it does not count as using it.
export function start(nav) {
  const link = nav.querySelector(`a[href="${nav.dataset.watchFor}"]`);
  const says = document.createElement("p");
  says.className = "watch";
  says.setAttribute("aria-live", "polite");
  nav.after(says);
  let last = "";

  const look = async () => {
    const answer = await fetch(nav.dataset.watchUrl, { headers: { Accept: "application/json" } }).catch(() => null);
    const now = answer?.ok ? await answer.json() : null;
    if (!now || !link) return;
    const count = link.querySelector(".count") ?? link.appendChild(Object.assign(document.createElement("span"), { className: "count" }));
    count.textContent = now.count || "";
    count.hidden = !now.count;
    if (now.words === last) return;
    last = now.words;
    const made = document.createElement("a");
    made.href = nav.dataset.watchFor;
    made.textContent = now.words;
    says.replaceChildren(...(now.words && location.pathname !== nav.dataset.watchFor ? [made] : []));
  };
  look();
  setInterval(look, 20_000);
}
