// The running timer counts on from its start, to the minute; `t` presses its stop, or leads to its start; Shift+Space in
// a cell of the week starts it on that row. Without script the page shows how long it had run when it was made.
import { WRITING, filledIn } from "./filling.js";

function tick() {
  const now = Math.floor(Date.now() / 1000);
  for (const clock of document.querySelectorAll("[data-timer]")) {
    const minutes = Math.max(0, Math.floor((now - Number(clock.dataset.timer)) / 60));
    const text = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
    if (clock.textContent !== text) clock.textContent = text;
  }
}

tick();
setInterval(tick, 5000);

// Who came by the key goes on by the key: the field of the work is in hand at once, or the button where the work is chosen.
if (!document.querySelector(".topbar form.timer")) {
  const work = document.querySelector("[data-timer-start] input:not([type=hidden])");
  (work?.value ? work.form.querySelector(".btn-primary") : work)?.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "t" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (document.documentElement.dataset.keys === "off") return;
  if (event.target.closest(WRITING) || filledIn(event.target) || document.querySelector("dialog[open]")) return;
  const target = document.querySelector("[data-key-t]");
  if (!target) return;
  event.preventDefault();
  target.click();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== " " || !event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target;
  if (!field.matches?.("[data-week] td input") || event.defaultPrevented) return;
  const start = field.closest("tr").querySelector("[data-timer-row]");
  if (!start) return;
  event.preventDefault();
  start.click();
});
