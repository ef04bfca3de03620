"""The light filing page: what a correspondent on a bad link relies on, through the client."""

from __future__ import annotations

import gzip
import io
import re
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext
from makers import HEADLINE, filing_form, make_correspondent, make_photo, picture_file
from PIL import Image
from together import at_once

from newsroom.accounts.models import Account
from newsroom.articles import filing, writing
from newsroom.articles.models import Article, Edition, Revision
from newsroom.articles.sections import open_sections
from newsroom.media.models import Photo
from newsroom.regions.gazetteer import load
from newsroom.workflow.moves import move

FILE = "/admin/file/"
TEXT = "عادت أربع محطات إلى العمل.\n\nقال عامل في المحطة: «المياه صافية»."
ENGLISH = {"headline": "Water returns", "body": "<p>Four stations run.</p>"}
#: Page and style: with them a story is filed. The scripts come after, once for many stories.
BUDGET = 15 * 1024
SCRIPTS = 17 * 1024


def address(key: UUID | str) -> str:
    return f"{FILE}{key}/"


def sign_in(client: Client, account: Account, language: str = "en") -> Client:
    """Signed in, with the desk in a language whose sentences a test can quote."""
    Account.objects.filter(pk=account.pk).update(language=language)
    client.force_login(account)
    return client


@pytest.fixture
def filled(section, places):
    """What the form posts, with a key of its own unless one is given."""

    def fill(**more) -> dict:
        return filing_form(section, places) | {"body": TEXT} | more

    return fill


@pytest.fixture
def as_reporter(client, reporter):
    return sign_in(client, reporter)


def seen_on(client: Client, key: UUID | str) -> str:
    """What the page of a filed story says it was opened on."""
    return client.get(address(key)).context["form"]["seen"].value()


def page_of(response) -> str:
    return response.content.decode()


# Old pages


def test_old_page_of_a_story_the_desk_polished_overwrites_nothing(as_reporter, editor, filled):
    data = filled(save="1")
    as_reporter.post(FILE, data)
    opened = as_reporter.get(address(data["key"])).context["form"].initial["seen"]
    edition = Edition.objects.get()
    writing.write(edition, by=editor, text={"body": "<p>نص صقله الديسك.</p>"})

    response = as_reporter.post(FILE, data | {"seen": opened, "body": "نص قديم من لسان آخر."})

    assert response.status_code == 409
    assert "نص صقله الديسك." in page_of(response)
    assert "نص قديم من لسان آخر." in page_of(response)
    edition.refresh_from_db()
    assert edition.body == "<p>نص صقله الديسك.</p>"

    seen = response.context["form"].data["seen"]
    as_reporter.post(FILE, data | {"seen": seen, "body": "نص جمع الاثنين."})
    edition.refresh_from_db()
    assert edition.body == "<p>نص جمع الاثنين.</p>"


def test_old_page_never_flattens_headings_made_in_the_full_form(as_reporter, reporter, filled):
    data = filled(save="1")
    as_reporter.post(FILE, data)
    edition = Edition.objects.get()
    writing.write(edition, by=reporter, text={"body": "<h2>عنوان</h2><p>نص.</p>"})

    response = as_reporter.post(FILE, data | {"body": "نص بلا عنوان."})

    assert response.status_code == 409
    assert "نص بلا عنوان." in page_of(response)
    edition.refresh_from_db()
    assert edition.body == "<h2>عنوان</h2><p>نص.</p>"


def test_old_page_puts_no_byline_and_place_back(as_reporter, editor, reporter, filled, places):
    make_correspondent(account=reporter)
    data = filled(save="1", signing="pen_name")
    as_reporter.post(FILE, data)
    seen = seen_on(as_reporter, data["key"])
    article = Article.objects.get()
    careful = {"signing": "withheld", "place": places["abu-kamal"]}
    writing.save_shared(article, by=editor, fields=careful, version=article.version)

    assert as_reporter.post(FILE, data | {"seen": seen}).status_code == 409
    article = Article.objects.get()
    assert (article.signing, article.place) == ("withheld", places["abu-kamal"])


def test_words_submitted_again_after_the_back_button_are_one_story(as_reporter, filled):
    data = filled(submit="1")
    as_reporter.post(FILE, data)
    response = as_reporter.post(FILE, data | {"key": str(uuid4())})
    assert response.url == address(data["key"])
    assert Article.objects.count() == 1


# Filing


