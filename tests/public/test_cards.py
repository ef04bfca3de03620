"""Social cards: right in every script, never more than readers have, and pixels alone."""

import io
import os
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from makers import HEADLINE, make_photo
from PIL import Image, ImageDraw

from newsroom.articles import writing
from newsroom.articles.models import Edition
from newsroom.articles.models.labels import Tone
from newsroom.media import obscuring
from newsroom.media.models import vault
from newsroom.public.cards import card as cards
from newsroom.public.cards import drawing, kept, lettering
from newsroom.public.cards.card import Card, card_of, words_of
from newsroom.public.cards.colours import colours
from newsroom.public.cards.lettering import Words, drawable, fitted, has, in_context
from newsroom.public.checks import cards_are_drawn
from newsroom.public.languages import address
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.moves import move

# Where everything is tested, a machine that cannot draw Arabic is a failure.
pytestmark = pytest.mark.skipif(
    not lettering.may_letter() and not os.environ.get("CI"), reason="Pillow finds no libfribidi."
)

LETTERS = {
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْٰٱ٠١٢٣٤٥٦٧٨٩،؛؟٪ـ",
    "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهھەیێ٠٤٥٦٩",
    "ku": "ABCÇDEÊFGHIÎJKLMNOPQRSŞTUÛVWXYZabcçdeêfghiîjklmnopqrsştuûvwxyz",
    "en": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzéüñāīūŠščž",
    "signs": "0123456789«»“”‘’‹›…–—-.,:;!?()[]/%&+*'\"·•×±−°≈→←€@#",
    "without ink": "\u00a0\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069",
}
#: Two hundred letters are the most that a headline has.
LONGEST = {
    "ar": "بعد ثلاثة شتاءات في الخيام تنتظر عائلات المخيم قرار مجلس الأرض " * 4,
    "ckb": "دوای سێ زستان لە ژێر چادردا خێزانەکان چاوەڕێی بڕیاری ئەنجوومەن دەکەن " * 4,
    "ku": "Piştî sê zivistanan di bin konan de malbat li benda biryara encumenê ne " * 4,
    "en": "After three winters under canvas the families wait for the land council " * 4,
}
STATES = ["draft", "submitted", "in_review", "returned", "approved", "held", "scheduled",
          "withdrawn", "spiked"]  # fmt: skip
WITHOUT = "0" * 16
#: The colour of the makers' pictures.
PICTURE = (200, 120, 60)


def a_card(headline: str = HEADLINE, language: str = "ar", **more) -> Card:
    words = {"headline": words_of(headline, language), "network": words_of("طرفاء", "ar")}
    return Card(**{"article": 1, "section": None, "tone": "river", "photo": None} | words | more)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def card_at(client, url) -> Image.Image:
    response = client.get(url)
    assert response.status_code == 200
    return opened(response.content)


def shows_picture(card: Image.Image) -> bool:
    return any(
        count > 1000
        and all(abs(one - other) < 12 for one, other in zip(colour, PICTURE, strict=True))
        for count, colour in card.getcolors(1200 * 630)
    )


def put_down(text: str, language: str) -> Image.Image:
    """One line on a white sheet, black."""
    words = Words(text, language)
    sheet = Image.new("L", (round(words.width(text, 100)), 200), "white")
    at = (sheet.width if words.direction == "rtl" else 0, 20)
    block = lettering.Block((text,), 100, 142)
    lettering.put(ImageDraw.Draw(sheet), block, words, at, words.direction, "black")
    return sheet


def ink(sheet: Image.Image) -> int:
    return sum(sheet.convert("L").histogram()[:128])


def fresh(edition: Edition) -> Card:
    return card_of(Edition.objects.get(pk=edition.pk))


# Letters


@pytest.mark.parametrize("language", LETTERS)
def test_every_letter_of_the_languages_is_drawn(language):
    assert [letter for letter in LETTERS[language] if not has(letter)] == []


