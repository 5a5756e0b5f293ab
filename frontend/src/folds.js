// On a phone the filters of a list stand folded away until they are asked for or in use. Without script they stay open.
const PHONE = matchMedia("(max-width: 700px)");

function fold() {
  if (!PHONE.matches) return;
  for (const part of document.querySelectorAll("details[data-folds]:not([data-in-use], [data-folded])")) {
    part.dataset.folded = "";
    part.open = false;
  }
}

// A link to a place in what is folded opens it.
function reveal() {
  const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const part = place && place.closest("details.wl-fold:not([open])");
  if (!part) return;
  part.open = true;
  place.scrollIntoView();
}

fold();
reveal();
addEventListener("hashchange", reveal);
document.addEventListener("htmx:afterSettle", fold);
PHONE.addEventListener("change", () => {
  if (PHONE.matches) fold();
  else for (const part of document.querySelectorAll("details[data-folds]")) part.open = true;
});
