// A form is sent once: its button waits until the answer is here. The server refuses a second one anyway (nonce).
// The button may be outside of it, named by its `form` attribute, as those that pin an account are.
const SOON = 300; // milliseconds: what is answered sooner isn't announced
const WIDE = 8; // pixels of a letter; a word that doesn't fit makes way for an ellipsis
let announcing;

/** Where the wait is announced: within an open dialog, as nothing behind it is read out. */
function announcer(button) {
  const status = document.getElementById("working");
  const dialog = button.closest("dialog");
  return status && dialog ? dialog.appendChild(status.cloneNode()) : status;
}

export function wait(form, button) {
  form.dataset.sent = "1";
  if (!button?.classList.contains("btn")) return;
  const status = announcer(button);
  const word = status?.dataset.working ?? "";
  button.dataset.busy = word && word.length * WIDE <= button.offsetWidth ? word : "…";
  button.setAttribute("aria-disabled", "true");
  if (status) announcing = setTimeout(() => (status.textContent = word), SOON);
}

export function rest(form) {
  delete form.dataset.sent;
  clearTimeout(announcing);
  for (const status of document.querySelectorAll("#working")) status.textContent = "";
  for (const button of [...form.elements].filter((one) => one.hasAttribute("data-busy"))) {
    button.removeAttribute("data-busy");
    button.removeAttribute("aria-disabled");
  }
}

addEventListener(
  "submit",
  (event) => {
    if (!event.target.dataset.sent) return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!event.defaultPrevented && form.method.toLowerCase() === "post") wait(form, event.submitter);
});

// What is sent in place waits the same way.
document.addEventListener("htmx:beforeRequest", (event) => {
  const { verb, triggeringEvent } = event.detail.requestConfig;
  if (verb === "post" && triggeringEvent?.type === "submit") wait(triggeringEvent.target, triggeringEvent.submitter);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.requestConfig?.triggeringEvent?.target?.closest?.("form") ?? event.detail.elt?.closest("form");
  if (form) rest(form);
});

// What a press is answered with, such as why it was refused, shows the address of its page: it can be read again.
const pressedOn = document.querySelector('meta[name="pressed-on"]')?.content;
if (pressedOn) history.replaceState(history.state, "", pressedOn);

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
