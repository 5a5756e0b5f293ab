// Copy a text field's text. Without a script the text is there to be marked and copied by hand, and no button shows.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (navigator.clipboard) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  await navigator.clipboard.writeText(field.value);
  const said = button.parentElement.querySelector("[data-copied]");
  if (said) said.textContent = said.dataset.copied;
});
