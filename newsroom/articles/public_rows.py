"""What readers have of the stories, row by row, in words."""

from collections.abc import Iterator

from newsroom.articles.checks.protected import strings, whole
from newsroom.articles.models import Correction, Edition, Moment, Section, Topic
from newsroom.workflow.models import State
from newsroom.workflow.public_words import PublicRow, texts


def public_rows() -> Iterator[PublicRow]:
    yield from editions()
    yield from corrections()
    for model in (Section, Topic):
        for label in model.objects.published().order_by("-pk").iterator():
            yield PublicRow(label, texts(label))
    told = Moment.objects.filter(topic__in=Topic.objects.published()).order_by("-pk")
    for moment in told.select_related("topic").iterator():
        yield PublicRow(moment, texts(moment), desk=moment.topic)


def editions() -> Iterator[PublicRow]:
    """Those that are scheduled, too: nobody asks again when their time comes."""
    rows = Edition.objects.filter(state=State.PUBLISHED).newest().defer("folded")
    for edition in rows.iterator(chunk_size=200):
        said = edition.words() | {"slug": edition.slug, "boxes": "\n".join(strings(edition.boxes))}
        yield PublicRow(edition, said)


def corrections() -> Iterator[PublicRow]:
    """With both texts where readers may compare them."""
    rows = Correction.objects.published().newest().select_related("before", "after")
    for line in rows.iterator(chunk_size=200):
        said = {"corrections": f"{line.said}\n{line.right}"}
        if line.is_comparable:
            told = [text for text in (line.before, line.after) if text]
            said["comparison"] = "\n".join(map(whole, told))
        yield PublicRow(line, said)
