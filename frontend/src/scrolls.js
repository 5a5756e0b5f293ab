// A table that scrolls sideways fades at its edge while more columns follow.
const sizes = new ResizeObserver((found) => found.forEach((one) => mark(one.target)));

function mark(box) {
  box.toggleAttribute("data-more", box.scrollWidth - box.clientWidth - box.scrollLeft > 2);
}

function watch() {
  for (const box of document.querySelectorAll(".tbl-scroll:not([data-watched])")) {
    box.dataset.watched = "";
    box.addEventListener("scroll", () => mark(box), { passive: true });
    sizes.observe(box);
  }
}

watch();
document.addEventListener("htmx:afterSettle", watch);
