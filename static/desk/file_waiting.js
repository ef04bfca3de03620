// What waits to be sent, as the page shows it: each story with how far it is, what hinders it, and
// what can be done about that.
"use strict";

const waiting = (() => {
  const { said, form, word, make, button, tell, one, rowsOf } = filing;
  const box = document.getElementById("outbox");
  // By id of a story: what is being sent of it at this moment.
  const live = {};
  let isOff = false;

  const items = () => rowsOf("outbox");
  const sentOn = (item) => !item.back && !item.isOver;

  const reasons = ({ messages = [], errors = {} }) =>
    [...messages.map(({ text }) => text), ...Object.values(errors).flat()];

  const steps = (item) => {
    const { text, n: current, percent } = live[item.id] || {};
    const all = item.pictures.length;
    if (item.back) return reasons(item.back);
    return [
      word(item.isSent ? "text_sent" : text || "text_waits"),
      ...item.pictures.map((picture, n) => picture.why || word(
        picture.isDone ? "picture_sent" : n === current ? "picture" : "picture_waits",
        { n: n + 1, all, percent })),
    ];
  };

  const why = (item, hindered) => {
    if (item.back) return word("refused");
    return item.isOver || !hindered ? "" : word(hindered);
  };

  const row = (item, hindered) => make(
    "li", "", {},
    make("b", one(item.fields, "headline"), { lang: one(item.fields, "language"), dir: "auto" }),
    ...steps(item).map((text) => make("small", text)),
    ...(item.notes || []).map((text) => make("p", text, { className: "msg error" })),
    make("p", why(item, hindered), { className: "why" }),
    ...buttons(item, hindered),
  );

  const buttons = (item, hindered) => {
    if (item.isOver) return [button(word("understood"), () => outbox.dismiss(item))];
    if (item.back) return [button(word("open"), () => outbox.reopen(item).then(() => show()))];
    const change = button(word("change"), () => outbox.change(item).then(() => show()));
    const next = encodeURIComponent(location.pathname);
    return [
      ...(hindered === "sign_in"
        ? [make("a", word("enter"), { className: "btn go", href: `${said.enter}?next=${next}` })] : []),
      ...(hindered && hindered !== "sign_in" ? [button(word("try"), () => outbox.run())] : []),
      ...(hindered && !item.isSent ? [change] : []),
    ];
  };

  const show = async (hindered = "") => {
    if (isOff) return;
    const all = await items();
    const done = Object.entries(live).filter(([id, { arrived }]) =>
      arrived && !all.some((item) => item.id === id));
    box.hidden = !all.length && !done.length;
    box.textContent = "";
    box.append(
      make("h2", word(all.some(sentOn) ? "waiting" : all.some(({ back }) => back) ? "not_taken" : "arrived")),
      make("ul", "", {}, ...all.map((item) => row(item, hindered)), ...done.map(([, { arrived }]) =>
        make("li", "", {}, make("a", one(arrived.fields, "headline"), { href: arrived.address }),
          make("small", word("arrived"))))),
    );
    if (!form || form.hidden) {
      box.append(make("a", word("another"), { className: "btn", href: said.home }));
    }
    count(all.filter(sentOn));
  };

  const count = (left) => {
    if (!left.length || (form && !form.hidden)) return;
    const pictures = left.reduce((sum, item) => sum + item.pictures.filter((picture) =>
      !picture.isDone && !picture.why).length, 0);
    const stories = left.filter((item) => !item.isSent).length;
    tell(word("waits", { stories, pictures }));
  };

  const end = () => { isOff = true; };

  return { items, sentOn, live, show, end };
})();
