// The keys of the week grid. A cell saves itself when one leaves it, with the versions it was read at; the answer is the
// grid, whose cells are put into place one by one so that what is being typed stays. Without script the grid is one form.
import { accept, isRefused, post, refuse } from "./session.js";
import { RowAdder } from "./week-rows.js";

const HEADERS = { "X-Requested-With": "fetch" };
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class WeekGrid {
  constructor(form) {
    this.form = form;
    this.dialog = document.getElementById("cell-d");
    this.saving = Promise.resolve();
    this.calm();
    form.addEventListener("focusin", ({ target }) => this.isCell(target) && target.select());
    form.addEventListener("keydown", (event) => this.isCell(event.target) && this.pressed(event));
    form.addEventListener("focusout", ({ target, relatedTarget }) => this.left(target, relatedTarget));
    form.addEventListener("click", (event) => this.clicked(event));
    form.addEventListener("submit", (event) => this.sent(event));
    this.dialog.addEventListener("submit", (event) => this.dialogSent(event));
    this.dialog.addEventListener("click", (event) => {
      if (!event.target.closest("[data-close]")) return;
      event.preventDefault();
      this.dialog.close();
    });
    document.addEventListener("keydown", (event) => this.elsewhere(event));
    new RowAdder(this);
    // Going to #row-… takes the focus away once the page has loaded: only then is it put into the row.
    addEventListener("load", () => setTimeout(() => this.begin()));
  }

  // No key acts in a cell that can be typed there: ".5" and "1 h 30" are times.
  isCell(field) {
    return field.matches?.("td.cell > input:not([type=hidden])");
  }

  cells(row) {
    return [...row.querySelectorAll("td.cell > input:not([type=hidden])")];
  }

  calm() {
    for (const link of this.form.querySelectorAll(".cell-more")) link.tabIndex = -1;
  }

  begin() {
    if (location.hash.startsWith("#row-")) this.first(location.hash.slice(1))?.focus();
  }

  first(id) {
    const row = document.getElementById(id);
    return row && (row.querySelector("td.today > input") ?? this.cells(row)[0]);
  }

  pressed(event) {
    const field = event.target;
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const cell = field.closest("td");
    if (event.key === "Enter") {
      event.preventDefault();
      if (event.shiftKey) this.open((this.noteCell(field) ?? cell).dataset.at);
      else this.enter(field, cell);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (field.value === field.defaultValue && !cell.classList.contains("bad")) return field.blur();
      field.value = field.defaultValue;
      this.quiet(cell);
      field.select();
    } else if (event.key in MOVES) {
      const [days, rows] = MOVES[event.key];
      const inside = days < 0 ? field.selectionEnd > 0 : field.selectionStart < field.value.length;
      if (days && inside && !whole) return;
      event.preventDefault();
      this.move(field, days, rows);
    }
  }

  /** Enter saves and moves down; until something is typed there, Shift+Enter still means the cell that was saved. */
  enter(field, cell) {
    this.move(field, 0, 1);
    this.entered = { cell: cell.id, next: document.activeElement };
  }

  noteCell(field) {
    const { cell, next } = this.entered ?? {};
    return field === next && field.value === field.defaultValue ? document.getElementById(cell) : null;
  }

  elsewhere(event) {
    if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.documentElement.dataset.keys === "off" || event.target.closest("input, textarea, select, dialog")) return;
    event.preventDefault();
    this.addRow();
  }

  addRow() {
    const field = this.form.querySelector(".wk-add input");
    field?.focus();
    field?.closest("[data-choose]").dispatchEvent(new Event("choose:ask"));
  }

  move(field, days, rows) {
    const all = [...this.form.querySelectorAll("tr[data-key]")];
    const row = field.closest("tr");
    const at = this.cells(row).indexOf(field);
    const next = this.cells(all[all.indexOf(row) + rows] ?? document.createElement("tr"))[at + days];
    if (next) next.focus();
    else if (rows > 0) this.addRow();
  }

  /** What is pressed in the note at a cell comes before its value is sent again. */
  left(target, next) {
    const cell = target.closest("td.cell");
    const field = cell && this.cells(cell.parentElement).find((one) => cell.contains(one));
    if (field && !cell.querySelector(".cell-fault")?.contains(next)) this.queue(field);
  }

  queue(field) {
    if (field.readOnly || field.value === field.defaultValue) return;
    const cell = field.closest("td").id;
    this.saving = this.saving.then(() => this.save(document.getElementById(cell)));
  }

  /** What is to be saved may have been saved or taken back while it waited. */
  async save(cell) {
    const field = cell.querySelector("input");
    const hours = field.value;
    if (hours === field.defaultValue) return;
    cell.classList.add("is-saving");
    const answer = await this.send(cell.dataset.at, { hours, seen: cell.dataset.seen });
    cell.classList.remove("is-saving");
    if (answer?.ok) {
      this.quiet(cell);
      if (field.value === hours) field.defaultValue = hours;
      return this.draw(await answer.text(), cell.id);
    }
    this.complain(cell, answer && [401, 403, 409, 422].includes(answer.status) ? await answer.text() : null);
  }

  send(address, values) {
    const body = values instanceof FormData ? values : new FormData();
    if (body !== values) for (const [name, value] of Object.entries(values)) body.append(name, value);
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    return post(address, body, { headers: HEADERS, keepalive: true });
  }

  refuse(html) {
    refuse(this.form, html);
  }

  quiet(cell) {
    cell.querySelector(".cell-fault")?.remove();
    cell.classList.remove("bad");
    const field = cell.querySelector("input");
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }

  complain(cell, html) {
    this.quiet(cell);
    const box = document.createElement("div");
    box.className = "cell-fault";
    box.id = `f-${cell.id}`;
    box.setAttribute("role", "alert");
    box.innerHTML = html ?? `<p>${this.form.dataset.offline}</p>`;
    cell.append(box);
    cell.classList.add("bad");
    const field = cell.querySelector("input");
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", box.id);
  }

  /** Put the grid that came back into place: sums always, a cell unless somebody is typing in it. */
  draw(html, saved) {
    accept(this.form);
    const fresh = new DOMParser().parseFromString(html, "text/html");
    for (const row of fresh.querySelectorAll("tr[data-key]")) this.drawRow(row, saved);
    const plans = fresh.querySelector("table.wk").classList.contains("has-plans");
    this.form.querySelector("table.wk").classList.toggle("has-plans", plans);
    document.getElementById("week-said").textContent = fresh.querySelector("[data-said]")?.textContent ?? "";
    for (const part of ["tfoot", ".wk-foot"]) this.form.querySelector(part).replaceWith(fresh.querySelector(part));
    const sub = fresh.querySelector("template")?.content;
    if (sub) document.getElementById("week-sub").replaceChildren(sub);
    this.calm();
  }

  drawRow(row, saved) {
    const old = document.getElementById(row.id);
    if (!old) return this.form.querySelector(".wk-add").before(row);
    for (const part of [".wk-sum", ".wk-left", ".wk-tags"]) old.querySelector(part).replaceWith(row.querySelector(part));
    for (const cell of row.querySelectorAll("td.cell")) {
      const here = document.getElementById(cell.id);
      const field = here.querySelector("input");
      const busy = field.value !== field.defaultValue || here.classList.contains("bad");
      if (busy && cell.id !== saved) continue;
      if (document.activeElement !== field) {
        here.replaceWith(cell);
      } else if (field.value === field.defaultValue) {
        const next = cell.querySelector("input");
        Object.assign(here.dataset, cell.dataset);
        here.className = cell.className;
        field.value = field.defaultValue = next.value;
        field.setAttribute("aria-label", next.getAttribute("aria-label"));
        for (const other of here.querySelectorAll("[type=hidden], .cell-more")) other.remove();
        here.append(...cell.querySelectorAll("[type=hidden], .cell-more"));
        field.select();
      } else {
        here.dataset.seen = cell.dataset.seen;
      }
    }
  }

  clicked(event) {
    const more = event.target.closest(".cell-more");
    const keep = event.target.closest("[data-keep]");
    if (more) {
      event.preventDefault();
      this.open(more.href);
    } else if (keep) {
      const cell = keep.closest("td");
      const field = cell.querySelector("input");
      const { seen, stands } = keep.parentElement.dataset;
      cell.dataset.seen = seen;
      if (keep.dataset.keep === "theirs") field.value = stands;
      field.defaultValue = stands;
      this.quiet(cell);
      this.saving = this.saving.then(() => this.save(cell));
      field.focus();
    }
  }

  /** While the dialog is fetched, nothing typed for it falls into a cell. */
  async open(address) {
    this.back = document.activeElement;
    this.form.inert = true;
    await this.saving;
    const answer = await fetch(address, { headers: HEADERS }).catch(() => null);
    if (!answer?.ok && !isRefused(answer)) return location.assign(address);
    const html = await answer.text();
    this.form.inert = false;
    if (!answer.ok) return this.refuse(html);
    this.dialog.innerHTML = html;
    this.dialog.showModal();
    (this.dialog.querySelector("textarea") ?? this.dialog.querySelector("a, button")).focus();
    this.dialog.addEventListener("close", () => this.back?.isConnected && this.back.focus(), { once: true });
  }

  async dialogSent(event) {
    event.preventDefault();
    const answer = await this.send(event.target.action, new FormData(event.target));
    const html = await answer?.text();
    const field = this.back;
    if (isRefused(answer)) return refuse(event.target, html);
    if (!answer?.ok) {
      this.dialog.innerHTML = html ?? this.dialog.innerHTML;
      return;
    }
    const cell = field?.closest?.("td")?.id;
    this.dialog.close();
    this.draw(html, cell);
    document.getElementById(cell)?.querySelector("input")?.focus();
  }

  async sent(event) {
    if (event.submitter?.dataset.undo === undefined) return;
    event.preventDefault();
    const values = new FormData();
    for (const token of this.form.querySelectorAll("[name=undo]")) values.append("undo", token.value);
    const answer = await this.send(event.submitter.formAction, values);
    if (answer?.ok) this.draw(await answer.text());
    else if (isRefused(answer)) this.refuse(await answer.text());
    else location.reload();
  }
}

for (const form of document.querySelectorAll("form[data-week]")) new WeekGrid(form);

// Buttons that put work chosen lately into a field of work. The one whose work is in the field is pressed.
const LATELY = "[data-choose-put]";

function markLately(field) {
  for (const button of document.querySelectorAll(LATELY)) {
    if (button.dataset.choosePut === field.id) button.setAttribute("aria-pressed", String(button.dataset.label === field.value));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(LATELY);
  if (!button) return;
  const field = document.getElementById(button.dataset.choosePut);
  field.value = button.dataset.label;
  field.parentElement.querySelector("[type=hidden]").value = button.dataset.key;
  markLately(field);
  field.form.querySelector("[name=hours]").focus();
});
for (const change of ["input", "focusout"]) document.addEventListener(change, ({ target }) => markLately(target));
for (const field of document.querySelectorAll("#day_work")) markLately(field);
