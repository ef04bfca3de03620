// The filing page. Without this it is a plain form, and where a browser keeps nothing it stays one.
"use strict";

(() => {
  const { said, form, isKeptPage, word, tell } = filing;

  const counter = () => {
    const head = document.getElementById("id_headline");
    const count = document.getElementById("count");
    const told = () => { count.textContent = `${[...head.value].length} / 90`; };
    head.addEventListener("input", told);
    form.addEventListener("filing:put", told);
    told();
  };

  // A second press would only send all of it again over a bad link; after a while it may be wanted.
  let sent = 0;
  const onlyOnce = (event, button) => {
    if (Date.now() - sent < 15000) { event.preventDefault(); return; }
    sent = Date.now();
    const before = button.textContent;
    button.textContent = form.dataset.wait;
    setTimeout(() => { button.textContent = before; }, 15000);
  };

  // Whether it can go as it would without scripts: to leave the page without a network, or without
  // what only a session of now may send, is to lose the words.
  const isStuck = () => {
    const isIt = isKeptPage || !navigator.onLine;
    if (isIt) tell(word("full"), true);
    return isIt;
  };

  const queue = async (want) => {
    if (await isTheirs) return;
    try {
      await outbox.add(want);
    } catch (error) {
      if (isStuck()) return;
      form.append(filing.make("input", "", { type: "hidden", name: want, value: "1" }));
      HTMLFormElement.prototype.submit.call(form);
      return;
    }
    form.hidden = true;
    await drafts.show();
    await waiting.show();
    outbox.run();
  };

  const listen = () => {
    let pressed = null;
    let isQueueing = false;
    form.addEventListener("click", ({ target }) => { pressed = target.closest("button") || pressed; });
    form.addEventListener("submit", (event) => {
      const button = event.submitter || pressed;
      if (!kept.isAvailable || isWiped) {
        if (isStuck()) event.preventDefault();
        else onlyOnce(event, button);
        return;
      }
      event.preventDefault();
      if (isQueueing) return;
      isQueueing = true;
      queue(button ? button.name : "submit").finally(() => { isQueueing = false; });
    });
  };

  let isTheirs = false;
  let isWiped = false;
  const wiped = () => {
    isWiped = true;
    drafts.end();
    outbox.end();
    for (const id of ["drafts", "outbox"]) {
      document.getElementById(id).textContent = "";
      document.getElementById(id).hidden = true;
    }
    if (form) {
      form.reset();
      form.hidden = false;
      pictures.put([]);
    }
    history.replaceState(null, "", location.pathname);
    tell(word("wiped"));
    scrollTo(0, 0);
  };

  // A kept page is for any story: which one, the address says.
  const become = async () => {
    const key = filing.keyOfPath() || filing.keyOfHash() || filing.newKey();
    filing.setKey(key);
    filing.speak(new URLSearchParams(location.search).get("language"));
    drafts.measure();
    const isHere = await outbox.of(key) || await kept.get("drafts", `file/${key}`);
    // Nobody types where something else is about to stand.
    form.hidden = Boolean(isHere || filing.keyOfPath());
    if (await isTheirs) return leave();
    form.hidden = !isHere && Boolean(filing.keyOfPath());
    if (form.hidden) tell(word("not_here"), true);
  };

  // Who is here now has typed into somebody else's page: it is left to them, and kept for nobody.
  const leave = () => {
    const isWritten = !form.hidden && drafts.isTouched();
    outbox.somebodyElse();
    if (isWritten) {
      form.querySelector(".send").remove();
      document.querySelector("main").append(form);
      tell(word("not_yours"), true);
    }
    if ("serviceWorker" in navigator) keepAnew("somebody else's");
  };

  const keepAnew = (stamp) =>
    navigator.serviceWorker.ready.then(({ active }) => active.postMessage(stamp));

  const keepThePage = () => {
    if (!("serviceWorker" in navigator)) return;
    navigator.serviceWorker.register(said.worker, { scope: said.home }).catch(() => {});
    const parts = [...document.querySelectorAll("script[src], link[rel=stylesheet]")];
    const owner = document.querySelector("meta[name=owner]").content;
    const stamp = [owner, document.documentElement.lang, ...parts.map((part) => part.src || part.href)];
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      document.body.dataset.kept = data;
    });
    keepAnew(stamp.join(" "));
  };

  const start = async () => {
    if (isKeptPage) {
      isTheirs = outbox.isSomebodyElses();
      await become();
      if (await isTheirs) return;
    }
    if (form) {
      pictures.begin(drafts.keep);
      const key = filing.keyOfHash() || filing.key();
      if (await outbox.of(key)) { filing.setKey(key); form.hidden = true; drafts.end(); }
      else await drafts.begin();
      drafts.listen();
    }
    await drafts.show();
    await waiting.show();
    outbox.run();
    for (const event of ["online", "pageshow"]) addEventListener(event, outbox.run);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) outbox.run(); });
    await drafts.sweep();
  };

  if (form) { counter(); listen(); drafts.measure(); }
  if (!kept.isAvailable) { if (form) tell(word("unavailable"), true); return; }
  document.addEventListener("kept:flush", ({ detail }) => { if (form) detail.push(drafts.keep()); });
  document.addEventListener("kept:wiped", wiped);
  keepThePage();
  start().catch(() => tell(word("full"), true));
})();
