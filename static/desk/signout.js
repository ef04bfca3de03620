// What leaves this device: all of it by one button, and all of it with the sign-out, which first says
// what would be lost.
"use strict";

(() => {
  const dialog = document.getElementById("leaving");
  if (!dialog) return;
  const says = dialog.dataset;
  // Undefined where it fails or takes too long.
  const soon = (promise) => Promise.race([promise.catch(() => {}), new Promise((done) => setTimeout(done, 1500))]);

  const waiting = async () => {
    if (!kept.isAvailable) return 0;
    const lastWords = [];
    document.dispatchEvent(new CustomEvent("kept:flush", { detail: lastWords }));
    await Promise.allSettled(lastWords);
    return kept.count();
  };

  // Without a number where a slow device did not come to tell it.
  const ask = (what, n) => new Promise((answered) => {
    const text = n === undefined ? says[`${what}Unknown`] : says[what].replace("{n}", n);
    document.getElementById("leaving_said").textContent = text;
    dialog.querySelector("[value=go]").textContent = says[`${what}Go`];
    dialog.returnValue = "";
    dialog.addEventListener("close", () => answered(dialog.returnValue === "go"), { once: true });
    dialog.showModal();
  });

  // Nothing that fails here keeps anybody signed in: the newsroom's answer wipes as well.
  const signOut = async (form) => {
    const n = await soon(waiting());
    if (n !== 0 && !await ask("out", n)) return;
    await soon(kept.wipe());
    form.submit();
  };

  for (const form of document.forms) {
    if (!form.getAttribute("action")?.endsWith("/logout/")) continue;
    form.addEventListener("submit", (event) => { event.preventDefault(); signOut(form); });
  }

  const buttons = document.querySelectorAll("[data-wipe]:not(dialog)");
  const tell = (text) => {
    for (const button of buttons) {
      // The line that it stands in says so itself (drafts.js).
      if (text === says.wiped && button.closest(".kept-line")) { button.remove(); continue; }
      const said = document.createElement("span");
      said.setAttribute("role", "status");
      button.replaceWith(said);
      said.textContent = text;
    }
  };
  for (const button of buttons) {
    button.hidden = !kept.isAvailable;
    button.addEventListener("click", async () => {
      if (await ask("wipe", await soon(waiting()))) await kept.wipe().catch(() => tell(says.failed));
    });
  }
  document.addEventListener("kept:wiped", () => tell(says.wiped), { once: true });
})();
