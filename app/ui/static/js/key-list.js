// The list of this page's keys, made from its data-key elements, with a switch to turn single keys off.
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const nameOf = (element) => element.dataset.keySays || element.getAttribute("aria-label")
  || [...element.childNodes].filter((each) => each.nodeName !== "KBD").map((each) => each.textContent).join("").trim()
  || element.labels?.[0]?.textContent.trim() || "";

function rows() {
  const found = [...document.querySelectorAll("[data-key]")].filter((each) => each.checkVisibility());
  const own = found.map((each) => [each.dataset.key, nameOf(each)]);
  const list = document.querySelector("[data-behavior~=select-row]") ? [["J K", "next row, row before"]] : [];
  const rubric = document.querySelector("[data-behavior~=rubric]") ? [["0 to 4", "set the level, go on to the next line"]] : [];
  own.sort((one, other) => Number(/\d/.test(other[0])) - Number(/\d/.test(one[0])) || (/\d/.test(one[0]) ? one[0].localeCompare(other[0]) : 0));
  const leave = document.querySelector("main textarea, .rail textarea") ? [["Esc", "leave a text, so that keys act again"]] : [];
  return [...own, ...list, ...rubric, ...leave, ["?", "this list"]];
}

export function open(body) {
  const box = make("input", { type: "checkbox", id: "keys-on", checked: localStorage.getItem("keys") !== "off" });
  box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "on" : "off"));
  const list = make("dl", { className: "keylist" });
  for (const [key, says] of rows()) list.append(make("dt", {}, make("kbd", {}, key.toUpperCase())), make("dd", {}, says));
  const close = make("button", { className: "btn", type: "button" }, "Close");
  const dialog = make("dialog", { className: "dialog" },
    make("div", { className: "dialog-body" }, make("h2", { id: "keys-title" }, "Keys of this page"), list,
      make("div", { className: "check" }, box, make("label", { htmlFor: "keys-on" }, "Single keys do something on this computer"))),
    make("div", { className: "dialog-foot" }, close));
  dialog.setAttribute("aria-labelledby", "keys-title");
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  body.append(dialog);
  dialog.showModal();
}
