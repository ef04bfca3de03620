"""The page on which areas of a photo are drawn, and confirmed by a second person."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST
from PIL import Image

from newsroom.accounts.models import Account
from newsroom.audit.trail import saw
from newsroom.defences import SEALED
from newsroom.media import areas, clearance, obscuring, originals
from newsroom.media.admin.originals import to_the_form
from newsroom.media.models import Photo
from newsroom.media.pixels import encoded
from newsroom.workflow.moves import Refused, StaleState

#: Pixels: sharp enough to find a face on any screen, light enough for a poor link.
SHOWN = 1600
#: Empty rows for whoever has no scripts.
BLANK = 3
NO_AREA = dict.fromkeys(("shape", *areas.SIDES), "")


class ObscuringPanel:
    """Mixed into the admin of photos: what is obscured, beside the form."""

    told: ClassVar[dict[str, Any]] = {
        "obscure": gettext_lazy("Obscured areas drawn"),
        "confirm_obscured": gettext_lazy("Obscured areas confirmed"),
    }

    def render_change_form(self, request, context, *args, **kwargs):
        photo = kwargs.get("obj")
        if photo is not None and photo.pk and photo.is_known_to(request.user):
            context["obscured"] = {
                "may": obscuring.may_obscure(request.user, photo),
                "count": len(obscuring.covered(photo)),
                "waiting": obscuring.waiting(photo),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def obscure_again(self, request: HttpRequest, photo: Photo) -> None:
        """After other pixels were put in the place of a draft's."""
        if obscuring.carry_over(photo, by=request.user):
            messages.warning(
                request,
                _(
                    "Areas of the former picture were obscured. The same places are obscured in"
                    " this one, and wait for a second person's look."
                ),
            )


def photo_to_obscure(request: HttpRequest, pk: int) -> Photo:
    photo = Photo.objects.visible_to(request.user).filter(pk=pk).first()
    if photo is None or not obscuring.may_obscure(request.user, photo):
        raise Http404
    return photo


def obscure(request: HttpRequest, pk: int) -> HttpResponse:
    """The form has all areas, as rows of numbers; the script draws them."""
    photo = photo_to_obscure(request, pk)
    if request.method != "POST":
        return drawn(request, photo, [areas.in_percent(each) for each in offered(photo)])
    rows = sent(request.POST)
    try:
        found = areas.read(rows)
        obscuring.propose(photo, found, by=request.user, saw=request.POST.get("seen", ""))
    except (ValidationError, Refused, StaleState) as error:
        return drawn(request, photo, rows, errors=sentences(error))
    messages.success(request, _("Burnt in. A second person has to confirm it."))
    return to_the_form(photo)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    photo = photo_to_obscure(request, pk)
    try:
        obscuring.confirm(photo, by=request.user, saw=request.POST.get("seen", ""))
    except (ValidationError, Refused, StaleState) as error:
        for sentence in sentences(error):
            messages.error(request, sentence)
        return HttpResponseRedirect(reverse("media:obscure", args=[photo.pk]))
    messages.success(request, _("Confirmed: what is obscured stands."))
    return to_the_form(photo)


@require_GET
@cache_control(private=True, no_store=True)
def picture(request: HttpRequest, pk: int) -> FileResponse:
    """What is drawn on: nothing is burnt in where the person may see that."""
    if not admin.site.has_permission(request):
        raise Http404
    photo = photo_to_obscure(request, pk)
    file = encoded(visible(photo, request.user), width=SHOWN, quality=clearance.QUALITY)
    response = FileResponse(file, content_type="image/webp")
    response["Content-Security-Policy"] = SEALED
    return response


def visible(photo: Photo, account: Account) -> Image.Image:
    if is_open(photo, account) and obscuring.covered(photo):
        saw(account, photo, "saw_original")
        try:
            return obscuring.unburnt(photo)
        except (ValidationError, OSError):
            pass  # the master is better than no picture to draw on
    return clearance.pixels(photo)


def is_open(photo: Photo, account: Account) -> bool:
    return bool(photo.original) and originals.may_open(account, photo)


def offered(photo: Photo) -> list[areas.Area]:
    """What the form begins with: what waits, or what is in force. Without an original that is burnt
    in for good, and the form has only what is to be added."""
    proposal = obscuring.waiting(photo)
    if not photo.original:
        return []
    return proposal.areas if proposal else obscuring.confirmed(photo)


def sent(posted: QueryDict) -> list[dict[str, str]]:
    columns = {name: posted.getlist(name) for name in NO_AREA}
    return [
        {name: values[n] if n < len(values) else "" for name, values in columns.items()}
        for n in range(max(map(len, columns.values())))
    ]


def sentences(error: ValidationError | Refused | StaleState) -> list[str]:
    if isinstance(error, StaleState):
        return [
            _(
                "Somebody changed the areas or the picture meanwhile. Nothing was saved: look at"
                " what is obscured now, then send again."
            )
        ]
    return error.messages if isinstance(error, ValidationError) else [str(error)]


def drawn(
    request: HttpRequest, photo: Photo, rows: list[dict[str, str]], errors: list[str] | None = None
) -> HttpResponse:
    filled = [row for row in rows if any(row.values())]
    proposal = obscuring.waiting(photo)
    context = {
        **admin.site.each_context(request),
        "title": _("Obscure"), "photo": photo, "rows": filled, "errors": errors or [],
        "shapes": [{**row, **ellipse(row)} for row in filled],
        "held": [{**row, **ellipse(row)} for row in map(areas.in_percent, kept(photo))],
        "blank": NO_AREA, "blanks": [NO_AREA] * BLANK, "seen": obscuring.seen(photo),
        "proposal": proposal, "is_open": is_open(photo, request.user),
        "why_not": obscuring.why_not(photo, proposal, request.user) if proposal else "",
        "address": reverse("admin:media_photo_change", args=[photo.pk]),
    }  # fmt: skip
    template = "admin/media/photo/obscure.html"
    return render(request, template, context, status=400 if errors else 200)


def kept(photo: Photo) -> list[areas.Area]:
    """What is burnt in and not in the form's rows."""
    proposal = obscuring.waiting(photo)
    if not photo.original:
        return obscuring.covered(photo)
    return proposal.held if proposal else []


def ellipse(row: dict[str, str]) -> dict[str, str]:
    """The same as SVG wants it, where it can be drawn at all."""
    try:
        area = areas.area_of(row)
    except ValueError:
        return {"shape": ""}
    across, down = area["width"] / 2, area["height"] / 2
    middle = {"cx": area["x"] + across, "cy": area["y"] + down, "rx": across, "ry": down}
    return {name: f"{value * 100:.3f}" for name, value in middle.items()}
