// The mark of a field, before its box, takes the focus, and so does a value in one line. A letter typed on either is written
// into the box.
const BOX = "input:not([type=checkbox], [type=radio], [type=hidden]), textarea";

document.addEventListener("keydown", (event) => {
  if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
  const { target } = event;
  if (!target.matches("summary.kn-a, .in-place > summary")) return;
  const box = target.closest(".brief-item")?.querySelector(BOX);
  box?.closest(".in-place")?.setAttribute("open", "");
  box?.focus();
});
