from django.contrib import admin
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from newsroom.media.models import Photo


@require_GET
@cache_control(private=True, max_age=300)
def master(request: HttpRequest, pk: int) -> FileResponse:
    """A photo's master for those at the desk who may see it; for all others there is none."""
    if not admin.site.has_permission(request) or not request.user.has_perm("media.view_photo"):
        raise Http404
    photo = Photo.objects.visible_to(request.user).filter(pk=pk).first()
    if photo is None:
        raise Http404
    return FileResponse(photo.master.open(), content_type="image/webp")
