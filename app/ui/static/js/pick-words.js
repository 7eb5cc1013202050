// Words selected in the thread travel with the link to where they are hidden; after the #, so no server sees them.
export function start(element) {
  if (element.tagName === "INPUT") {
    const brought = decodeURIComponent(location.hash.slice(1));
    if (brought && !element.value) element.value = brought;
    if (brought) history.replaceState(null, "", location.pathname);
    return;
  }
  const plain = element.href;
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    const inside = chosen.anchorNode?.parentElement?.closest(".thread");
    const words = inside ? chosen.toString().replace(/\s+/g, " ").trim().slice(0, 80) : "";
    element.href = words ? `${plain}#${encodeURIComponent(words)}` : plain;
  });
}
