/* The receipt of a paper in a secret ballot is made here, by chance, before anything is sent; only this tab keeps it.
   Without this script the member types a code of his own or none, and everything else works alike. */
(() => {
  "use strict";

  const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const LENGTH = 20;
  const PREFIX = "dongbo-receipt:";

  const made = () => Array.from(crypto.getRandomValues(new Uint8Array(LENGTH)), (byte) => LETTERS[byte % 32]).join("");
  const inGroups = (code) => code.replace(/[\s\-–]+/g, "").toUpperCase().replace(/(.{5})(?=.)/g, "$1-");

  const kept = (ballot) => {
    try {
      return sessionStorage.getItem(PREFIX + ballot) ?? "";
    } catch {
      return "";
    }
  };

  const SENT = ":sent";

  const keep = (ballot, code) => {
    try {
      sessionStorage.setItem(PREFIX + ballot, code);
    } catch {
      /* A browser that stores nothing still shows the code on this page. */
    }
  };

  const show = (place, code) => {
    place.hidden = !code;
    place.querySelector("[data-receipt-code]").textContent = inGroups(code);
  };

  for (const form of document.querySelectorAll("form[data-ballot]")) {
    const field = form.elements.receipt;
    const place = form.querySelector("[data-receipt-of]");
    if (!field.value && !form.classList.contains("checking")) field.value = inGroups(kept(form.dataset.ballot) || made());
    const follow = () => {
      keep(form.dataset.ballot, field.value);
      show(place, field.value);
    };
    field.addEventListener("input", follow);
    follow();
  }

  for (const form of document.querySelectorAll("form[data-ballot]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
      if (form.classList.contains("checking")) keep(form.dataset.ballot + SENT, form.elements.receipt.value);
    });
    window.addEventListener("pageshow", () => delete form.dataset.sent);
  }

  for (const place of document.querySelectorAll("[data-receipt-of]")) {
    if (!place.closest("form")) show(place, kept(place.dataset.receiptOf + SENT));
    const code = place.querySelector("[data-receipt-code]");
    const copy = place.querySelector("[data-receipt-copy]");
    copy.hidden = !navigator.clipboard;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      copy.textContent = copy.dataset.copied;
    });
    place.querySelector("[data-receipt-print]").addEventListener("click", () => window.print());
  }

  for (const form of document.querySelectorAll("form[data-receipt-check]")) {
    form.elements.code.value = inGroups(kept(form.dataset.receiptCheck + SENT));
  }
})();
