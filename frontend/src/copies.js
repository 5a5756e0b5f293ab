// People chosen in one field aren't offered in another: a fieldset marked data-not-in names the field that has them. Without
// script the page hides those who were chosen when it was drawn.
function settle() {
  for (const fieldset of document.querySelectorAll("fieldset[data-not-in]")) {
    const chosen = fieldset.form.querySelectorAll(`input[name="${fieldset.dataset.notIn}"]:checked`);
    const taken = new Set([...chosen].map((box) => box.value));
    for (const box of fieldset.querySelectorAll("input")) {
      const label = box.closest("label");
      label.hidden = taken.has(box.value);
      if (label.hidden) box.checked = false;
    }
  }
}

settle();
document.addEventListener("change", settle);
document.addEventListener("restored", settle, true);
