// Search or jump: / or Ctrl-K opens the field over the page, and a choice goes there at once. Without script the link in the
// header leads to the page that finds.
const link = document.querySelector("[data-jump]");
const dialog = document.querySelector("dialog.jump-d");

function open(event) {
  event.preventDefault();
  if (dialog.open) return;
  dialog.showModal();
  const field = dialog.querySelector("[data-jump-field]");
  field.select();
  field.click();
}

if (link && dialog) {
  link.addEventListener("click", open);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && !document.querySelector("dialog[open]")) open(event);
  });
}

document.addEventListener("choose:chosen", (event) => {
  if (event.target.matches("[data-jump-field]")) location.assign(event.detail.key);
});
