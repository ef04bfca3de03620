"""The pictures of the filing page: with the form, or announced with the text and sent after it.

A picture that cannot be used costs a sentence, never the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from newsroom.accounts.models import Account
from newsroom.articles import writing
from newsroom.articles.access import WITH_THE_WRITER
from newsroom.articles.filing_form import PICTURES
from newsroom.articles.models import Article, ArticlePhoto
from newsroom.media import uploads
from newsroom.media.intake import take_in
from newsroom.media.models import Photo, Upload
from newsroom.media.uploads import Announced
from newsroom.text.markup import isolate
from newsroom.text.received import received
from newsroom.workflow.models import State, Transition

DIGEST = re.compile(r"[0-9a-f]{64}")
#: Readers have the story, had it, or nobody will: no picture joins it from outside the desk.
CLOSED = (State.PUBLISHED, State.WITHDRAWN, State.SPIKED)


def take_pictures(request: HttpRequest, article: Article) -> bool:
    """Those that came with the form. Returns whether all that were sent could be used."""
    photos = [use.photo for use in article.pictures.all()]
    sent, taken = 0, 0
    for number in range(1, PICTURES + 1):
        file = request.FILES.get(f"picture_{number}")
        if file is None:
            continue
        words = request.POST.get(f"caption_{number}", "")
        sent += 1
        try:
            photos.append(take_in(file, by=request.user, words=words, beside=photos))
            taken += 1
        except ValidationError as error:
            tell(request, file.name, error)
    if taken and article.may_change_shared(request.user):
        writing.illustrate(article, photos)
    return sent == taken


def tell(request: HttpRequest, name: str, error: ValidationError) -> None:
    sentence = _("The story is saved, but not the picture %(name)s: %(why)s")
    said = {"name": isolate(name), "why": " ".join(error.messages)}
    messages.error(request, sentence % said)


def announced(request: HttpRequest) -> Iterator[tuple[str, Announced]]:
    """(file name, picture) of those that follow the text, as the page's script says; what is none
    is passed over."""
    said = received(request.POST.get("pictures", ""))
    pictures = [each for each in said if isinstance(each, dict)] if isinstance(said, list) else []
    for number, each in enumerate(pictures[:PICTURES], start=1):
        digest, size = str(each.get("digest")), each.get("size")
        if isinstance(size, int) and size >= 0 and DIGEST.fullmatch(digest):
            caption = str(each.get("caption", ""))
            yield str(each.get("name", "")), Announced(digest, size, caption, number)


def announce(request: HttpRequest, story: UUID) -> None:
    """From now on they may come, even while the desk has the text."""
    for name, picture in announced(request):
        try:
            uploads.announce(request.user, story, picture)
        except ValidationError as error:
            tell(request, name, error)


def take_part(upload: Upload, offset: int, data: bytes) -> None:
    """One part; the last one makes the photo and puts it with its story, all of that or nothing.
    Raises `uploads.Misplaced`."""
    uploads.append(upload, offset, data)
    if upload.have < upload.size:
        return
    with transaction.atomic():
        article = Article.objects.filter(filing_key=upload.story, created_by=upload.by).first()
        beside = [use.photo for use in article.pictures.all()] if article else []
        if uploads.finish(upload, beside) and article:
            put_with_story(article, upload)


def put_with_story(article: Article, upload: Upload) -> None:
    """Its writer announced it before the desk had the story, so it joins it there. Once readers
    have the story, or nobody will, it stays in the library as theirs."""
    article.lock()
    if article.editions.filter(state__in=CLOSED).exists():
        return
    photos = [use.photo for use in article.pictures.all()]
    if upload.photo not in photos:
        add_picture(article, upload.photo, place_of(upload, photos))
        say(article, upload.by)


def add_picture(article: Article, photo: Photo, place: int) -> None:
    """Before the one that stands at `place` now; whoever calls has locked the article."""
    links = list(article.pictures.all())
    links.insert(place, ArticlePhoto(article=article, photo=photo))
    writing.count_version(article)
    for position, link in enumerate(links, start=1):
        link.position = position
        link.save()


def place_of(upload: Upload, photos: list[Photo]) -> int:
    """Before the first of those that were announced after it."""
    later = Upload.objects.filter(by=upload.by, story=upload.story, number__gt=upload.number)
    after = set(later.values_list("photo", flat=True))
    return next((n for n, photo in enumerate(photos) if photo.pk in after), len(photos))


def say(article: Article, by: Account) -> None:
    """The history of a text that the desk has already."""
    for edition in article.editions.exclude(state__in=WITH_THE_WRITER):
        Transition.objects.create(
            thing=edition, verb="picture", source=edition.state, target=edition.state, by=by
        )
