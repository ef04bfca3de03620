"""What stops publication (B1–B10): no reason lets any of it stand."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from newsroom.articles.checks.findings import Finding
from newsroom.articles.checks.story import Exposure, Story
from newsroom.correspondents.models import Signing
from newsroom.media.clearance import UNREAD
from newsroom.text.dates import absolute
from newsroom.text.languages import DEFAULT
from newsroom.workflow.public_words import SENTENCE

UNREAD_FILE = gettext_lazy(
    "A public file of the photo %(passage)s cannot be read. Withdraw the photo and clear it again."
)


def incomplete(story: Story) -> Iterator[Finding]:
    """B1. One finding for all that is missing, with the form's own labels."""
    is_signed = story.signing in ("", Signing.DESK) or story.has_byline
    wants = [
        ("headline", _("headline"), story.headline.strip()),
        ("body", _("body"), story.body.strip()),
        ("section", _("section"), story.section.strip()),
        ("correspondents", _("correspondent"), is_signed),
    ]
    missing = [(field, label) for field, label, value in wants if not value]
    if missing:
        labels = _(", ").join(label for _field, label in missing)
        yield Finding(missing[0][0], values={"what": labels})


def unnamed_unexplained(story: Story) -> Iterator[Finding]:
    """B2. The second person is an account that did not write the story."""
    for source in story.sources:
        is_told = source.is_unnamed and source.terms != "off_record"
        if is_told and not (source.reason.strip() and source.known_to - story.authors):
            yield Finding("sources", source.wording or source.kind, record=source.pk)


def off_record(story: Story) -> Iterator[Finding]:
    """B3."""
    told = {pk for claim in story.told() for pk in claim.sources}
    told |= {figure.source for figure in story.figures if figure.source}
    for source in story.sources:
        if source.terms == "off_record" and source.pk in told:
            yield Finding("sources", source.wording or source.kind, record=source.pk)


def image_unfit(story: Story) -> Iterator[Finding]:
    """B4."""
    for image in story.images:
        wants = [
            (_("alternative text in the story's language"), image.alt),
            (_("caption"), image.caption),
            (_("credit"), image.credit),
            (_("rights"), image.rights),
        ]
        missing = [label for label, value in wants if not value.strip()]
        if missing:
            values = {"what": _(", ").join(missing)}
            yield Finding("photos", image.name, record=image.pk, values=values)


def image_question(story: Story) -> Iterator[Finding]:
    """B5. "Neither" is an answer; "" is none."""
    for image in story.images:
        if not image.depicts:
            yield Finding("photos", image.name, record=image.pk)


def image_metadata(story: Story) -> Iterator[Finding]:
    """B6. A file that cannot be read may carry anything; clearing the photo anew replaces it."""
    for image in story.images:
        kinds = [kind for kind in image.hidden if kind != UNREAD]
        if image.hidden:
            yield Finding(
                "photos", image.name, record=image.pk,
                values={"what": _(", ").join(kinds)}, sentence=None if kinds else UNREAD_FILE,
            )  # fmt: skip


def unsigned(story: Story) -> Iterator[Finding]:
    """B7, its first half. Signing by the desk is a way of signing; "": nobody has chosen."""
    if not story.signing:
        yield Finding("signing")


def exposed(story: Story) -> Iterator[Finding]:
    """B7, its second half. No passage: the sentence names the field and nothing else."""
    for each in story.once(exposures):
        if not each.is_near:
            yield Finding(
                each.field, record=each.record, about=each.about, values={"what": each.what},
                sentence=SENTENCE, told_to=each.told_to,
            )  # fmt: skip


def exposures(story: Story) -> tuple[Exposure, ...]:
    return tuple(story.exposures())


def unsigned_or_exposed(story: Story) -> Iterator[Finding]:
    """B7."""
    yield from unsigned(story)
    yield from exposed(story)


def too_early(story: Story) -> Iterator[Finding]:
    """B8. At the very moment `earliest` the story may be out."""
    if story.at is not None and story.earliest and story.at < story.earliest:
        when = absolute(story.earliest, get_language() or DEFAULT)
        yield Finding("delay_until", values={"when": when})


def approved_by_author(story: Story) -> Iterator[Finding]:
    """B9."""
    if story.approved_by in story.authors:
        yield Finding("correspondents")


def notice_without_text(story: Story) -> Iterator[Finding]:
    """B10. A correction also says what was wrong: readers must know what not to believe."""
    if story.notice is None:
        return
    wants = [(_("what is right"), story.notice.right)]
    if story.notice.kind == "correction":
        wants.insert(0, (_("what it said"), story.notice.said))
    missing = [label for label, value in wants if not value.strip()]
    if missing:
        yield Finding("corrections", values={"what": _(", ").join(missing)})
