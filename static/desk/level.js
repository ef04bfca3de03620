// A translation beside its original: the n-th paragraph of the one stands level with the n-th in the
// editor of the other; on a narrow screen each paragraph of the original stands above its own. What counts
// as a paragraph is the same as in text/paragraphs.py. Nothing is written into the editor: a stylesheet
// that is made here makes room, and holds by the number of the paragraph.
"use strict";

// The editor may be ready as soon as the page is read: whoever listens has to be there before.
document.addEventListener("prose-editor:ready", ({ detail: { editor } }) => {
  const body = document.querySelector(".translating .field-body");
  const original = body?.querySelector(".original");
  if (!original) return;

  const BLOCKS = ":scope > :is(p, h2, h3, blockquote, figure), :scope > :is(ul, ol) > li";
  const AREA = ".translating .field-body .prose .prose-editor > .ProseMirror", HERE = ".translating .field-body .original";
  const SPACE = 6;
  const pair = original.closest(".pair");
  const levels = [...original.querySelectorAll(":scope > .level")];
  const count = document.getElementById("paragraphs"), take = document.getElementById("take_pictures");
  const isWide = matchMedia("(min-width: 48.01rem)");
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const area = editor.view.dom;
  let asked = 0;

  const blocks = () => [...area.querySelectorAll(BLOCKS)];
  const place = (element) => [...element.parentElement.children].indexOf(element) + 1;
  // The selector of a block in the editor.
  const path = (block) => (block.parentElement === area
    ? `${AREA} > :nth-child(${place(block)})`
    : `${AREA} > :nth-child(${place(block.parentElement)}) > :nth-child(${place(block)})`);
  const edges = (elements) => elements.map((each) => each.getBoundingClientRect());
  // Makes room above a block, beside what parts it from the one before it by itself.
  const room = (mine, boxes, n, more) => (n
    ? `${path(mine[n])} { margin-block-start: ${boxes[n].top - boxes[n - 1].bottom + more}px !important }`
    : `${AREA} { padding-block-start: ${parseFloat(getComputedStyle(area).paddingTop) + more}px !important }`);

  const beside = (mine) => {
    const theirs = edges(levels), ours = edges(mine), rules = [];
    let down = 0, lower = 0;
    for (let n = 0; n < Math.min(levels.length, mine.length); n++) {
      const apart = (ours[n].top + lower) - (theirs[n].top + down);
      if (apart > 0.5) {
        rules.push(`${HERE} > :nth-child(${n + 1}) { margin-block-start: ${apart}px }`);
        down += apart;
      } else if (apart < -0.5) {
        rules.push(room(mine, ours, n, -apart));
        lower -= apart;
      }
    }
    const end = (theirs.at(-1)?.bottom ?? 0) + down;
    rules.push(`${AREA} { min-block-size: ${Math.max(256, end - area.getBoundingClientRect().top)}px }`);
    return rules;
  };

  const above = (mine) => {
    const top = pair.getBoundingClientRect().top, ours = edges(mine), rules = [];
    const high = levels.map((each) => each.offsetHeight + 2 * SPACE);
    let lower = 0;
    const stand = (n, y) => rules.push(`${HERE} > :nth-child(${n + 1}) { inset-block-start: ${y - top + SPACE}px }`);
    const both = Math.min(levels.length, mine.length);
    for (let n = 0; n < both; n++) {
      stand(n, ours[n].top + lower);
      rules.push(room(mine, ours, n, high[n]));
      lower += high[n];
    }
    // What has nothing below it yet.
    const end = ours.length ? ours.at(-1).bottom : area.getBoundingClientRect().top;
    const rest = high.slice(both);
    rest.forEach((_, n) => stand(both + n, end + lower + 16 + rest.slice(0, n).reduce((a, b) => a + b, 0)));
    rules.push(`${AREA} { padding-block-end: ${32 + rest.reduce((a, b) => a + b, 0)}px !important }`);
    return rules;
  };

  const even = () => {
    asked = 0;
    pair.classList.toggle("above", !isWide.matches);
    const mine = blocks();
    // As tall as before while it is measured: a shorter page would scroll.
    sheet.replaceSync(`.translating .field-body .pair { min-block-size: ${pair.offsetHeight}px }`);
    sheet.replaceSync((isWide.matches ? beside : above)(mine).join("\n"));
    const here = mine.filter((each) => each.textContent.trim() || each.matches("figure")).length;
    count.textContent = here === levels.length ? ""
      : count.dataset.says.replace("{original}", levels.length).replace("{here}", here);
    if (take) take.hidden = Boolean(area.querySelector("figure"));
    mark();
  };
  const soon = () => { asked ||= requestAnimationFrame(even); };

  // The paragraph of the original that belongs to the one with the caret in it.
  const mark = () => {
    const { focusNode } = document.getSelection();
    const at = area.contains(focusNode) ? blocks().findIndex((each) => each.contains(focusNode)) : -1;
    levels.forEach((each, n) => each.classList.toggle("here", n === at));
  };

  // Each figure stands where it stands in the original; its words are to be translated.
  const takePictures = () => {
    const put = ({ tr, state }) => {
      const { figure, figcaption } = state.schema.nodes;
      for (const { dataset: { photos, unit } } of levels.filter((each) => each.dataset.photos)) {
        let at = 0;
        for (let n = 0; n < Math.min(Number(unit), tr.doc.childCount); n++) at += tr.doc.child(n).nodeSize;
        tr.insert(at, figure.create({ photos }, figcaption.create()));
      }
      return true;
    };
    editor.chain().command(put).focus().run();
  };

  // On a narrow screen the original lies over the editor: a finger's tap on it is meant for what is below;
  // marking its words by a long press is not, and a mouse marks by clicks.
  const through = ({ target, pointerType }) => {
    const level = target.closest("a") ? null : target.closest(".level");
    if (isWide.matches || pointerType === "mouse" || !level || !document.getSelection().isCollapsed) return;
    const mine = blocks(), at = mine[Math.min(levels.indexOf(level), mine.length - 1)];
    if (at) editor.commands.focus(editor.view.posAtDOM(at, at.childNodes.length));
  };

  editor.on("update", soon);
  original.addEventListener("click", through);
  const watch = new ResizeObserver(soon);
  // The editor's own menu too: it stands above all of it, and may get lower.
  for (const each of [area, body.querySelector(".prose"), ...levels]) watch.observe(each);
  isWide.addEventListener("change", soon);
  // Letters that come late may stand in as much room, and break their lines elsewhere.
  document.fonts.addEventListener("loadingdone", soon);
  document.addEventListener("selectionchange", mark);
  take?.addEventListener("click", takePictures);
  even();
});
