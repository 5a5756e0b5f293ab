// Passkeys: the form carries what the server asks (`data-options`, or where to get it), and sends the browser's answer.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function request(options) {
  const asked = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
  if (asked.user) asked.user = { ...asked.user, id: bytes(asked.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (asked[list]) asked[list] = asked[list].map((one) => ({ ...one, id: bytes(one.id) }));
  }
  return { publicKey: asked };
}

function answer(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const found = await fetch(form.dataset.optionsAt, { headers: { Accept: "application/json" } });
  return JSON.parse((await found.json()).options);
}

for (const part of document.querySelectorAll("[data-passkey], [data-with-passkeys]")) {
  if (globalThis.PublicKeyCredential) part.hidden = false;
}

document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target.closest("[data-passkey]");
    if (!form || form.elements.credential.value) return;
    event.preventDefault();
    event.stopPropagation();
    const failure = form.querySelector("[data-failure]");
    failure.textContent = "";
    try {
      const asked = request(await options(form));
      const made = form.dataset.passkey === "make";
      const credential = await (made ? navigator.credentials.create(asked) : navigator.credentials.get(asked));
      form.elements.credential.value = JSON.stringify(answer(credential));
      form.requestSubmit();
    } catch {
      failure.textContent = form.dataset.failed;
    }
  },
  true,
);
