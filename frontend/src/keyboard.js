// One-letter keys: / to the search, n to a new note, b to the page before a call, p prints that page, ? lists the keys,
// and in a list marked data-list j, k, Enter and x.
// Where rows are kept or dropped (data-keeps), k keeps, x drops, and both go on to the next row, as j does alone.
// There a row may also have a button for each (data-decide). Ctrl+D closes the day: it leads to its page, and there presses.
// The buttons of a row may have keys of their own (data-row-key).
// Ctrl+Enter sends a form marked data-send-by-key.
// Inside a form that is being filled in, only the keys of the form and its list work, also while a chip or a button of it
// has the focus.
// A person who talks to the computer can switch them off (data-keys="off" on <html>).
import { WRITING, filledIn } from "./filling.js";

function rowsOf(list) {
  return [...list.querySelectorAll("[data-row]")].filter((row) => !row.closest("details:not([open])"));
}

function listInUse() {
  return document.activeElement?.closest("[data-list]") ?? document.querySelector("[data-list]");
}

function move(step) {
  const list = listInUse();
  if (!list) return;
  const rows = rowsOf(list);
  if (!rows.length) return;
  const cursor = rows.findIndex((row) => row.classList.contains("is-cursor"));
  const at = cursor < 0 ? rows.findIndex((row) => row.contains(document.activeElement)) : cursor;
  const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
  for (const row of rows) row.classList.toggle("is-cursor", row === next);
  const target = next.querySelector("[data-main]") ?? next.querySelector("a[href], button, input") ?? next;
  target.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function current() {
  return listInUse()?.querySelector("[data-row].is-cursor");
}

function rowInUse() {
  return document.activeElement?.closest("[data-row]") ?? current();
}

// Keep or drop the current row, and go on.
function choose(value) {
  const rows = rowsOf(listInUse());
  const row = current() ?? rows.find((one) => one.contains(document.activeElement)) ?? rows[0];
  const button = row?.querySelector(`[data-decide=${value}]`);
  if (button) {
    button.focus({ preventScroll: true });
    button.click();
    return;
  }
  row?.querySelector(`input[type=radio][value=${value}]`)?.click();
  for (const one of rows) one.classList.toggle("is-cursor", one === row);
  move(1);
}

function isOf(form, target) {
  return !form || form.contains(target) || target.form === form;
}

// A button, link or label marked data-act-key is pressed by that key, j and k on pages without a list, Enter where no row is chosen.
// That of the row in use comes first. A link into the page leads to its first field. Enter on a link or a button is its own.
function pressed(event, form = null) {
  if (event.key === "Enter" && event.target.closest("a[href], button, summary")) return false;
  const places = [rowInUse(), document].filter(Boolean);
  const found = places.flatMap((place) => [...place.querySelectorAll("[data-act-key]")]);
  const target = found.find((one) => one.dataset.actKey === event.key && one.checkVisibility() && isOf(form, one));
  if (!target) return false;
  event.preventDefault();
  target.click();
  const place = target.hash ? document.querySelector(target.hash) : null;
  place?.querySelector("input:not([type=hidden]):checked, input:not([type=hidden]), textarea")?.focus();
  return true;
}

// A row may have buttons with a key of their own (data-row-key): it presses that of the current row, or of the first.
function pressedInRow(event) {
  const list = listInUse();
  const rows = list ? rowsOf(list) : [];
  const row = rows.find((one) => one === rowInUse()) ?? rows[0];
  const button = [...(row?.querySelectorAll("[data-row-key]") ?? [])].find((one) => one.dataset.rowKey === event.key);
  if (!button) return false;
  event.preventDefault();
  button.focus({ preventScroll: true });
  button.click();
  return true;
}

const KEYS = {
  "/": () => document.querySelector("[data-search]"),
  n: () => !document.querySelector("[data-week]") && (document.querySelector("main [data-key-n]") ?? document.querySelector("[data-key-n]")),
  b: () => rowInUse()?.querySelector("[data-key-b]") ?? document.querySelector("main [data-key-b]"),
  p: () => document.querySelector("main [data-key-p]"),
  "?": () => document.querySelector("dialog.keys-d"),
};

const ACTS = {
  "/": (link) => link.click(),
  n: (link) => link.click(),
  b: (link) => link.click(),
  p: (button) => button.click(),
  "?": (dialog) => dialog.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (document.documentElement.dataset.keys === "off") return;
  if (event.target.closest(WRITING) || document.querySelector("dialog[open]")) return;
  const form = filledIn(event.target);
  if (event.key in KEYS) {
    const target = KEYS[event.key]();
    if (!target || !isOf(form, target)) return;
    event.preventDefault();
    ACTS[event.key](target);
  } else if (form && !form.contains(listInUse())) {
    pressed(event, form);
  } else if (listInUse()?.hasAttribute("data-keeps") && "kx".includes(event.key)) {
    choose(event.key === "k" ? "keep" : "drop");
  } else if ((event.key === "j" || event.key === "k") && !listInUse()) {
    pressed(event);
  } else if (event.key === "j" || event.key === "k") {
    move(event.key === "j" ? 1 : -1);
  } else if (event.key === "Enter" && event.target === document.body && listInUse()) {
    const main = current()?.querySelector("[data-main]") ?? current()?.querySelector("a[href]");
    if (main) main.click();
    else pressed(event);
  } else if (event.key === "x") {
    current()?.querySelector("input[type=checkbox]")?.click();
  } else if (!pressedInRow(event)) {
    pressed(event, form);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "d" || !event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return;
  if (document.documentElement.dataset.keys === "off" || document.querySelector("dialog[open]")) return;
  const target = document.querySelector("main [data-close-day]") ?? document.querySelector("[data-close-day]");
  if (!target) return;
  event.preventDefault();
  target.click();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("form[data-send-by-key]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});

// In a field for one paragraph (data-enter-sends), Enter sends the form as it does in a field of one line.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("textarea[data-enter-sends]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

// After an act in a row, the keyboard goes on at the row that took its place, and after Undo at the row that is back.
// The counts of the rail may come in before the rows are settled, and say nothing of them.
let place = -1;
let placeOfAct = -1;

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.target.closest(".rail")) return;
  const row = document.activeElement?.closest("[data-list] [data-row]");
  if (row) placeOfAct = rowsOf(row.closest("[data-list]")).indexOf(row);
  place = row || document.activeElement?.closest(".messages") ? placeOfAct : -1;
});

document.addEventListener("htmx:afterSettle", () => {
  const list = document.querySelector("[data-list]");
  if (place < 0 || !list || document.activeElement !== document.body) return;
  const rows = rowsOf(list);
  rows[Math.min(place, rows.length - 1)]?.querySelector("[data-main]")?.focus({ preventScroll: true });
  place = -1;
});

// A page that refused a form begins at the first field that is wrong.
document.querySelector("#main [aria-invalid=true]")?.focus();
