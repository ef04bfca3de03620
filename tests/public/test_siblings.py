"""What readers of the other languages get when the original is withdrawn or corrected: every public
door is looked at."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from makers import BODY

from newsroom.articles import corrections, writing
from newsroom.articles.behind import editions_behind, languages_behind
from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.overriding import open_warnings, override
from newsroom.articles.checks.reading import read as read_checks
from newsroom.articles.following import original_of
from newsroom.articles.models import Correction, Edition
from newsroom.public.languages import address
from newsroom.workflow.moves import move

pytestmark = pytest.mark.django_db
#: Found by the search, and in no other words of a page.
WORDS = {"ar": "الفيضان", "en": "floodwater", "ku": "lehiyek", "ckb": "لافاو"}
GONE = {
    "ar": "سُحبت هذه المادة.",
    "en": "This story has been withdrawn.",
    "ku": "Ev nûçe hat vekişandin.",
    "ckb": "ئەم هەواڵە کشێندرایەوە.",
}
MARK = 'id="behind"'
RIGHT = "عادت ثلاث محطات، لا أربع."


@pytest.fixture
def four(story):
    arabic = story("published", hours=5, text=text("ar"))
    return {"ar": arabic} | {
        code: story("published", language=code, article=arabic.article, hours=4, text=text(code))
        for code in ("en", "ku", "ckb")
    }


def text(code: str) -> dict[str, str]:
    said = WORDS[code]
    return {"headline": said, "standfirst": f"{said}.", "body": BODY + f"<p>{said}</p>"}


def fresh(edition: Edition) -> Edition:
    return Edition.objects.select_related("article", "latest").get(pk=edition.pk)


def doors(client, edition: Edition) -> dict[str, str]:
    """Every page, feed and map that could tell of a story in its language."""
    code = edition.language
    section, month = edition.section.slug, timezone.localtime(edition.published_at).timetuple()[:2]
    found = {
        "front": address(code, "front"), "feed": address(code, "feed"),
        "section": address(code, "section", section),
        "section feed": address(code, "section_feed", section),
        "search": address(code, "search", q=WORDS[code]),
        "place": address(code, "region", "abu-kamal"),
    }  # fmt: skip
    pages = {name: client.get(url).text for name, url in found.items()}
    # The search says again what was looked for.
    pages["search"] = "".join(re.findall(r"<article.*?</article>", pages["search"], re.DOTALL))
    pages["sitemap"] = client.get(reverse("sitemap_month", args=month)).text
    return pages


def where(client, edition: Edition) -> set[str]:
    prefix = "" if edition.language == "ar" else f"/{edition.language}"
    path = f"{prefix}/articles/{edition.article_id}/"
    begins = r"""(?:["'>]|://[^/"<\s]+)"""
    return {
        name for name, page in doors(client, edition).items() if re.search(begins + path, page)
    }  # fmt: skip


def correct(edition: Edition, people, body: str = "<p>عادت ثلاث محطات.</p>", kind="correction"):
    writing.write(fresh(edition), by=people["editor"], text={"body": body})
    tell(edition, people, kind)


def tell(edition: Edition, people, kind="correction") -> Correction:
    words = {"kind": kind, "said": "أربع محطات", "right": RIGHT}
    notice = corrections.propose(fresh(edition), by=people["editor"], **words)
    move(let_stand(edition, people), "correct", by=people["chief"])
    return notice


def let_stand(edition: Edition, people) -> Edition:
    waits = fresh(edition)
    findings = open_warnings(waits, run(read_checks(waits, waits.latest)))
    override(waits, {each.key: "سبب" for each in findings}, by=people["editor"])
    return waits


def marked(client, four) -> set[str]:
    """The languages whose page says that it lags behind; their feeds have to say the same."""
    found = {code for code, edition in four.items() if MARK in client.get(edition.url).text}
    for code in four:
        feed = client.get(address(code, "feed")).text
        with translation.override(code):
            said = translation.gettext(
                "The original in %(language)s was corrected on %(day)s; the correction has not"
                " reached this translation yet."
            )
        assert (said.split("%(day)s")[1] in feed) == (code in found), code
    return found


def test_withdrawn_original_is_gone_in_every_language_at_once(four, people, client):
    everywhere = {"front", "feed", "section", "section feed", "search", "place", "sitemap"}
    for edition in four.values():
        assert where(client, edition) == everywhere
    move(fresh(four["ar"]), "take_down", by=people["chief"], note="خطر على شخص")
    for code, edition in four.items():
        response = client.get(edition.url)
        assert response.status_code == 410
        assert GONE[code] in response.text
        assert WORDS[code] not in response.text
        assert where(client, edition) == set()
        assert GONE[code] in client.get(address(code, "corrections")).text


def test_each_language_gets_its_own_words_later(four, people, client):
    corrections.propose(fresh(four["ar"]), by=people["editor"], kind="withdrawal", right="خطأ منا.")
    move(fresh(four["ar"]), "withdraw", by=people["chief"])
    assert "خطأ منا." in client.get(four["ar"].url).text
    assert GONE["en"] in client.get(four["en"].url).text
    said = "It was wrong."
    corrections.propose(fresh(four["en"]), by=people["editor"], kind="withdrawal", right=said)
    move(fresh(four["en"]), "explain", by=people["chief"])
    assert said in client.get(four["en"].url).text
    assert GONE["ku"] in client.get(four["ku"].url).text


def mark_of(page: str) -> str:
    (mark,) = re.findall(r"<aside[^>]*>(?:(?!</aside>).)*id=\"behind\".*?</aside>", page, re.DOTALL)
    return mark


@pytest.mark.parametrize("kind", ["correction", "clarification"])
def test_correction_of_the_original_marks_every_translation(four, people, client, kind):
    assert marked(client, four) == set()
    correct(four["ar"], people, kind=kind)
    assert marked(client, four) == {"en", "ku", "ckb"}
    line = Correction.objects.get()
    page = client.get(four["en"].url).text
    link = f'href="{address("ar", "article_by_id", four["ar"].article_id)}#correction-{line.pk}"'
    mark = mark_of(page)
    assert f'{link} hreflang="ar"' in mark
    assert 'The original in <bdi dir="auto">Arabic</bdi> was corrected on' in mark
    for code, name in (("ku", 'bi <bdi dir="auto">erebî</bdi>'), ("ckb", "عەرەبی")):
        assert name in client.get(four[code].url).text
        assert "العربية" not in mark_of(client.get(four[code].url).text)
    feed = client.get(address("en", "feed")).text
    assert "The original in \u2068Arabic\u2069 was corrected on" in feed
    assert RIGHT not in page
    assert f'id="correction-{line.pk}"' in client.get(four["ar"].url).text


def test_mark_goes_when_readers_have_words_that_heed_the_correction(four, people, client):
    correct(four["ar"], people)
    english, editor = four["en"], people["editor"]
    original = original_of(english.article, "en")
    words = {"body": "<p>Three stations.</p>"}
    writing.write(fresh(english), by=editor, text=words, follows=original)
    assert "en" in marked(client, four), "readers do not have these words yet"
    move(let_stand(english, people), "update", by=people["chief"])
    writing.follow(fresh(four["ku"]), by=people["translator"], original=original)
    assert "ku" in marked(client, four), "a second person has not said so"
    move(let_stand(four["ku"], people), "update", by=people["chief"])
    assert marked(client, four) == {"ckb"}
    correct(four["ar"], people, "<p>عادت محطتان.</p>")
    assert marked(client, four) == {"en", "ku", "ckb"}


def test_note_update_or_a_translations_own_notice_marks_nothing(four, people, client):
    tell(four["ar"], people, "note")
    correct(four["en"], people, "<p>Three stations.</p>")
    assert marked(client, four) == set()


def test_preview_says_what_readers_would_be_told(four, people, client, story):
    correct(four["ar"], people)
    client.force_login(people["editor"])
    english = four["en"]
    address_of = reverse("desk_preview", args=[english.pk])
    assert MARK in client.get(address_of).text
    original = original_of(english.article, "en")
    writing.write(fresh(english), by=people["editor"], text={"headline": "X"}, follows=original)
    assert MARK not in client.get(address_of).text


@pytest.mark.parametrize("count", [1, 3])
def test_marks_cost_as_much_for_three_stories_as_for_one(
    story, people, client, django_assert_num_queries, count
):
    for _ in range(count):
        arabic = story("published", hours=5)
        story("published", language="en", article=arabic.article, hours=4)
        correct(arabic, people)
    with django_assert_num_queries(10):
        feed = client.get(address("en", "feed")).text
    # In its summary and in its text.
    assert feed.count("has not reached this translation yet") == 2 * count


def test_original_that_corrects_itself_after_a_translation_calls_the_others(four, people, client):
    correct(four["en"], people, "<p>Three stations.</p>")
    assert {*editions_behind(timezone.now())} == {four["ar"].pk}
    correct(four["ar"], people)
    assert {*editions_behind(timezone.now())} == {four["ku"].pk, four["ckb"].pk}
    assert {each.code for each in languages_behind(fresh(four["ar"]), timezone.now())} == {
        "ku", "ckb",
    }  # fmt: skip
    assert marked(client, four) == {"ku", "ckb"}


def test_comparison_stays_with_readers_while_they_have_its_words(four, people, client):
    english, editor = four["en"], people["editor"]
    writing.write(fresh(english), by=editor, text={"body": "<p>Three stations.</p>"})
    words = {"kind": "correction", "said": "Four", "right": "Three", "shows_comparison": True}
    line = corrections.propose(fresh(english), by=editor, **words)
    move(let_stand(english, people), "correct", by=people["chief"])
    url = address("en", "change", english.article_id, line.pk)
    assert re.search(r"<ins[^>]*>.*?Three", client.get(url).text)
    writing.write(fresh(four["ar"]), by=editor, text={"standfirst": "موجز"})
    move(let_stand(four["ar"], people), "update", by=people["chief"])
    original = original_of(english.article, "en")
    writing.follow(fresh(english), by=people["translator"], original=original)
    line.refresh_from_db()
    assert fresh(english).approved_id == fresh(english).latest_id != line.after_id
    assert re.search(r"<ins[^>]*>.*?Three", client.get(url).text)
    assert url in client.get(english.url).text
    assert url in client.get(address("en", "corrections")).text
    writing.write(fresh(english), by=editor, text={"body": "<p>Two stations.</p>"})
    move(let_stand(english, people), "update", by=people["chief"])
    assert client.get(url).status_code == 404
