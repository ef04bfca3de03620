// What a person meets on this page: texts, attributes that are read or shown, fields to write in.
(mark) => {
  const SPOKEN = ["placeholder", "title", "aria-label", "alt"];
  const SKIPPED = "script, style, template, noscript, svg style, .form-row.hidden, .material-icons";
  const FIELDS = "textarea, input:is([type=text], [type=search], [type=email], [type=url], :not([type])), [contenteditable=true]";
  const found = { html: [document.documentElement.lang, document.documentElement.dir], texts: [], fields: [], bent: [], nameless: [] };

  // The nearest element that says in which language, or that nobody knows.
  function said(element) {
    for (let each = element; each; each = each.parentElement) {
      if (each.hasAttribute("lang")) return each.lang;
      if (each.getAttribute("dir") === "auto" || each.tagName === "BDI" || getComputedStyle(each).unicodeBidi === "plaintext") return "?";
    }
    return "";
  }
  const place = (element) => {
    const path = [];
    for (let each = element; each && path.length < 4 && each !== document.body; each = each.parentElement)
      path.unshift(each.tagName.toLowerCase() + (each.id ? "#" + each.id : each.className && each.className.trim ? "." + each.className.trim().split(/\s+/)[0] : ""));
    return path.join(" ");
  };
  // The nearest element whose words do not move with those around it.
  function apart(element) {
    for (let each = element; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (/isolate|plaintext/.test(style.unicodeBidi) || each.hasAttribute("dir") || !/^(inline|contents)$/.test(style.display) || each.tagName === "OPTION") return each;
    }
    return document.documentElement;
  }
  function text(words, kind, element, whole) {
    if (!words || !words.trim()) return;
    found.texts.push({ words, kind, lang: said(element), at: place(element), whole });
  }

  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element.closest(SKIPPED) || element.tagName === "TEXTAREA") continue;
    const around = node.data.includes(mark) ? apart(element) : null;
    text(node.data, element.tagName === "OPTION" ? "option" : element.tagName === "TITLE" ? "title" : "text", element, around && { words: around.textContent, isMarked: around.matches("del, ins") || around.hasAttribute("lang") || around.tagName === "BDI" || around.getAttribute("dir") === "auto" || getComputedStyle(around).unicodeBidi === "plaintext" });
  }
  for (const element of document.querySelectorAll("body *, meta")) {
    if (element.closest(SKIPPED)) continue;
    for (const name of SPOKEN) text(element.getAttribute(name), name, element);
    if (element.matches("input[type=submit], input[type=button], input[type=reset]")) text(element.value, "value", element);
    if (element.matches("meta[name=description], meta[property='og:title'], meta[property='og:description'], meta[name='twitter:title'], meta[property='og:image:alt']")) text(element.content, "content", element);
    for (const [name, value] of Object.entries(element.dataset || {})) if (/\p{L} +\p{L}/u.test(value) && !/^[[{]/.test(value)) text(value, "data-" + name, element);
    if (element.hasAttribute("lang") && element.lang) {
      const wanted = ["ar", "ckb"].includes(element.lang) ? "rtl" : "ltr";
      const shown = getComputedStyle(element).direction;
      if (shown !== wanted && element.getAttribute("dir") !== "auto") found.bent.push([place(element), element.lang, shown]);
    }
  }
  // What a screen reader calls it, roughly; whatever is folded away counts, too, but not what a script fills as it opens.
  const called = (element) => [
    element.getAttribute("aria-label"), element.title, element.matches("input") && element.value,
    ...(element.getAttribute("aria-labelledby") || "").split(/\s+/).map((id) => id && document.getElementById(id)?.textContent),
    ...[...element.querySelectorAll("img[alt], [aria-label], svg title")].map((each) => each.alt || each.getAttribute("aria-label") || each.textContent),
    ...texts(element),
  ].some((words) => words && words.trim());
  function* texts(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement.closest(`[aria-hidden=true], ${SKIPPED}`)) yield node.data;
  }
  for (const element of document.querySelectorAll("a[href], button, summary, [role=button], input:is([type=submit], [type=button])"))
    if (!element.closest("[hidden], [aria-hidden=true], template, dialog:not([open])") && !called(element)) found.nameless.push(place(element));
  for (const field of document.querySelectorAll(FIELDS)) {
    const owner = field.closest("[lang]");
    found.fields.push({ name: field.name || field.id || place(field), lang: owner === document.documentElement ? "" : owner.lang, dir: field.getAttribute("dir") || (getComputedStyle(field).unicodeBidi === "plaintext" ? "auto" : ""), shown: getComputedStyle(field).direction });
  }
  return found;
}
