import re

from django.conf import settings
from django.contrib import admin
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET
from django.views.static import serve

from newsroom.audit.trail import saw
from newsroom.defences import SEALED
from newsroom.media.clearance import QUALITY, pixels
from newsroom.media.models import Photo
from newsroom.media.pixels import encoded

#: What `?width=` may ask for: the desk's lists, at single and double density.
WIDTHS = ("100", "200", "400")


@require_GET
@cache_control(private=True, no_store=True)
def master(request: HttpRequest, pk: int) -> FileResponse:
    """A photo's master for those at the desk who may see it, smaller with `?width=`; for all
    others there is none. No browser keeps it: the permission may be gone the next moment."""
    if not admin.site.has_permission(request) or not request.user.has_perm("media.view_photo"):
        raise Http404
    photo = Photo.objects.visible_to(request.user).filter(pk=pk).first()
    width = request.GET.get("width")
    if photo is None or width not in (None, *WIDTHS):
        raise Http404
    if not width:
        saw(request.user, photo, "saw_master")
    file = encoded(pixels(photo), width=int(width), quality=QUALITY) if width else None
    response = FileResponse(file or photo.master.open(), content_type="image/webp")
    response["Content-Security-Policy"] = SEALED
    return response


@require_GET
def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """A cleared photo on a developer's machine; elsewhere the web server gives it out, by the same
    rules (deploy/nginx.conf): renditions only, and their type is ours to say."""
    if not re.fullmatch(r"photos/[\w-]+/[0-9]+\.webp", path):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Content-Type"] = "image/webp"
    # Tells to the second when the desk cleared it.
    del response["Last-Modified"]
    return response
