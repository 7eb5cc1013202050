// Put what is shown for now beside its chips, and take it away when it ends: by time, by the server's word, by a lock,
// and before the page could be kept. The values come in an answer of their own; without this a link leads to them.
export function start(box) {
  const url = box.dataset.shownUrl;
  const says = box.querySelector("[role=status]");
  const first = box.dataset.shownState;
  let made = [];

  const hide = () => {
    for (const [node, chip] of made) { node.remove(); if (chip) chip.hidden = false; }
    made = [];
  };
  const put = (key, value) => {
    const chips = key === "first_name" ? box.querySelectorAll("[data-first-name]") : document.querySelectorAll(`[data-hidden="${CSS.escape(key)}"]`);
    for (const chip of chips) {
      const node = document.createElement("span");
      node.className = "shown";
      node.textContent = value;
      chip.after(node);
      chip.hidden = true;
      made.push([node, chip]);
    }
  };
  const ask = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-store" }).catch(() => null);
    return answer?.ok ? answer.json() : null;
  };
  const watch = async () => {
    const now = await ask(`${url}/left`);
    if (!now || now.left <= 0 || document.body.classList.contains("is-locked")) hide();
    if (now && now.state !== first) says.hidden = false;
  };
  if (box.hasAttribute("data-shown-now")) ask(url).then((now) => {
    for (const [key, value] of Object.entries(now?.values ?? {})) put(key, value);
    setTimeout(hide, (now?.left ?? 0) * 1000);
  });
  setInterval(watch, 10_000);
  addEventListener("pagehide", hide);
}