def test_filing_makes_a_submitted_story(as_reporter, reporter, section, places, filled):
    data = filled(submit="1")

    response = as_reporter.post(FILE, data)

    assert response.status_code == 302
    assert response.url == address(data["key"])
    edition = Edition.objects.get()
    assert (edition.state, edition.language) == ("submitted", "ar")
    assert (edition.created_by, edition.submitted_by) == (reporter, reporter)
    assert edition.headline == HEADLINE
    article = edition.article
    assert article.filing_key == UUID(data["key"])
    assert (article.section, article.place) == (section, places["village"])
    assert (article.signing, article.created_by) == ("desk", reporter)
    assert places["susat"] in article.listed_in.all()
    assert edition.latest == Revision.objects.get()
    assert edition.latest.by == reporter
    assert edition.latest.body == edition.body


def test_filing_saves_a_draft_without_submitting(as_reporter, filled):
    as_reporter.post(FILE, filled(save="1"))

    assert Edition.objects.get().state == "draft"


def test_filing_in_another_language_makes_an_edition_in_it(as_reporter, filled):
    page = page_of(as_reporter.get(f"{FILE}?language=ckb"))
    assert 'lang="ckb"' in page

    as_reporter.post(FILE, filled(language="ckb", headline="ئاو گەڕایەوە", submit="1"))

    edition = Edition.objects.get()
    assert edition.language == edition.article.original_language == "ckb"


def test_filing_an_incomplete_story_saves_it_and_says_what_is_missing(as_reporter, filled):
    response = as_reporter.post(FILE, filled(section="", submit="1"), follow=True)

    edition = Edition.objects.get()
    assert edition.state == "draft"
    assert "المياه صافية" in edition.body
    assert "Saved, but not submitted. The story still needs: section." in page_of(response)


def test_filing_parts_paragraphs_at_blank_lines(as_reporter, filled):
    as_reporter.post(FILE, filled(body="أولى\r\n\r\n\r\n\r\nثانية\r\nسطر آخر\r\n"))

    assert Edition.objects.get().body == "<p>أولى</p><p>ثانية<br>سطر آخر</p>"


def test_filing_stores_control_characters_and_script_harmless(as_reporter, filled):
    body = "قبل\x0bبعد\x00 <script>alert(1)</script> <b onclick=x>غامق</b>\x1b"

    response = as_reporter.post(FILE, filled(headline="عنوان\x0b \x00جديد", body=body), follow=True)

    edition = Edition.objects.get()
    stored = edition.headline + edition.body + edition.latest.body + edition.folded
    assert not {"\x00", "\x0b", "\x1b"} & set(stored)
    assert "<script" not in stored
    assert "<b" not in edition.body.replace("<br>", "")
    assert "alert(1)" in edition.body
    assert "<script>alert(1)" not in page_of(response)
    assert edition.headline == "عنوان جديد"


# The same form again


def test_filing_retried_makes_one_story(as_reporter, filled):
    data = filled(save="1")
    for _attempt in range(3):
        assert as_reporter.post(FILE, data).url == address(data["key"])

    assert (Article.objects.count(), Edition.objects.count()) == (1, 1)
    assert Revision.objects.count() == 1


def test_filing_retried_after_submission_makes_one_story_and_says_it_arrived(as_reporter, filled):
    data = filled(submit="1")
    as_reporter.post(FILE, data)

    response = as_reporter.post(FILE, data, follow=True)

    assert response.status_code == 200
    assert "The story has arrived. It is: Submitted." in page_of(response)
    assert (Edition.objects.count(), Revision.objects.count()) == (1, 1)
    assert Edition.objects.get().state == "submitted"


def test_filing_retried_after_the_desk_polished_it_still_only_says_it_arrived(
    as_reporter, editor, filled
):
    data = filled(submit="1")
    as_reporter.post(FILE, data)
    edition = Edition.objects.get()
    move(edition, "take", by=editor)
    writing.write(edition, by=editor, text={"body": "<p>نص نقّحه المحرر.</p>"})

    response = as_reporter.post(FILE, data, follow=True)

    assert response.status_code == 200
    assert "The story has arrived" in page_of(response)
    edition.refresh_from_db()
    assert edition.body == "<p>نص نقّحه المحرر.</p>"


