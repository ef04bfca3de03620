// The search of a mirror: in the index that lies beside the page, newest part first. It works from a
// disk as well: parts come as scripts, because there no page may fetch a file.
(() => {
  const root = document.documentElement, language = root.lang;
  const told = JSON.parse(document.getElementById("search-words").textContent);
  const said = document.getElementById("said"), list = document.getElementById("found");
  const further = document.getElementById("further");
  const base = document.querySelector("script[src$='index.js']").src.replace(/index\.js$/, "");
  const home = new URL("../../", base);
  const ask = new URLSearchParams(location.search);
  // Stories shown at a time, and parts looked through before a reader is asked whether to go on.
  const PAGE = 20, PARTS = 12;

  // As newsroom/text/folding.py and newsroom/public/mirror/search.py do.
  const same = {"ٱ": "ا", "ى": "ي", "ی": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ھ": "ه", "ہ": "ه",
    "ۃ": "ه", "ı": "i", "ـ": "", "ʿ": "", "ʾ": "", "ʼ": "", "ʹ": ""};
  const keyboard = {"ڕ": "ر", "ڵ": "ل", "ۆ": "و", "ێ": "ي", "ە": "ه"};
  function bare(char) {
    if (/[\p{M}\p{Cf}]/u.test(char)) return "";
    if (char in same) return same[char];
    if (language !== "ckb" && char in keyboard) return keyboard[char];
    if (language === "ckb" && (char === "ئ" || char === "ە")) return char;
    if (/\p{Nd}/u.test(char)) return digit(char);
    if (!/[\p{L}\p{N}]/u.test(char)) return " ";
    const letters = char.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
    return letters === char ? char : [...letters].map(bare).join("");
  }
  // Digits stand in rows of ten that begin with a zero.
  function digit(char) {
    let n = 0;
    while (n < 9 && /\p{Nd}/u.test(String.fromCodePoint(char.codePointAt(0) - n - 1))) n++;
    return String(n);
  }
  function fold(text) {
    text = text.normalize("NFKC").toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").normalize("NFKC");
    const word = /[\p{L}\p{N}_]/u;
    const edge = (at) => !word.test(text[at] ?? "");
    if (language === "ckb") {
      text = text.replace(/[هھەة]\u200c/g, "ە");
      text = [...text].map(bare).join("");
      text = text.replace(/ه/g, (c, at) => edge(at + 1) ? "ە" : c);
      text = text.replace(/ر/g, (c, at) => edge(at - 1) ? "ڕ" : c);
    } else {
      text = text.replace(/ە/g, (c, at) => edge(at + 1) ? c : "");
      text = [...text].map(bare).join("");
    }
    return text.normalize("NFC").split(/\s+/).filter(Boolean);
  }
  function light(word) {
    if (language !== "ar") return word;
    return word.replace(/^(?:و?(?:ال|بال|كال|فال|لل)|و)(?=.{3})/, "")
      .replace(/(?<=..)(?:ها|ان|ات|ون|ين|يه|ه|ي)$/, "");
  }

  const query = ask.get("q") ?? "";
  const words = fold(query).map(light).filter((word) => word.length > 1);
  const narrow = ["section", "kind", "region", "from", "to", "period"]
    .filter((name) => ask.get(name)).map((name) => [name, ask.get(name)]);
  for (const field of document.querySelectorAll("form.ask [name]")) field.value = ask.get(field.name) ?? "";

  const day = (back) => new Date(Date.now() - back * 864e5).toISOString().slice(0, 10);
  const since = {week: 7, month: 31, year: 366};
  const fits = ([, , , , at, section, kind, regions]) => narrow.every(([name, value]) =>
    name === "section" ? section === value
      : name === "kind" ? kind === value
        : name === "region" ? regions.split(" ").includes(value)
          : name === "from" ? at >= value
            : name === "to" ? at <= value
              : !since[value] || at >= day(since[value]));

  // The rows of a part that have a word, or one that begins so where that is no Arabic stem.
  function having(text, word) {
    const rows = new Set(), end = language === "ar" || word.length < 3 ? " " : "";
    for (let at = text.indexOf("\n" + word + end); at >= 0; at = text.indexOf("\n" + word + end, at + 1)) {
      let place = 0;
      const line = text.slice(at + 1, text.indexOf("\n", at + 1));
      for (const step of line.split(" ").slice(1)) rows.add(place += parseInt(step, 36));
    }
    return rows;
  }

  let names = [], months = {}, next = 0, hits = [], shown = 0, until = 0, looked = "";
  function show() {
    for (const [url, headline, stand, at] of hits.slice(shown, until)) {
      const card = document.createElement("article"), body = document.createElement("div");
      card.className = "card line hit bare";
      body.className = "words";
      const add = (tag, text, name = "") => {
        const piece = document.createElement(tag);
        piece.textContent = text;
        piece.className = name;
        body.append(piece);
        return piece;
      };
      const link = document.createElement("a");
      link.textContent = headline;
      link.href = new URL(url.slice(1) + "index.html", home).href;
      add("h2", "").append(link);
      if (stand) add("p", stand, "around");
      add("p", at, "meta");
      card.append(body);
      list.append(card);
    }
    shown = Math.min(until, hits.length);
  }
  function rest() {
    show();
    const more = hits.length > shown, on = next < names.length;
    said.textContent = (hits.length ? told.some.replace("{n}", hits.length) : told.none)
      + (on && looked ? " " + told.back.replace("{month}", months[looked]) : "");
    further.textContent = more ? told.more : told.further;
    further.hidden = !more && !on;
  }
  function load(name, then) {
    const script = document.createElement("script");
    script.src = base + name + ".js";
    script.onload = () => { script.remove(); then(); };
    script.onerror = () => { said.textContent = told.broken; };
    document.head.append(script);
  }
  function seek(left) {
    if (hits.length >= until || !left || next >= names.length) return rest();
    said.textContent = told.seek;
    looked = names[next++];
    load(looked, () => seek(left - 1));
  }
  function part({rows, words: text}) {
    const sets = words.map((word) => having(text, word));
    rows.forEach((row, at) => { if (sets.every((set) => set.has(at)) && fits(row)) hits.push(row); });
  }
  further.addEventListener("click", () => {
    until = shown + PAGE;
    seek(PARTS);
  });

  const take = ([kind, what]) => {
    if (kind === "part") return part(what);
    months = what;
    names = Object.keys(what).sort().reverse();
    until = PAGE;
    if (words.length || narrow.length) seek(PARTS);
    else if (query) said.textContent = told.short;
  };
  const queue = window.mirror ?? [];
  window.mirror = {push: take};
  queue.forEach(take);
})();
