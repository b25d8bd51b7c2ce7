/* What the secretary types is kept in this browser until the server has it: a lost link, an ended session or a crashed
   browser loses no word. Without this script the same forms work, only nothing is kept before it is sent. */
(() => {
  "use strict";

  const PREFIX = "dongbo-meeting:";
  const known = new WeakSet();

  const keyOf = (form) => PREFIX + form.dataset.keeps;

  const read = (form) => {
    try {
      return JSON.parse(localStorage.getItem(keyOf(form)));
    } catch {
      return null;
    }
  };

  const write = (form, held) => {
    try {
      if (held) localStorage.setItem(keyOf(form), JSON.stringify(held));
      else localStorage.removeItem(keyOf(form));
    } catch {
      /* A browser that stores nothing still sends the form. */
    }
  };

  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && field.type !== "hidden");
  const textOf = (form) => form.querySelector("textarea");

  const wordsOf = (form) =>
    Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]));

  const keep = (form, more = {}) => {
    if (textOf(form).value.trim()) write(form, { words: wordsOf(form), ...more });
    else write(form, null);
  };

  const restore = (form, held) => {
    for (const field of fieldsOf(form)) {
      if (!(field.name in held.words)) continue;
      if (field.type === "checkbox") field.checked = held.words[field.name];
      else field.value = held.words[field.name];
    }
    const told = form.querySelector("[data-restored]");
    told.hidden = false;
    told.querySelector("[data-drop]").addEventListener("click", () => {
      write(form, null);
      textOf(form).value = "";
      told.hidden = true;
    });
  };

  /* A form that comes back with another key saved than when it was sent: the server has the words. */
  const open = (form) => {
    if (known.has(form)) return;
    known.add(form);
    const held = read(form);
    const arrived = held && held.sent !== undefined && form.dataset.saved && form.dataset.saved !== held.sent;
    if (arrived) {
      write(form, null);
      textOf(form).focus({ preventScroll: true });
    } else if (held && !textOf(form).value.trim()) restore(form, held);
    form.addEventListener("input", () => keep(form));
    form.addEventListener("submit", () => keep(form, { sent: form.dataset.saved }));
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) form.requestSubmit();
    });
  };

  const begin = () => document.querySelectorAll("form[data-keeps]").forEach(open);

  document.addEventListener("htmx:afterSettle", begin);
  begin();
})();
