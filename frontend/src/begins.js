// Where the keyboard begins in a form: at what is wrong, then at what is empty and needed, then at its first field.
const FIRST = [
  "[aria-invalid=true]",
  "[autofocus]",
  ":is(input, select, textarea):required:invalid",
  "input:checked, input:not([type=hidden]), select, textarea",
];

/** Put the focus into the field of this place that is to be filled in first. */
export function begin(place) {
  FIRST.map((fields) => place.querySelector(fields)).find(Boolean)?.focus();
}

// So does the page of a form, unless a field has the focus already.
const form = document.querySelector("[data-begins]");
if (form && document.activeElement === document.body) begin(form);
