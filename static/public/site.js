// What the page can do without, and is kinder with: relative times, a remembered text size, copying.
(() => {
  const root = document.documentElement;

  // {"now": "الآن", "units": [[3600, [[1, "قبل ساعة"], [2, "قبل ساعتين"], [3, "قبل {n} ساعات"], …]], …]},
  // largest unit first; a pattern holds from its count upwards, so no plural rules are needed here.
  const table = JSON.parse(document.getElementById("relative")?.textContent || "null");

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

  function tick() {
    for (const time of document.querySelectorAll("time[data-ago]")) {
      const instead = time.dataset.ago === "instead";
      const text = ago(Date.parse(time.dateTime), instead ? 7 * 86400 : Infinity);
      if (instead) {
        time.title ||= time.textContent;
        time.textContent = text || time.title;
        continue;
      }
      const piece = time.closest(".when") || time;
      let beside = piece.nextElementSibling;
      if (!beside?.matches(".ago")) {
        if (!text) continue;
        beside = document.createElement("span");
        beside.className = "ago";
        piece.after(beside);
      }
      text ? beside.textContent = text : beside.remove();
    }
  }
  if (table) {
    tick();
    setInterval(tick, 60000);
  }

  const sizes = document.querySelectorAll("input[name=size]");
  const show = (size) => {
    root.dataset.size = size;
    for (const input of sizes) input.checked = input.value === size;
  };
  try {
    const kept = localStorage.getItem("size");
    if (/^[1-4]$/.test(kept)) show(kept);
  } catch { /* storage is forbidden: the choice holds for this page */ }
  for (const input of sizes) input.addEventListener("change", () => {
    show(input.value);
    try { localStorage.setItem("size", input.value); } catch { /* as above */ }
  });

  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) break;
    button.closest("[hidden]").hidden = false;
    const link = new URL(button.dataset.copy || location.href, location.href).href;
    button.addEventListener("click", () => navigator.clipboard.writeText(link)
      .then(() => { button.textContent = button.dataset.done; }));
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