@pytest.mark.parametrize(
    "changed",
    [
        {"body": "نص آخر كتبه المراسل بعد الإرسال."},
        {"headline": "عنوان آخر كتبه المراسل بعد الإرسال"},
    ],
)
def test_filing_other_words_after_submission_are_refused_and_stay_in_the_page(
    as_reporter, filled, changed
):
    data = filled(submit="1")
    as_reporter.post(FILE, data)
    before = Edition.objects.get()

    response = as_reporter.post(FILE, data | changed)

    assert response.status_code == 409
    assert "The desk has this story now" in page_of(response)
    assert next(iter(changed.values())) in page_of(response)
    after = Edition.objects.get()
    assert (after.headline, after.body) == (before.headline, before.body)


def test_filing_retried_with_a_picture_makes_one_photo(as_reporter, reporter, filled):
    data = filled(submit="1")
    for _attempt in range(2):
        as_reporter.post(FILE, data | {"picture_1": picture_file(), "caption_1": "ضفة النهر"})

    photo = Photo.objects.get()
    assert photo.sent_by == reporter
    assert photo.caption_ar == "ضفة النهر"
    assert photo.state == "draft"
    assert list(Edition.objects.get().article.photos.all()) == [photo]


def test_filing_page_tells_of_no_photo_that_its_writer_may_not_see(
    as_reporter, reporter, photo_editor, story
):
    edition = story("submitted")
    own = make_photo(reporter, caption_ar="صورتي")
    other = make_photo(photo_editor, caption_ar="صورةسرية")
    writing.illustrate(edition.article, [own, other])
    page = as_reporter.get(address(edition.article.filing_key)).text
    assert "صورتي" in page
    assert "صورةسرية" not in page


def test_filing_a_retried_draft_with_a_picture_makes_one_photo(as_reporter, filled):
    data = filled(save="1")
    for _attempt in range(2):
        as_reporter.post(FILE, data | {"picture_1": picture_file()})

    assert Photo.objects.count() == 1
    assert Edition.objects.get().article.pictures.count() == 1


def test_filing_twice_at_the_same_time_makes_one_story(as_reporter, reporter, filled, monkeypatch):
    """The second request comes in after the first one has looked, and before it saves."""
    data, others = filled(submit="1"), []
    save = filing.save

    def save_after_the_other(request, form):
        if not others:
            others.append(None)
            other = Client()
            other.force_login(reporter)
            others.append(other.post(FILE, data))
        return save(request, form)

    monkeypatch.setattr(filing, "save", save_after_the_other)

    response = as_reporter.post(FILE, data)

    assert others[1].status_code == response.status_code == 302
    assert (Article.objects.count(), Edition.objects.count()) == (1, 1)
    assert (Revision.objects.count(), Edition.objects.get().state) == (1, "submitted")


def test_filing_key_is_unique_in_the_database(reporter, stranger):
    key = uuid4()
    writing.new_article(by=reporter, filing_key=key)

    with pytest.raises(IntegrityError), transaction.atomic():
        writing.new_article(by=stranger, filing_key=key)


# Somebody else's


@pytest.mark.parametrize("verb", ["save", "submit"])
def test_filing_under_a_strangers_key_changes_nothing(as_reporter, stranger, filled, places, verb):
    data = filled(save="1", body="سر لا يعرفه إلا المراسل.")
    as_reporter.post(FILE, data)
    before = Edition.objects.values().get(), Article.objects.values().get()
    theirs = sign_in(Client(), stranger)
    mine = filled(key=data["key"], headline="عنوان الغريب", body="كلام الغريب.",
                  place=places["deir-ez-zor"].pk, **{verb: "1"})  # fmt: skip

    response = theirs.post(FILE, mine)

    assert response.status_code in (403, 404, 409)
    assert "سر لا يعرفه" not in page_of(response)
    assert HEADLINE not in page_of(response)
    assert "كلام الغريب." in page_of(response)
    assert before == (Edition.objects.values().get(), Article.objects.values().get())
    assert Revision.objects.count() == 1
    assert theirs.get(address(data["key"])).status_code == 404


def test_filing_what_a_strangers_key_refused_can_be_sent_as_an_own_story(
    as_reporter, stranger, filled
):
    data = filled(save="1")
    as_reporter.post(FILE, data)
    theirs = sign_in(Client(), stranger)
    refused = theirs.post(FILE, filled(key=data["key"], headline="عنوان الغريب", save="1"))

    key = refused.context["form"]["key"].value()
    theirs.post(FILE, filled(key=key, headline="عنوان الغريب", save="1"))

    assert str(key) != data["key"]
    assert Article.objects.get(filing_key=key).created_by == stranger
    assert Edition.objects.count() == 2


