"""What one edition does to the story's others (DOMAIN §2, W14)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from newsroom.articles.checks.findings import Finding
from newsroom.articles.checks.story import Story
from newsroom.text.languages import LANGUAGES


def stale(story: Story) -> Iterator[Finding]:
    """W14. The passage names the languages too: a reason given for one does not cover the next."""
    if story.stale:
        endonyms = [LANGUAGES[code].endonym for code in LANGUAGES if code in story.stale]
        languages = _(", ").join(endonyms)
        yield Finding("body", languages, values={"languages": languages})
