"""Which Wednesday? W6."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from newsroom.articles.checks.findings import Finding
from newsroom.articles.checks.story import Story
from newsroom.text.dates import day, local
from newsroom.text.languages import DEFAULT
from newsroom.text.weekdays import days_named, has_moved_past

#: Where the story writes the date of one day, readers count from there.
READ_ALONG = _(
    "%(passage)s: readers will count from %(date)s, which the story names. Is that right?"
)


def unresolved(story: Story) -> Iterator[Finding]:
    """A weekday whose date nobody has said, or that the time of publication has moved past: the
    soonest one, after embargo and delay."""
    language = get_language() or DEFAULT
    out = local(max(story.at, story.earliest or story.at)).date() if story.at else None
    said = [
        named
        for field in ("standfirst", "key_points", "body")
        for named in days_named(story.fields[field], story.language, story.written)
    ]
    written = {named.key: named.date for named in said if named.date}
    for named in said:
        place = {"field": "days", "passage": named.text, "start": named.start}
        meant = named.date or story.days.get(named.key)
        if meant and out and not named.date and has_moved_past(named, meant, out):
            yield Finding(
                **place,
                about=f"{named.key} {meant}",
                values={"date": day(meant, language), "out": day(out, language)},
                sentence=_(
                    "%(passage)s meant %(date)s: readers of %(out)s will take it for another day."
                ),
            )
        elif meant or named.key in written:
            continue
        elif written and not named.turn:
            first = day(next(iter(written.values())), language)
            yield Finding(**place, values={"date": first}, sentence=READ_ALONG, is_hint=True)
        else:
            yield Finding(**place)
