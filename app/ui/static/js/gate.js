// Say what the chosen levels and objectives make of a piece of work; below the gate, the main act sends it back.
// The server decides; without this the form is the same.
export function start(form) {
  const says = document.getElementById("gate-says");
  if (!says) return;
  const first = says.textContent;
  const mains = document.querySelectorAll("[data-main]");

  const level = (name) => form.querySelector(`[name="${name}"]:checked`);
  const part = (text, bold) => {
    const made = document.createElement(bold ? "b" : "span");
    made.textContent = text;
    return made;
  };
  const say = () => {
    const gate = level(form.dataset.gate);
    const shut = gate && Number(gate.value) < Number(form.dataset.gateFrom);
    mains.forEach((button) => {
      button.value = shut ? "resubmit" : "accept";
      const label = button.querySelector("span");
      if (label) label.textContent = shut ? button.dataset.back : button.dataset.accept;
    });
    if (!gate) { says.textContent = first; return; }
    const toward = [...form.querySelectorAll("[name=objectives]:checked")].map((box) => box.dataset.short);
    if (shut) says.replaceChildren(part("Gate shut: nothing counts. ", true), part("It goes back."));
    else if (!toward.length) says.replaceChildren(part("Gate open, but no objective is chosen."));
    else {
      const list = toward.join(", ").replace(/, ([^,]*)$/, " and $1");
      says.replaceChildren(part("Gate open. Counts toward "), part(`${list}, as ${says.dataset.as}`, true), part("."));
    }
  };
  form.addEventListener("change", say);
  if (level(form.dataset.gate)) say();
}
