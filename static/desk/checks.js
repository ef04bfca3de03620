/* Asks for the checklist again while somebody writes: two seconds after the last change, and never
   while they are answering in it. */
"use strict";

const panel = document.getElementById("checks");
const form = document.getElementById("edition_form");

if (panel && form && panel.dataset.url) {
  const names = ["kicker", "headline", "short_headline", "standfirst", "key_points", "body", "seo_title"];
  const words = () => {
    const data = new FormData();
    for (const name of names) data.set(name, form.elements[name] ? form.elements[name].value : "");
    return data;
  };
  const said = (data) => JSON.stringify([...data.values()]);
  let shown = said(words());
  let before = shown;

  setInterval(async () => {
    const data = words();
    const now = said(data);
    const still = now === before;
    before = now;
    if (!still || now === shown || panel.contains(document.activeElement)) return;
    const answered = [...panel.querySelectorAll("input, select")].some((each) => each.value);
    if (answered) return;
    shown = now;
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const response = await fetch(panel.dataset.url, { method: "POST", body: data });
      if (!response.ok || response.redirected) return;
      const open = panel.querySelector(".hints")?.open;
      panel.innerHTML = await response.text();
      if (open) panel.querySelector(".hints")?.setAttribute("open", "");
    } catch {
      shown = "";
    }
  }, 2000);
}
