// A row of a table opens to the rows below it. What was opened stays open when the table is drawn again after a change.
// Without script all rows are shown.
const chosen = new Map();

function show(button) {
  const below = document.getElementById(button.dataset.opens);
  if (!below) return;
  const open = chosen.get(below.id) ?? below.hasAttribute("data-open");
  below.toggleAttribute("data-open", open);
  button.setAttribute("aria-expanded", String(open));
}

function every() {
  for (const button of document.querySelectorAll("[data-opens]")) show(button);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-opens]");
  if (!button) return;
  chosen.set(button.dataset.opens, button.getAttribute("aria-expanded") !== "true");
  show(button);
});

// A tick in a row that is opened again only now is in hand again. Another answer may come in before it is.
let inHand = "";

document.addEventListener("htmx:beforeSwap", () => {
  const here = document.activeElement;
  if (here && here !== document.body) inHand = here.closest(".below") ? here.id : "";
});
document.addEventListener("htmx:afterSettle", () => {
  every();
  if (inHand && document.activeElement === document.body) document.getElementById(inHand)?.focus({ preventScroll: true });
  inHand = "";
});
every();
