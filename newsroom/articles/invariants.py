"""Readers have what was approved, by a second person, and nothing before its time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import F, Model

from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.reading import read
from newsroom.articles.exposure import exposed_rows
from newsroom.articles.following import leading
from newsroom.articles.models import Article, Edition, Revision
from newsroom.articles.places_listed import list_places, places_of
from newsroom.articles.reindexing import KINDS, behind, follow, index_again, list_anew
from newsroom.audit.faults import Fault, make_trigger, missing_triggers
from newsroom.audit.models import Entry
from newsroom.workflow.models import State

TRIGGERS = ("articles_correction_stays", "articles_correction_is_kept")
LOG, INDEX, LISTS = (
    f"newsroom.articles.migrations.{name}"
    for name in ("0005_corrections_stay", "0017_search_at_size", "0020_lists_take_turns")
)
LISTED = import_module("newsroom.articles.migrations.0018_lists")
SEARCH = re.compile(r"CREATE TRIGGER (\w+)")


def editions(**found) -> Iterator[Edition]:
    rows = Edition.objects.filter(**found).select_related("article", "latest", "approved")
    return rows.order_by("pk").iterator()


def editions_say_what_their_revision_says() -> Iterator[Fault]:
    """The approved one once they are published, the latest before. Search terms by older rules are
    told of further below, once."""
    apart = {"folded"} if Edition in behind() else set()
    for edition in editions():
        is_out = edition.state == State.PUBLISHED
        revision = edition.approved if is_out else edition.latest
        whose = "the one that was approved" if is_out else "its latest revision"
        if revision is None or revision.edition_id != edition.pk:
            yield Fault(f"edition {edition.pk} has no revision of its own", BACKUP)
        elif edition.state != State.WITHDRAWN and edition.text() != revision.text():
            yield Fault(f"edition {edition.pk} says something else than {whose}", BACKUP)
        elif any(
            getattr(edition, name) != made
            for name, made in edition.text_of(edition).items()
            if name not in apart
        ):
            yield Fault(f"edition {edition.pk}: address or search terms are not of its words",
                        "Save it at the desk.", partial(tidied, edition.pk))  # fmt: skip


def tidied(pk: int) -> Edition:
    """Its address and search terms follow its words, which stay as they are."""
    edition = Edition.objects.select_related("article").get(pk=pk)
    with transaction.atomic():
        edition.lock()
        edition.refresh_from_db()
        said = edition.text_of(edition)
        made = {name: said[name] for name in ("slug", "folded")}
        Edition.objects.filter(pk=pk).update(**made)
    return edition


BACKUP = "Its words were changed past the program: compare with a backup, withdraw it meanwhile."


def revisions_are_as_they_were_written() -> Iterator[Fault]:
    """By the digest in the audit trail; what an import made in bulk has none there."""
    lines = Entry.objects.filter(kind="articles.revision").exclude(digest="").order_by("number")
    told = dict(lines.values_list("thing", "digest"))
    for revision in Revision.objects.order_by("pk").iterator():
        if told.get(revision.pk) not in (None, revision.digest()):
            yield Fault(f"revision {revision.pk} is not what was written", BACKUP)


def no_written_revision_is_gone() -> Iterator[Fault]:
    told = Entry.objects.filter(kind="articles.revision", verb="wrote").values_list("thing")
    there = set(Revision.objects.values_list("pk", flat=True))
    for pk in sorted({key for (key,) in told} - there):
        yield Fault(f"revision {pk} is gone", "Restore it from a backup.")


def a_second_person_approved_what_is_out() -> Iterator[Fault]:
    for edition in editions(state=State.PUBLISHED):
        if run(read(edition), ("B9",)):
            yield Fault(
                f"edition {edition.pk} was approved by one of its authors",
                "Have a second person review it, or withdraw it.",
            )


def nothing_is_out_before_its_time() -> Iterator[Fault]:
    for edition in editions(state=State.PUBLISHED):
        earliest = edition.article.earliest()
        if earliest and edition.published_at and edition.published_at < earliest:
            yield Fault(
                f"edition {edition.pk} is out before its embargo or safety delay is over",
                "Withdraw it.",
            )


def no_translation_is_out_without_its_original() -> Iterator[Fault]:
    for edition in editions(state=State.PUBLISHED):
        original = leading(edition)
        if original and original.is_taken_back:
            yield Fault(
                f"edition {edition.pk} is out although its original was taken from its readers",
                "Withdraw it along with the original, or bring that back.",
            )


def stories_are_listed_where_they_show_to_be() -> Iterator[Fault]:
    rows = Article.objects.select_related("place").prefetch_related("regions", "listed_in")
    for article in rows.order_by("pk").iterator(500):
        wanted = {place.pk for place in places_of(article)}
        if wanted != {place.pk for place in article.listed_in.all()}:
            yield Fault(f"story {article.pk} is listed at other places than it shows",
                        "Save its shared fields at the desk.",
                        partial(listed, article.pk))  # fmt: skip


def listed(pk: int) -> Article:
    article = Article.objects.get(pk=pk)
    with transaction.atomic():
        article.lock()
        list_places(article)
    return article


def lists_hold_what_is_published() -> Iterator[Fault]:
    """The index of lists against its view, both ways."""
    for name in missing_triggers(LISTED.TRIGGERS[connection.vendor]):
        yield Fault(f"lists: the trigger {name} is gone", "manage.py check_newsroom --mend",
                    partial(make_trigger, name, LISTS))  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(LISTED.APART)
        apart = {key for (key,) in cursor.fetchall()}
    if apart:
        yield Fault(f"lists: {len(apart)} editions stand in others than they should, the first is"
                    f" {min(apart)}", "manage.py reindex", list_anew)  # fmt: skip


def log_of_corrections_is_guarded() -> Iterator[Fault]:
    for name in missing_triggers(TRIGGERS):
        yield Fault(f"corrections: the trigger {name} is gone", "Make it as migration 0005 does.",
                    partial(make_trigger, name, LOG))  # fmt: skip


def notices_belong_to_their_edition() -> Iterator[Fault]:
    astray = Edition.objects.exclude(notice=None).exclude(notice__edition=F("pk"))
    for pk in astray.values_list("pk", flat=True):
        yield Fault(f"edition {pk} has the notice of another", "Discard the notice at the desk.")


def search_finds_what_is_there() -> Iterator[Fault]:
    for name in missing_triggers(triggers_of_search()):
        yield Fault(f"search: the trigger {name} is gone", "Make it as migration 0017 does.",
                    partial(make_trigger, name, INDEX))  # fmt: skip
    if not is_index_whole():
        yield Fault("search: the index is not of the words that are there",
                    "manage.py reindex --all", index_again)  # fmt: skip


def triggers_of_search() -> list[str]:
    module = import_module(INDEX)
    statements = module.SQLITE if connection.vendor == "sqlite" else module.POSTGRESQL
    return [found[1] for each in statements if (found := re.match(SEARCH, each))]


def is_index_whole() -> bool:
    """PostgreSQL keeps its own index of what stands in a row; the rest of the row is triggers'."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(
                    "INSERT INTO articles_edition_search(articles_edition_search, rank)"
                    " VALUES ('integrity-check', 1)"
                )
                return True
            cursor.execute("SELECT 1 FROM articles_edition WHERE searched IS NULL LIMIT 1")
            return cursor.fetchone() is None
    except DatabaseError:
        return False


