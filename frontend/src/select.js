// Words selected in a text marked data-select open the menu with that id: one key or button makes a record of them.
// Without script, a button of the page leads to the same form. And a button marked data-print prints the page.
const GAP = 8;
const MOST = 500;

let menu = null;
let words = "";
let range = null;

function close() {
  if (menu) menu.hidden = true;
  menu = null;
}

function selectedIn() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const around = range.commonAncestorContainer;
  const text = (around.nodeType === Node.ELEMENT_NODE ? around : around.parentElement)?.closest("[data-select]");
  const said = selection.toString().replace(/\s+/g, " ").trim();
  return text && said && said.length <= MOST ? { text, said, range } : null;
}

function place() {
  const at = range.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = at.bottom + GAP + height < innerHeight;
  menu.style.insetBlockStart = `${below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - height)}px`;
  menu.style.insetInlineStart = `${Math.max(GAP, Math.min(at.left, innerWidth - width - GAP))}px`;
}

function offer() {
  const found = selectedIn();
  if (!found) return close();
  if (menu && found.said === words) return;
  menu = document.getElementById(found.text.dataset.select);
  if (!menu) return;
  words = found.said;
  menu.elements.namedItem("text").value = words;
  menu.hidden = false;
  range = found.range;
  place();
}

document.addEventListener("pointerup", (event) => {
  if (!menu?.contains(event.target)) setTimeout(offer);
});
addEventListener("scroll", () => menu && place(), { passive: true });
document.addEventListener("keyup", (event) => event.shiftKey && offer());
document.addEventListener("selectionchange", () => menu && getSelection()?.isCollapsed && !menu.contains(document.activeElement) && close());

document.addEventListener("keydown", (event) => {
  if (!menu || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return close();
  if (document.documentElement.dataset.keys === "off") return;
  const button = [...menu.querySelectorAll("[data-key]")].find((each) => each.dataset.key === event.key);
  if (!button) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  button.click();
}, true);

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-key]");
  if (menu && button && menu.contains(button) && button.type === "button") close();
  if (event.target.closest("[data-print]")) print();
});

for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
