"""Pictures that stand in the text."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom.articles.checks.findings import Finding
from newsroom.articles.checks.story import Story


def misplaced(story: Story) -> Iterator[Finding]:
    """W19. Only the story's own photos reach readers, wherever they stand."""
    own = {image.pk for image in story.images}
    for key in story.placed:
        if key not in own:
            yield Finding("body", record=key, values={"photo": str(key)})
