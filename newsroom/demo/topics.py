"""What the demo's topics tell, from `topics.toml`: their background, and their days."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from newsroom.articles.models import Edition, Moment, Topic
from newsroom.demo.cast import names

FILE = Path(__file__).parent / "topics.toml"


def tell() -> None:
    """Once the stories are there; leaves alone what has words already."""
    for slug, told in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        topic = Topic.objects.filter(slug=slug).first()
        if topic is None or topic.named("background")[0] or topic.moments.exists():
            continue
        for column, text in names("background", told["background"]).items():
            setattr(topic, column, text)
        topic.save()
        for row in told.get("moments", []):
            keep(topic, row)


def keep(topic: Topic, row: dict[str, Any]) -> None:
    date = timezone.localdate() - timedelta(days=row["days_ago"])
    edition = edition_of(row["story"]) if "story" in row else None
    Moment(topic=topic, date=date, edition=edition, **names("text", row)).save()


def edition_of(name: str) -> Edition | None:
    filing_key = uuid5(NAMESPACE_URL, f"demo:{name}")
    rows = Edition.objects.published().originals()
    return rows.filter(article__filing_key=filing_key).first()
