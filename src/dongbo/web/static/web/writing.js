/* Writing a provision: what is typed is kept here at once and on the server every few seconds, so that neither a lost
   link nor a crashed browser loses a word; keys for the structure; the merge screen follows the choices.
   Without this script the same forms work, only nothing is kept before it is saved. */
(() => {
  "use strict";

  const EVERY = 5000;
  const PREFIX = "dongbo-writing:";
  const states = new WeakMap();

  /* The sentences come with the form, in the reader's language: data-told-… with {at} and {names} to fill in. */
  const told = (form, name, filled = {}) =>
    Object.entries(filled).reduce((words, [key, value]) => words.replace(`{${key}}`, () => value), form.dataset[`told${name}`] ?? "");

  /* --- what is kept in this browser --- */

  const keyOf = (form) => `${PREFIX}${form.dataset.officer}:${form.dataset.dossier}:${form.dataset.writing}`;

  const wordsOf = (form) => {
    const words = {};
    for (const field of form.elements) {
      if (field.name === "heading" || field.name === "text" || field.name.startsWith("cell:")) words[field.name] = field.value;
    }
    return words;
  };

  const sameWords = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  const store = (form) => {
    try {
      const held = { words: wordsOf(form), seen: form.elements.seen.value, at: Date.now(), name: form.dataset.name };
      localStorage.setItem(keyOf(form), JSON.stringify(held));
    } catch {
      /* A full or forbidden store: the server still keeps the words. */
    }
  };

  const stored = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };

  const forget = (key) => {
    try {
      localStorage.removeItem(key);
    } catch {
      /* Nothing is held where nothing may be. */
    }
  };

  /* --- what is kept on the server --- */

  const say = (form, ...lines) => {
    const place = form.querySelector("[data-state]");
    if (place) place.textContent = lines.filter(Boolean).join(" ");
  };

  const send = async (form, { leaving = false } = {}) => {
    const state = states.get(form);
    if (!state || state.sending) return;
    const words = wordsOf(form);
    if (sameWords(words, state.sent) || (sameWords(words, state.began) && !state.sent)) return;
    state.sending = true;
    try {
      const body = new URLSearchParams(new FormData(form));
      body.delete("act");
      const answer = await fetch(form.dataset.keep, {
        method: "POST",
        body,
        keepalive: leaving && body.toString().length < 60000,
        headers: { "X-Unattended": "1", Accept: "application/json" },
      });
      const kept = await answer.json();
      if (!answer.ok) {
        say(form, kept.error);
        return;
      }
      state.sent = words;
      if (sameWords(wordsOf(form), words)) forget(keyOf(form));
      say(
        form,
        told(form, "Kept", { at: kept.at }),
        kept.changed ? told(form, "Changed") : "",
        kept.writers.length ? told(form, "Others", { names: kept.writers.join(", ") }) : "",
      );
    } catch {
      say(form, told(form, "Offline"));
    } finally {
      state.sending = false;
    }
  };

  /* --- a form that is opened --- */

  const offerLocal = (form) => {
    const held = stored(keyOf(form));
    if (!held) return;
    if (sameWords(held.words, wordsOf(form))) {
      forget(keyOf(form));
      return;
    }
    const offer = form.querySelector("[data-local]");
    offer.hidden = false;
    offer.querySelector("[data-local-text]").textContent = Object.values(held.words).filter(Boolean).join("\n").slice(0, 400);
    const put = () => {
      for (const [name, value] of Object.entries(held.words)) if (form.elements[name]) form.elements[name].value = value;
      form.elements.seen.value = held.seen;
      offer.hidden = true;
      store(form);
    };
    offer.querySelector("[data-local-restore]").addEventListener("click", () => {
      put();
      send(form);
    });
    offer.querySelector("[data-local-compare]").addEventListener("click", async () => {
      put();
      await send(form);
      location.assign(form.dataset.merge);
    });
    offer.querySelector("[data-local-discard]").addEventListener("click", () => {
      forget(keyOf(form));
      offer.hidden = true;
    });
  };

  const noteCursor = (form) => {
    const text = form.elements.text;
    if (text && form.elements.offset) form.elements.offset.value = [...text.value.slice(0, text.selectionStart)].length;
  };

  const open = (form) => {
    if (states.has(form)) return;
    states.set(form, { began: wordsOf(form), sent: null, sending: false });
    offerLocal(form);
    form.addEventListener("input", () => {
      store(form);
      say(form, told(form, "Typing"));
    });
    form.addEventListener("focusout", () => send(form));
    form.addEventListener("submit", () => noteCursor(form));
    form.elements.text?.addEventListener("keyup", () => noteCursor(form));
    form.elements.text?.addEventListener("click", () => noteCursor(form));
  };

  /* --- a reference is put where he was writing --- */

  const cursors = new WeakMap();

  document.addEventListener("focusin", (event) => {
    const form = event.target.closest?.("form[data-writing]");
    if (form && event.target.matches("textarea, input:not([type])")) cursors.set(form, event.target);
  });

  const showInserts = () => document.querySelectorAll("[data-offers] [data-insert]").forEach((button) => (button.hidden = false));

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-insert]");
    const form = button?.closest("section")?.querySelector("form[data-writing]");
    if (!form) return;
    const field = cursors.get(form) ?? form.elements.text ?? form.querySelector("textarea");
    const before = field.value.slice(0, field.selectionStart);
    const words = before && !/\s$/.test(before) ? ` ${button.dataset.insert}` : button.dataset.insert;
    field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });

  const forms = () => document.querySelectorAll("form[data-writing]");

  setInterval(() => forms().forEach((form) => send(form)), EVERY);
  window.addEventListener("online", () => forms().forEach((form) => send(form)));
  window.addEventListener("pagehide", () => forms().forEach((form) => send(form, { leaving: true })));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") forms().forEach((form) => send(form, { leaving: true }));
  });

  /* --- keys --- */

  const keys = (event) => {
    if (event.ctrlKey || event.metaKey) return { s: "save", S: "save", Enter: "sibling" }[event.key];
    if (event.altKey) return { ArrowRight: "demote", ArrowLeft: "promote", ArrowUp: "up", ArrowDown: "down" }[event.key];
    return undefined;
  };

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("form[data-writing]");
    if (!form || event.isComposing) return;
    if (event.key === "Escape") {
      form.querySelector("[data-close]")?.click();
      return;
    }
    const act = keys(event);
    if (!act) return;
    event.preventDefault();
    noteCursor(form);
    form.querySelector(`button[name="act"][value="${act}"]`)?.click();
  });

  document.addEventListener("click", (event) => {
    const row = event.target.closest?.(".writing-row > p");
    if (!row || event.target.closest("a") || String(window.getSelection())) return;
    row.parentElement.querySelector("[data-opens]")?.click();
  });

  /* --- what was saved needs no keeping here --- */

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (!form.matches?.("form[data-writing]")) return;
    if (event.detail.successful) forget(keyOf(form));
    else if (!event.detail.xhr.status) say(form, told(form, "Offline"));
  });

  document.addEventListener("htmx:afterSettle", () => begin());

  const land = () => {
    const draft = document.querySelector("[data-land]");
    const place = draft && document.getElementById(draft.dataset.land);
    if (place && !document.querySelector("form[data-writing]")) place.querySelector("[data-opens]")?.focus();
    if (draft) delete draft.dataset.land;
  };

  /* --- unsaved words of this browser, for the whole draft --- */

  const listLocal = () => {
    const desk = document.querySelector("[data-writing-desk]");
    const list = document.querySelector("[data-local-list]");
    if (!desk || !list) return;
    const mine = `${PREFIX}${desk.dataset.officer}:${desk.dataset.dossier}:`;
    const items = list.querySelector("[data-local-items]");
    const found = Object.keys(localStorage).filter((key) => key.startsWith(mine));
    items.replaceChildren(
      ...found.map((key) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = `${items.dataset.address}${key.slice(mine.length)}/`;
        link.textContent = stored(key)?.name || items.dataset.nameless;
        item.append(link);
        return item;
      }),
    );
    list.hidden = !found.length || Boolean(document.querySelector("form[data-writing]"));
  };

  /* --- the merge screen --- */

  const both = (theirs, mine) => {
    if (!theirs.trim() || !mine.trim()) return theirs + mine;
    return /\s$/.test(theirs) || /^\s/.test(mine) ? theirs + mine : `${theirs} ${mine}`;
  };

  const compose = (field) => {
    const words = [...field.querySelectorAll("[data-part]")].map((part) => {
      const { part: kind, mine = "", theirs = "" } = part.dataset;
      if (kind === "theirs") return theirs;
      if (kind !== "conflict") return mine;
      const choice = field.querySelector(`input[name="part:${CSS.escape(field.dataset.mergeField)}:${part.dataset.place}"]:checked`);
      return { mine, theirs }[choice?.value] ?? both(theirs, mine);
    });
    field.querySelector("[data-result]").value = words.join("");
  };

  document.addEventListener("change", (event) => {
    const field = event.target.closest?.("[data-merge-field]");
    if (field && event.target.type === "radio") compose(field);
  });

  const begin = () => {
    showInserts();
    forms().forEach(open);
    listLocal();
    land();
  };

  begin();
})();
