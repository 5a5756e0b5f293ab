// The counts of the rail stay from page to page until it has counted again. It counts again after what is saved in place,
// and before the page after a dialog is shown. A form that is sent leaves none: what it changes isn't known here.
import htmx from "htmx.org/dist/htmx.esm.js";

const KEPT = "counts";
const SAVING = ["submit", "change"];
const SETTLED = 100; // milliseconds after which the rail has what was counted, also how it is marked
const rail = document.querySelector(".rail[data-person]");

const parts = () => document.querySelectorAll(".count[id^=count-], #pinned");

function keep() {
  const shown = [...parts()].map(({ id, className, innerHTML }) => [id, className, innerHTML]);
  sessionStorage.setItem(KEPT, JSON.stringify({ person: rail.dataset.person, shown }));
}

/** What another person of this browser has counted is forgotten. */
function restore() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  if (!rail || kept.person !== rail.dataset.person) return sessionStorage.removeItem(KEPT);
  for (const [id, className, html] of kept.shown) {
    const part = document.getElementById(id);
    if (!part) continue;
    part.className = className;
    part.innerHTML = html;
  }
}

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.successful) return;
  const { verb, triggeringEvent } = detail.requestConfig;
  if (rail && detail.elt === rail) setTimeout(keep, SETTLED);
  else if (verb !== "get" && SAVING.includes(triggeringEvent?.type)) htmx.trigger(document.body, "counts-changed");
});

/** Count again before another page is shown. A count that doesn't come is left to that page. */
export async function countAgain() {
  if (!rail) return;
  sessionStorage.removeItem(KEPT);
  const answer = await fetch(rail.getAttribute("hx-get"), { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const counted = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of parts()) {
    const fresh = counted.getElementById(part.id);
    if (fresh) [part.className, part.innerHTML] = [fresh.className, fresh.innerHTML];
  }
  keep();
}

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented && event.target.method.toLowerCase() === "post") sessionStorage.removeItem(KEPT);
});

restore();
