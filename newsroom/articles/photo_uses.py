"""Which photos the stories use, and whom they keep them from; `media.uses` asks here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from newsroom.articles.models import ArticlePhoto, Edition
from newsroom.media.uses import Use
from newsroom.workflow.models import State

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.media.models import Photo

#: So many are listed beside a photo.
MOST = 50
#: The story of a link to a photo, and any story that has the link's photo.
THIS = {"article": OuterRef("article")}
ANY = {"article__pictures__photo": OuterRef("photo")}


def need_to_know() -> QuerySet[Any]:
    """Keys of the photos that need-to-know stories alone have, none of which readers have."""
    open_uses = ArticlePhoto.objects.filter(photo=OuterRef("photo"), article__is_restricted=False)
    with_readers = Edition.objects.published().filter(**ANY)
    links = ArticlePhoto.objects.filter(article__is_restricted=True)
    return links.exclude(Exists(open_uses)).exclude(Exists(with_readers)).values("photo")


def kept_from(account: Account) -> QuerySet[Any]:
    """Whoever may see one of the stories may know of the photo."""
    return need_to_know().exclude(Exists(Edition.objects.visible_to(account).filter(**ANY)))


def in_use(account: Account) -> QuerySet[Any]:
    return ArticlePhoto.objects.filter(is_open(account) | is_counted(account)).values("photo")


def is_open(account: Account) -> Exists:
    """Of a link: the person may open an edition of its story."""
    return Exists(Edition.objects.visible_to(account).filter(**THIS))


def is_counted(account: Account) -> Q:
    """Whoever takes photos from readers has to know how many stories lose one. A need-to-know story
    is not counted: the number would tell that there is one."""
    clears = account.has_perm("media.publish_photo")
    return Q(article__is_restricted=False) if clears else Q(pk__in=[])


def others(photo: Photo, account: Account) -> int:
    links = ArticlePhoto.objects.filter(is_counted(account), photo=photo)
    return links.exclude(is_open(account)).count()


def uses_of(photo: Photo, account: Account) -> Iterator[Use]:
    """An edition each, the newest first."""
    lead = ArticlePhoto.objects.filter(**THIS).order_by("position", "id").values("photo")[:1]
    rows = Edition.objects.visible_to(account).filter(article__pictures__photo=photo)
    for edition in rows.annotate(lead=Subquery(lead))[:MOST]:
        is_shown = edition.chip == State.PUBLISHED and photo.is_public
        yield Use(
            title=str(edition), language=edition.language, chip=edition.chip,
            chip_label=str(edition.chip_label), is_lead=edition.lead == photo.pk,
            url=reverse("admin:articles_edition_change", args=[edition.pk]),
            public_url=edition.url if is_shown else "",
        )  # fmt: skip
