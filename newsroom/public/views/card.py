"""The picture that messengers and social networks show of a story."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from newsroom.public.cards import kept
from newsroom.public.cards.card import card_of
from newsroom.public.cards.lettering import may_letter
from newsroom.public.views.lists import readable

#: Seconds for which others may keep a card: so long one outlives a story or a picture that is
#: taken back.
MAX_AGE = 300
#: A proxy between us gives it to others, and asks as often as for a picture (`media.views.KEPT`).
SHARED_MAX_AGE = 60


@require_safe
def card(request: HttpRequest, pk: int, digest: str) -> HttpResponse:
    """Drawn as the story is now; whoever asks for an earlier one is led to that."""
    edition = get_object_or_404(readable().select_related("article__section"), article=pk)
    if not may_letter(edition.card_headline):
        raise Http404
    found = card_of(edition)
    if digest != found.digest:
        moved = redirect(found.url)
        patch_cache_control(moved, no_store=True)
        return moved
    try:
        response = HttpResponse(kept.jpeg(found), content_type="image/jpeg")
    except kept.Busy:
        return HttpResponse(status=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})
    patch_cache_control(response, public=True, max_age=MAX_AGE, s_maxage=SHARED_MAX_AGE)
    return response
