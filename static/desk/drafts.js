// Keeps what somebody types into the form of an edition: every two seconds sealed on this device
// (store.js), every fifteen at the newsroom, for them alone. The line beside the buttons says what is
// true, and the newsroom's answers say who else is here. offered.js gives back what was not saved.
"use strict";

const draft = (() => {
  const form = document.getElementById("edition_form");
  const panel = document.getElementById("unsaved");
  if (!form || !panel) return null;

  const NAMES = ["kicker", "headline", "short_headline", "standfirst", "key_points", "body", "seo_title", "why"];
  const HERE = 2000, THERE = 15000, PATIENCE = 60000;
  // What browsers send for a page that is left: 64 KB.
  const PARTING = 60000;
  const line = document.getElementById("kept_line");
  const presence = document.getElementById("presence");
  const says = JSON.parse(panel.dataset.words);
  const base = panel.dataset.base ?? `new/${location.pathname}${location.search}`;
  const page = Math.random().toString(36).slice(2, 10).padEnd(8, "0");
  const id = `${base}/${page}`;
  const isWriting = Boolean(form.elements.headline);
  // Browsers keep what was typed into forms for their Back button, in files, in the clear.
  form.autocomplete = "off";

  const written = () => {
    const words = Object.fromEntries(NAMES.map((name) => [name, form.elements[name]?.value ?? ""]));
    for (const { name, value } of form.elements) if (name.startsWith("reason:") && value) words[name] = value;
    return words;
  };
  const said = () => JSON.stringify(written());
  // A page that asks "yours or theirs?" has both texts: a draft of it is to be asked the same again.
  const seen = () => form.elements.since?.value || form.elements.seen.value;
  // What the page came with, whatever a browser has put into it since. A refused save's is not saved.
  const isRefused = Boolean(document.querySelector(".errornote"));
  const shown = NAMES.map((name) => [name, form.elements[name]?.defaultValue ?? ""]);
  const saved = isRefused ? "" : JSON.stringify(Object.fromEntries(shown));
  const atFirst = line?.textContent;
  const is = { here: 0, device: "", there: "", network: "", undecided: false, refused: false };
  // By the newsroom's clock, when it last kept words of this page.
  let since = 0;
  let keptHere = saved, keptThere = saved, sentOff = null, asking = null, told = null;

  // In the newsroom's time, as every other time of the desk.
  const clock = (at) => new Date(at).toLocaleTimeString("en-GB", { timeZone: panel.dataset.zone });

  const tell = () => {
    if (!line) return;
    const now = [];
    if (is.device) now.push(says[is.device]);
    if (said() === saved) now.push(atFirst);
    else if (!is.device) now.push(is.here ? says.here.replace("%(time)s", clock(is.here)) : says.typing);
    if (is.there && said() !== saved) now.push(says.there.replace("%(time)s", is.there));
    if (is.refused && said() !== saved) now.push(says.refused);
    if (is.network) now.push(says[is.network]);
    if (is.undecided) now.push(says.undecided);
    const isBad = Boolean((is.device && is.device !== "wiped") || is.network || is.refused);
    line.setAttribute("aria-live", isBad ? "polite" : "off");
    line.classList.toggle("bad", isBad);
    if (line.textContent !== now.join(" ")) line.textContent = now.join(" ");
  };

  // One after the other: an older text never comes to lie over a newer one.
  let before = Promise.resolve();
  const keepHere = (always = false, at = Date.now()) => {
    before = before.then(() => putHere(at, always));
    return before;
  };

  const putHere = async (at, always) => {
    const now = said();
    if (now === keptHere && !always) return;
    try {
      if (now === saved) await kept.remove("drafts", id);
      else await kept.put("drafts", id, { words: JSON.parse(now), seen: seen(), at, there: since });
      [keptHere, is.here, is.device] = [now, now === saved ? 0 : at, ""];
    } catch (error) {
      is.device = is.device === "wiped" ? "wiped" : whyNot(error);
    }
    tell();
  };

  const whyNot = (error) => {
    if (!kept.isAvailable) return "none";
    return error?.name === "QuotaExceededError" ? "full" : "failed";
  };

  // What is sent off with a save is not sent beside it, too.
  const keepThere = (isLeaving = false) => {
    const now = said();
    const isNew = now !== keptThere && now !== sentOff && !is.undecided;
    if (!panel.dataset.keep || (isLeaving && (!isNew || asking?.parting === now))) return null;
    // One at a time: a slow older text would come to lie over a newer one.
    if (!isLeaving && asking && Date.now() - asking.at < PATIENCE) {
      asking.isOld = true;
      return null;
    }
    asking?.stop.abort();
    asking = { stop: new AbortController(), at: Date.now(), parting: isLeaving ? now : null };
    return send(asking, now, isNew);
  };

  const send = async (mine, now, isNew) => {
    const about = { seen: seen() };
    if (isNew) Object.assign(about, { page, words: now === saved ? null : JSON.parse(now) });
    const more = { keepalive: mine.parting !== null, signal: mine.stop.signal };
    try {
      await hear(await post(panel.dataset.keep, about, more), isNew ? now : null);
    } catch (error) {
      if (error.name === "AbortError") return;
      is.network = navigator.onLine ? "unreachable" : "offline";
    } finally {
      if (asking === mine) asking = null;
    }
    tell();
    if (mine.isOld) keepThere();
  };

  const post = (url, about, { keepalive = false, ...more } = {}) => {
    const body = JSON.stringify(about);
    const headers = {
      "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
    };
    const isSmall = new Blob([body]).size < PARTING;
    return fetch(url, { method: "POST", body, headers, keepalive: keepalive && isSmall, ...more });
  };

  const hear = async (response, words) => {
    const isOurs = response.headers.get("Content-Type")?.startsWith("application/json");
    is.network = response.ok ? "" : { 403: isOurs ? "others_turn" : "signin" }[response.status] ?? "unreachable";
    if (!response.ok) return;
    const { kept: time, at, html } = await response.json();
    if (words !== null) {
      if (time || words === saved) keptThere = words;
      is.there = time ?? "";
      is.refused = !time && words !== saved;
      since = at ?? since;
    }
    if (presence && html !== told) presence.innerHTML = told = html;
  };

  // A draft, put into the form as if it were typed; what it was written onto comes with it.
  const fill = ({ words, seen: onto }) => {
    for (const [name, text] of Object.entries(words)) {
      const field = form.elements[name];
      if (!field || !("value" in field)) continue;
      field.value = text;
      field.dispatchEvent(new CustomEvent("words:put", { detail: text }));
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (!onto) return;
    form.elements.since?.remove();
    form.elements.seen.value = onto;
  };

  const decide = (isOpen) => { is.undecided = isOpen; tell(); };

  if (isWriting) {
    navigator.locks?.request(`draft ${id}`, () => new Promise(() => {}));
    setInterval(() => keepHere(), HERE);
    setInterval(() => { if (!document.hidden) keepThere(); }, THERE);
    const leave = () => { keepHere(); keepThere(true); };
    addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", () => (document.hidden ? leave() : keepThere()));
    for (const change of ["online", "offline"]) addEventListener(change, () => keepThere());
    document.addEventListener("kept:flush", ({ detail }) => detail.push(keepHere()));
    document.addEventListener("kept:wiped", () => { is.device = "wiped"; tell(); });
    form.addEventListener("input", tell);
    form.addEventListener("submit", () => {
      asking?.stop.abort();
      sentOff = said();
      const at = Date.now();
      keepHere(true, at);
      form.elements.draft.value = `${page}@${at.toString(36)}`;
    });
    if (isRefused) keepHere();
    keepThere();
  }
  return {
    form, panel, says, base, id, isWriting, saved, written, said, seen,
    keepHere, keepThere, post, fill, decide, clock,
  };
})();
