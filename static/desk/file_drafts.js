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
  let isOver = true;

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
      last = now;
      return;
    }
    const isMoved = Boolean(offered);
    if (isMoved) await aside();
    await kept.put("drafts", id(), { at, fields: read(), pictures: pictures.list() });
    history.replaceState(null, "", `#${filing.key()}`);
    if (!isOver) tell(word("kept", { time: time(at) }));
    last = now;
    if (isMoved) await show();
  };

  // Somebody types, or sends, before deciding about what was kept: both stay.
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
    if (offered) await aside();
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
    isOver = form.hidden = false;
    filing.write(draft.fields);
    await pictures.put(draft.pictures);
    if (draft.back) filing.mark(draft.back);
    last = stands();
    history.replaceState(null, "", `#${filing.key()}`);
    tell(word("kept", { time: time(draft.at) }));
  };

  const box = document.getElementById("drafts");

  const act = (name, draft, what) => button(word(name), () =>
    what(draft).then(show).catch(() => tell(word("full"), true)));

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
    await keep();
    const there = lies(draft);
    if (isTheSame(draft)) await spare(draft);
    await open(draft);
    await kept.put("drafts", id(), draft);
    if (there !== id()) await kept.remove("drafts", there);
  };

  // Where it is by now: typing may have moved it since the row was drawn.
  const lies = (draft) =>
    (form && !isOver && !offered && draft.id === id() ? `${id()}/${draft.at}` : draft.id);

  // Another text of this story takes its place: what stands in the form stays beside it.
  const spare = async ({ fields, pictures: named }) => {
    if (isOver || [first, JSON.stringify([fields, named])].includes(stands())) return;
    const now = Date.now();
    await kept.put("drafts", `${id()}/${now}`, { at: now, fields: read(), pictures: pictures.list() });
  };

  const forget = async (draft) => {
    const there = lies(draft);
    await kept.remove("drafts", there);
    if (there === id()) offered = null;
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

  // What this page shows is what a draft is measured by: asked before anybody can have typed.
  const measure = () => { first = last = stands(); };
  const isTouched = () => stands() !== first;

  const begin = async () => {
    isOver = false;
    const wasTouched = isTouched();
    const own = await kept.get("drafts", id(filing.keyOfHash() || filing.key()));
    const isNew = !form.elements.seen.value && (filing.isKeptPage || !filing.keyOfPath());
    const wanted = filing.keyOfHash() || filing.keyOfPath();
    const isRefused = "refused" in form.dataset;
    if (own && isNew && !isRefused && one(own.fields, "key") === wanted) await open(own);
    else if (own && isTheSame(own)) await compare(own);
    if (isRefused) await keepRefused();
    else if (wasTouched) soon();
  };

  // The newsroom has none of it: it is kept as it came back, and the page goes on to say why.
  const keepRefused = async () => {
    first = last = "";
    await keep();
    if (last) tell(opening, true);
  };

  const listen = () => {
    for (const event of ["input", "change"]) form.addEventListener(event, soon);
    for (const event of ["pagehide", "blur"]) addEventListener(event, keep);
    document.addEventListener("visibilitychange", keep);
  };

  // What waited to be sent is a draft again.
  const resume = async (draft) => {
    if (!isOver && filing.key() !== one(draft.fields, "key")) await keep();
    await open(draft);
  };

  const compare = async (own) => {
    const isSaid = ([name]) => form.elements[name] && form.elements[name].type !== "hidden";
    const plain = (fields) => JSON.stringify(fields.filter(isSaid));
    const isEqual = plain(own.fields) === plain(read()) && !own.pictures.length;
    if (isEqual) await kept.remove("drafts", id());
    else offered = own;
  };

  return { measure, isTouched, begin, listen, keep, end, resume, drop, sweep, show };
})();
