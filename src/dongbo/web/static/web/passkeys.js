/* Passkeys: a form with data-passkey asks the browser for one and sends its answer in the field "credential".
   Options stand as JSON in data-options, or are fetched from data-options-from. Nothing here works without a secure
   address; such a form stays hidden, or says what failed. */
(() => {
  "use strict";

  const bytes = (text) => {
    const padded = text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
    return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
  };

  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const withBytes = (list) => (list ?? []).map((item) => ({ ...item, id: bytes(item.id) }));

  const asked = ({ publicKey }) => ({
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    ...(publicKey.user && { user: { ...publicKey.user, id: bytes(publicKey.user.id) } }),
    ...(publicKey.excludeCredentials && { excludeCredentials: withBytes(publicKey.excludeCredentials) }),
    ...(publicKey.allowCredentials && { allowCredentials: withBytes(publicKey.allowCredentials) }),
  });

  const answered = (credential) => {
    const { response } = credential;
    const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    const found = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: Object.fromEntries(found),
    };
  };

  const options = async (form) => {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.dataset.optionsFrom, { headers: { Accept: "application/json" } });
    return answer.json();
  };

  const run = async (form) => {
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      const publicKey = asked(await options(form));
      const credential =
        form.dataset.passkey === "create"
          ? await navigator.credentials.create({ publicKey })
          : await navigator.credentials.get({ publicKey });
      form.elements.credential.value = JSON.stringify(answered(credential));
      form.submit();
    } catch {
      failed.hidden = false;
    }
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (window.PublicKeyCredential) form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run(form);
    });
  }
})();
