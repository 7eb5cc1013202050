// Name the act for what is chosen: some words are shown at once, for others an adult is asked first.
export function start(form) {
  const button = document.querySelector(`button[form="${form.id}"]`);
  const asks = new Set(form.dataset.asks.split(" "));
  if (!button?.firstChild) return;
  const name = () => {
    const chosen = form.querySelector("[name=what]:checked");
    if (chosen) button.firstChild.data = asks.has(chosen.value) ? "Ask your teacher, this is logged " : "Show it, this is logged ";
  };
  form.addEventListener("change", name);
  name();
}
