// Offers back what was typed into this form and not saved: what this browser kept, and what the
// newsroom keeps for this person. The newest first, each until it is taken over or thrown away.
"use strict";

(async () => {
  if (!draft) return;
  const { form, panel, says, base, fill, post, decide } = draft;
  const box = panel.querySelector("[data-said]");
  const take = panel.querySelector("[data-take]");
  const atNewsroom = () => (panel.dataset.copy ? JSON.parse(panel.dataset.copy) : null);
  const idOf = (copy) => `${base}/newsroom-${copy.page}`;
  let current = null;
  // Browsers go back to where somebody was in the page, which is not where this stands.
  let isBusy = false;
  for (const act of ["pointerdown", "keydown", "wheel", "touchmove"]) {
    addEventListener(act, () => { isBusy = true; }, { once: true, passive: true });
  }

  // What the newsroom keeps is kept here, too, until it is decided on: the next words that are typed
  // take its place there. Where nothing can be kept here, those wait for the decision.
  const fromNewsroom = async (mine) => {
    const copy = atNewsroom();
    if (!copy || mine.some((one) => standsFor(one, copy))) return [];
    if ((await open([`${base}/${copy.page}`])).length) return [];
    try {
      await kept.put("drafts", idOf(copy), copy);
    } catch {
      if (draft.isWriting) decide(true);
    }
    return [{ ...copy, id: idOf(copy) }];
  };

  // What was kept here says the same as the newsroom's, or its page went on from there. A device that
  // is full keeps nothing more: then the newsroom's words are the newer ones.
  const standsFor = (one, copy) => {
    if (one.id === idOf(copy)) return false;
    if (one.id === `${base}/${copy.page}` && one.there >= copy.at) return true;
    return Object.entries(copy.words).every(([name, text]) => text === one.words[name]);
  };

  // Pages that are open look after their own. The one that was left for this one may not be gone
  // yet: it gets a moment.
  const open = async (ids) => {
    const held = async () => {
      const names = (await navigator.locks?.query())?.held.map(({ name }) => name) ?? [];
      return ids.filter((id) => names.includes(`draft ${id}`));
    };
    if (!(await held()).length) return [];
    await new Promise((done) => setTimeout(done, 700));
    return held();
  };

  const keptHere = async () => {
    if (!kept.isAvailable) return [];
    await kept.settled;
    const ids = (await kept.ids("drafts")).filter((id) => id.startsWith(`${base}/`) && id !== draft.id);
    const inUse = await open(ids);
    const others = ids.filter((id) => !inUse.includes(id));
    const found = await Promise.all(others.map(async (id) => ({ ...await kept.get("drafts", id), id })));
    return found.filter(({ words }) => words);
  };

  const all = async () => {
    const mine = await keptHere().catch(() => []);
    const theirs = await fromNewsroom(mine);
    const drafts = [...mine.filter(({ id }) => id !== theirs[0]?.id), ...theirs];
    return drafts.sort((one, other) => other.at - one.at);
  };

  // With what is decided on goes what the newsroom has of the same, and nothing else.
  const drop = async (one, forget = async () => {}) => {
    const copy = atNewsroom();
    if (copy && (one.id === idOf(copy) || standsFor(one, copy))) {
      await forget(copy.page);
      delete panel.dataset.copy;
      decide(false);
    }
    await kept.remove("drafts", one.id).catch(() => {});
  };

  // Beside what is saved, made by the newsroom; in plain words where it cannot be reached.
  const compared = async (one) => {
    if (!panel.dataset.unsaved) return false;
    try {
      const response = await post(panel.dataset.unsaved, one);
      if (response.status === 204) return "same";
      if (!response.ok || response.redirected) return false;
      box.innerHTML = await response.text();
      return true;
    } catch {
      return false;
    }
  };

  const add = (tag, text, more = {}) => {
    const made = document.createElement(tag);
    Object.assign(made, more).textContent = text;
    box.append(made);
  };

  const plainly = ({ words, at }) => {
    box.replaceChildren();
    const [number, month] = new Date(at).toLocaleDateString("en-GB", { timeZone: panel.dataset.zone })
      .split("/").map(Number);
    const day = `${number} ${panel.dataset.months.split("|")[month - 1]}`;
    add("p", says.wrote.replace("%(at)s", `${day} ${draft.clock(at).slice(0, 5)}`));
    for (const [name, text] of Object.entries(words)) {
      if (!text) continue;
      const field = form.elements[name];
      add("h3", field?.labels?.[0]?.firstChild?.textContent ?? field?.ariaLabel ?? "");
      add("div", plain(text), { className: "text", lang: panel.dataset.lang, dir: panel.dataset.dir });
    }
    if (!panel.dataset.unsaved) add("p", says.choices, { className: "quiet" });
  };

  const plain = (text) => {
    if (!text.includes("</")) return text;
    const blocks = text.replace(/<br[^>]*>/g, "\n").replace(/<\/(p|h2|h3|li|blockquote)>/g, "\n$&");
    return new DOMParser().parseFromString(blocks, "text/html").body.textContent.trim();
  };

  const next = async () => {
    panel.hidden = true;
    for (const one of await all()) {
      const is = JSON.stringify(one.words) === draft.said() ? "same" : await compared(one);
      const hasReasons = Object.keys(one.words).some((name) => name.startsWith("reason:"));
      if (is === "same" && !hasReasons) { await drop(one); continue; }
      if (is !== true) plainly(one);
      current = one;
      if (take) take.hidden = false;
      panel.hidden = false;
      if (!isBusy) panel.scrollIntoView({ block: "center" });
      return;
    }
  };

  // Whatever was typed before somebody took the older words over is offered in its turn.
  const aside = async () => {
    if (draft.said() === draft.saved) return true;
    const words = { words: draft.written(), seen: draft.seen(), at: Date.now() };
    return kept.put("drafts", `${base}/${Date.now().toString(36)}`, words).then(() => true, () => confirm(says.replace));
  };

  take?.addEventListener("click", async () => {
    if (!current || !await aside()) return;
    fill(current);
    await draft.keepHere();
    await drop(current);
    draft.keepThere();
    form.elements.headline.focus();
    await next();
  });

  panel.querySelector("form").addEventListener("submit", async (event) => {
    if (!current) return;
    event.preventDefault();
    await drop(current, (page) => post(panel.dataset.forget, { page }).catch(() => {}));
    await next();
  });

  await next();
})();
