// Let the server keep a text that is being typed, and say when; a text of another tab is never written over.
const EVERY_MS = 4000;

export function start(area, { first, tell, offer, forget }) {
  const { form } = area, from = form.elements[`${area.name}_from`];
  let saved = first;
  let busy = false, sent = false;
  const time = () => new Date().toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });

  async function save() {
    if (busy || sent || area.value === saved) return;
    busy = true;
    const sending = area.value, body = new FormData(form);
    body.delete("files");
    const answer = await fetch(area.dataset.saveUrl, { method: "POST", body }).catch(() => null);
    busy = false;
    const other = answer?.status === 409 ? await answer.json().catch(() => null) : null;
    if (!other && (!answer?.ok || answer.redirected)) return tell("failed", "Not saved yet. It is kept in this tab.");
    saved = sending;
    if (from) from.value = other ? other.from : answer.headers.get("Kept-As") ?? "";
    if (other) {
      tell("failed", "Changed in another tab.");
      offer(other.text);
      return;
    }
    if (area.value === saved) forget();
    tell("saved", `Saved ${time()}`);
  }

  form.addEventListener("submit", (event) => {
    sent ||= !event.defaultPrevented; // what is sent is no draft any more: leaving the page must not save it again
  });
  window.addEventListener("pageshow", () => { sent = false; });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  setInterval(save, EVERY_MS);
}