def test_filed_story_is_open_to_its_writer_and_to_no_other(as_reporter, stranger, editor, filled):
    data = filled(save="1")
    as_reporter.post(FILE, data)

    assert "المياه صافية" in page_of(as_reporter.get(address(data["key"])))
    for other in (stranger, editor):
        assert sign_in(Client(), other).get(address(data["key"])).status_code == 404
    assert as_reporter.get(address(uuid4())).status_code == 404


def test_filing_cannot_reach_a_sibling_that_the_desk_has(
    as_reporter, reporter, translator, editor, story, filled
):
    """The key with another language is a door to that edition only for its own writer."""
    original = story("draft")
    sibling = story("draft", language="en", article=original.article, writer="translator",
                    text=ENGLISH)  # fmt: skip
    move(sibling, "submit", by=translator)
    move(sibling, "take", by=editor)
    before = Edition.objects.values().get(pk=sibling.pk)

    as_reporter.post(FILE, filled(key=str(original.article.filing_key), language="en",
                                  headline="Taken over", body="Taken over.", save="1"))  # fmt: skip

    assert Edition.objects.values().get(pk=sibling.pk) == before


def test_filing_leaves_shared_fields_alone_once_a_sibling_is_with_the_desk(
    as_reporter, story, filled, places
):
    original = story("draft", signing="desk")
    story("published", language="en", article=original.article, writer="translator",
          text=ENGLISH)  # fmt: skip

    key = original.article.filing_key
    as_reporter.post(FILE, filled(key=str(key), body="نص جديد.", seen=seen_on(as_reporter, key),
                                  place=places["deir-ez-zor"].pk, save="1"))  # fmt: skip

    original.refresh_from_db()
    assert original.body == "<p>نص جديد.</p>"
    assert Article.objects.get().place == places["village"]


def test_filing_asks_anonymous_readers_to_sign_in(client, story):
    edition = story("draft")
    for url in (FILE, address(edition.article.filing_key)):
        response = client.get(url)
        assert response.status_code == 302
        assert response.url == f"{reverse('admin:login')}?next={url}"


def test_filing_is_refused_to_those_who_write_no_stories(client, photo_editor):
    assert sign_in(client, photo_editor).get(FILE).status_code == 403


# The own story again


def test_filed_draft_is_edited_in_place(as_reporter, filled):
    data = filled(save="1")
    as_reporter.post(FILE, data)

    form = as_reporter.get(address(data["key"])).context["form"]
    assert form["body"].value() == TEXT
    as_reporter.post(FILE, data | {"body": "نص جديد.", "seen": form["seen"].value()})

    edition = Edition.objects.get()
    assert edition.body == "<p>نص جديد.</p>"
    assert edition.revisions.count() == 2
    assert "صافية" in edition.revisions.last().body


def test_filed_story_that_was_returned_shows_the_note_and_can_be_submitted_again(
    as_reporter, story, filled
):
    edition = story("returned")
    url = address(edition.article.filing_key)
    page = page_of(as_reporter.get(url))
    assert "سبب مكتوب" in page
    assert "عادت أربع محطات" in page

    key = edition.article.filing_key
    seen = seen_on(as_reporter, key)
    as_reporter.post(FILE, filled(key=str(key), body="مصحّح.", submit="1", seen=seen))

    edition.refresh_from_db()
    assert (edition.state, edition.body) == ("submitted", "<p>مصحّح.</p>")
    assert "سبب مكتوب" not in page_of(as_reporter.get(url))


@pytest.mark.parametrize("state", ["submitted", "in_review", "approved", "published"])
def test_filed_story_with_the_desk_is_shown_without_a_form(as_reporter, story, state):
    edition = story(state)

    response = as_reporter.get(address(edition.article.filing_key))

    assert "عادت أربع محطات" in page_of(response)
    assert not response.context["changeable"]
    assert '<textarea name="body"' not in page_of(response)


def test_filed_story_with_headings_is_not_edited_as_plain_text(as_reporter, story):
    edition = story("draft", text={"body": "<h2>عنوان فرعي</h2><p>نص.</p>"})

    page = page_of(as_reporter.get(address(edition.article.filing_key)))

    assert reverse("admin:articles_edition_change", args=[edition.pk]) in page
    assert 'name="body"' not in page


