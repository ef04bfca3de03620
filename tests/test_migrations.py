"""A newsroom of before has rows, and they come along."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from newsroom.articles.models import LexiconTerm, Section, Topic
from newsroom.correspondents.models import Correspondent
from newsroom.delivery import triggers
from newsroom.regions.models import Region
from newsroom.text import named

#: By app the last migration before names had search terms.
WITHOUT_TERMS = [
    ("correspondents", "0002_protected_words"), ("regions", "0001_initial"),
    ("articles", "0013_following"),
]  # fmt: skip


@pytest.fixture
def models_of_before(transactional_db):
    triggers.remove(connection)  # as `migrate` does
    executor = MigrationExecutor(connection)
    executor.migrate(WITHOUT_TERMS)
    yield executor.loader.project_state(WITHOUT_TERMS).apps
    call_command("migrate", verbosity=0)


def test_names_from_before_are_found(models_of_before, monkeypatch):
    rows = {
        Correspondent: {"slug": "nada", "pen_name_ar": "ندى الغَرَب", "role_line_en": "In Raqqa"},
        Region: {"slug": "hajin", "path": "/hajin/", "level": 4, "name_ar": "هجين",
                 "aliases": "ناحية هجين\nHecîn"},
        Section: {"slug": "news", "name_ar": "أخبار هجين"},
        Topic: {"slug": "water", "name_ku": "Ava Hecînê"},
        LexiconTerm: {"language": "ar", "term": "باغوز"},
    }  # fmt: skip
    for model, columns in rows.items():
        old = models_of_before.get_model(model._meta.label)
        old.objects.bulk_create([old(**columns)])
    # The program knows a language by now that these tables do not have yet.
    monkeypatch.setattr(named, "LANGUAGES", {**named.LANGUAGES, "tr": None})
    call_command("migrate", verbosity=0)
    monkeypatch.undo()
    for model in rows:
        row = model._base_manager.get()
        assert row.folded == row.terms() != "", model
    assert Correspondent.objects.search("الغرب").exists()
