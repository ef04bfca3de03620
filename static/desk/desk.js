// The desk works without this: it counts, opens the filters on wide screens, and warns before
// unsaved words are left behind.
(() => {
  for (const field of document.querySelectorAll("[data-counter]")) {
    const label = document.querySelector(`label[for="${field.id}"]`);
    if (!label) continue;
    const most = Number(field.dataset.counter);
    const count = label.appendChild(document.createElement("span"));
    count.className = "counter";
    count.setAttribute("aria-hidden", "true");
    const tell = () => {
      const length = [...field.value].length;
      count.textContent = `${length} / ${most}`;
      count.classList.toggle("over", length > most);
    };
    field.addEventListener("input", tell);
    tell();
  }

  // Where desk.css cannot make a field as high as its words (field-sizing): as it is typed into, and as
  // soon as it is set narrower.
  if (!CSS.supports("field-sizing", "content")) {
    for (const field of document.querySelectorAll("#id_headline, #id_standfirst, #id_key_points")) {
      const fit = () => {
        field.style.blockSize = "auto";
        field.style.blockSize = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
      };
      let width = 0;
      field.addEventListener("input", fit);
      new ResizeObserver(() => {
        if (width === field.clientWidth) return;
        width = field.clientWidth;
        fit();
      }).observe(field);
    }
  }

  if (matchMedia("(min-width: 48.01rem)").matches) {
    for (const details of document.querySelectorAll("[data-open-wide]")) details.open = true;
  }

  // The text's editor grows after the page has jumped to its anchor: jump again, unless somebody
  // has moved on by then.
  if (location.hash === "#next") {
    let moved = false;
    for (const act of ["pointerdown", "wheel", "keydown"]) {
      addEventListener(act, () => { moved = true; }, { once: true, passive: true });
    }
    const jump = () => { if (!moved) document.getElementById("next")?.scrollIntoView(); };
    addEventListener("load", () => { for (const after of [0, 400, 1200]) setTimeout(jump, after); });
  }

  for (const here of document.querySelectorAll(".tabs [aria-current], .desk-nav [aria-current]")) {
    here.scrollIntoView({ block: "nearest", inline: "center" });
  }

  const form = document.querySelector(".change-form #content-main > form");
  if (!form) return;
  let unsaved = Boolean(document.querySelector(".change-form .errornote"));
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("change", () => { unsaved = true; });
  for (const any of document.forms) {
    if (any.method !== "dialog") any.addEventListener("submit", () => { unsaved = false; });
  }
  // Of two saves on their way at once the later one counts, whichever arrives first.
  form.addEventListener("submit", () => {
    const sent = form.elements.sent, now = Math.round(performance.timeOrigin + performance.now());
    if (sent) sent.value = Math.max(now, Number(sent.value) + 1);
  });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
})();
