// Half-written forms are kept: forms marked data-draft put what is typed into the tab's own storage and get it back after
// a reload, a lost session or a wrong turn. What was sent is forgotten once the server has answered with another page.
const SENT = "amity.sent";
const WAIT = 400;
const KEPT = "input:not([type=hidden]):not([type=password]):not([type=file]):not([type=submit]), textarea, select";
// What the page said when it was typed over: given back with the words, so that somebody else's words are not lost to them.
const SEEN = "input[type=hidden][name=version], input[type=hidden][name=seen], input[type=hidden][name^='v-'], input[type=hidden][name^='w-']";

// A form that was sent back, with the reason at a field or above them all.
const REFUSED = "[aria-invalid=true], [role=alert]";

function keyOf(form) {
  return `amity.draft:${location.pathname}:${form.dataset.draft || form.id}`;
}

function fieldsOf(form) {
  return [...form.querySelectorAll(`${KEPT}, ${SEEN}`)].filter((field) => field.name);
}

function valueOf(field) {
  return field.type === "checkbox" || field.type === "radio" ? field.checked : field.value;
}

function put(field, value) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = value;
  else field.value = value;
}

function read(form) {
  return fieldsOf(form).map((field) => [field.name, field.type === "radio" ? field.value : "", valueOf(field)]);
}

function forget(form) {
  sessionStorage.removeItem(keyOf(form));
}

function giveBack(form) {
  const kept = sessionStorage.getItem(keyOf(form));
  if (!kept || form.querySelector(REFUSED)) return;
  const before = JSON.stringify(read(form));
  if (kept === before) return;
  const saved = new Map(JSON.parse(kept).map(([name, choice, value]) => [`${name}|${choice}`, value]));
  for (const field of fieldsOf(form)) {
    const key = `${field.name}|${field.type === "radio" ? field.value : ""}`;
    if (saved.has(key)) put(field, saved.get(key));
  }
  const note = form.querySelector("[data-draft-note]");
  if (note) note.hidden = false;
}

function watch(form) {
  let timer;
  function keep() {
    clearTimeout(timer);
    timer = undefined;
    sessionStorage.setItem(keyOf(form), JSON.stringify(read(form)));
  }
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT);
  });
  // Another form of the page may be sent before the wait is over.
  addEventListener("pagehide", () => timer !== undefined && keep());
  form.addEventListener("reset", () => {
    forget(form);
    const note = form.querySelector("[data-draft-note]");
    if (note) note.hidden = true;
  });
  form.addEventListener("submit", () => {
    if (timer !== undefined) keep();
    sessionStorage.setItem(SENT, keyOf(form));
  });
}

/** Forget the draft of the form that was sent, unless it came back refused. */
export function settleSent() {
  const sent = sessionStorage.getItem(SENT);
  if (!sent) return;
  sessionStorage.removeItem(SENT);
  const stillHere = [...document.querySelectorAll("form[data-draft]")].some((form) => keyOf(form) === sent && form.querySelector(REFUSED));
  const thrownOut = document.querySelector("[data-door]");
  if (!stillHere && !thrownOut) sessionStorage.removeItem(sent);
}

/** Keep what is typed into a form, and give back what was. For forms that come into the page later. */
export function keepDraft(form) {
  giveBack(form);
  watch(form);
}

settleSent();
for (const form of document.querySelectorAll("form[data-draft]")) keepDraft(form);
