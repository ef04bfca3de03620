"""axe finds nothing: WCAG 2.0 to 2.2 A and AA, and its best practices."""

import pytest
from access.axe import violations
from browsers import DESK, PHONE
from crawl import visiting

from newsroom.text.languages import LANGUAGES

pytestmark = pytest.mark.django_db(transaction=True)
#: Text-only pages leave colours and sizes to the reader's browser; axe takes its dark for white.
OWN_LOOK = ("color-contrast", "target-size")
FEW = ("front", "article", "section", "search", "nowhere")


def judged(page, urls) -> str:
    """What is wrong, once each, and on how many pages."""
    wrong: dict[str, list[str]] = {}
    for url in urls:
        page.goto(url)
        for rule, places in violations(page, skipped=OWN_LOOK if "/lite/" in url else ()).items():
            for place in places:
                wrong.setdefault(f"{rule}: {place}", []).append(url)
    return "\n".join(f"{said}\n    {len(urls)}: {urls[0]}" for said, urls in wrong.items())


@pytest.mark.parametrize(
    ("language", "screen", "scheme"), [("ar", PHONE, "dark"), ("en", DESK, "light")]
)
def test_axe_finds_nothing_on_one_of_each_kind(site, open_browser, language, screen, scheme):
    page = open_browser(screen, color_scheme=scheme)
    urls = [*visiting.with_twins(site, language, FEW)]
    assert len(urls) > 2 * len(FEW)
    wrong = judged(page, urls)
    assert not wrong, wrong


@pytest.mark.soak
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_anywhere(site, open_browser, language, screen, scheme):
    page = open_browser(screen, color_scheme=scheme)
    page.context.add_cookies([site.signed_in])
    wrong = judged(page, visiting.with_twins(site, language))
    assert not wrong, wrong


BARE = """<!doctype html><html lang="{0}" dir="{1}"><title>{2}</title><main><h1>{2}</h1>
<p style="color:#bbb;background:#fff">{2}</p><p style="color:#bbb;background:#fff">{2} {2}</p>"""


@pytest.mark.parametrize(
    ("language", "direction", "words"),
    [
        ("ar", "rtl", "عادت محطات المياه"),
        ("ckb", "rtl", "وێستگەکانی ئاو"),
        ("en", "ltr", "The water"),
    ],
)
def test_low_contrast_is_found(open_browser, language, direction, words):
    """Also in letters that join."""
    page = open_browser(DESK)
    page.set_content(BARE.format(language, direction, words))
    assert len(violations(page)["color-contrast"]) == 2
