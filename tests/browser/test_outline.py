"""What a screen reader goes through: landmarks, headings and the names of what one can use, in the
order in which they are read. Pinned, so that a change of it is seen."""

import pytest
from browsers import DESK, PHONE
from crawl import visiting
from makers import HEADLINE

pytestmark = pytest.mark.django_db(transaction=True)
LANDMARKS = ("banner", "navigation", "main", "contentinfo", "search", "complementary", "region")
#: Words of the newsroom's own stand between marks: they are left out of what is pinned.
OUTLINE = """() => {
  const roles = {
    HEADER: "banner", NAV: "navigation", MAIN: "main", FOOTER: "contentinfo",
    ASIDE: "complementary", SECTION: "region",
  };
  const said = (each) => each.textContent.replace(/\\s+/g, " ").trim();
  const named = (each) => {
    const by = document.getElementById(each.getAttribute("aria-labelledby"));
    return by ? said(by) : each.getAttribute("aria-label") || "";
  };
  const role = (each) => {
    const inner = each.matches("header, footer") && each.closest("main, article, section");
    if (inner || (each.matches("section") && !named(each))) return "";
    return each.getAttribute("role") || roles[each.tagName];
  };
  return [...document.querySelectorAll(`${Object.keys(roles)}, [role=search], h1, h2, h3, h4`)]
    .filter((each) => each.checkVisibility())
    .map((each) => /^H\\d$/.test(each.tagName)
      ? `${each.tagName.toLowerCase()} ${said(each)}`
      : role(each) && `${role(each)} ${named(each)}`.trim())
    .filter(Boolean);
}"""


def outline(page, url: str) -> list[str]:
    page.goto(url)
    return page.evaluate(OUTLINE)


def levels(lines: list[str]) -> list[int]:
    return [int(line[1]) for line in lines if line[0] == "h" and line[1].isdigit()]


@pytest.mark.parametrize(
    ("language", "heads"),
    [
        ("ar", ["navigation اللغات", "search", "navigation الأقسام", "complementary عاجل"]),
        ("en", ["navigation Languages", "search", "navigation Sections", "complementary Breaking"]),
    ],
)
def test_pages_are_read_in_order(site, open_browser, language, heads):
    page = open_browser(DESK)
    for name in ("front", "article", "search", "section", "corrections", "nowhere"):
        for url in visiting.public(site, language, [name]):
            lines = outline(page, url)
            landmarks = [line for line in lines if line.split()[0] in LANDMARKS]
            assert landmarks[:6] == ["banner", *heads, "main"], (url, lines)
            assert landmarks[-1] == "contentinfo", (url, lines)
            assert len(landmarks) == len(set(landmarks)), (url, landmarks)
            steps = levels(lines)
            assert steps.count(1) == 1, (url, lines)
            # Nothing stands between a page's beginning and its heading but the way to where it is.
            assert "h1" in {line.split()[0] for line in lines[6:8]}, (url, lines)
            jumps = [two for one, two in zip(steps, steps[1:], strict=False) if two > one + 1]
            assert not jumps, (url, lines)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", {"link": "انتقل إلى المحتوى", "menu": "القائمة", "searched": "ابحث في الأخبار"}),
        ("en", {"link": "Skip to content", "menu": "Menu", "searched": "Search the news"}),
    ],
)
def test_what_one_can_use_is_named(story, open_browser, language, said):
    """As Chromium's own accessibility tree has it."""
    edition = story("published", language=language, article=None)
    page = open_browser(PHONE)
    page.goto(edition.url)
    assert page.get_by_role("link", name=said["link"]).count() == 1
    assert page.locator("summary", has_text=said["menu"]).count() == 1
    assert page.get_by_role("heading", name=HEADLINE, level=1).count() == 1
    page.locator("summary", has_text=said["menu"]).click()
    assert page.get_by_role("searchbox", name=said["searched"]).count() == 1
    for link in page.get_by_role("link").all():
        assert link.inner_text().strip() or link.get_attribute("aria-label")
