// What stands in the filing form, and how it is put back: for drafts, for what waits to be sent, and
// for the page that a device keeps, which is a form for no story yet.
"use strict";

const filing = (() => {
  const said = JSON.parse(document.body.dataset.filing);
  const form = document.getElementById("story");
  const line = document.querySelector(".where");
  const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
  const isKeptPage = "blank" in document.body.dataset;

  const word = (name, values = {}) =>
    said.words[name].replace(/\{(\w+)\}/g, (whole, key) => values[key]);

  const make = (tag, text = "", more = {}, ...inside) => {
    const element = Object.assign(document.createElement(tag), { textContent: text }, more);
    element.append(...inside);
    return element;
  };

  const button = (text, act, more = {}) => {
    const made = make("button", text, { type: "button", className: "btn", ...more });
    made.addEventListener("click", act);
    return made;
  };

  const tell = (text, isBad = false) => {
    line.textContent = text;
    line.classList.toggle("bad", isBad);
  };

  const time = (at) => {
    const day = new Date(at);
    const clock = day.toTimeString().slice(0, 5);
    const isToday = day.toDateString() === new Date().toDateString();
    const here = new Date(at - day.getTimezoneOffset() * 60000);
    return isToday ? clock : `${here.toISOString().slice(0, 10)} ${clock}`;
  };

  // Older than crypto.randomUUID().
  const newKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return [...bytes].map((byte, n) =>
      ([4, 6, 8, 10].includes(n) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
  };

  const keyOfPath = () => (location.pathname.match(UUID) || [""])[0];
  const keyOfHash = () => (location.hash.match(UUID) || [""])[0];
  const key = () => (form ? form.elements.key.value : keyOfPath());
  const setKey = (to) => { form.elements.key.value = to; };

  const read = () => [...new FormData(form)]
    .filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken")
    .map(([name, value]) => [name, value.replace(/\r\n?/g, "\n")]);

  const one = (fields, name) => (fields.find(([each]) => each === name) || ["", ""])[1];

  const speak = (code) => {
    const [endonym, direction] = said.languages[code] || [];
    if (!endonym) return;
    form.elements.language.value = code;
    for (const field of form.querySelectorAll("textarea, .said input")) {
      field.lang = code;
      field.dir = direction;
    }
    const name = form.querySelector(".langs bdi");
    if (name) name.textContent = endonym;
  };

  const write = (fields) => {
    speak(one(fields, "language"));
    for (const field of form.elements) {
      if (!field.name || /file|submit/.test(field.type) || field.name === "csrfmiddlewaretoken") continue;
      const found = fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox") field.checked = found.includes(field.value);
      else if (field.type === "radio") field.checked = field.checked || found.includes(field.value);
      else field.value = found[0] || "";
    }
    form.dispatchEvent(new Event("filing:put"));
  };

  // The newsroom's sentences, where they belong.
  const mark = ({ errors = {}, messages = [], theirs }) => {
    for (const old of document.querySelectorAll(".marked")) old.remove();
    const top = [...messages.map(({ text }) => text), ...(errors[""] || [])];
    for (const text of top.reverse()) {
      form.prepend(make("p", text, { className: "msg error marked" }));
    }
    for (const [name, sentences] of Object.entries(errors)) {
      const field = name && form.elements[name];
      const after = field && (field.closest ? field : field[0].closest("label"));
      const list = make("ul", "", { className: "errorlist marked" });
      for (const text of sentences) list.append(make("li", text));
      if (after) after.after(list);
    }
    if (theirs) form.after(shown(theirs, one(read(), "language")));
  };

  const shown = ({ headline, body }, code) => make(
    "article", "", { className: "marked", lang: code, dir: (said.languages[code] || [])[1] },
    make("small", word("there")), make("h2", headline),
    ...body.split(/\n{2,}/).map((text) => make("p", text)),
  );

  // What this page keeps in a box, in order; the desk's own drafts lie there too.
  const rowsOf = async (box) => {
    const found = [];
    for (const id of await kept.ids(box)) {
      const row = id.startsWith("file/") && await kept.get(box, id);
      if (row) found.push({ ...row, id });
    }
    return found.sort((one, other) => one.at - other.at);
  };

  return {
    said, form, isKeptPage, word, make, button, tell, time, newKey, keyOfPath, keyOfHash, key, setKey,
    read, one, speak, write, mark, line, rowsOf,
  };
})();
