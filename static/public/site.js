// What the page can do without, and is kinder with: relative times, a remembered text size, digits,
// copying, the way to the text-only edition for whoever saves data.
(() => {
  const root = document.documentElement;
  const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  // Where storage is forbidden the choice holds for this page.
  const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* as said */ } };

  // {"now": "الآن", "units": [[3600, [[1, "قبل ساعة"], [2, "قبل ساعتين"], [3, "قبل {n} ساعات"], …]], …]},
  // largest unit first; a pattern holds from its count upwards, so no plural rules are needed here.
  // "digits" are those of the language's own script.
  const table = JSON.parse(document.getElementById("words")?.textContent || "{}");

  // "" for what is still to come, and for what is older than `limit` seconds.
  function ago(moment, limit) {
    const seconds = (Date.now() - moment) / 1000;
    if (!(seconds > -60 && seconds < limit)) return "";
    for (const [size, steps] of table.units) {
      const n = Math.floor(seconds / size);
      if (n >= 1) return steps.filter(([from]) => from <= n).pop()[1].replace("{n}", n);
    }
    return table.now;
  }

  // `was` keeps each text as it came, where digits were painted over. A text is written only where it
  // is another one: to write it anew drops what the reader has selected in it.
  const was = new Map();
  function write(element, text) {
    if ((was.get(element.firstChild) ?? element.textContent) !== text) element.textContent = text;
  }

  function tick() {
    for (const time of document.querySelectorAll("time[data-ago]")) {
      const instead = time.dataset.ago === "instead";
      const text = ago(Date.parse(time.dateTime), instead ? 7 * 86400 : Infinity);
      if (instead) {
        time.title ||= time.textContent;
        write(time, text || time.title);
        continue;
      }
      const piece = time.closest(".when") || time;
      let beside = piece.nextElementSibling;
      if (!beside?.matches(".ago")) {
        if (!text) continue;
        const high = piece.parentElement.offsetHeight;
        beside = document.createElement("span");
        beside.className = "ago";
        beside.textContent = text;
        piece.after(beside);
        // Where it would need a line of its own it stays away: nothing moves while somebody reads.
        if (piece.parentElement.offsetHeight > high) beside.remove();
        continue;
      }
      text ? write(beside, text) : beside.remove();
    }
  }

  // The reader's choice of digits: in words of the page's own language, not in what people copy or
  // type, and not in a word with Latin letters, such as an address.
  const left = "code,pre,kbd,samp,script,style,textarea,[dir=ltr],.digits";
  const own = (word) => {
    if (/[a-z]/i.test(word)) return word;
    if (/^(\d{1,3}(,\d{3})+|\d+)(\.\d+)?\D*$/.test(word)) {
      word = word.replace(/,(?=\d)/g, "٬").replace(/\.(?=\d)/, "٫");
    }
    return word.replace(/\d/g, (digit) => table.digits[digit]);
  };
  let chosen = kept("digits") === "own";

  function unpaint() {
    for (const [node, text] of was) node.data = text;
    was.clear();
  }

  // Only what is not painted yet.
  function paint() {
    if (!chosen || !table.digits) return;
    for (const node of was.keys()) if (!node.isConnected) was.delete(node);
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode, around = node.parentElement;
      if (was.has(node) || !/\d/.test(node.data) || around.closest(left)) continue;
      if (around.closest("[lang]").lang !== root.lang) continue;
      const text = node.data.replace(/\S*[a-z]\S*|\d[\d.,:/]*/gi, own);
      if (text === node.data) continue;
      was.set(node, node.data);
      node.data = text;
    }
  }

  // A bar that is over when the page arrives was none; one that ends under the reader's eyes leaves
  // its place, so that no line moves.
  const bar = document.querySelector("[data-until]");
  const over = () => bar && Date.now() >= Date.parse(bar.dataset.until);
  if (over()) bar.hidden = true;

  const both = () => {
    if (over()) bar.classList.add("over");
    if (table.units) tick();
    paint();
  };
  both();
  setInterval(both, 60000);

  for (const button of document.querySelectorAll(".digits")) {
    const press = () => button.setAttribute("aria-pressed", chosen);
    press();
    button.hidden = false;
    button.addEventListener("click", () => {
      chosen = !chosen;
      keep("digits", chosen ? "own" : "");
      press();
      chosen ? paint() : unpaint();
    });
  }

  const sizes = document.querySelectorAll("input[name=size]");
  const show = (size) => {
    root.dataset.size = size;
    for (const input of sizes) input.checked = input.value === size;
  };
  if (/^[1-4]$/.test(kept("size"))) show(kept("size"));
  for (const input of sizes) input.addEventListener("change", () => {
    show(input.value);
    keep("size", input.value);
  });

  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) break;
    button.closest("[hidden]").hidden = false;
    const link = new URL(button.dataset.copy || location.href, location.href).href;
    button.addEventListener("click", () => navigator.clipboard.writeText(link)
      .then(() => { button.textContent = button.dataset.done; }));
  }

  // The style sheet shows it by itself where the browser tells it that data is saved.
  const link = navigator.connection, saver = document.querySelector(".saver button");
  if (kept("saving") === "no") root.dataset.saving = "no";
  else if (link?.saveData || /2g/.test(link?.effectiveType)) root.dataset.saving = "yes";
  if (saver) {
    saver.hidden = false;
    saver.addEventListener("click", () => {
      root.dataset.saving = "no";
      keep("saving", "no");
    });
  }

  // One open menu at a time; Escape and a click elsewhere close it.
  const menus = document.querySelectorAll(".menu, .share");
  addEventListener("click", (event) => {
    for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const menu of menus) if (menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
