// What opens over the page (Why?, menus) is a <details>: it works with no script. Here: one open at a time, Escape and a
// press outside close it, focus returns to its summary, and it is moved inside the page.
import { begin } from "./begins.js";

const POPS = "details.why, details.menu";
const EDGE = 12;

function place(pop) {
  const body = pop.querySelector(":scope > .why-b");
  if (!body) return;
  body.classList.remove("to-start");
  if (matchMedia("(max-width: 700px)").matches) return;
  const page = pop.closest("main")?.getBoundingClientRect().left ?? 0;
  if (body.getBoundingClientRect().left < page + EDGE) body.classList.add("to-start");
}

document.addEventListener("toggle", (event) => {
  const pop = event.target;
  if (!pop.matches?.(POPS) || !pop.open) return;
  for (const other of document.querySelectorAll(POPS)) {
    if (other !== pop && other.open && !other.contains(pop)) other.open = false;
  }
  place(pop);
  const form = pop.querySelector("[data-begins-open] form");
  if (form) begin(form);
}, true);

document.addEventListener("click", (event) => {
  for (const pop of document.querySelectorAll(POPS)) {
    if (pop.open && !pop.contains(event.target)) pop.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = [...document.querySelectorAll(POPS)].filter((pop) => pop.open).at(-1);
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
