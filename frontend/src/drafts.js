// Half-written forms are kept: forms marked data-draft put what is typed into the tab's own storage and get it back after
// a reload, a lost session or a wrong turn, with a note above the form. Where the page has other values than those typed
// over, the draft is only offered. What was sent is forgotten once the server has answered with another page.
const SENT = "amity.sent";
const WAIT = 400;
const KEPT = "input:not([type=hidden]):not([type=password]):not([type=file]):not([type=submit]), textarea:not([data-undrafted]), select";
// What the page said when it was typed over: given back with the words, so that somebody else's words are not lost to them.
const SEEN = "input[type=hidden][name=version], input[type=hidden][name=seen], input[type=hidden][name^='v-'], input[type=hidden][name^='w-']";

// A form that was sent back, with the reason at a field or above them all.
const REFUSED = "[aria-invalid=true], [role=alert]";

function keyOf(form) {
  return `amity.typed:${location.pathname}:${form.dataset.draft || form.id}`;
}

function fieldsOf(form) {
  return [...form.querySelectorAll(`${KEPT}, ${SEEN}`)].filter((field) => field.name);
}

/** What the server wrote into a field. */
function valueOnPage(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.defaultChecked;
  if (!field.options) return field.defaultValue;
  const options = [...field.options];
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value;
}

function valueOf(field) {
  return field.type === "checkbox" || field.type === "radio" ? field.checked : field.value;
}

function put(field, value) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = value;
  else field.value = value;
  field.dispatchEvent(new Event("restored"));
}

function read(form, value = valueOf) {
  return fieldsOf(form).map((field) => [field.name, field.type === "radio" ? field.value : "", value(field)]);
}

function forget(form) {
  sessionStorage.removeItem(keyOf(form));
}

function write(form, values) {
  const saved = new Map(values.map(([name, choice, value]) => [`${name}|${choice}`, value]));
  for (const field of fieldsOf(form)) {
    const key = `${field.name}|${field.type === "radio" ? field.value : ""}`;
    if (saved.has(key)) put(field, saved.get(key));
    if (valueOf(field) !== valueOnPage(field)) field.closest("details:not([open])")?.setAttribute("open", "");
  }
}

function noteOf(form) {
  return form.previousElementSibling?.matches("[data-draft-note]") ? form.previousElementSibling : null;
}

/** Say above the form that its draft is back, or that there is one. `before` are the values of the page. */
function announce(form, typed, before, restored) {
  noteOf(form)?.remove();
  const note = document.getElementById("draft-note")?.content.firstElementChild.cloneNode(true);
  if (!note) return;
  note.querySelector(restored ? "[data-draft-changed]" : "[data-draft-restored]").remove();
  const restore = note.querySelector("[data-draft-restore]");
  if (restored) restore.remove();
  restore.addEventListener("click", () => {
    write(form, typed);
    announce(form, typed, before, true);
  });
  note.querySelector("[data-draft-discard]").addEventListener("click", () => {
    write(form, before);
    forget(form);
    note.remove();
  });
  form.before(note);
  form.closest("details:not([open])")?.setAttribute("open", "");
}

/** Whether each field that was typed over, and is here again, still has the value it had on the page then. */
function hasWhatWasTypedOver(form, typed, page) {
  const now = new Map(read(form, valueOnPage).map(([name, choice, value]) => [`${name}|${choice}`, value]));
  return page.every(([name, choice, value], at) => typed[at][2] === value || [value, undefined].includes(now.get(`${name}|${choice}`)));
}

function giveBack(form) {
  const kept = sessionStorage.getItem(keyOf(form));
  if (!kept || form.querySelector(REFUSED)) return;
  const { typed, page } = JSON.parse(kept);
  const before = read(form);
  if (JSON.stringify(typed) === JSON.stringify(before)) return;
  const same = hasWhatWasTypedOver(form, typed, page);
  if (same) write(form, typed);
  announce(form, typed, before, same);
}

function watch(form) {
  let timer;
  function keep() {
    clearTimeout(timer);
    timer = undefined;
    sessionStorage.setItem(keyOf(form), JSON.stringify({ typed: read(form), page: read(form, valueOnPage) }));
  }
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT);
  });
  // Another form of the page may be sent before the wait is over.
  addEventListener("pagehide", () => timer !== undefined && keep());
  form.addEventListener("reset", () => {
    forget(form);
    noteOf(form)?.remove();
  });
  form.addEventListener("submit", () => {
    if (timer !== undefined) keep();
    sessionStorage.setItem(SENT, keyOf(form));
  });
}

/** Whether this page is the server's answer to a form. Without a connection the browser's own page came, and then another. */
function isAnswer() {
  return performance.getEntriesByType("navigation")[0]?.redirectCount > 0 || document.querySelector('meta[name="pressed-on"]') !== null;
}

/** Forget the draft of the form that the server has saved. */
export function forgetSent() {
  const sent = sessionStorage.getItem(SENT);
  if (!sent) return;
  sessionStorage.removeItem(SENT);
  sessionStorage.removeItem(sent);
}

/** Forget the draft of the form that was sent, unless it didn't arrive, was refused, or a sign-in or an error page came between. */
function settleSent() {
  const sent = sessionStorage.getItem(SENT);
  if (!sent) return;
  sessionStorage.removeItem(SENT);
  const stillHere = [...document.querySelectorAll("form[data-draft]")].some((form) => keyOf(form) === sent && form.querySelector(REFUSED));
  const elsewhere = document.querySelector("[data-door], [data-oops]");
  if (!stillHere && !elsewhere) return isAnswer() && sessionStorage.removeItem(sent);
  document.querySelector("[data-oops] form")?.addEventListener("submit", () => sessionStorage.setItem(SENT, sent));
  const kept = document.querySelector("[data-oops-kept]");
  if (kept) kept.hidden = sessionStorage.getItem(sent) === null;
}

/** Keep what is typed into a form, and give back what was. For forms that come into the page later. */
export function keepDraft(form) {
  giveBack(form);
  watch(form);
}

// What was refused in place wasn't sent: the form is still here.
document.addEventListener("amity:refused", () => sessionStorage.removeItem(SENT));

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && detail.requestConfig?.verb === "post") forgetSent();
});

settleSent();
for (const form of document.querySelectorAll("form[data-draft]")) keepDraft(form);
