// A text is kept in this tab as you type, until a page says that what was sent was taken (behaviors.js);
// with data-save-url the server keeps it too. Beside it: the element named by data-save-says.
const version = new URL(import.meta.url).search;

export async function start(area) {
  const { form } = area, mine = `draft:${document.body.dataset.mark}:`;
  const name = `${new URL(form.action).pathname}:${area.name}`, copy = mine + name;
  const says = document.getElementById(area.dataset.saveSays);
  const tell = (state, words) => { if (says) { says.dataset.state = state; says.textContent = words; } };
  const offer = (text) => import(`./two-texts.js${version}`).then((texts) => texts.offer(area, text, `${copy}:other`));
  const first = area.defaultValue; // that much the server has

  const kept = sessionStorage.getItem(copy), other = sessionStorage.getItem(`${copy}:other`);
  const typed = area.value !== first && area.value !== kept; // before this was there: nothing is newer
  if (typed) sessionStorage.setItem(copy, area.value);
  const mineNow = !typed && kept && (!first || area.dataset.saveUrl); // what the server has of it is older, or another tab's
  if (mineNow && kept !== first) { area.value = kept; tell("kept", "Brought back from this tab."); }
  const second = mineNow ? (kept.startsWith(first) ? other : first) : (kept && kept !== first ? kept : other);
  if (second && second !== area.value) offer(second);
  area.addEventListener("input", () => sessionStorage.setItem(copy, area.value));
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    sessionStorage.removeItem(copy);
    if (area.value.trim()) sessionStorage.setItem(`${mine}sent:${name}`, area.value);
  });
  if (!area.dataset.saveUrl) return;
  const server = await import(`./save-draft.js${version}`);
  server.start(area, { first, tell, offer, forget: () => sessionStorage.removeItem(copy) });
}
