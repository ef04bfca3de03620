from django.contrib import admin
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from newsroom.audit.trail import saw
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
    return FileResponse(file or photo.master.open(), content_type="image/webp")
