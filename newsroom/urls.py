"""The whole map: the desk under /admin/, the public site under the language of its path."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from newsroom.media.views import rendition
from newsroom.public.languages import language_patterns

urlpatterns = [
    path("admin/file/", include("newsroom.articles.urls")),
    path("admin/photos/", include("newsroom.media.urls")),
    path("", include("newsroom.public.urls_desk")),
    path("admin/", include("newsroom.accounts.urls")),
    path("admin/", admin.site.urls),
    *([path("media/<path:path>", rendition)] if settings.GIVES_OUT_MEDIA else []),
    path("", include("newsroom.public.urls_once")),
    *language_patterns(path("", include("newsroom.public.urls"))),
]

handler404 = "newsroom.public.views.errors.not_found"
handler500 = "newsroom.accounts.broken_page.server_error"
