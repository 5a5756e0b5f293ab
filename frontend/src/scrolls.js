// A table wider than its box, or with a word a line: on a phone its rows become blocks whose cells name their columns,
// elsewhere it scrolls sideways once its headings are wrapped. What scrolls fades at its edge while more follows.
const phone = matchMedia("(max-width: 700px)");
const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell", TH: "rowheader" };
const KEEPS = ".wk, .stacks, .pay, .sv-map"; // these have a form for a phone of their own
const CONTROLS = "input, select, button, summary:not(.is-number > *), form, .btn"; // a figure that opens is a figure
const SHORT = 34; // characters of a cell that takes a third of its line
const MEDIUM = 64; // characters of a cell that takes two thirds of it
const TALL = 110; // height of a row whose words are stacked
const widths = new WeakMap();
const sizes = new ResizeObserver((found) => found.forEach((one) => resized(one.target)));

function mark(box) {
  box.toggleAttribute("data-more", box.scrollWidth - box.clientWidth - box.scrollLeft > 2);
}

/** The words of a cell that are in sight. */
function words(cell) {
  const copy = cell.cloneNode(true);
  for (const hidden of copy.querySelectorAll(".visually-hidden, .why-b")) hidden.remove();
  return copy.textContent.trim().replace(/\s+/g, " ").replace(/\s[↑↓]$/, "");
}

/** Give each cell the name of its column, and say which are blank, short or medium. */
function name(table) {
  const labels = [...([...(table.tHead?.rows ?? [])].at(-1)?.cells ?? [])].flatMap((one) => Array(one.colSpan).fill(words(one)));
  for (const row of table.rows) {
    let column = 0;
    for (const cell of row.cells) {
      if (row.parentElement !== table.tHead && column && cell.colSpan === 1 && cell.tagName === "TD") cell.dataset.label = labels[column] ?? "";
      const text = words(cell);
      const isBlank = ["", "–"].includes(text) || cell.querySelector("[data-nothing]");
      cell.toggleAttribute("data-blank", column > 0 && !cell.querySelector(`${CONTROLS}, svg, .noright`) && isBlank);
      const isPlain = column > 0 && cell.colSpan === 1 && !cell.querySelector(`${CONTROLS}, .bs`);
      cell.toggleAttribute("data-short", isPlain && text.length <= SHORT);
      cell.toggleAttribute("data-medium", isPlain && text.length > SHORT && text.length <= MEDIUM);
      column += cell.colSpan;
    }
  }
  // Rows drawn as blocks are still read out as rows.
  for (const part of [table, ...table.querySelectorAll("thead, tbody, tfoot, tr, td, th")]) {
    if (part.tagName !== "TH" || part.closest("thead") === null) part.setAttribute("role", ROLES[part.tagName]);
  }
}

/** On a phone, show the first rows of a long list, and the rest when asked. */
function shorten(box, table) {
  const later = [...table.querySelectorAll("tr[data-row]")].slice(Number(box.dataset.first));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn show-rest";
  button.textContent = box.dataset.rest;
  button.addEventListener("click", () => {
    box.dataset.whole = "";
    lengthen(box, table);
    later[0].querySelector("a[href], button, input")?.focus();
  });
  for (const row of later) row.hidden = true;
  box.after(button);
}

function lengthen(box, table) {
  for (const row of table.querySelectorAll("tr[data-row][hidden]")) row.hidden = false;
  if (box.nextElementSibling?.matches(".show-rest")) box.nextElementSibling.remove();
}

function fit(box) {
  const table = box.querySelector("table");
  if (!table) return;
  table.classList.remove("reflows", "wraps");
  if (box.dataset.rest) lengthen(box, table);
  const isWide = () => box.scrollWidth > box.clientWidth + 1;
  const isStacked = phone.matches && [...table.tBodies].some((body) => [...body.rows].some((row) => row.offsetHeight > TALL));
  if (isWide() || isStacked) {
    table.classList.add("wraps"); // headings and states take two lines
    if (phone.matches && !table.matches(KEEPS) && (isStacked || isWide())) {
      name(table);
      table.classList.add("reflows");
    }
  }
  if (phone.matches && box.dataset.rest && box.dataset.whole === undefined) shorten(box, table);
}

/** Bring the lit one of tabs into sight, once. */
function show(box) {
  const lit = box.querySelector("[aria-current]:not([aria-current=false])");
  if (!lit || box.scrollWidth <= box.clientWidth) return;
  box.scrollLeft += lit.getBoundingClientRect().left - box.getBoundingClientRect().left - (box.clientWidth - lit.offsetWidth) / 2;
}

function resized(box) {
  if (widths.get(box) !== box.clientWidth) {
    widths.set(box, box.clientWidth);
    fit(box);
  }
  mark(box);
}

/** Watch new boxes, and fit those of which something `settled`: the counts of the rail change none. */
function watch(settled) {
  for (const box of document.querySelectorAll(".tbl-scroll, .tbl-scroll thead, .tabs, .seg")) {
    if (box.dataset.watched === undefined) {
      box.dataset.watched = "";
      if (box.matches(".tabs, .seg")) show(box);
      box.addEventListener("scroll", () => mark(box), { passive: true });
      sizes.observe(box);
    } else if (settled.contains(box) || box.contains(settled)) {
      fit(box);
    }
  }
}

watch(document);
document.addEventListener("htmx:afterSettle", (event) => watch(event.detail.elt));