@pytest.mark.parametrize(
    ("written", "is_drawn"),
    [("🔴 عاجل: 3 قتلى 👨‍👩‍👧", "عاجل: 3 قتلى"), ("Խաչ Kobanî", "Kobanî"), ("ẍezal", "ẍezal"),
     ("ṟo", "ro"),
     ("كتابﷺ", "كتابصلى الله عليه وسلم"), ("هـ\u200d", "هـ\u200d"),
     ("می\u200cخواهم", "می\u200cخواهم"),
     ("🎉", ""), ("E\u0302", "Ê")],
)  # fmt: skip
def test_what_the_font_has_not_leaves_no_box(written, is_drawn):
    assert drawable(written) == is_drawn


def test_letters_are_joined():
    joined = Words("سلام", "ar").width("سلام", 100)
    apart = sum(Words("س", "ar").width(letter, 100) for letter in "سلام")
    assert joined < 0.9 * apart


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_begin_where_the_language_does(language):
    card = opened(
        drawing.drawn(a_card("نان" if language in ("ar", "ckb") else "Nan", language), None)
    )
    is_rtl = language in ("ar", "ckb")
    # Past the pattern, within the headline's height.
    words = card.crop((330, 120, 1200, 480) if is_rtl else (0, 120, 870, 480))
    middle = words.width // 2
    left, right = ink(words.crop((0, 0, middle, 360))), ink(words.crop((middle, 0, 870, 360)))
    assert (right, left)[not is_rtl] > 500
    assert (left, right)[not is_rtl] == 0


