// Without this the form sends all pictures at once and lists what became of each. With it each goes
// by itself, shows how far it is, and a link that breaks costs that one alone.
"use strict";

(() => {
  const form = document.getElementById("send");
  const list = document.getElementById("sent");
  const input = document.getElementById("pictures");
  const drop = form.querySelector(".drop");
  const submit = form.querySelector("[type=submit]");
  const say = form.dataset;
  const waiting = [];
  const arrived = new Set();
  let going = false;

  const make = (tag, text = "", more = {}) =>
    Object.assign(document.createElement(tag), { textContent: text }, more);

  const tell = () => { submit.disabled = going || !waiting.some((each) => !each.done); };

  const draw = (each, text, buttons = []) => {
    const inside = make("div");
    each.bar = make("progress", "", { max: 1, value: 0, hidden: true });
    each.bar.setAttribute("aria-label", each.file.name);
    each.why = make("p", text, { className: "why" });
    const acts = make("p", "", { className: "in-line" });
    for (const [label, act] of buttons) {
      acts.append(make("button", label, { type: "button", className: "btn", onclick: act }));
    }
    inside.append(make("bdi", each.file.name, { className: "file" }), each.bar, each.why, acts);
    const row = make("li", "", { className: "sent" });
    row.append(inside);
    each.row.replaceWith(row);
    each.row = row;
  };

  const remove = (each) => {
    each.row.remove();
    waiting.splice(waiting.indexOf(each), 1);
    tell();
  };

  const wait = (each, text) => {
    each.done = false;
    draw(each, text, [[say.remove, () => remove(each)]]);
  };

  const add = (files) => {
    for (const file of files) {
      const each = { file, row: list.appendChild(make("li")), anyway: false };
      waiting.push(each);
      wait(each, say.waits);
    }
    tell();
  };

  // {json} of an answer of ours, {ended} where it is a page, {} where nothing came.
  const post = (each) => new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const data = new FormData(form);
    data.set("pictures", each.file);
    if (each.anyway) data.set("even_if_known", "on"); else data.delete("even_if_known");
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = ({ loaded, total }) => { each.bar.value = loaded / total; };
    request.onerror = request.ontimeout = () => resolve({});
    request.onload = () => {
      try {
        resolve({ json: JSON.parse(request.responseText) });
      } catch {
        resolve({ ended: request.status < 500 && request.status !== 413 });
      }
    };
    request.send(data);
  });

  const again = (each) => { each.done = false; work(); };

  const put = (each, said) => {
    const row = make("template", "", { innerHTML: said.row }).content.firstElementChild;
    each.row.replaceWith(row);
    each.row = row;
    each.done = true;
    if (said.is_known && arrived.has(said.photo)) {
      row.querySelector(".why").textContent = say.once;
    } else if (said.is_known) {
      const act = () => { each.anyway = true; again(each); };
      row.querySelector(".in-line").append(
        make("button", say.anyway, { type: "button", className: "btn", onclick: act }),
      );
    } else if (said.photo) {
      arrived.add(said.photo);
      each.file = { name: each.file.name };
    }
  };

  const sendOne = async (each) => {
    draw(each, say.going);
    each.bar.hidden = false;
    const { json, ended } = await post(each);
    if (json && json.row) return put(each, json);
    if (json && json.errors) {
      form.querySelector("details").open = true;
      wait(each, `${say.words} ${json.errors.join(" ")}`);
      return "stop";
    }
    each.done = true;
    draw(each, ended ? say.ended : say.lost, [[say.again, () => again(each)]]);
  };

  const work = async () => {
    if (going) return;
    going = true;
    tell();
    for (let each; (each = waiting.find(({ done }) => !done));) {
      if (await sendOne(each) === "stop") break;
    }
    going = false;
    tell();
  };

  input.addEventListener("change", () => { add([...input.files]); input.value = ""; });
  form.addEventListener("submit", (event) => { event.preventDefault(); work(); });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
      if (kind === "drop") add([...event.dataTransfer.files]);
    });
  }
  addEventListener("beforeunload", (event) => {
    if (going || waiting.some(({ done }) => !done)) event.preventDefault();
  });
  drop.classList.add("scripted");
  form.querySelector(".can-drop").hidden = !matchMedia("(hover: hover)").matches;
  form.querySelector(".plain .tick").hidden = true;
  tell();
})();
