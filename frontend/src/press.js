// A form is sent once: its button waits until the answer is here. The server refuses a second one anyway (nonce).
// The button may be outside of it, named by its `form` attribute, as those that pin an account are.
function rest(form) {
  delete form.dataset.sent;
  for (const button of [...form.elements].filter((one) => one.hasAttribute("data-busy"))) {
    button.removeAttribute("data-busy");
    button.removeAttribute("aria-disabled");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method.toLowerCase() !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  const button = event.submitter;
  if (button?.classList.contains("btn")) {
    button.setAttribute("data-busy", "");
    button.setAttribute("aria-disabled", "true");
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt?.closest("form");
  if (form) rest(form);
});

// Back from the next page: the browser may show this one as it was left.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) rest(form);
});

// Ctrl-Enter in a text of several lines, or in any field of a form that has one, presses the form's first button.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented || event.isComposing) return;
  const { form } = event.target;
  if (form?.method?.toLowerCase() !== "post" || ![...form.elements].some((one) => one.matches("textarea"))) return;
  const buttons = [...form.elements].filter((one) => one.matches("button:not([type=button], [type=reset]), input[type=submit]"));
  const button = buttons.find((one) => !one.disabled && !one.ariaDisabled && one.checkVisibility());
  if (!button) return;
  event.preventDefault();
  form.requestSubmit(button);
});

// A tick that saves at once sends its form by itself; without script the form shows its button.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-send-on-change]");
  if (form) form.requestSubmit();
});
