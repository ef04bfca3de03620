"""What a page is asked when its reader enlarges it, spaces it out, or brings own colours."""

#: WCAG 1.4.12. Letters that join may not be spaced apart: that part is for Latin letters.
SPACED = """* { line-height: 1.5 !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }
:is(:lang(en), :lang(ku)) { letter-spacing: .12em !important; }"""

#: Words that stand outside what their box shows. What is folded for the eye alone, and
#: a standfirst that is shortened with "…" on a card, is whole in the story.
CUT = """() => [...document.querySelectorAll("body *")].filter((each) => {
  const style = getComputedStyle(each);
  if (!/hidden|clip/.test(style.overflowY) || style.webkitLineClamp !== "none") return false;
  if (each.closest(".unseen, .visually-hidden, [hidden]") || !each.innerText?.trim()) return false;
  return each.scrollHeight > each.clientHeight + 2 || each.scrollWidth > each.clientWidth + 24;
}).map((each) => "cut: " + each.outerHTML.slice(0, 120))"""

#: Links and buttons that are smaller than 24 px (WCAG 2.5.8) and stand in no sentence. A link that
#: covers its card by `::after` is as large as that.
SMALL = """() => [...document.querySelectorAll("a[href], button, summary, input")]
.filter((each) => {
  if (each.matches(".skip, [type=hidden]")) return false;
  if (!each.checkVisibility({ visibilityProperty: true })) return false;
  if (getComputedStyle(each, "::after").position === "absolute") return false;
  const around = each.closest("label") || each;
  const box = around.getBoundingClientRect();
  if (!box.width || (box.width >= 23.9 && box.height >= 23.9)) return false;
  const block = each.closest("p, li, dd, dt, figcaption, h1, h2, h3, small, blockquote, div");
  const said = (words) => words.replace(/[\\s·›‹]+/g, "");
  return !block || said(block.textContent) === said(each.textContent);
}).map((each) => each.outerHTML.slice(0, 120))"""

#: Where colours are the reader's own, a border is all that says "button".
PLAIN_BUTTONS = """() => [...document.querySelectorAll("button, summary, input[type=search]")]
.filter((each) => each.checkVisibility() && !each.closest("[hidden]"))
.filter((each) => parseFloat(getComputedStyle(each).borderBlockStartWidth) < 1)
.map((each) => each.outerHTML.slice(0, 120))"""
