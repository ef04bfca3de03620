from pathlib import Path

from django.contrib.auth.models import Permission

from newsroom.workflow.tables import everything, markdown

DOCS = Path(__file__).parent.parent.parent / "docs" / "workflow.md"


def test_the_docs_say_what_the_tables_say():
    assert DOCS.read_text(encoding="utf-8") == markdown(), "manage.py moves > docs/workflow.md"


def test_every_move_has_a_permission_that_exists(db, django_user_model):
    known = set(Permission.objects.values_list("content_type__app_label", "codename"))
    for model in everything():
        for move in model.moves().values():
            assert (model._meta.app_label, move.permission) in known, move.verb
