// Security keys (WebAuthn): the browser signs the challenge of the server, the form carries the answer.
"use strict";

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

async function challengeOf(form) {
  const body = new FormData(form);
  body.set("step", "challenge");
  const response = await fetch(form.action, {
    method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" },
  });
  if (!response.ok) throw new Error("challenge");
  return (await response.json()).publicKey;
}

function optionsOf(given) {
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
  const options = { ...given, challenge: bytes(given.challenge) };
  if (given.user) options.user = { ...given.user, id: bytes(given.user.id) };
  if (given.allowCredentials) options.allowCredentials = named(given.allowCredentials);
  if (given.excludeCredentials) options.excludeCredentials = named(given.excludeCredentials);
  return options;
}

function answerOf(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

// Puts the answer of the key into the form; false, with a sentence beside the button, without one.
async function answerSecurityKey(form) {
  const error = form.querySelector("[data-key-error]");
  error.hidden = true;
  try {
    const options = { publicKey: optionsOf(await challengeOf(form)) };
    form.elements.said.value = answerOf(await navigator.credentials[form.dataset.securityKey](options));
    return true;
  } catch {
    error.textContent = "Chưa dùng được khóa bảo mật; hãy thử lại hoặc chọn cách khác.";
    error.hidden = false;
    form.removeAttribute("data-sent");
    return false;
  }
}

function setUpSecurityKeys(root) {
  root.querySelectorAll("form[data-security-key]").forEach((form) => {
    form.hidden = !window.PublicKeyCredential;
  });
}

window.answerSecurityKey = answerSecurityKey; // for the lock of the desk (lock.js)
window.setUpSecurityKeys = setUpSecurityKeys;

setUpSecurityKeys(document);
document.querySelectorAll("form[data-security-key]").forEach((form) => {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await answerSecurityKey(form)) form.submit();
  });
});
