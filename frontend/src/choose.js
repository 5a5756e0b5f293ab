// Search as you type for a field marked data-choose: an ARIA combobox over the address it names. Without script the
// field is a text with suggestions. A choice puts its label into the field, its key into the hidden field beside it, and
// sends `choose:chosen` (detail: key, label, option, tab) up the page. Where a choice leads somewhere (data-choose-go), the
// first option is marked at once, and Enter waits for what the words typed last find.
import { isRefused } from "./session.js";

const WAIT = 120;
let number = 0;

class Chooser {
  constructor(box) {
    [this.field, this.key] = box.querySelectorAll("input");
    this.goes = box.hasAttribute("data-choose-go");
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
      this.asked = this.entered = null;
      if (this.goes) this.mark();
      clearTimeout(this.timer);
      this.waits = true;
      this.timer = setTimeout(() => this.ask(), WAIT);
    });
    this.field.addEventListener("click", () => this.list.hidden && this.ask());
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[data-key]");
      if (option) this.take(option, event.ctrlKey || event.metaKey);
    });
    box.addEventListener("choose:ask", () => this.ask());
  }

  get options() {
    return [...this.list.querySelectorAll("[data-key]")];
  }

  async ask() {
    const asked = (this.asked = {});
    this.waits = true;
    const address = new URL(this.address);
    address.searchParams.set("q", this.key.value ? "" : this.field.value);
    const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    const text = answer?.ok || isRefused(answer) ? await answer.text() : null;
    if (this.asked !== asked) return;
    this.waits = false;
    if (text === null && this.entered) this.field.form.requestSubmit();
    if (text === null || document.activeElement !== this.field) return;
    this.list.innerHTML = text;
    this.list.querySelectorAll("[role=option]").forEach((option, at) => (option.id = `${this.list.id}-${at}`));
    this.list.hidden = false;
    this.list.scrollTop = 0;
    this.field.setAttribute("aria-expanded", "true");
    const meant = this.goes ? !this.list.querySelector(".choose-none") : this.field.value && !this.key.value;
    this.mark(meant ? this.options[0] : undefined);
    if (this.entered && this.marked) this.take(this.marked, this.entered.tab);
  }

  mark(option) {
    for (const one of this.list.querySelectorAll("[role=option]")) one.setAttribute("aria-selected", String(one === option));
    this.marked = option;
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", option.id);
    if (option !== this.options[0]) option.scrollIntoView({ block: "nearest" });
    else this.list.scrollTop = 0;
  }

  close() {
    clearTimeout(this.timer);
    this.asked = null;
    this.waits = false;
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.mark();
  }

  take(option, tab = false) {
    this.entered = null;
    this.field.value = option.dataset.label;
    this.key.value = option.dataset.key;
    this.close();
    const detail = { key: option.dataset.key, label: option.dataset.label, option, tab };
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
    } else if (key === "Enter" && this.goes && this.waits) {
      event.preventDefault();
      this.entered = { tab: event.ctrlKey || event.metaKey };
    } else if (key === "Enter" && !this.list.hidden && this.marked) {
      event.preventDefault();
      this.take(this.marked, event.ctrlKey || event.metaKey);
    } else if (key === "Enter" && this.timer && !this.key.value && this.list.hidden) {
      clearTimeout(this.timer);
    } else if (key === "Escape" && !this.list.hidden) {
      event.stopPropagation();
      this.close();
    } else if (key === "Tab" && !this.goes && !this.list.hidden && this.marked) {
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
