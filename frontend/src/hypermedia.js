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
