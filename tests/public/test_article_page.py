"""The page of a story: what stands on it, in which order, and what it tells of who signs."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from makers import make_correspondent, make_page

from newsroom.public.languages import lite
from newsroom.text.languages import LANGUAGES

BOX = '<aside data-box="facts"><h2>عدد المضخات</h2><p>خمس.</p></aside>'
QUOTE = (
    '<aside data-box="quote"><blockquote><p>«شربته الطريق»</p></blockquote><p>أم عايد</p></aside>'
)
TEXT = {
    "kicker": "ماء الفرات", "headline": "محطة واحدة", "standfirst": "عادت مضختان.",
    "key_points": "نقطة أولى\nنقطة ثانية", "body": f"<p>قبل الشروق.</p>{BOX}{QUOTE}<p>وبعده.</p>",
}  # fmt: skip
WITHHELD, PEN_NAME, DESK = (
    "We withhold the name for safety", "This is a pen name", "The desk put this story together",
)  # fmt: skip


def shown(client, edition) -> str:
    return client.get(edition.url).text.partition("<main")[2].partition("</main>")[0]


def test_words_stand_in_their_order(story, client):
    page = shown(client, story("published", text=TEXT))
    order = [
        "ماء الفرات", "<h1>", "عادت مضختان", "signed", "نقطة أولى", "نقطة ثانية", "قبل الشروق",
        "عدد المضخات", "شربته الطريق", "أم عايد", "وبعده",
    ]  # fmt: skip
    places = [page.index(each) for each in order]
    assert places == sorted(places)


def test_headings_skip_no_level(story, client):
    page = shown(client, story("published", text=TEXT))
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_quotation_names_its_speaker_and_a_box_its_kind(story, client):
    page = shown(client, story("published", text=TEXT))
    assert re.search(
        r'<figure class="pull"><blockquote>.*?</blockquote><figcaption><p>أم عايد', page
    )
    assert re.search(r'<aside class="box facts"><p class="gives">ما نعرفه</p><h2>عدد المضخات', page)


def test_lite_page_has_every_word_of_the_boxes(story, client):
    page = client.get(f"/lite{story('published', text=TEXT).url}").text
    for words in ("عدد المضخات", "خمس.", "شربته الطريق", "أم عايد"):
        assert words in page


@pytest.mark.parametrize(
    ("kind", "label"),
    [("news", ""), ("report", ""), ("analysis", "Analysis"), ("opinion", "Opinion"),
     ("investigation", "Investigation"), ("fact-check", "Fact-check")],
)  # fmt: skip
def test_kind_has_a_label_and_opinion_says_whose_voice_it_is(story, client, kind, label):
    edition = story("published", language="en", kind=kind)
    page = shown(client, edition)
    assert re.findall(r'class="kick kind">([^<]*)<', page) == ([label] if label else [])
    for told in (page, client.get(lite(edition.url)).text):
        assert ("It speaks for whoever wrote it" in told) == (kind == "opinion")


@pytest.mark.parametrize(
    ("own", "signing", "told"),
    [
        ("named", "named", ""),
        ("named", "withheld", WITHHELD),
        ("named", "pen_name", PEN_NAME),
        ("pen_name", "named", PEN_NAME),
        ("pen_name", "withheld", WITHHELD),
        ("withheld", "named", WITHHELD),
        ("withheld", "pen_name", WITHHELD),
        ("named", "desk", DESK),
    ],
)
def test_page_says_why_there_is_no_name_and_gives_none_away(story, client, own, signing, told):
    person = make_correspondent(signing=own, public_name_en="Salem Openly", pen_name_en="Reed")
    edition = story("published", language="en", correspondents=[person], signing=signing)
    page = shown(client, edition)
    assert [each for each in (WITHHELD, PEN_NAME, DESK) if each in page] == ([told] if told else [])
    assert ("Salem Openly" in page) == (own == signing == "named")
    assert ("Reed" in page) == (told == PEN_NAME)


def test_short_link_is_shown_as_one_reads_it_out_and_leads_to_the_story(story, client):
    edition = story("published", language="en")
    page = shown(client, edition)
    short = f"/en/articles/{edition.article_id}/"
    host = settings.SITE_URL.partition("://")[2]
    said = f'<bdi class="sys" lang="en" dir="ltr">{host}{short}</bdi>'
    assert f'href="{settings.SITE_URL}{short}">{said}' in page
    assert client.get(short, follow=True).redirect_chain[-1][0] == edition.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_tells_how_long_it_takes_in_the_words_of_its_language(story, client, language):
    body = f"<p>{'كلمة ' * 900}</p>"
    said = {"ar": "5 دقائق", "ckb": "5 خولەک", "ku": "4 deqîqe", "en": "4 minutes to read"}
    page = shown(client, story("published", language=language, text={"body": body}))
    assert said[language] in page


def test_a_kicker_that_only_repeats_the_kind_is_not_said_twice(story, client):
    said = {"text": {"kicker": "Investigation"}}
    page = shown(client, story("published", language="en", kind="investigation", **said))
    assert page.count(">Investigation<") == 1
    assert 'class="kicker">Investigation<' in shown(
        client, story("published", language="en", **said)
    )


@pytest.mark.parametrize(
    ("credit", "told"), [("Illustration: library", ""), ("Salem", "Photo: ")]
)  # fmt: skip
def test_credit_that_says_what_the_thing_is_gets_no_word_before_it(credit, told):
    photo = SimpleNamespace(credit=credit, credit_language="en")
    page = render_to_string("public/_credit.html", {"photo": photo})
    assert ("Photo:" in page) == bool(told)
    assert credit in page


def test_withheld_name_leads_to_the_policy_and_a_pen_name_does_not(story, client, people):
    make_page("bylines", by=people["editor"], brought_by=people["chief"])
    for signing, leads in (("withheld", True), ("pen_name", False), ("desk", False)):
        person = make_correspondent(signing="pen_name", pen_name_en="Reed", slug=signing)
        edition = story("published", language="en", correspondents=[person], signing=signing)
        told = shown(client, edition).partition('class="author"')[2].partition("</article>")[0]
        told = told.partition('class="ends"')[0]
        assert ('class="more"' in told) == leads


def test_text_only_story_says_how_long_it_is_and_why_there_is_no_name(story, client):
    for signing, told in (("withheld", WITHHELD), ("pen_name", PEN_NAME), ("desk", DESK)):
        person = make_correspondent(signing="pen_name", pen_name_en="Reed", slug=signing)
        edition = story("published", language="en", correspondents=[person], signing=signing)
        page = client.get(lite(edition.url)).text
        assert [each for each in (WITHHELD, PEN_NAME, DESK) if each in page] == [told]
        assert "1 minute to read" in page


def test_places_of_one_name_stand_once_in_the_way_and_among_the_links(story, client, places):
    """A governorate, its district and its town are often called alike."""
    for place in places.values():
        place.name_en = "Raqqa"
        place.save()
    page = shown(client, story("published", language="en", place=places["susat"]))
    way = page.partition('class="crumbs"')[2].partition("</nav>")[0]
    tags = page.partition('class="tags"')[2].partition("</nav>")[0]
    assert (way.count("Raqqa"), tags.count("Raqqa")) == (1, 1)


def test_background_does_not_lead_to_the_page_one_is_reading(story, client):
    here, there = (story("published", language="en", text={"headline": said}) for said in "AB")
    days = [SimpleNamespace(date=date(2026, 1, 2), language="en", text="Day", edition=here)]
    told = [
        render_to_string(f"{kind}/_days.html", {"days": days, "edition": edition})
        for kind in ("public", "lite")
        for edition in (here, there, None)
    ]
    assert ["<a " in each for each in told] == [False, True, True] * 2
