// Gives the prose editor the desk's words: those it looks up, those it does not, and its icons.
(() => {
  // The editor writes a <style> into the page unless it finds its own: the policy forbids one, and
  // editor.css has it. An element of no namespace stands in its place and styles nothing.
  const own = document.createElementNS(null, "style");
  own.setAttribute("data-tiptap-style", "");
  document.head.append(own);

  const words = JSON.parse(document.currentScript.dataset.words);
  const asked = window.gettext;
  window.gettext = (said) => words[said] ?? (asked ? asked(said) : said);
  const name = () => {
    for (const option of document.querySelectorAll(".prose-menubar__option")) {
      const said = option.firstElementChild ?? option;
      if (words[said.textContent]) said.textContent = words[said.textContent];
    }
    for (const button of document.querySelectorAll(".prose-menubar__button")) {
      const word = words[button.textContent];
      if (word) { button.title = word; button.setAttribute("aria-label", word); }
    }
  };
  addEventListener("load", name);
  document.addEventListener("prose-editor:ready", () => requestAnimationFrame(name));
  for (const used of ["pointerdown", "keydown"]) document.addEventListener(used, name, true);
})();

// What is pasted brings styles and handlers, which the policy would stop and report; none would be kept. A <b>
// that says it is not bold is how some programs wrap everything.
document.addEventListener("prose-editor:ready", ({ target, detail: { editor } }) => {
  // A draft that is taken over (drafts.js) is a change of the text like any other.
  target.addEventListener("words:put", ({ detail }) => editor.commands.setContent(detail, { emitUpdate: true }));
  const transformPastedHTML = (html) => html
    .replace(/<style[^]*?<\/style>/gi, "")
    .replace(/<b\s[^>]*font-weight:\s*normal[^>]*>/gi, "<span>")
    .replace(/\s(?:style|on[a-z]+)\s*=\s*("[^"]*"|'[^']*')/gi, "");
  editor.setOptions({ editorProps: { ...editor.options.editorProps, transformPastedHTML } });
});
