"""`check_newsroom` finds nothing where all is well, and whatever was done past the program."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone
from makers import HEADLINE, make_correspondent, make_photo

from newsroom import keys, storage
from newsroom.articles import corrections, writing
from newsroom.articles.models import Article, Edition, Listing, Revision, StoredTerms
from newsroom.audit.models import Entry
from newsroom.audit.trail import record
from newsroom.delivery.models import Change
from newsroom.media import sweeping
from newsroom.media.invariants import put_right
from newsroom.media.models import Photo, vault
from newsroom.text.protected import forms
from newsroom.workflow.models import Transition
from newsroom.workflow.moves import move

NAME = "سالم الخلف"
SQLITE = connection.vendor == "sqlite"


@pytest.fixture(scope="module")
def published(shared) -> int:
    """One that readers have, corrected and with a photo, among stories in every state."""
    with shared as story:
        people = story.people
        photo = make_photo(people["reporter"], cleared_by=people["photo"])
        states = ("draft", "submitted", "in_review", "returned", "approved", "scheduled",
                  "withdrawn", "spiked", "held")  # fmt: skip
        for state in states:
            story(state)
        edition = story("published", photos=[photo])
        corrections.propose(edition, by=people["editor"], kind="note", right="ملاحظة.")
        move(edition, "correct", by=people["chief"])
        writing.write(edition, by=people["editor"], text={"standfirst": "تعديل"})
        call_command("reindex", stdout=StringIO())
    return edition.pk


@pytest.fixture
def newsroom(published, db) -> Edition:
    return Edition.objects.get(pk=published)


@pytest.fixture(autouse=True)
def _a_day_later(monkeypatch):
    """What belongs to nothing counts at once."""
    monkeypatch.setattr(sweeping, "KEPT", timedelta(seconds=-1))
    monkeypatch.setattr(storage, "LEFT_AFTER", timedelta(seconds=-1))


def checked(*options: str) -> str:
    out = StringIO()
    try:
        call_command("check_newsroom", *options, stdout=out)
    except CommandError:
        return out.getvalue()
    assert "Everything is as it must be." in out.getvalue()
    return ""


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def free(table: str) -> None:
    """The triggers out of the way, as whoever owns the database can do."""
    if SQLITE:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table]
            )
            names = [name for (name,) in cursor.fetchall()]
        for name in names:
            sql(f"DROP TRIGGER {name}")
    else:
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def test_whole_newsroom_has_nothing_to_say(newsroom):
    assert checked() == ""


def entry(edition):
    free("audit_entry")
    Entry.objects.filter(verb="publish").update(by=4711)


def removed_entry(edition):
    free("audit_entry")
    Entry.objects.filter(verb="approve").first().delete()


def text(edition):
    Edition.objects.filter(pk=edition.pk).update(headline="سطر دُسّ")


def approved_text(edition):
    Edition.objects.filter(pk=edition.pk).update(headline="سطر دُسّ")
    Revision.objects.filter(pk=edition.approved_id).update(headline="سطر دُسّ")


def revision_gone(edition):
    draft = Edition.objects.filter(state="draft").get()
    old = draft.latest
    writing.write(draft, by=draft.created_by, text={"headline": "أحدث"})
    old.delete()


def folded(edition):
    Edition.objects.filter(pk=edition.pk).update(folded="غيره")


def state(edition):
    Edition.objects.filter(state="spiked").update(state="draft")


def line(edition):
    Transition.objects.filter(verb="take").first().delete()


def role(edition):
    Group.objects.get(name="reporter").permissions.clear()


def approver(edition):
    Transition.objects.filter(object_id=edition.pk, verb="approve").update(by=edition.created_by)


def original_gone(edition):
    Article.objects.filter(pk=edition.article_id).update(original_language="ku")
    Edition.objects.filter(state="withdrawn").update(article=edition.article_id, language="ku")


def embargo(edition):
    Article.objects.filter(pk=edition.article_id).update(
        embargo_until=timezone.now() + timedelta(days=1)
    )


def places(edition):
    edition.article.listed_in.clear()


def lists_lost(edition):
    Listing.objects.filter(edition=edition.pk).delete()


def change_unsaid(edition):
    Change.objects.create(tag=f"lists:{edition.article_id}", tries=1)


def lists_unguarded(edition):
    free("articles_byline")


def rendition_gone(edition):
    photo = Photo.objects.get()
    default_storage.delete(f"photos/{photo.token}/article-800.jpg")


def rendition_left(edition):
    default_storage.save("photos/0123456789abcdef/400.webp", ContentFile(b"x"))


def rendition_carries(edition):
    photo = Photo.objects.get()
    path = f"photos/{photo.token}/article-800.jpg"
    default_storage.delete(path)
    default_storage.save(path, ContentFile(b"no picture"))


def master_gone(edition):
    vault().delete(Photo.objects.get().master.name)


def master_left(edition):
    vault().save("left.webp", ContentFile(b"x"))
    sweeping.note(sweeping.nobodys(), timezone.now())


def uncovered(edition):
    face = {"shape": "ellipse", "x": 0.2, "y": 0.2, "width": 0.2, "height": 0.2}
    Photo.objects.get().obscurings.create(areas=[face], by=edition.created_by)


def file_begun(edition):
    Path(vault().path(f"{storage.BEGUN}0123")).write_bytes(b"half")


def names_folded(edition):
    Photo.objects.update(folded=" غيره")


def log_unguarded(edition):
    free("articles_correction")


def protected_later(edition):
    """The chief keeps a word that readers have already."""
    person = make_correspondent("salem")
    Edition.objects.filter(pk=edition.pk).update(seo_title="سالم الخلف")
    Revision.objects.filter(pk=edition.approved_id).update(seo_title="سالم الخلف")
    row = edition.approved
    row.refresh_from_db()
    record("redacted", thing=row, digest=row.digest())
    person.protected.create(
        kind="name",
        made_by=edition.created_by,
        digests=[keys.digester("protected-word")(f"name:{form}") for form in forms("name", NAME)],
    )


@pytest.mark.parametrize(("sabotage", "sentence"), [
    (protected_later, "seo_title holds a protected word"),
    (entry, "was changed, or put in another's place"),
    (removed_entry, "are missing"),
    (entry, "audit trail: the trigger"),
    (text, "says something else than the one that was approved"),
    (approved_text, "is not what was written"),
    (revision_gone, "is gone"),
    (folded, "are not of its words"),
    (state, "its history ends with spiked"),
    (line, "begins with"),
    (role, "the role reporter"),
    (approver, "was approved by one of its authors"),
    (embargo, "before its embargo"),
    (original_gone, "its original was taken from its readers"),
    (places, "at other places"),
    (lists_lost, "stand in others than they should"),
    (lists_unguarded, "lists: the trigger"),
    (change_unsaid, "from a change (lists) cannot be said"),
    (rendition_gone, "is missing"),
    (rendition_left, "belongs to nothing that is cleared"),
    (rendition_carries, "carry: unreadable"),
    (master_gone, "the vault lacks"),
    (master_left, "in the vault belongs to no photo"),
    (uncovered, "is not burnt into its master"),
    (file_begun, "somebody died while writing it"),
    (log_unguarded, "corrections: the trigger"),
    (names_folded, "search terms are not of its words"),
])  # fmt: skip
def test_what_was_done_past_the_program_is_found(newsroom, sabotage, sentence):
    sabotage(newsroom)
    told = checked()
    assert sentence in told
    assert "→" in told
    assert HEADLINE not in told


def test_older_rules_of_search_are_told_once(newsroom):
    """After an upgrade, until the worker or somebody has made all terms anew."""
    StoredTerms.objects.update(rules=1)
    assert checked() == "", "what no rule has changed is no fault"
    Edition.objects.update(folded="قديم")
    Photo.objects.update(folded=" قديم")
    told = [line for line in checked().splitlines() if "search terms" in line]
    assert told == ["    search terms follow older rules: articles.Edition, media.Photo"]
    Edition.objects.filter(pk=newsroom.pk).update(slug="other")
    assert f"edition {newsroom.pk}: address or search terms" in checked()
    call_command("reindex", stdout=StringIO())
    Edition.objects.filter(pk=newsroom.pk).update(slug=newsroom.slug)
    assert checked() == ""


def test_index_that_is_not_of_the_words_is_found(newsroom):
    free("articles_edition")
    Edition.objects.filter(pk=newsroom.pk).update(folded="غيره")
    if not SQLITE:
        sql("UPDATE articles_edition SET searched = NULL")
    assert "the index is not of the words" in checked()


# What a program can mend


def unguarded_trail(edition):
    free("audit_entry")


def search_astray(edition):
    free("articles_edition")
    Edition.objects.filter(pk=edition.pk).update(folded="غيره")


MENDED = [
    folded, role, places, lists_lost, lists_unguarded, rendition_gone, rendition_left,
    rendition_carries, master_left, uncovered, file_begun, log_unguarded, unguarded_trail,
    search_astray, names_folded,
]  # fmt: skip


def test_what_needs_no_person_is_mended(newsroom):
    for sabotage in MENDED:
        sabotage(newsroom)
        lines = Entry.objects.filter(verb="mended").count()
        assert checked(), sabotage
        assert checked("--mend") == "", sabotage
        assert Entry.objects.filter(verb="mended").count() > lines, sabotage


def test_what_needs_a_person_is_left_to_one(newsroom):
    sabotages = (approver, embargo, revision_gone, state, text, master_gone, removed_entry)
    for sabotage in sabotages:
        sabotage(newsroom)
    needed = {line for line in checked().splitlines() if "→" not in line and "trigger" not in line}
    left = set(checked("--mend").splitlines())
    assert len(needed) > len(sabotages)
    assert needed - {"no  audit: trail is guarded"} <= left
    assert "not mended" not in "\n".join(left)


def test_without_being_asked_it_changes_nothing(newsroom):
    rendition_left(newsroom)
    place = default_storage.path("photos/0123456789abcdef/400.webp")
    lines = Entry.objects.count()
    checked()
    assert Path(place).exists()
    assert Entry.objects.count() == lines


def test_fault_that_cannot_be_mended_stays_one(newsroom):
    rendition_gone(newsroom)
    master_gone(newsroom)
    told = checked("--mend")
    assert "not mended (ExceptionGroup): public file" in told
    assert "is missing" in told


def test_rendition_is_not_thrown_away_for_one_that_cannot_be_made(newsroom):
    rendition_carries(newsroom)
    master_gone(newsroom)
    assert "carry: unreadable" in checked("--mend")
    assert default_storage.exists(f"photos/{Photo.objects.get().token}/article-800.jpg")


def test_photo_that_was_cleared_while_the_check_ran_keeps_its_files(newsroom):
    """Found as a file of nothing by an older list, it is somebody's by now."""
    path = f"photos/{Photo.objects.get().token}/article-800.jpg"
    put_right(path)
    assert default_storage.exists(path)


def test_search_finds_again_what_the_index_had_lost(newsroom):
    free("articles_edition")
    if SQLITE:
        sql("INSERT INTO articles_edition_search(articles_edition_search) VALUES ('delete-all')")
    else:
        sql("UPDATE articles_edition SET searched = NULL")
    assert not Edition.objects.published().search("هجين", "ar").exists()
    told = checked()
    assert "search: the trigger" in told
    assert "the index is not of the words" in told
    assert checked("--mend") == ""
    assert Edition.objects.published().search("هجين", "ar").exists()


def test_another_key_is_told_as_such_and_nothing_is_written_with_it(story, settings):
    story("published")
    lines = Entry.objects.count()
    settings.PROTECTION_KEY = "another" * 10
    with pytest.raises(CommandError, match="another PROTECTION_KEY"):
        call_command("check_newsroom", "--mend")
    assert Entry.objects.count() == lines
