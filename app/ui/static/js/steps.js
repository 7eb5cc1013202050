// A checklist keeps each mark at once; data-steps-said counts them. Without script the form's button keeps them.
export function start(form) {
  const says = form.closest("section").querySelector("[data-steps-said]");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const button = form.querySelector("button");
  if (button) button.hidden = true;

  const tell = () => {
    if (says) says.textContent = `${boxes.filter((box) => box.checked).length} of ${boxes.length} done`;
    const next = boxes.find((box) => !box.checked);
    for (const box of boxes) box.labels[0].classList.toggle("here", box === next);
  };
  form.addEventListener("change", async () => {
    tell();
    const asked = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } };
    const answer = await fetch(form.action, asked).catch(() => null);
    if (!answer?.ok) form.requestSubmit();
  });
}
