// Search or jump: / or Ctrl-K opens the field over the page, and a choice goes there at once, with Ctrl in a new tab. An
// option with a form is an action that is sent; it is in a template, since the field is in a form itself. Without script
// the link in the header leads to the page that finds.
const link = document.querySelector("[data-jump]");
const dialog = document.querySelector("dialog.jump-d");

function open(event) {
  event.preventDefault();
  if (dialog.open) return;
  dialog.showModal();
  const field = dialog.querySelector("[data-jump-field]");
  field.value = "";
  field.focus();
  field.dispatchEvent(new CustomEvent("choose:ask", { bubbles: true }));
}

if (link && dialog) {
  link.addEventListener("click", open);
  // A search field would take the first Escape to clear itself.
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && dialog.close(), true);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && !document.querySelector("dialog[open]")) open(event);
  });
}

document.addEventListener("choose:chosen", (event) => {
  if (!event.target.matches("[data-jump-field]")) return;
  const { key, option, tab } = event.detail;
  if (dialog?.open) dialog.close();
  const form = option.querySelector("template")?.content.querySelector("form");
  if (form) document.body.appendChild(form).requestSubmit();
  else if (tab) window.open(key, "_blank", "noopener");
  else location.assign(key);
});
