// Boxes over a page: drag on the picture to draw one. The numbers beside it say the same, and work by keyboard.
export function start(section) {
  const canvas = section.querySelector("svg"), tall = canvas.viewBox.baseVal.height;
  const rows = () => [...section.querySelectorAll(".box-row")];
  const fields = (row) => [...row.querySelectorAll("input")];
  const draw = () => {
    canvas.querySelectorAll(".box").forEach((box) => box.remove());
    for (const row of rows()) {
      const typed = fields(row).map((field) => field.value);
      row.querySelector("button").hidden = typed.every((value) => !value);
      if (typed.includes("")) continue;
      const [left, top, right, bottom] = typed.map(Number);
      const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const to = { class: "box", x: Math.min(left, right) * 10, y: (Math.min(top, bottom) * tall) / 100,
        width: Math.abs(right - left) * 10, height: (Math.abs(bottom - top) * tall) / 100 };
      for (const [name, value] of Object.entries(to)) box.setAttribute(name, value);
      canvas.append(box);
    }
  };
  const at = (event) => {
    const place = canvas.getBoundingClientRect();
    const part = (part, whole) => Math.round(Math.min(Math.max(part / whole, 0), 1) * 1000) / 10;
    return [part(event.clientX - place.left, place.width), part(event.clientY - place.top, place.height)];
  };
  let from = null, row;
  canvas.addEventListener("pointerdown", (event) => {
    row = rows().find((each) => fields(each).every((field) => !field.value));
    if (row) { from = at(event); canvas.setPointerCapture(event.pointerId); event.preventDefault(); }
  });
  canvas.addEventListener("pointermove", (event) => {
    if (from) { [...from, ...at(event)].forEach((value, n) => { fields(row)[n].value = value; }); draw(); }
  });
  canvas.addEventListener("pointerup", () => { from = null; });
  section.addEventListener("input", draw);
  section.addEventListener("click", (event) => {
    const gone = event.target.closest(".box-row button");
    if (gone) { fields(gone.parentElement).forEach((field) => { field.value = ""; }); draw(); }
  });
  draw(section.querySelector("[data-drag-says]").hidden = false);
}
