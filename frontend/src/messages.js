// A message stays below the bar for a moment. Then it scrolls away with the page, at whose beginning it remains with its
// Undo; a fault stays. Browsers move a page that is read again by the height of its message, which then covers the title:
// such a page begins at its top. So does one whose address names a place that is in sight from there: browsers lead to it
// until everything is drawn, so for a moment, or until somebody scrolls.
const STAYS = 6_000;
const DRAWN = 1_000;
const BY_HAND = ["wheel", "touchstart", "pointerdown", "keydown"];
const AROUND = 32; // what is above and below a message
const IN_SIGHT = 0.6; // of the window

function beginsAtTop(messages) {
  if (scrollY <= messages.offsetHeight + AROUND) return true;
  const place = document.querySelector(":target");
  return Boolean(place) && place.getBoundingClientRect().top + scrollY < innerHeight * IN_SIGHT;
}

function begin(messages) {
  if (scrollY > 0 && beginsAtTop(messages)) scrollTo(0, 0);
}

function stayAtTop(messages) {
  const moment = new AbortController();
  const { signal } = moment;
  addEventListener("scroll", () => begin(messages), { signal });
  for (const act of BY_HAND) addEventListener(act, () => moment.abort(), { signal, passive: true });
  setTimeout(() => moment.abort(), DRAWN);
}

function show() {
  const messages = document.querySelector("#main > .messages:not([data-shown])");
  if (!messages) return null;
  messages.dataset.shown = "";
  begin(messages);
  if (!messages.querySelector("[role=alert]")) setTimeout(() => messages.classList.add("is-past"), STAYS);
  return messages;
}

function arrive() {
  const messages = show();
  if (messages) stayAtTop(messages);
}

addEventListener("pageshow", () => requestAnimationFrame(arrive));
document.addEventListener("htmx:afterSettle", show);
