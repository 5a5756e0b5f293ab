// Where letters are typed: in a field, and between the fields of a form, at a button, a chip or a disc on the way to the next.
export const WRITING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
const TYPED = "input:not([type=hidden], [type=checkbox], [type=radio], [type=submit]), textarea, [contenteditable]";

/** The form that is being filled in: it has the focus and a field to type in. Not that of a row, which has keys of its own. */
export function filledIn(target) {
  const form = target.closest("form");
  if (!form || form.closest("[data-row], [data-list]")) return null;
  return [...form.querySelectorAll(TYPED)].some((field) => field.checkVisibility()) ? form : null;
}
