// A click on a picture fills in the place of a comment, in percent. Without a script it is entered in the same fields.
function fields(figure) {
  const form = document.getElementById(figure.dataset.pin);
  return [form.elements.x, form.elements.y];
}

function mark(figure) {
  const pin = figure.querySelector("[data-pin-new]");
  const [x, y] = fields(figure);
  const isSet = x.value !== "" && y.value !== "";
  pin.toggleAttribute("hidden", !isSet);
  if (!isSet) return;
  pin.setAttribute("x", `${x.value}%`);
  pin.setAttribute("y", `${y.value}%`);
}

function percent(part, whole) {
  return Math.min(100, Math.max(0, (part / whole) * 100)).toFixed(1);
}

document.addEventListener("click", (event) => {
  const figure = event.target.closest("[data-pin]");
  const picture = figure?.querySelector("img");
  if (!picture) return;
  const box = picture.getBoundingClientRect();
  const [x, y] = fields(figure);
  x.value = percent(event.clientX - box.left, box.width);
  y.value = percent(event.clientY - box.top, box.height);
  mark(figure);
  x.form.elements.words.focus();
});

for (const figure of document.querySelectorAll("[data-pin]")) {
  for (const field of fields(figure)) field.addEventListener("input", () => mark(figure));
  mark(figure);
}
