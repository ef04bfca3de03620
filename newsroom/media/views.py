import re
from io import BytesIO

from django.contrib import admin
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_safe

from newsroom.audit.trail import saw
from newsroom.defences import SEALED
from newsroom.media.models import Photo
from newsroom.media.pixels import encoded
from newsroom.media.public_files import small_pixels
from newsroom.media.renditions import NAME, TYPES

#: What `?width=` may ask for: the desk's lists, at single and double density.
WIDTHS = ("100", "200", "400")
SMALL_QUALITY = 62
#: As in deploy/nginx.conf. Who has seen a picture may keep it for a day: the pages, which always
#: come anew, no longer name it. A proxy between us, which gives it to others, asks every minute.
KEPT = {"public": True, "max_age": 24 * 3600, "s_maxage": 60}


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
    try:
        file = thumbnail(photo, int(width)) if width else photo.master.open()
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type="image/webp")
    response["Content-Security-Policy"] = SEALED
    return response


def thumbnail(photo: Photo, width: int) -> BytesIO:
    return encoded(small_pixels(photo), width=width, quality=SMALL_QUALITY)


@require_safe
@cache_control(**KEPT)
def rendition(request: HttpRequest, path: str) -> FileResponse:
    """A public file of a photo on a developer's machine and from a bucket; elsewhere the web server
    gives it out, by the same rules (deploy/nginx.conf): renditions only, and their type is ours to
    say. No `Last-Modified`: it tells to the second when the desk cleared it."""
    found = re.fullmatch(rf"photos/\w+/{NAME}", path)
    if not found:
        raise Http404
    try:
        file = default_storage.open(path)
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, content_type=TYPES[found["ending"]])
