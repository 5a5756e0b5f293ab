// Search as you type for a field marked data-choose: an ARIA combobox over the address it names. Without script the
// field is a text with suggestions. A choice puts its label into the field, its key into the hidden field beside it, and
// sends `choose:chosen` (detail: key, label) up the page.
const WAIT = 120;
let number = 0;

class Chooser {
  constructor(box) {
    [this.field, this.key] = box.querySelectorAll("input");
    this.address = new URL(box.dataset.choose, location.href);
    this.list = document.createElement("ul");
    this.list.id = `choose-${++number}`;
    this.list.hidden = true;
    this.list.className = "choose-list plain";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.field.labels?.[0]?.textContent.trim() || this.field.getAttribute("aria-label"));
    box.append(this.list);
    this.field.removeAttribute("list");
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) {
      this.field.setAttribute(name, value);
    }
    this.listen(box);
  }

  listen(box) {
    this.field.addEventListener("input", () => {
      this.key.value = "";
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT);
    });
    this.field.addEventListener("click", () => this.list.hidden && this.ask());
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[data-key]");
      if (option) this.take(option);
    });
    box.addEventListener("choose:ask", () => this.ask());
  }

  get options() {
    return [...this.list.querySelectorAll("[data-key]")];
  }

  async ask() {
    const asked = (this.asked = {});
    const address = new URL(this.address);
    address.searchParams.set("q", this.key.value ? "" : this.field.value);
    const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    if (this.asked !== asked || !answer?.ok || document.activeElement !== this.field) return;
    this.list.innerHTML = await answer.text();
    [...this.list.children].forEach((option, at) => (option.id = `${this.list.id}-${at}`));
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.mark(this.field.value && !this.key.value ? this.options[0] : undefined);
  }

  mark(option) {
    for (const one of this.options) one.setAttribute("aria-selected", String(one === option));
    this.marked = option;
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.asked = null;
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.mark();
  }

  take(option) {
    this.field.value = option.dataset.label;
    this.key.value = option.dataset.key;
    this.close();
    const detail = { key: option.dataset.key, label: option.dataset.label };
    this.field.dispatchEvent(new CustomEvent("choose:chosen", { bubbles: true, detail }));
  }

  pressed(event) {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      event.stopPropagation();
      if (this.list.hidden) return this.ask();
      const step = key === "ArrowDown" ? 1 : -1;
      const all = this.options;
      const at = all.indexOf(this.marked);
      this.mark(all.at(at < 0 && step < 0 ? -1 : (at + step) % all.length));
    } else if (key === "Enter" && !this.list.hidden && this.marked) {
      event.preventDefault();
      this.take(this.marked);
    } else if (key === "Enter" && this.timer && !this.key.value && this.list.hidden) {
      clearTimeout(this.timer);
    } else if (key === "Escape" && !this.list.hidden) {
      event.stopPropagation();
      this.close();
    } else if (key === "Tab" && !this.list.hidden && this.marked) {
      this.take(this.marked);
    }
  }
}

const known = new WeakSet();

function enhance(root) {
  for (const box of root.querySelectorAll("[data-choose]")) {
    if (known.has(box)) continue;
    known.add(box);
    new Chooser(box);
  }
}

enhance(document);
document.addEventListener("htmx:afterSettle", (event) => enhance(event.detail.elt.parentElement ?? document));
document.addEventListener("amity:drawn", (event) => enhance(event.target));
