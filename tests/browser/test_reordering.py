"""Words of mixed scripts move nothing that stands beside them, in Chromium's own layout."""

import pytest
from crawl.strings import mixed

from newsroom.text.languages import marked
from newsroom.text.markup import clean_line, isolate

#: The same sentence in both directions; what stands first and last in it has to stay there.
SENTENCES = {"rtl": ("أول 12", "آخر 34"), "ltr": ("first 12", "last 34")}
MEASURE = """() => [...document.querySelectorAll("p")].map((line) => {
  const spans = [...line.querySelectorAll(":scope > span")];
  const reach = (span) => {
    const range = document.createRange();
    range.selectNodeContents(span);
    const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
    const ends = rects.flatMap(({ left, right }) => [left, right]);
    return [Math.min(...ends), Math.max(...ends)];
  };
  const [first, said, last] = spans.map(reach);
  const order = line.dir === "rtl" ? [last, said, first] : [first, said, last];
  return order[0][1] <= order[1][0] + 0.5 && order[1][1] <= order[2][0] + 0.5;
})"""


def lines_of(said) -> str:
    return "".join(
        f'<p dir="{way}"><span>{first} </span><span>{said}</span><span> {last}</span></p>'
        for way, (first, last) in SENTENCES.items()
    )


def ways(string: str) -> list[str]:
    """As a name in HTML, with its language and without, and as plain text in a sentence."""
    clean = clean_line(string)
    plain = isolate(clean).replace("&", "&amp;").replace("<", "&lt;")
    return [marked(clean, "ar"), marked(clean, "en"), marked(clean, ""), plain]


@pytest.mark.parametrize("strings", [60, pytest.param(1500, marks=pytest.mark.soak)])
def test_nothing_is_reordered_outside(browser, strings):
    page = browser.new_page(viewport={"width": 4000, "height": 800})
    for start in range(0, strings, 60):
        lines = [way for seed in range(start, start + 60) for way in ways(mixed(seed))]
        page.set_content(
            f'<meta charset="utf-8"><style>p{{white-space:nowrap}}</style>'
            f"{''.join(map(lines_of, lines))}"
        )
        kept = page.evaluate(MEASURE)
        assert len(kept) == len(lines) * 2
        moved = [ascii(lines[at // 2]) for at, is_kept in enumerate(kept) if not is_kept]
        assert not moved, moved[:5]
    page.set_content('<meta charset="utf-8">' + lines_of("ب\u202eabc") + lines_of("\u202bق ("))
    assert not all(page.evaluate(MEASURE)), "the measure notices nothing"
    page.close()