def test_filing_page_lists_own_unfinished_stories_only(as_reporter, story):
    own = story("draft", text={"headline": "مسودتي"})
    other = story("draft", writer="stranger", text={"headline": "مسودة الغريب"})
    story("submitted", text={"headline": "أُرسلت قبل قليل"})

    page = page_of(as_reporter.get(FILE))

    assert address(own.article.filing_key) in page
    assert "مسودتي" in page
    assert other.headline not in page
    assert "أُرسلت قبل قليل" not in page


# Signing


NAMES = {
    "public_name_ar": "ليلى الحسن", "public_name_en": "Leila al-Hasan",
    "pen_name_ar": "ندى الغَرَب", "pen_name_en": "Nada al-Gharab",
}  # fmt: skip


def test_filing_withheld_correspondent_sees_the_role_line_and_no_name(
    as_reporter, reporter, section, places
):
    make_correspondent(account=reporter, signing="withheld", **NAMES)

    response = as_reporter.get(FILE)

    page = page_of(response)
    assert "مراسلة الشبكة في الرقة" in page
    assert not [name for name in NAMES.values() if name in page]
    assert response.context["form"]["signing"].value() == "withheld"
    assert [value for value, _label in response.context["form"].signings()] == ["withheld", "desk"]


def test_filing_pen_name_may_be_chosen_by_whoever_has_one(as_reporter, reporter, filled):
    correspondent = make_correspondent(account=reporter, signing="pen_name", **NAMES)
    assert "ندى الغَرَب" in page_of(as_reporter.get(FILE))
    assert "ليلى الحسن" not in page_of(as_reporter.get(FILE))

    as_reporter.post(FILE, filled(signing="pen_name", submit="1"))

    article = Article.objects.get()
    assert article.signing == "pen_name"
    assert list(article.correspondents.all()) == [correspondent]


@pytest.mark.parametrize("signing", ["named", "pen_name"])
def test_filing_withheld_correspondent_cannot_be_signed_by_a_forged_form(
    as_reporter, reporter, filled, signing
):
    make_correspondent(account=reporter, signing="withheld", **NAMES)

    response = as_reporter.post(FILE, filled(signing=signing, submit="1"))

    assert response.status_code == 422
    assert not Edition.objects.exists()
    assert "المياه صافية" in page_of(response)


# What cannot be taken


@pytest.mark.parametrize("headline", ["", "   ", "\u200b\u200e"])
def test_filing_without_a_headline_keeps_the_text_in_the_page(as_reporter, filled, headline):
    response = as_reporter.post(FILE, filled(headline=headline, submit="1"))

    assert response.status_code == 422
    assert "A story needs a headline, even a provisional one." in page_of(response)
    assert TEXT.split("\n\n")[1] in page_of(response)
    assert not Article.objects.exists()


def test_filing_a_story_of_20000_words_says_so_and_keeps_them(as_reporter, filled):
    body = "بداية " + "كلمة " * 19_998 + "نهاية"

    response = as_reporter.post(FILE, filled(body=body, submit="1"))

    assert response.status_code == 422
    assert "The text has 20,000 words; at most 10,000 fit" in page_of(response)
    assert body in page_of(response)
    assert not Article.objects.exists()


def drawn(mode: str, size: tuple[int, int], format: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, format)
    return out.getvalue()


EMPTY = "This picture is empty: nothing arrived. Choose it again."
UNREADABLE = (
    "This file is no picture that we can read, or arrived damaged."
    " Send it again, as JPEG, PNG, WebP or HEIC."
)
MANY = "This picture has more than 50 megapixels. Send a smaller copy."
BAD_PICTURES = {
    "empty": (lambda: b"", EMPTY),
    "text": (lambda: "ليست صورة".encode() * 20, UNREADABLE),
    "svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', UNREADABLE),
    "cut off": (lambda: picture_file().read()[:700], UNREADABLE),
    "wide": (lambda: drawn("L", (12_000, 20), "JPEG"), "12000"),
    "56 megapixels": (lambda: drawn("1", (8_000, 7_000)), MANY),
    "110 megapixels": (lambda: drawn("1", (11_000, 10_000)), MANY),
}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", BAD_PICTURES)
def test_filing_a_bad_picture_costs_a_sentence_and_not_the_story(
    client, reporter, filled, kind, language
):
    sign_in(client, reporter, language)
    make, sentence = BAD_PICTURES[kind]
    bad = SimpleUploadedFile("picture.jpg", make(), content_type="image/jpeg")

    response = client.post(FILE, filled(submit="1", picture_1=bad), follow=True)

    assert response.status_code == 200
    assert Edition.objects.get().headline == HEADLINE
    assert Edition.objects.get().state == "draft", "it waits for the picture, or for its writer"
    assert not Photo.objects.exists()
    with translation.override(language):
        expected = gettext(sentence) if len(sentence) > 10 else sentence
    assert escape(expected) in page_of(response)
    assert language == "en" or "الصورة" in page_of(response)


