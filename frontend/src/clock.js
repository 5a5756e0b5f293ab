// The clock of a huddle counts down to its end (data-clock, in seconds since 1970), then says that time is up (data-over).
// Where motion is reduced it changes each half minute. Without script the page shows fifteen minutes.
const STEP = matchMedia("(prefers-reduced-motion: reduce)").matches ? 30 : 1;

function count() {
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const left = Number(clock.dataset.clock) - Math.floor(Date.now() / 1000);
    const shown = Math.ceil(left / STEP) * STEP;
    const text = left > 0 ? `${String(Math.floor(shown / 60)).padStart(2, "0")}:${String(shown % 60).padStart(2, "0")}` : clock.dataset.over;
    if (clock.textContent !== text) clock.textContent = text;
  }
}

count();
setInterval(count, 1000);
document.addEventListener("htmx:afterSettle", count);
