// Type to narrow: hides the items of the list or table body named by data-filters; data-filter-says counts them.
export function start(input) {
  const list = document.getElementById(input.dataset.filters);
  const says = document.getElementById(input.dataset.filterSays);
  if (!list) return;
  const apply = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const item of list.children) {
      const text = item.textContent.toLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
      left += item.hidden ? 0 : 1;
    }
    if (says) says.textContent = words.length ? `${left} of ${list.children.length} shown` : "";
  };
  input.addEventListener("input", apply);
  apply();
}
