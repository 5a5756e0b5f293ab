// The mark of a field, between its label and its box, takes the focus. A letter typed on it is written into the box.
const BOX = "input:not([type=checkbox], [type=radio], [type=hidden]), textarea";

document.addEventListener("keydown", (event) => {
  if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!event.target.matches("summary.kn-a")) return;
  event.target.closest(".field")?.querySelector(BOX)?.focus();
});