@pytest.mark.parametrize("language", ["ar", "en"])
def test_foreign_words_stand_in_the_order_of_the_line(language):
    """A flat stroke of Arabic, then tall Latin letters: these end at the line's own end."""
    sheet = put_down("ــــــ HHH", language)
    left, right = (
        sheet.crop((x, 0, x + sheet.width // 2, 95)) for x in (0, sheet.width - sheet.width // 2)
    )
    assert (ink(left) > 500, ink(right) > 500) == (language == "ar", language == "en")


@pytest.mark.parametrize(
    ("lines", "stand"),
    [(["وقال", "10-12"], ["وقال", "\u061c10-12"]),
     (["BBC", "(2)", "و"], ["BBC\u061c", "\u200e(2)\u061c", "\u200eو"]),
     (["ق \u2068ab", "cd\u2069 ل"], ["ق \u2068ab\u200e\u2069", "\u2068\u200ecd\u2069 ل"])],
)  # fmt: skip
def test_line_is_ordered_as_in_its_paragraph(lines, stand):
    assert in_context(lines) == stand


# Lines


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("length", [10, 60, 90, 200])
def test_headline_is_whole_and_within_its_room(language, length):
    words = Words(LONGEST[language][:length].strip(), language)
    block = fitted(words, width=578, height=430, steps=drawing.HEADLINE)
    assert " ".join(block.lines) == words.text
    assert len(block.lines) <= (4 if length <= 90 else 6)
    assert block.height <= 430
    assert max(words.width(line, block.size) for line in block.lines) <= 578 * 1.01
    assert block.size >= {10: 76, 60: 46, 90: 42, 200: 32}[length]


@pytest.mark.parametrize("text", ["ا" * 200, "كلمة " * 90, "W" * 200, "كلمة " + "W" * 199])
def test_what_fits_in_no_size_ends_with_an_ellipsis(text):
    words = Words(text.strip(), "ar")
    block = fitted(words, width=578, height=430, steps=drawing.HEADLINE)
    assert block.lines[-1].endswith("…")
    assert len(block.lines) <= 6
    assert max(words.width(line, block.size) for line in block.lines) <= 578 * 1.01


def test_lines_are_about_as_long_as_each_other():
    measures = [2.0, 2.0, 2.0, 2.0, 2.0]
    assert lettering.wrapped(measures, 0.5, 10) == [4, 1]
    assert lettering.balanced(measures, 0.5, 10, 2) == ([2, 3], True)
    assert lettering.balanced([9.0, 2.0], 0.5, 10, 2) == ([1, 1], False)


def test_headline_without_a_letter_that_can_be_drawn_leaves_an_empty_line():
    assert fitted(words_of("🎉", "ar"), width=578, height=430, steps=drawing.HEADLINE).lines == (
        "",
    )


def test_letters_are_a_little_smaller_rather_than_one_word_alone():
    words = Words("صيادو البوكمال يطوون شباكهم باكراً", "ar")
    block = fitted(words, width=578, height=430, steps=drawing.HEADLINE)
    assert [len(line.split()) for line in block.lines] == [2, 3]
    assert block.size >= 56


# What is on a card


def test_every_tone_has_its_colour_of_the_style_sheet():
    assert {f"tone-{tone}" for tone in Tone.values} <= set(colours())
    assert colours()["tone-rose"] == colours()["rose"] == "#a4365f"


def test_address_changes_with_all_that_is_drawn(monkeypatch):
    photo = SimpleNamespace(token="one", focus_x=50, focus_y=50)
    card = a_card(photo=photo, section=words_of("اقتصاد", "ar"))
    others = [
        replace(card, headline=words_of("عنوان", "ar")),
        replace(card, headline=words_of(HEADLINE, "ckb")),
        replace(card, network=words_of("شبكة", "ar")), replace(card, section=None),
        replace(card, tone="rose"), replace(card, photo=None),
        *[
            replace(card, photo=SimpleNamespace(**vars(photo) | change))
            for change in ({"token": "two"}, {"focus_x": 10}, {"focus_y": 10})
        ],
    ]  # fmt: skip
    found = [card.digest, *[other.digest for other in others]]
    monkeypatch.setattr(cards, "LAYOUT", cards.LAYOUT + 1)
    found.append(card.digest)
    assert len(set(found)) == len(found)


def test_short_headline_is_the_one_for_cards(story):
    edition = story("published", text={"short_headline": "عودة المياه"})
    assert fresh(edition).headline.text == "عودة المياه"


def test_section_that_readers_do_not_have_is_on_no_card(story, chief, section):
    edition = story("published")
    assert fresh(edition).section.text == section.name_ar
    move(section, "withdraw", by=chief, note="سبب")
    assert fresh(edition).section is None


def test_card_keeps_what_is_to_be_seen_in_sight():
    wide = Image.new("RGB", (1000, 100), "black")
    wide.paste(PICTURE, (900, 0, 1000, 100))
    at = {
        focus: drawing.cropped(wide, SimpleNamespace(focus_x=focus, focus_y=50)).getpixel(
            (450, 300)
        )
        for focus in (10, 100)
    }
    assert at == {10: (0, 0, 0), 100: PICTURE}


# Doors


def test_page_names_a_card_that_is_there(story, client):
    edition = story("published")
    page, url = client.get(edition.url).text, fresh(edition).url
    assert f'<meta property="og:image" content="http://testserver{url}">' in page
    assert f'property="og:image:alt" content="{HEADLINE}"' in page
    response = client.get(url)
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "public, max-age=300, s-maxage=60"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "sandbox" in response["Content-Security-Policy"]
    assert client.head(url).status_code == 200
    assert client.post(url).status_code == 405


def test_preview_names_no_card(story, client, editor):
    client.force_login(editor)
    page = client.get(f"/admin/preview/{story('draft').pk}/")
    assert page.status_code == 200
    assert "og:image" not in page.text


@pytest.mark.parametrize("state", STATES)
def test_only_what_readers_have_has_a_card(story, client, break_published, state):
    edition = story(state)
    urls = [fresh(edition).url, address("ar", "card", edition.article_id, WITHOUT)]
    assert [client.get(url).status_code for url in urls] == [404, 404]
    # Were published() broken, it would answer.
    break_published()
    assert client.get(urls[1]).status_code == 302


def test_card_goes_with_its_story(story, client, chief):
    edition = story("published")
    url = fresh(edition).url
    assert client.get(url).status_code == 200
    move(edition, "take_down", by=chief, note="سبب")
    assert client.get(url).status_code == 404


def test_another_languages_card_stays_as_it_is(story, client, people, settings):
    settings.CHECKS_OFF = frozenset({"W14"})
    arabic = story("published")
    english = story("published", language="en", article=arabic.article)
    before = fresh(english).url, fresh(arabic).url
    writing.write(arabic, by=people["editor"], text={"headline": "عنوان آخر"})
    assert client.get(before[1]).status_code == 200  # readers have the old one still
    move(Edition.objects.get(pk=arabic.pk), "update", by=people["chief"])
    response = client.get(before[1])
    assert (response.status_code, response["Location"]) == (302, fresh(arabic).url)
    assert response["Cache-Control"] == "no-store"
    assert fresh(arabic).url != before[1]
    assert fresh(english).url == before[0]
    assert client.get(before[0]).status_code == 200
    assert client.get(before[0].removeprefix("/en")).status_code == 302


def test_picture_that_is_taken_back_is_on_no_card(story, client, people):
    photo = make_photo(people["reporter"], cleared_by=people["photo"])
    edition = story("published", photos=[photo])
    url = fresh(edition).url
    assert shows_picture(card_at(client, url))
    move(photo, "withdraw", by=people["photo"], note="سبب")
    response = client.get(url)
    assert response.status_code == 302
    assert not shows_picture(card_at(client, response["Location"]))


def test_what_is_obscured_is_on_no_card_from_that_moment(story, client, people):
    photo = make_photo(people["reporter"], cleared_by=people["photo"])
    edition = story("published", photos=[photo])
    url = fresh(edition).url
    assert shows_picture(card_at(client, url))
    whole = {"shape": "box", "x": 0.0, "y": 0.0, "width": 1.0, "height": 1.0}
    obscuring.propose(photo, [whole], by=people["photo"], saw=obscuring.seen(photo))
    response = client.get(url)
    assert response.status_code == 302
    assert not shows_picture(card_at(client, response["Location"]))


def test_picture_that_is_not_cleared_is_on_no_card(story, client, people):
    edition = story("published", photos=[make_photo(people["reporter"])])
    assert fresh(edition).photo is None
    assert not shows_picture(card_at(client, fresh(edition).url))


def test_picture_that_the_vault_does_not_give_is_left_out_until_it_does(story, client, people):
    photo = make_photo(people["reporter"], cleared_by=people["photo"])
    url = fresh(story("published", photos=[photo])).url
    content = vault().open(photo.master.name).read()
    vault().delete(photo.master.name)
    assert not shows_picture(card_at(client, url))
    vault().save(photo.master.name, io.BytesIO(content))
    assert shows_picture(card_at(client, url))


def test_card_with_a_picture_is_kept_nowhere(story, client, people, settings, tmp_path):
    """It would show for ever what has been obscured or taken back since."""
    files = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache"}
    settings.CACHES = settings.CACHES | {"cards": files | {"LOCATION": tmp_path / "cards"}}
    photo = make_photo(people["reporter"], cleared_by=people["photo"])
    for photos in ([], [photo]):
        assert client.get(fresh(story("published", photos=photos)).url).status_code == 200
        assert len(list((tmp_path / "cards").glob("*"))) == 1


def test_card_is_drawn_once(story, client, monkeypatch):
    edition = story("published")
    url = fresh(edition).url
    first = client.get(url).content
    monkeypatch.setattr(kept, "drawn", None)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).content == first
    assert len(captured) <= 3
    assert caches["default"].get(fresh(edition).digest) is None


def test_one_card_is_drawn_at_a_time(story, client, monkeypatch):
    url = fresh(story("published")).url
    monkeypatch.setattr(kept, "PATIENCE", 0)
    with kept.alone():
        response = client.get(url)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert client.get(url).status_code == 200


def test_without_fribidi_there_is_a_sentence_and_no_card(story, client, monkeypatch):
    assert cards_are_drawn(None) == []
    edition = story("published")
    url = fresh(edition).url
    monkeypatch.setattr(lettering.features, "check", lambda name: False)
    assert [each.id for each in cards_are_drawn(None)] == ["newsroom.W006"]
    assert client.get(url).status_code == 404
    page = client.get(edition.url)
    assert page.status_code == 200
    assert "og:image" not in page.text


# The file


def test_file_holds_pixels_and_nothing_else(story, client, people):
    photo = make_photo(people["reporter"], cleared_by=people["photo"])
    content = client.get(fresh(story("published", photos=[photo])).url).content
    card = Image.open(io.BytesIO(content))
    assert (card.format, card.size, card.mode) == ("JPEG", (1200, 630), "RGB")
    assert set(card.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }
    assert [name for name, _data in card.applist] == ["APP0"]
    assert content.endswith(b"\xff\xd9")
    assert len(content) < 200_000
