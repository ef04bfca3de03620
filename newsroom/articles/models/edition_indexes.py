"""By what editions are found: for readers, for the desk, and what is rare among a million."""

from django.db import models

from newsroom.articles.querysets import CHANGED

INDEXES = [
    models.Index(fields=["language", "state", "-published_at", "-id"], name="edition_list"),
    models.Index(fields=["state", "-published_at", "-id"], name="edition_newest"),
    models.Index(fields=["state", "-moved_at", "-id"], condition=CHANGED, name="edition_pending"),
    # What a writer has in hand, beside all that readers have of theirs.
    models.Index(fields=["created_by", "state"], name="edition_of_writer"),
    models.Index(
        fields=["change_at"],
        condition=models.Q(change_at__isnull=False),
        name="edition_change_set",
    ),
    # The desk's list, and what is rare among a million of it.
    models.Index(fields=["-moved_at", "-id"], name="edition_moved"),
    models.Index(fields=["state", "-moved_at", "-id"], name="edition_moved_in_state"),
    # What a section has in a language that few stories are in.
    models.Index(fields=["language", "-moved_at", "-id"], name="edition_moved_in_lang"),
    models.Index(fields=["language", "state", "-moved_at", "-id"], name="edition_moved_in_both"),
    models.Index(
        fields=["-moved_at", "-id"], condition=models.Q(on_hold=True), name="edition_held"
    ),
    models.Index(
        fields=["-moved_at", "-id"],
        condition=models.Q(notice__isnull=False),
        name="edition_with_notice",
    ),
]
