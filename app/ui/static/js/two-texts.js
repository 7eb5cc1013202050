// Two texts of one draft, this tab's and another's: neither is lost, and a button changes between them.
// The other one stays in this tab under its key until it is dropped.
const SAYS = "You have two texts here. Both are kept.";

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-sm";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

export function offer(area, text, key) {
  const box = document.createElement("div"), says = document.createElement("p");
  let other = text;
  const end = () => { sessionStorage.removeItem(key); box.remove(); area.focus(); };
  const change = () => {
    [other, area.value] = [area.value, other];
    area.dispatchEvent(new Event("input", { bubbles: true }));
    if (other.trim()) sessionStorage.setItem(key, other); else end();
    area.focus();
  };
  sessionStorage.setItem(key, other);
  area.parentElement.querySelector(".two-texts")?.remove();
  box.className = "two-texts";
  says.setAttribute("role", "status");
  box.append(says, button("Show the other", change), button("Drop the other", end));
  area.after(box);
  says.textContent = SAYS;
}
