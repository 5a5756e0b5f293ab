// htmx, told to send Django's token. Its settings stand in the page's meta tag (no eval, no inline styles).
import htmx from "htmx.org/dist/htmx.esm.js";

window.htmx = htmx;

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]')?.content;
  if (token) event.detail.headers["X-CSRFToken"] = token;
});

// A refusal comes back as a page part with the sentence in it: show it where the answer would have stood.
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([403, 409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// What somebody typed while the answer was under way stays in its field: the answer knows only what was sent.
const typed = new WeakMap();

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, requestConfig, xhr } = event.detail;
  const sent = requestConfig?.parameters;
  if (!sent || !target?.querySelectorAll) return;
  const fields = [...target.querySelectorAll("input[id]:not([type=radio], [type=checkbox], [type=hidden]), textarea[id]")];
  const newer = fields.filter((field) => sent[field.name] !== undefined && sent[field.name] !== field.value);
  typed.set(xhr, newer.map((field) => [field.id, field.value, field === document.activeElement]));
});

document.addEventListener("htmx:afterSwap", (event) => {
  for (const [id, value, focused] of typed.get(event.detail.xhr) ?? []) {
    const field = document.getElementById(id);
    if (!field) continue;
    field.value = value;
    if (focused) field.focus();
  }
});
