"""The Tab key goes as one reads: along the line in its direction, then down."""

import pytest
from browsers import DESK
from makers import make_correspondent

pytestmark = pytest.mark.django_db(transaction=True)
#: Where each stop stands: in its own column (a panel beside, the head, the foot) or the page's.
STOP = """() => {
  const on = document.activeElement;
  if (!on || on === document.body) return null;
  const box = on.getClientRects()[0] || on.getBoundingClientRect();
  if (!box.width || !box.height || box.bottom < 0) return "unseen";
  const parts = "aside, nav, header, #header, footer, .tools, fieldset, form > div, li, main";
  const column = on.closest(parts);
  window.columns ??= [];
  if (!window.columns.includes(column)) window.columns.push(column);
  const way = getComputedStyle(on.parentElement).direction;
  return { way, column: window.columns.indexOf(column), what: on.outerHTML.slice(0, 90),
    left: box.left + scrollX, right: box.right + scrollX,
    top: box.top + scrollY, bottom: box.bottom + scrollY };
}"""


def stops(page, most: int = 70) -> list[dict]:
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        if stop != "unseen":
            found.append(stop)
    return found


def is_backwards(one: dict, other: dict, way: str) -> bool:
    """Whether the second stands before the first for a reader; a stop inside another is neither."""
    middle = (other["top"] + other["bottom"]) / 2
    if other["bottom"] <= one["top"] + 2:
        return True
    if not one["top"] <= middle <= one["bottom"]:
        return False
    if way == "rtl":
        return other["left"] >= one["right"] - 2
    return other["right"] <= one["left"] + 2


@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.soak)])
def test_tab_goes_as_one_reads(story, chief, signed_in, language):
    type(chief).objects.filter(pk=chief.pk).update(language=language)
    draft = story("in_review", correspondents=[make_correspondent()])
    out = story("published", language=language, article=None)
    page = signed_in(chief, DESK)
    front = "/" if language == "ar" else "/en/"
    for url in (
        front, out.url, f"{front}search/", "/admin/", "/admin/articles/edition/", "/admin/file/",
        f"/admin/articles/edition/{draft.pk}/change/",
        f"/admin/articles/edition/{draft.pk}/move/approve/",
    ):  # fmt: skip
        page.goto(url)
        found = stops(page)
        assert len(found) > 3, url
        wrong = [
            (one["what"], other["what"])
            for one, other in zip(found, found[1:], strict=False)
            if one["column"] == other["column"] and is_backwards(one, other, one["way"])
        ]
        assert not wrong, (url, wrong[:3])


def test_backwards_is_noticed():
    one = {"left": 100, "right": 200, "top": 0, "bottom": 20}
    beside = one | {"left": 300, "right": 400}
    assert is_backwards(one, beside, "rtl")
    assert not is_backwards(one, beside, "ltr")
    assert is_backwards(one | {"top": 50, "bottom": 70}, one, "ltr")
