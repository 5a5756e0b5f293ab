// A link marked data-dialog opens the form of its page in place. Without script, or where that fails, its page opens.
// Marked data-dialog="stays", the page behind is read again once the form is saved, whichever page the answer names.
import htmx from "htmx.org/dist/htmx.esm.js";
import { begin } from "./begins.js";
import { countAgain } from "./counts.js";
import { forgetSent, keepDraft } from "./drafts.js";
import { rest, wait } from "./press.js";
import { comeBack } from "./returns.js";
import { post, refuse } from "./session.js";

const headers = () => ({ "X-Dialog": stays ? "stays" : "1" });
const dialog = document.createElement("dialog");
dialog.className = "act-d";
dialog.setAttribute("aria-labelledby", "act-d-h");

let stays = false; // whether the page behind stays once the form is saved
let savedBehind = false; // whether a form was saved that the page behind doesn't show yet

function show(html) {
  dialog.innerHTML = html;
  for (const form of dialog.querySelectorAll("form[data-draft]")) keepDraft(form);
  for (const part of dialog.querySelectorAll("[hx-get]")) htmx.process(part); // such as a sum that follows what is typed
  begin(dialog);
}

async function open(link) {
  stays = link.dataset.dialog === "stays";
  const answer = await fetch(link.href, { headers: headers() }).catch(() => null);
  if (!answer?.ok || answer.redirected) return location.assign(link.href);
  if (!dialog.isConnected) document.body.append(dialog);
  dialog.showModal();
  show(await answer.text());
  dialog.addEventListener("close", () => closed(link), { once: true });
}

function closed(link) {
  if (savedBehind) readAgain();
  else if (link.isConnected) link.focus();
}

function readAgain() {
  comeBack();
  location.reload();
}

/** To the page the answer names; the same page is read again, as it has changed. */
async function go(address) {
  await countAgain();
  if (stays) return readAgain();
  const to = new URL(address, location.href);
  if (to.pathname !== location.pathname) return location.assign(to);
  comeBack();
  if (to.search !== location.search) return location.assign(to);
  if (to.hash !== location.hash) history.replaceState(history.state, "", to);
  location.reload();
}

async function send(form, button) {
  const answer = await post(form.action, new FormData(form, button), { headers: headers() });
  if (answer?.headers.has("X-Refusal")) {
    rest(form);
    return refuse(form, await answer.text());
  }
  if (answer?.status === 204) {
    forgetSent();
    return go(answer.headers.get("X-Goes-To"));
  }
  if (answer?.ok && answer.redirected) {
    savedBehind = true;
    forgetSent();
  }
  if (savedBehind && answer?.ok || answer && [409, 422].includes(answer.status)) return show(await answer.text());
  form.submit(); // its own page says what is wrong
}

document.addEventListener("click", (event) => {
  if (event.target === dialog) return dialog.close();
  const link = event.target.closest("a[data-dialog], a[data-close]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.dataset.close === undefined) open(link);
  else dialog.close();
});

dialog.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  event.preventDefault();
  wait(event.target, event.submitter);
  send(event.target, event.submitter);
});
