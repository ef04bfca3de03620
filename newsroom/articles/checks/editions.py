"""What one edition does to the story's others (W14)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from newsroom.articles.checks.findings import Finding
from newsroom.articles.checks.story import Story
from newsroom.text.languages import listed
from newsroom.text.markup import isolate


def stale(story: Story) -> Iterator[Finding]:
    """W14. The passage names the languages too, the same for every reader: a reason that
    was given for one does not cover the next."""
    if story.stale:
        stale = listed(story.stale)
        told = _(", ").join(isolate(language.name) for language in stale)
        languages = ", ".join(language.endonym for language in stale)
        yield Finding("body", languages, values={"languages": told})
