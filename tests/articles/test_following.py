"""What a translation follows, and when it is out of date."""

import pytest
from django.urls import reverse

from newsroom.accounts.models import Account
from newsroom.articles import corrections, following, writing
from newsroom.articles.beside import beside
from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.overriding import open_warnings, override
from newsroom.articles.checks.reading import read
from newsroom.articles.following import as_shown, is_out_of_date, original_of
from newsroom.articles.models import Edition
from newsroom.workflow.moves import StaleState, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(story):
    arabic = story("published", hours=5)
    return arabic, story("published", language="en", article=arabic.article, hours=4)


def again(edition):
    return Edition.objects.select_related("latest", "approved").get(pk=edition.pk)


def out_of_date(edition) -> bool:
    """By the database and in memory, which have to agree."""
    fresh = again(edition)
    listed = following.out_of_date(Edition.objects.filter(pk=edition.pk)).exists()
    assert is_out_of_date(fresh, original_of(fresh.article, fresh.language)) is listed
    return listed


def change(edition, editor, chief, **text):
    writing.write(again(edition), by=editor, text=text)
    let_out(edition, editor, chief)


def let_out(edition, editor, chief):
    """W14 tells of the translations that stay behind: here that is meant."""
    waits = again(edition)
    findings = open_warnings(waits, run(read(waits, waits.latest)))
    override(waits, {each.key: "الترجمة تتبع" for each in findings}, by=editor)
    move(waits, "update", by=chief)


def test_new_translation_follows_what_readers_have(pair):
    arabic, english = pair
    assert english.latest.follows == arabic.approved
    assert arabic.latest.follows is None
    assert not out_of_date(english)


def test_change_of_the_original_that_readers_lack_calls_no_translation(pair, editor, chief):
    arabic, english = pair
    writing.write(arabic, by=editor, text={"headline": "عنوان آخر"})
    assert not out_of_date(english)
    let_out(arabic, editor, chief)
    assert out_of_date(english)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ({"standfirst": "موجز آخر."}, True),
        ({"body": "<p>متن آخر.</p>"}, True),
        ({"short_headline": "قصير"}, False),
        ({"seo_title": "عنوان للبحث"}, False),
    ],
)
def test_only_what_is_translated_makes_a_translation_out_of_date(
    pair, editor, chief, text, expected
):
    arabic, english = pair
    change(arabic, editor, chief, **text)
    assert out_of_date(english) is expected


def test_original_that_says_again_what_was_followed_is_followed(pair, editor, chief):
    arabic, english = pair
    was = arabic.headline
    change(arabic, editor, chief, headline="عنوان آخر")
    assert out_of_date(english)
    change(arabic, editor, chief, headline=was)
    assert not out_of_date(english)


def test_no_change_needed_is_a_revision_that_keeps_the_approval(pair, editor, chief, translator):
    arabic, english = pair
    change(arabic, editor, chief, headline="عنوان آخر")
    words = again(english).text()
    row = writing.follow(
        again(english), by=translator, original=original_of(arabic.article, "en"), why="لا يلزم"
    )
    english = again(english)
    assert (english.latest, english.approved, english.text()) == (row, row, words)
    assert (row.by, row.why) == (translator, "لا يلزم")
    assert not out_of_date(english)
    assert writing.follow(english, by=editor, original=original_of(arabic.article, "en")) == row


def test_no_change_needed_does_not_bring_out_what_waits(pair, editor, chief, translator):
    arabic, english = pair
    change(arabic, editor, chief, headline="عنوان آخر")
    writing.write(again(english), by=editor, text={"headline": "Waits"})
    writing.follow(again(english), by=translator, original=original_of(arabic.article, "en"))
    assert again(english).is_pending
    assert again(english).headline != "Waits"


def test_no_change_needed_overwrites_nobody(pair, editor, chief, translator):
    arabic, english = pair
    change(arabic, editor, chief, headline="عنوان آخر")
    seen = again(english)
    writing.write(again(english), by=editor, text={"headline": "Meanwhile"})
    with pytest.raises(StaleState):
        writing.follow(seen, by=translator, original=original_of(arabic.article, "en"))
    assert again(english).latest.headline == "Meanwhile"


