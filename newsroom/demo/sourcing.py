"""What the demo's stories rest on: sources, claims and figures, as their files tell them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from newsroom.accounts.models import Account
from newsroom.articles.boxes import TICKS
from newsroom.articles.models import Article, Claim, Figure, SourceRecord

#: What a story rests on whose file says nothing of it.
USUAL: tuple[dict[str, Any], ...] = (
    {
        "key": "witness", "kind": "witnessed", "first_hand": True,
        "wording": {
            "ar": "مراسل الشبكة", "en": "our correspondent",
            "ku": "nûçegihanê me", "ckb": "پەیامنێرمان",
        },
    },
    {
        "key": "resident", "kind": "resident", "first_hand": True,
        "wording": {
            "ar": "أحد السكان", "en": "a resident",
            "ku": "niştecihek", "ckb": "یەکێک لە دانیشتووان",
        },
    },
)  # fmt: skip


def ticks(story: dict[str, Any]) -> dict[str, Any]:
    """The shared fields for the boxes that readers get, and for the label of breaking news."""
    columns: dict[str, Any] = {tick: box in story.get("boxes", ()) for tick, box in TICKS.items()}
    if hours := story.get("breaking_hours"):
        columns["breaking_until"] = timezone.now() + timedelta(hours=hours)
    return columns


def record(article: Article, story: dict[str, Any], by: Account) -> None:
    """`key` names a row within the file; words in several languages are tables by language."""
    editor = Account.objects.get(username="editor")
    sources: dict[str, SourceRecord] = {}
    for words in story.get("sources", USUAL):
        source = sources[words["key"]] = SourceRecord(article=article, created_by=by)
        fill(source, words, without=("key",))
        source.known_to.set([by, editor])
    claims: dict[str, Claim] = {}
    for words in story.get("claims", ()):
        claim = claims[words["key"]] = Claim(article=article)
        fill(claim, words, without=("key", "sources", "conflicts"))
        claim.sources.set([sources[key] for key in words.get("sources", ())])
        claim.conflicts.set([claims[key] for key in words.get("conflicts", ())])
    for words in story.get("figures", ()):
        figure = Figure(article=article, source=sources.get(words.get("source", "")))
        figure.as_of = timezone.localdate() - timedelta(days=words["days_ago"])
        fill(figure, words, without=("source", "days_ago"))


def fill(row: Any, words: dict[str, Any], *, without: tuple[str, ...]) -> None:
    for name, value in words.items():
        if isinstance(value, dict):
            for language, text in value.items():
                setattr(row, f"{name}_{language}", text)
        elif name not in without:
            setattr(row, name, value)
    row.save()