def test_filing_a_good_picture_beside_a_bad_one_is_kept(as_reporter, filled):
    bad = SimpleUploadedFile("نهر.jpg", b"", content_type="image/jpeg")

    response = as_reporter.post(
        FILE, filled(submit="1", picture_1=bad, picture_2=picture_file()), follow=True
    )

    assert Edition.objects.get().article.pictures.count() == 1
    assert EMPTY in page_of(response)
    assert "نهر.jpg" in page_of(response)


# Weight


def test_filing_page_weighs_at_most_15_kb_with_all_places(client, reporter):
    """Compressed, with its style and script, and the places and sections of a real network."""
    assert load() > 100
    assert open_sections() > 10
    make_correspondent(account=reporter)
    page = sign_in(client, reporter, "ar").get(FILE).content
    assert "الحسكة".encode() in page

    weights = [weight(page), *weights_of(page, r'<link rel="stylesheet" href="/static/([^"]+)"')]
    scripts = weights_of(page, r'<script src="/static/([^"]+)"')

    assert len(weights) > 1
    assert len(scripts) > 1
    assert sum(weights) <= BUDGET, weights
    assert sum(scripts) <= SCRIPTS, scripts


def weight(part: bytes) -> int:
    return len(gzip.compress(part))


def weights_of(page: bytes, kind: str) -> list[int]:
    files = [finders.find(name) for name in re.findall(kind, page.decode())]
    return [weight(Path(file).read_bytes()) for file in files]


def test_filing_page_asks_for_nothing_but_its_own_style_and_scripts(as_reporter):
    page = page_of(as_reporter.get(FILE))

    assert "//" not in page.replace("<!doctype html>", "")
    assert page.count('<link rel="stylesheet"') == 1
    assert page.count("<script") == page.count('<script src="/static/desk/')
    assert 'enctype="multipart/form-data"' in page


def test_filing_page_is_never_kept_by_a_cache(as_reporter, filled):
    data = filled(save="1")
    as_reporter.post(FILE, data)

    for url in (FILE, address(data["key"])):
        assert "no-store" in as_reporter.get(url).headers["Cache-Control"]


# How do we know?


def filed_article(data) -> Article:
    return Article.objects.get(filing_key=data["key"])


def told(article: Article) -> list[tuple]:
    return list(article.sources.values_list("kind", "terms", "wording_ar", "first_hand"))


def test_taps_make_a_source_of_each_kind(as_reporter, reporter, filled):
    data = filled(save="1", how=["witnessed", "military_unnamed", "resident"],
                  said_resident="عامل في المحطة", said_document="لم يُنقر عليها")  # fmt: skip

    as_reporter.post(FILE, data)

    article = filed_article(data)
    assert told(article) == [
        ("witnessed", "on_record", told(article)[0][2], True),
        ("military_unnamed", "unnamed", "", False),
        ("resident", "on_record", "عامل في المحطة", False),
    ]
    for source in article.sources.all():
        assert (source.created_by, list(source.known_to.all())) == (reporter, [reporter])
    assert article.editions.get().history.filter(verb="source").count() == 1


def test_same_form_sent_twice_makes_no_second_source(as_reporter, filled):
    data = filled(save="1", how=["witnessed", "resident"], said_resident="عامل في المحطة")
    as_reporter.post(FILE, data)
    first = told(filed_article(data))
    assert len(first) == 2

    response = as_reporter.post(FILE, data, follow=True)

    assert told(filed_article(data)) == first
    assert filed_article(data).editions.get().history.filter(verb="source").count() == 1
    assert not [m for m in response.context["messages"] if m.level_tag == "error"]


def test_words_come_later_to_a_tap_that_had_none(as_reporter, filled):
    data = filled(save="1", how=["resident"])
    as_reporter.post(FILE, data)

    as_reporter.post(FILE, data | {"said_resident": "عامل في المحطة"})

    assert [row[2] for row in told(filed_article(data))] == ["عامل في المحطة"]