def test_page_that_showed_older_words_follows_those(pair, editor, chief, translator):
    arabic, english = pair
    shown = original_of(arabic.article, "en").key
    change(arabic, editor, chief, headline="عنوان آخر")
    follows = as_shown(original_of(arabic.article, "en"), shown)
    writing.write(again(english), by=translator, text={"headline": "Another"}, follows=follows)
    assert out_of_date(english)


@pytest.mark.parametrize("key", ["", "x", "0", "999999.0", "1.x"])
def test_key_of_no_revision_of_the_original_is_refused(pair, key):
    arabic, _english = pair
    with pytest.raises(ValueError):  # noqa: PT011
        as_shown(original_of(arabic.article, "en"), key)


# Who may read what a translation followed


SECRET = "كلمة السر"


def sees_what_was_followed(person, edition) -> bool:
    found = beside(edition.article, edition.language, Account.objects.get(pk=person.pk), edition)
    return bool(found) and any(SECRET in str(part.changes) for part in found.parts.values())


def test_translation_follows_no_original_that_its_writer_may_not_see(story, people, translator):
    arabic = story("in_review", text={"standfirst": SECRET})
    story("published", language="en", article=arabic.article)
    words = {"headline": "Av", "body": "<p>Av.</p>"}
    kurmanji = writing.start(arabic.article, "ku", by=translator, text=words)
    assert kurmanji.latest.follows is None
    sorani = writing.start(arabic.article, "ckb", by=people["editor"], text=words)
    assert (sorani.latest.follows, sorani.latest.follows_published) == (arabic.latest, False)


def test_words_that_readers_never_had_stay_with_those_who_work_on_the_original(
    story, people, editor, chief, translator
):
    """The translation was begun beside an original that came out without them."""
    arabic = story("in_review", text={"standfirst": SECRET})
    words = {"headline": "Av", "body": "<p>Av.</p>"}
    kurmanji = writing.start(arabic.article, "ku", by=editor, text=words)
    writing.write(again(arabic), by=editor, text={"standfirst": "موجز."})
    for verb, by in (("approve", chief), ("publish", chief)):
        move(again(arabic), verb, by=by)
    Edition.objects.filter(pk=kurmanji.pk).update(created_by=translator)
    assert out_of_date(kurmanji)
    assert not sees_what_was_followed(translator, again(kurmanji))
    assert sees_what_was_followed(editor, again(kurmanji))


def test_words_that_readers_had_are_shown_to_the_translator(pair, editor, chief, translator):
    arabic, english = pair
    change(arabic, editor, chief, standfirst=SECRET)
    follows = original_of(arabic.article, "en")
    writing.write(again(english), by=translator, text={"headline": "Late"}, follows=follows)
    assert again(english).latest.follows_published
    change(arabic, editor, chief, standfirst="موجز.")
    assert sees_what_was_followed(translator, again(english))


def test_restored_words_follow_what_they_followed_then(pair, editor, chief, client):
    arabic, english = pair
    old = again(english).latest
    change(arabic, editor, chief, headline="عنوان آخر")
    follows = original_of(arabic.article, "en")
    writing.write(again(english), by=editor, text={"headline": "New"}, follows=follows)
    assert not out_of_date(english)
    client.force_login(editor)
    page = reverse("admin:articles_edition_restore", args=[english.pk, old.pk])
    client.post(page, {"why": "سبب", "seen": again(english).seen()})
    assert again(english).latest.headline == old.headline
    assert out_of_date(english)


def test_correction_that_needs_no_change_is_for_two_people_to_say(pair, editor, chief, translator):
    arabic, english = pair
    corrections.propose(again(arabic), by=editor, kind="clarification", right="توضيح.")
    move(again(arabic), "correct", by=chief)
    assert out_of_date(english)
    writing.follow(again(english), by=translator, original=original_of(arabic.article, "en"))
    assert again(english).is_pending
    assert again(english).approved.heeds is None
    move(again(english), "update", by=chief)
    assert again(english).approved.heeds
