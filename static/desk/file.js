(() => {
  const form = document.getElementById("story"), head = document.getElementById("id_headline");
  if (!form) return;
  const count = document.getElementById("count");
  const tell = () => { count.textContent = `${[...head.value].length} / 90`; };
  head.addEventListener("input", tell);
  tell();
  // A second press would only send all of it again over a bad link; after a while it may be wanted.
  let sent = 0;
  form.addEventListener("submit", (event) => {
    if (Date.now() - sent < 15000) { event.preventDefault(); return; }
    sent = Date.now();
    form.elements.sent.value = Math.max(Math.round(performance.timeOrigin + performance.now()), Number(form.elements.sent.value) + 1);
    const button = event.submitter, said = button.textContent;
    button.textContent = form.dataset.wait;
    setTimeout(() => { button.textContent = said; }, 15000);
  });
})();
