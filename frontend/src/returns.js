// A page that a dialog reads again looks as it was left: what was opened is open, and the same place is in sight. What comes
// after the page has the height it had, whenever the page is read again, so that nothing below it moves.
const LEFT = "amity.left";
const AGAIN = "amity.again";
const PARTS = "#main details:is(.wl-fold, .on-phone)";
const LATER = "#main section[hx-trigger=load][aria-labelledby]";

let labels = [];

const sectionOf = (label) => document.querySelector(`#main section[aria-labelledby="${label}"]`);

const labelsOf = () => [...document.querySelectorAll(LATER)].map((part) => part.getAttribute("aria-labelledby"));

/** Parts that open, by what their summary says without its counts, and how many before it say the same. */
function named() {
  const seen = new Map();
  return [...document.querySelectorAll(PARTS)].map((part) => {
    const words = part.id || part.querySelector(":scope > summary")?.textContent.replace(/[\d\s]+/g, " ").trim();
    seen.set(words, (seen.get(words) ?? 0) + 1);
    return [`${words} ${seen.get(words)}`, part];
  });
}

/** The height of each section that has come after its page. */
function measure() {
  const found = labels.map((label) => [label, sectionOf(label)]).filter(([, part]) => part && !part.matches(LATER));
  return found.map(([label, part]) => [label, part.offsetHeight]);
}

function leave() {
  const heights = measure();
  const opened = named().filter(([, part]) => part.open).map(([name]) => name);
  sessionStorage.setItem(LEFT, JSON.stringify({ path: location.pathname, heights, opened, top: scrollY }));
}

/** Give what isn't here yet the height it had. */
function hold(heights) {
  labels = labelsOf();
  for (const [label, height] of heights) if (labels.includes(label)) sectionOf(label).style.minBlockSize = `${height}px`;
}

function find() {
  const again = sessionStorage.getItem(AGAIN) === location.pathname;
  sessionStorage.removeItem(AGAIN);
  const { path, heights, opened, top } = JSON.parse(sessionStorage.getItem(LEFT) ?? "{}");
  if (path !== location.pathname) return hold([]);
  hold(heights);
  if (!again) return;
  for (const [name, part] of named()) if (opened.includes(name)) part.open = true;
  if (!location.hash) scrollTo({ top, behavior: "instant" });
}

/** Say that the page is about to be read again, after something on it was saved. */
export function comeBack() {
  sessionStorage.setItem(AGAIN, location.pathname);
}

find();
addEventListener("pagehide", leave);

// An act in a row draws the page again in place, and with it the sections that come after it.
let held = [];
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target?.id === "main") held = measure();
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (["main", "account-tab"].includes(detail.target?.id)) hold(detail.target.id === "main" ? held : []);
});
