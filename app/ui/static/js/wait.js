// Keep a progress true until what it waits for is over, then show what came of it; it does not count as using the page.
export function start(box) {
  const bar = box.querySelector("progress");
  const says = document.getElementById(bar.getAttribute("aria-labelledby"));
  box.setAttribute("aria-live", "polite");
  const look = async () => {
    const answer = await fetch(box.dataset.waitUrl, { headers: { Accept: "application/json" }, cache: "no-store" }).catch(() => null);
    const now = answer?.ok ? await answer.json() : null;
    if (!now) return;
    if (now.over) { clearInterval(again); location.reload(); return; }
    if ("percent" in now) bar.value = now.percent;
    if (now.words && says.textContent !== now.words) says.textContent = now.words;
  };
  const again = setInterval(look, 2_000);
}
