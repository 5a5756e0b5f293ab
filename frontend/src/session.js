// The session of a page may end, or begin again in another tab. What is sent in place is then refused with a note (the
// header X-Refusal is "session"). Everything typed stays. Where the same person has signed in again, the answer has the new token.
const page = document.querySelector('meta[name="csrf-token"]');
const TOKEN = "csrfmiddlewaretoken";
const noteIn = new WeakMap();

export const sender = () => ({ "X-Person": page?.dataset.person ?? "" });

export const token = () => page?.content;

export const isRefused = (answer) => answer?.headers.get("X-Refusal") === "session";

/** Use the new session's token in all forms of the page. */
export function renew(fresh) {
  if (!fresh) return;
  page.content = fresh;
  for (const field of document.querySelectorAll(`[name=${TOKEN}]`)) field.value = fresh;
}

/** Send a form's values, and again with the new token if the same person has signed in since. Null if unanswered. */
export async function post(address, body, { headers, ...how } = {}) {
  const send = () => fetch(address, { method: "POST", body, headers: { ...headers, ...sender() }, ...how }).catch(() => null);
  const answer = await send();
  const fresh = answer?.headers.get("X-CSRFToken");
  if (!fresh) return answer;
  renew(fresh);
  body.set(TOKEN, fresh);
  return send();
}

/** Show the note of a refusal above what was sent, in place of the last one there. */
export function refuse(place, html) {
  document.dispatchEvent(new Event("amity:refused"));
  const last = noteIn.get(place);
  if (last?.isConnected && last.dataset.html === html) return;
  last?.remove();
  place.insertAdjacentHTML("beforebegin", html);
  const note = place.previousElementSibling;
  note.dataset.html = html;
  noteIn.set(place, note);
  note.scrollIntoView({ block: "nearest" });
}

/** Remove the note above what has been saved since. */
export function accept(place) {
  noteIn.get(place)?.remove();
}
