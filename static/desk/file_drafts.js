// What is typed is kept every few seconds, and given back after a closed tab, a crash, a restart.
"use strict";

const drafts = (() => {
  const { form, word, make, button, tell, time, read, one, rowsOf } = filing;
  const EVERY = 2000;
  const opening = filing.line.textContent;
  let first = "";
  let last = "";
  let at = 0;
  let timer = 0;
  let writing = Promise.resolve();
  let offered = null;
  let isOver = false;

  const id = (key = filing.key()) => `file/${key}`;
  const stands = () => JSON.stringify([read(), pictures.list()]);

  // In the order in which it was asked for: an older text never lands on a newer one.
  const keep = () => {
    clearTimeout(timer);
    timer = 0;
    at = Date.now();
    writing = writing.then(put).catch(() => { if (!isOver) tell(word("full"), true); });
    return writing;
  };

  const put = async () => {
    const now = stands();
    if (isOver || now === last) return;
    if (now === first && !offered) {
      await kept.remove("drafts", id());
      tell(opening);
    } else {
      if (offered) await aside();
      await kept.put("drafts", id(), { at, fields: read(), pictures: pictures.list() });
      history.replaceState(null, "", `#${filing.key()}`);
      if (!isOver) tell(word("kept", { time: time(at) }));
    }
    last = now;
  };

  // Somebody types before deciding about what was kept: both stay.
  const aside = async () => {
    await kept.put("drafts", `${id()}/${offered.at}`, offered);
    offered = null;
  };

  const soon = () => {
    if (timer || isOver) return;
    if (Date.now() - at > EVERY) keep();
    else timer = setTimeout(keep, EVERY);
  };

  // From here on the form is not kept: it was queued, or wiped.
  const end = () => { isOver = true; clearTimeout(timer); };

  const drop = async () => {
    await writing;
    await kept.remove("drafts", id());
    await sweep();
  };

  // Pictures that no draft and nothing that waits names. Whoever keeps one names it first.
  const sweep = async () => {
    const there = await kept.ids("pictures");
    const named = new Set();
    for (const box of ["drafts", "outbox"]) {
      for (const row of await rowsOf(box)) for (const { digest } of row.pictures) named.add(digest);
    }
    for (const digest of there) if (!named.has(digest)) await kept.remove("pictures", digest);
  };

  const open = async (draft) => {
    offered = null;
    filing.write(draft.fields);
    await pictures.put(draft.pictures);
    if (draft.back) filing.mark(draft.back);
    last = stands();
    history.replaceState(null, "", `#${filing.key()}`);
    tell(word("kept", { time: time(draft.at) }));
  };

  const box = document.getElementById("drafts");

  const act = (name, draft, what) => button(word(name), async () => { await what(draft); await show(); });

  const row = (draft) => make(
    "li", "", {},
    make("b", one(draft.fields, "headline") || "…", {
      lang: one(draft.fields, "language"), dir: "auto",
    }),
    make("small", word("kept_at", { time: time(draft.at) })),
    ...(isTheSame(draft) && first ? beside(draft) : []),
    act(isTheSame(draft) ? "go_on" : "open", draft, choose),
    act("drop", draft, forget),
  );

  const isTheSame = (draft) => one(draft.fields, "key") === filing.key();

  const choose = async (draft) => {
    if (!form) { location.href = `${filing.said.home}#${one(draft.fields, "key")}`; return; }
    if (!isTheSame(draft)) await keep();
    await open(draft);
    if (draft.id === id()) return;
    await kept.put("drafts", id(), draft);
    await kept.remove("drafts", draft.id);
  };

  const forget = async (draft) => {
    await kept.remove("drafts", draft.id);
    if (draft.id === id()) offered = null;
    await sweep();
  };

  // Both texts, with what the other one lacks marked.
  const beside = (draft) => {
    const paragraphs = (fields) => [one(fields, "headline"), ...one(fields, "body").split(/\n+/)]
      .map((text) => text.trim()).filter(Boolean);
    const [here, there] = [paragraphs(draft.fields), paragraphs(JSON.parse(first)[0])];
    if (here.join("\n") === there.join("\n")) return [make("p", word("other_fields"))];
    const code = one(draft.fields, "language");
    const written = { lang: code, dir: (filing.said.languages[code] || [])[1] };
    const text = (title, these, others) => make(
      "div", "", {}, make("small", word(title)), ...these.map((said) =>
        make("p", "", written, make(others.includes(said) ? "span" : "mark", said))),
    );
    return [
      make("p", word("differs")),
      make("div", "", { className: "two" }, text("here", here, there), text("there", there, here)),
    ];
  };

  const show = async () => {
    const open = form && !form.hidden && last !== first ? id() : "";
    const others = (await rowsOf("drafts")).filter((draft) => draft.id !== open);
    box.hidden = !others.length;
    box.textContent = "";
    box.append(make("h2", word("drafts")), make("ul", "", {}, ...others.map(row)));
  };

  // What this page shows is what a draft is measured by.
  const begin = async () => {
    first = last = stands();
    const own = await kept.get("drafts", id(filing.keyOfHash() || filing.key()));
    const isNew = !form.elements.seen.value && (filing.isKeptPage || !filing.keyOfPath());
    const wanted = filing.keyOfHash() || filing.keyOfPath();
    if (own && isNew && one(own.fields, "key") === wanted) await open(own);
    else if (own && isTheSame(own)) await compare(own);
  };

  const listen = () => {
    for (const event of ["input", "change"]) form.addEventListener(event, soon);
    for (const event of ["pagehide", "blur"]) addEventListener(event, keep);
    document.addEventListener("visibilitychange", keep);
  };

  // What waited to be sent is a draft again.
  const resume = async (draft) => {
    if (!isOver && filing.key() !== one(draft.fields, "key")) await keep();
    isOver = false;
    await open(draft);
  };

  const compare = async (own) => {
    const isSaid = ([name]) => form.elements[name] && form.elements[name].type !== "hidden";
    const plain = (fields) => JSON.stringify(fields.filter(isSaid));
    const isEqual = plain(own.fields) === plain(read()) && !own.pictures.length;
    if (isEqual) await kept.remove("drafts", id());
    else offered = own;
  };

  return { begin, listen, keep, end, resume, drop, sweep, show };
})();