def test_second_source_of_a_kind_is_not_swallowed(as_reporter, filled):
    data = filled(save="1", how=["resident"], said_resident="عامل في المحطة")
    as_reporter.post(FILE, data)

    response = as_reporter.post(FILE, data | {"said_resident": "مزارع"}, follow=True)

    assert [row[2] for row in told(filed_article(data))] == ["عامل في المحطة"]
    assert any("مزارع" in str(message) for message in response.context["messages"])


def test_filed_story_lists_its_sources_and_leads_to_their_page(as_reporter, filled):
    data = filled(save="1", how=["resident"], said_resident="عامل <في> المحطة")
    assert "/sourcing/" not in page_of(as_reporter.get(FILE))
    as_reporter.post(FILE, data)

    html = page_of(as_reporter.get(address(data["key"])))

    edition = filed_article(data).editions.get()
    assert "عامل &lt;في&gt; المحطة" in html
    assert reverse("admin:articles_edition_sourcing", args=[edition.pk]) in html
    assert 'value="resident"' not in html
    assert 'name="how" value="witnessed"' in html


def test_submitted_story_offers_no_tap(as_reporter, filled):
    data = filled(submit="1", how=["resident"], said_resident="عامل في المحطة")
    as_reporter.post(FILE, data)

    html = page_of(as_reporter.get(address(data["key"])))

    assert filed_article(data).editions.get().state == "submitted"
    assert "عامل في المحطة" in html
    assert 'name="how"' not in html


def test_taps_of_an_old_page_add_nothing_to_what_the_desk_has(as_reporter, filled):
    data = filled(submit="1", how=["resident"])
    as_reporter.post(FILE, data)

    as_reporter.post(FILE, data | {"how": ["resident", "document"]})

    assert [row[0] for row in told(filed_article(data))] == ["resident"]


def test_refused_form_keeps_what_was_tapped(as_reporter, filled):
    data = filled(save="1", headline="", how=["resident"], said_resident="عامل في المحطة")

    response = as_reporter.post(FILE, data)

    assert response.status_code == 422
    html = page_of(response)
    assert 'value="resident" checked' in html
    assert "عامل في المحطة" in html
    assert not Article.objects.exists()


def test_too_many_words_about_a_source_are_refused_with_the_form(as_reporter, filled):
    data = filled(save="1", how=["resident"], said_resident="م" * 161)

    response = as_reporter.post(FILE, data)

    assert response.status_code == 422
    assert "م" * 161 in page_of(response)
    assert HEADLINE in page_of(response)


def test_no_kind_of_source_outside_the_list(as_reporter, filled):
    response = as_reporter.post(FILE, filled(save="1", how=["informed"]))

    assert response.status_code == 422
    assert not Article.objects.exists()


def test_tap_follows_into_the_boxes(as_reporter, reporter, editor, filled):
    data = filled(save="1")
    as_reporter.post(FILE, data)
    article = filed_article(data)
    article.claims.create(text_ar="لم نره", status="unverified")
    ticked = {"shows_unverified": True}
    writing.save_shared(article, by=editor, fields=ticked, version=article.version)
    seen = seen_on(as_reporter, data["key"])

    as_reporter.post(FILE, data | {"seen": seen, "submit": "1", "how": ["document"]})

    edition = article.editions.get()
    assert (edition.state, edition.boxes["unverified"][0]["text"]) == ("submitted", "لم نره")


# Really at the same time


@pytest.mark.skipif(connection.vendor == "sqlite", reason="tests' SQLite is one connection's")
@pytest.mark.django_db(transaction=True)
def test_filing_from_several_connections_at_once_makes_one_story(reporter, filled):
    data = filled(submit="1")

    def send(_number: int) -> int:
        client = Client()
        client.force_login(reporter)
        return client.post(FILE, data).status_code

    answers = at_once(4, send)

    assert set(answers) <= {302, 409}
    assert 302 in answers
    assert (Article.objects.count(), Edition.objects.count()) == (1, 1)
    assert Edition.objects.get().state == "submitted"
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("said", ["[" * 200_000, "7", "{", "[null, {}]", ""])
def test_story_is_filed_whatever_is_said_of_its_pictures(as_reporter, filled, said):
    response = as_reporter.post(FILE, filled() | {"pictures": said})
    assert response.status_code == 302
    assert Edition.objects.get().body
