from django.apps import apps
from django.core.checks import CheckMessage, Warning
from django.db import DatabaseError

from newsroom.text.terms import RULES

STORIES = "articles.edition"


def search_terms(app_configs, **kwargs) -> list[CheckMessage]:
    """`check --deploy`: whether stories are searched by this version's rules."""
    followed = apps.get_model("articles", "StoredTerms").objects.filter(kind=STORIES, rules=RULES)
    try:
        if followed.exists() or not apps.get_model(STORIES).objects.exists():
            return []
    except DatabaseError:
        return []
    return [
        Warning(
            "Stories are still searched by older rules than this version's.",
            hint="manage.py reindex, or wait until the worker has made their terms anew.",
            id="newsroom.W010",
        )
    ]