def everything_is_found_by_its_words() -> Iterator[Fault]:
    """What is no story; those are compared with their revisions. Whatever follows older rules is
    one fault: the worker is at it."""
    older = behind()
    if names := [kind._meta.label for kind in older if next(lost(kind), None)]:
        yield Fault(f"search terms follow older rules: {', '.join(names)}", "manage.py reindex")
    for kind in KINDS:
        for row in () if kind is Edition or kind in older else lost(kind):
            yield Fault(f"{kind._meta.label} {row.pk}: search terms are not of its words",
                        "manage.py reindex --all", partial(followed, kind, row.pk))  # fmt: skip


def lost(kind: type[Model]) -> Iterator[Any]:
    """Rows that other terms find than theirs."""
    rows = kind._base_manager.order_by("pk").iterator(500)
    return (row for row in rows if row.folded != row.terms())


def followed(kind: type[Model], pk: int) -> Model:
    row = kind._base_manager.get(pk=pk)
    follow(row)
    return row


def readers_have_nothing_protected() -> Iterator[Fault]:
    for each in exposed_rows():
        thing = each.row.thing
        yield Fault(
            f"{thing._meta.label} {thing.pk}: {', '.join(each.fields)} holds a protected word",
            "Take it out at the desk, or withdraw it.",
        )


INVARIANTS = (
    readers_have_nothing_protected,
    editions_say_what_their_revision_says,
    revisions_are_as_they_were_written,
    no_written_revision_is_gone,
    a_second_person_approved_what_is_out,
    nothing_is_out_before_its_time,
    no_translation_is_out_without_its_original,
    stories_are_listed_where_they_show_to_be,
    lists_hold_what_is_published,
    log_of_corrections_is_guarded,
    notices_belong_to_their_edition,
    search_finds_what_is_there,
    everything_is_found_by_its_words,
)
