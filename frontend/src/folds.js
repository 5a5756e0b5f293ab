// On a phone the filters of a list stand folded away until they are asked for or in use. Without script they stay open.
const FOLDED = "details:is(.wl-fold, .fold, .in-place, .on-phone)";
const WITHIN = ":scope > details.on-phone, :scope > :is(.card-b, form) > details.on-phone"; // what a card folds
const PHONE = matchMedia("(max-width: 700px)");
const opened = new Set(); // ids of what was opened: it stays open when an act draws the page again

function fold() {
  if (!PHONE.matches) return;
  for (const part of document.querySelectorAll("details[data-folds]:not([data-in-use], [data-folded])")) {
    part.dataset.folded = "";
    part.open = opened.has(part.id);
  }
}

function remember({ target }) {
  if (target.id && target.dataset?.folded !== undefined) opened[target.open ? "add" : "delete"](target.id);
}

// A link to a place in what is folded opens it.
function reveal() {
  const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place) return;
  const folded = [...place.querySelectorAll(WITHIN)].filter((part) => !part.open);
  for (let part = place.closest(FOLDED); part; part = part.parentElement.closest(FOLDED)) {
    if (!part.open) folded.push(part);
  }
  if (!folded.length) return;
  for (const part of folded) part.open = true;
  place.scrollIntoView();
}

// A section that comes after the page writes what is in it into its line. What can be added is beside the line: a
// button can't be in the summary, which is one itself.
function summarise() {
  for (const part of document.querySelectorAll("details.is-plan [data-summary]")) {
    part.closest("details.is-plan").querySelector("[data-says]").textContent = part.dataset.summary;
  }
  for (const link of document.querySelectorAll(".plan-line > details [data-add]")) {
    link.closest(".plan-line").append(link);
  }
}

// A value opens to its field, which takes the focus.
document.addEventListener("click", ({ target }) => {
  const part = target.closest(".in-place > summary")?.parentElement;
  if (part) requestAnimationFrame(() => part.querySelector(":is(input:not([type=radio], [type=hidden]), select, textarea, input:checked)")?.focus());
});

fold();
summarise();
reveal();
addEventListener("hashchange", reveal);
document.addEventListener("toggle", remember, true);
document.addEventListener("htmx:afterSettle", fold);
document.addEventListener("htmx:afterSettle", summarise);
PHONE.addEventListener("change", () => {
  if (PHONE.matches) fold();
  else for (const part of document.querySelectorAll("details[data-folds]")) part.open = true;
});
