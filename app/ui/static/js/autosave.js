// A draft saves as you type: to data-save-url, and to this tab until the server has it.
// Beside it: an element named by data-save-says shows when it was saved.
const EVERY_MS = 4000;

export function start(area) {
  const form = area.form;
  const says = document.getElementById(area.dataset.saveSays);
  const copy = `draft:${document.body.dataset.mark}:${location.pathname}:${area.name}`;
  let saved = area.value;
  let busy = false, sent = false;

  const tell = (state, words) => { if (says) { says.dataset.state = state; says.textContent = words; } };
  const time = () => new Date().toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });

  async function save() {
    if (busy || sent || area.value === saved || !area.dataset.saveUrl) return;
    busy = true;
    const sending = area.value, body = new FormData(form);
    body.delete("files");
    const answer = await fetch(area.dataset.saveUrl, { method: "POST", body }).catch(() => null);
    busy = false;
    if (!answer?.ok || answer.redirected) return tell("failed", "Not saved yet. It is kept in this tab.");
    saved = sending;
    if (area.value === saved) sessionStorage.removeItem(copy);
    tell("saved", `Saved ${time()}`);
  }

  const kept = sessionStorage.getItem(copy);
  if (kept && !area.value) { area.value = kept; tell("kept", "Brought back from this tab."); }
  area.addEventListener("input", () => sessionStorage.setItem(copy, area.value));
  form.addEventListener("submit", (event) => {
    sent ||= !event.defaultPrevented; // what is sent is no draft any more: leaving the page must not save it again
    // A form without a server copy keeps the tab's copy until a page says that it was taken (behavior "forget").
    if (!area.dataset.saveKeeps) sessionStorage.removeItem(copy);
  });
  window.addEventListener("pageshow", () => { sent = false; });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  setInterval(save, EVERY_MS);
}
