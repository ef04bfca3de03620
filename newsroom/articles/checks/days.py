"""Which Wednesday? W6 of DOMAIN §2."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from newsroom.articles.checks.findings import Finding
from newsroom.articles.checks.story import Story
from newsroom.text.dates import day, local
from newsroom.text.languages import DEFAULT
from newsroom.text.weekdays import days_named, has_moved_past


def unresolved(story: Story) -> Iterator[Finding]:
    """A weekday whose date nobody has said, or that the time of publication has moved past."""
    language = get_language() or DEFAULT
    out = local(story.at).date() if story.at else None
    for field in ("standfirst", "body"):
        for named in days_named(story.fields[field], story.language, story.written):
            meant = named.date or story.days.get(named.key)
            if meant is None:
                yield Finding("days", passage=named.text, start=named.start)
            elif out and not named.date and has_moved_past(named, meant, out):
                yield Finding(
                    "days",
                    passage=named.text,
                    start=named.start,
                    values={"date": day(meant, language), "out": day(out, language)},
                    sentence=_(
                        "%(passage)s meant %(date)s: readers of %(out)s will take it for another"
                        " day."
                    ),
                )
