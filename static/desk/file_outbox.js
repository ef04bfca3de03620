// What was pressed "Submit" or "Save" for lies here until the newsroom has said that it has it: the
// texts go first, then the pictures, part by part, from wherever the last part ended.
"use strict";

const outbox = (() => {
  const { said, form, word, make, tell, one } = filing;
  const { items, sentOn, live, show } = waiting;
  const owner = (document.querySelector("meta[name=owner]") || {}).content;
  const [LEAST, MOST] = [8 * 1024, 256 * 1024];
  const box = document.getElementById("outbox");
  let part = 64 * 1024;
  let token = "";
  let isBusy = false;
  let isOff = false;
  let timer = 0;
  let tries = 0;

  const save = (item) => kept.put("outbox", item.id, item);
  const of = (key) => items().then((all) => all.find((item) => item.key === key && !item.isSent));

  // Its own row each time: who is sending an older one overwrites nothing.
  const add = async (want) => {
    await pictures.settled();
    const [key, at] = [filing.key(), Date.now()];
    form.elements.sent.value = Math.max(at, Number(form.elements.sent.value) + 1);
    const item = { id: `file/${key}/${at}`, key, at, want, fields: filing.read() };
    await save({ ...item, pictures: pictures.list(), isSent: false });
    drafts.end();
    // It waits by now, whatever becomes of the draft.
    await drafts.drop().catch(() => {});
  };

  // An answer, or the status 0 where none came in time. Nothing but JSON is an answer of ours.
  const ask = async (url, options = {}, seconds = 30) => {
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), seconds * 1000);
    const headers = { Accept: "application/json", "X-Owner": owner, "X-CSRFToken": token };
    if (options.body instanceof ArrayBuffer) headers["Content-Type"] = "application/octet-stream";
    try {
      const answer = await fetch(url, { ...options, headers, signal: stop.signal });
      const isOurs = (answer.headers.get("Content-Type") || "").includes("json");
      return { status: answer.status, data: isOurs ? await answer.json() : null };
    } catch (error) {
      return { status: 0, data: null };
    } finally {
      clearTimeout(late);
    }
  };

  // Why it does not go on for now; "" where the newsroom has answered the question.
  const hindrance = ({ status, data }) => {
    if (!status) return "offline";
    if (!data || status >= 500 || status === 429) return "broken";
    return data.why && data.why !== "unknown" ? data.why : "";
  };

  const run = async () => {
    if (isBusy || isOff) return;
    isBusy = true;
    clearTimeout(timer);
    const why = await alone(send).catch(() => "broken");
    isBusy = false;
    await show(why).catch(() => {});
    tries = why ? tries + 1 : 0;
    const wait = Math.min(300, 2 ** Math.min(tries, 9)) * (0.75 + Math.random() / 2);
    if (why) timer = setTimeout(run, wait * 1000);
  };

  // Of several pages on one phone one sends; for the newsroom it would be the same story anyway.
  const alone = (work) => (navigator.locks
    ? navigator.locks.request("filing", { ifAvailable: true }, (lock) => (lock ? work() : "elsewhere"))
    : work());

  const send = async () => {
    const waiting = (await items()).filter(sentOn);
    if (!waiting.length) return await isSomebodyElses() ? somebodyElse() : "";
    const state = await ask(said.state);
    let why = hindrance(state) || (state.data.signed_in ? "" : "sign_in");
    if (!why && state.data.owner !== owner) why = "owner";
    if (why === "owner") somebodyElse();
    if (why) return why;
    token = state.data.csrf;
    for (const item of waiting) why = why || (item.isSent ? "" : await sendText(item));
    for (const item of waiting) why = why || (item.isSent ? await sendPictures(item) : "");
    return why;
  };

  const sendText = async (item) => {
    const body = new URLSearchParams(item.fields);
    body.set(item.want, "1");
    body.set("pictures", JSON.stringify(item.pictures));
    live[item.id] = { text: "text_sending" };
    await show();
    const answer = await ask(`${said.home}${item.key}/`, { method: "POST", body }, 90);
    live[item.id] = {};
    const why = hindrance(answer);
    if (why) return why;
    const { data } = answer;
    const isTaken = answer.status === 200 && (item.want === "save" || data.submitted);
    if (!isTaken) return giveBack(item, data);
    item.isSent = true;
    item.address = data.address;
    item.notes = data.messages.filter(({ level }) => level !== "success").map(({ text }) => text);
    await save(item);
    return "";
  };

  // It goes into the form again, with what the newsroom said, as the draft that it was before.
  const giveBack = async (item, data) => {
    item.back = data;
    await save(item);
    if (form && filing.key() === item.key) await reopen(item);
    return "";
  };

  const reopen = async (item) => {
    const back = item.back || {};
    const fields = item.fields.map(([name, value]) =>
      [name, back.form && name in back.form ? back.form[name] : value]);
    const draft = { at: item.at, fields, pictures: item.pictures, back: item.back };
    const key = one(fields, "key");
    await kept.put("drafts", `file/${key}`, draft);
    await kept.remove("outbox", item.id);
    if (!form) { location.href = `${said.home}#${key}`; return; }
    form.hidden = false;
    await drafts.resume(draft);
    if (item.back) tell(word("refused"), true);
    scrollTo(0, 0);
    await drafts.show();
  };

  const sendPictures = async (item) => {
    for (const [n, picture] of item.pictures.entries()) {
      const why = picture.isDone || picture.why ? "" : await sendPicture(item, picture, n);
      if (why) return why;
      await save(item);
    }
    item.isOver = true;
    const isQuiet = !item.notes.length && item.pictures.every((picture) => !picture.why);
    if (isQuiet) await kept.remove("outbox", item.id);
    else await save(item);
    await drafts.sweep();
    if (isQuiet && form && form.hidden && filing.key() === item.key) location.replace(item.address);
    else live[item.id] = { arrived: item };
    return "";
  };

  const sendPicture = async (item, picture, n) => {
    const bytes = await kept.get("pictures", picture.digest);
    const url = `${said.home}${item.key}/pictures/${picture.digest}/`;
    let answer = bytes ? await ask(url) : { status: 404, data: { why: "lost" } };
    let strikes = 0;
    for (let before = -1; !over(picture, answer, bytes, strikes);) {
      const why = hindrance(answer);
      if (why) return why;
      const { have } = answer.data;
      strikes = have > before ? strikes : strikes + 1;
      before = have;
      live[item.id] = { n, percent: Math.floor(100 * have / bytes.byteLength) };
      await show();
      answer = await sendPart(`${url}?offset=${have}&size=${bytes.byteLength}`, bytes, have);
    }
    live[item.id] = {};
    return "";
  };

  const over = (picture, { status, data }, bytes, strikes) => {
    if (!bytes) picture.why = word("lost");
    else if (data && data.done) picture.isDone = true;
    else if (data && data.refusal) picture.why = data.refusal;
    else if (status === 404 && data) picture.why = word("gone");
    else if (strikes > 3) picture.why = word("damaged");
    return picture.isDone || Boolean(picture.why);
  };

  // Small parts where the link is bad: little is lost when one breaks off.
  const sendPart = async (url, bytes, have) => {
    const began = Date.now();
    const body = bytes.slice(have, have + part);
    const answer = await ask(url, { method: "POST", body }, 60);
    const took = Date.now() - began;
    if (answer.status === 200 && took < 2000) part = Math.min(MOST, part * 2);
    if (!answer.status || took > 8000) part = Math.max(LEAST, part / 2);
    return answer;
  };

  // A kept page may be opened when its owner has left: where there is a network, it is asked.
  const isSomebodyElses = async () => {
    if (!filing.isKeptPage) return false;
    const { data } = await ask(said.state, {}, 10);
    return Boolean(data && data.signed_in && data.owner !== owner);
  };

  const somebodyElse = () => {
    drafts.keep().then(drafts.end);
    end();
    tell(word("somebody"), true);
    const main = document.querySelector("main");
    main.textContent = box.textContent = document.getElementById("drafts").textContent = "";
    main.append(make("a", word("again"), { className: "btn go", href: said.home }));
    for (const each of [box, document.getElementById("drafts")]) each.hidden = true;
    return "owner";
  };

  const change = (item) => alone(() => reopen(item));

  const dismiss = async (item) => {
    await kept.remove("outbox", item.id);
    await drafts.sweep();
    await show();
  };

  const end = () => { isOff = true; waiting.end(); clearTimeout(timer); };

  return { add, run, of, end, reopen, change, dismiss, isSomebodyElses, somebodyElse };
})();
