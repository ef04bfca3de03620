(() => {
  const form = document.getElementById("story"), head = document.getElementById("id_headline");
  if (!form) return;
  const count = document.getElementById("count");
  const tell = () => { count.textContent = `${[...head.value].length} / 90`; };
  head.addEventListener("input", tell);
  tell();
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) { event.preventDefault(); return; }
    sent = true;
    event.submitter.textContent = form.dataset.wait;
  });
})();
