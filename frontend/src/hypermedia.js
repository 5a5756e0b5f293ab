// htmx, told to send Django's token. Its settings stand in the page's meta tag (no eval, no inline styles).
import htmx from "htmx.org/dist/htmx.esm.js";
import { accept, refuse, renew, sender, token } from "./session.js";

window.htmx = htmx;

document.addEventListener("htmx:configRequest", (event) => {
  if (token()) Object.assign(event.detail.headers, sender(), { "X-CSRFToken": token() });
});

// A refusal comes back as a page part with the sentence in it: show it where the answer would have stood.
// Where the session is the reason, what was sent stays, and the sentence is above it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (!requestConfig) return; // a page the browser goes back to, which no element asked for
  const place = requestConfig.elt.closest("form, table") ?? requestConfig.elt;
  if (xhr.getResponseHeader("X-Refusal") === "session") {
    event.detail.shouldSwap = event.detail.isError = false;
    renew(xhr.getResponseHeader("X-CSRFToken"));
    return refuse(place, xhr.responseText);
  }
  accept(place);
  if ([403, 409, 422].includes(xhr.status)) {
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
