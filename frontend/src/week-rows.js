// The field under the week grid: the work chosen there becomes a row in place. What is typed until the row is there is
// typed into its first cell. Without script the field sends its own form.
import { isRefused } from "./session.js";

export class RowAdder {
  constructor(grid) {
    this.grid = grid;
    const box = grid.form.querySelector(".wk-add");
    this.fields = box.querySelectorAll("input");
    this.form = this.fields[0].form;
    this.form.addEventListener("submit", (event) => this.add(event));
    box.addEventListener("choose:chosen", () => this.form.requestSubmit());
  }

  async add(event) {
    event.preventDefault();
    if (this.keys) return;
    this.keys = [];
    const keep = (press) => this.keep(press);
    addEventListener("keydown", keep, true);
    await this.grid.saving;
    const answer = await this.grid.send(this.form.action, new FormData(this.form));
    const html = answer?.ok || isRefused(answer) ? await answer.text() : null;
    removeEventListener("keydown", keep, true);
    const keys = this.keys;
    this.keys = null;
    if (html === null) return this.form.submit();
    if (!answer.ok) return this.grid.refuse(html);
    this.grid.draw(html);
    for (const field of this.fields) field.value = "";
    const field = this.grid.first(this.grid.form.querySelector("[data-added]").dataset.added);
    field.focus();
    this.retype(keys);
  }

  keep(press) {
    if (press.ctrlKey || press.metaKey || press.altKey) return;
    press.preventDefault();
    press.stopPropagation();
    this.keys.push(press.key);
  }

  /** A second Enter from habit, before anything is typed, does nothing. */
  retype(keys) {
    const first = keys.findIndex((key) => key !== "Enter");
    for (const key of first < 0 ? [] : keys.slice(first)) {
      const field = document.activeElement;
      if (!this.grid.isCell(field) || field.readOnly) return;
      const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
      if (key.length === 1) field.value = (whole ? "" : field.value) + key;
      else if (key === "Backspace") field.value = whole ? "" : field.value.slice(0, -1);
      else if (key === "Tab") this.grid.move(field, 1, 0);
      else field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
  }
}
