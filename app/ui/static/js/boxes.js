// Boxes over a page: drag on the picture to draw one. The numbers beside it say the same, and work by keyboard.
export function start(section) {
  const canvas = section.querySelector("svg"), tall = canvas.viewBox.baseVal.height;
  const rows = () => [...section.querySelectorAll(".box-row")], fields = (row) => [...row.querySelectorAll("input")];
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
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return [(event.clientX - left) / width, (event.clientY - top) / height]
      .map((part) => Math.round(Math.min(Math.max(part, 0), 1) * 1000) / 10);
  };
  let from = null, row, empty = (gone) => { fields(gone).forEach((field) => { field.value = ""; }); draw(); };
  canvas.addEventListener("pointerdown", (event) => {
    row = rows().find((each) => fields(each).every((field) => !field.value));
    if (row) { from = at(event); canvas.setPointerCapture(event.pointerId); event.preventDefault(); }
  });
  canvas.addEventListener("pointermove", (event) => {
    if (from) { [...from, ...at(event)].forEach((value, n) => { fields(row)[n].value = value; }); draw(); }
  });
  canvas.addEventListener("pointerup", () => {
    const [left, top, right, bottom] = from ? fields(row).map((field) => field.value) : [0, 0, 1, 1];
    if (left === right || top === bottom) empty(row); // a line is no box
    from = null;
  });
  section.addEventListener("click", ({ target }) => target.closest("button") && empty(target.closest(".box-row")));
  section.addEventListener("input", draw);
  draw(section.querySelector("[data-drag-says]").hidden = false);
}
