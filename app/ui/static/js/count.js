// Says how many characters are left of data-most, in the element named by data-count-says.
export function start(field) {
  const says = document.getElementById(field.dataset.countSays);
  const most = Number(field.dataset.most || field.maxLength);
  if (!says || !(most > 0)) return;
  const tell = () => {
    const left = most - field.value.length;
    says.textContent = left < 0 ? `${-left} too many` : `${left} left`;
    says.classList.toggle("is-over", left < 0);
  };
  field.addEventListener("input", tell);
  tell();
}
