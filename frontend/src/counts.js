// The counts of the rail stay from page to page until it has counted again, and it counts again after what is saved in place.
import htmx from "htmx.org/dist/htmx.esm.js";

const KEPT = "counts";
const SAVING = ["submit", "change"];
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
  if (rail && detail.elt === rail) setTimeout(keep);
  else if (verb !== "get" && SAVING.includes(triggeringEvent?.type)) htmx.trigger(document.body, "counts-changed");
});

restore();
