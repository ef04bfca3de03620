"""The foot of the public pages."""

import pytest
from browsers import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)

#: How far each piece of text ends from the edge at which the list's lines begin.
OFF = """list => [...list.querySelectorAll("a")].flatMap((link) => {
  const texts = document.createTreeWalker(link, NodeFilter.SHOW_TEXT), off = [];
  while (texts.nextNode()) {
    if (!texts.currentNode.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const [text, whole] = [range.getBoundingClientRect(), list.getBoundingClientRect()];
    const isRight = getComputedStyle(list).direction === "rtl";
    off.push(Math.abs(isRight ? whole.right - text.right : whole.left - text.left));
  }
  return off;
})"""


def test_names_of_languages_begin_at_one_edge_whatever_way_they_run(story, open_browser):
    urls = [story("published", language=language).url for language in ("ar", "en")]
    reader = open_browser(PHONE)
    for screen in (PHONE, DESK):
        reader.set_viewport_size(screen)
        for url in urls:
            reader.goto(url)
            off = reader.locator(".foot .languages").evaluate(OFF)
            assert len(off) > 4, "the names, and what is missing in them"
            assert max(off) < 4, (screen, url, off)
