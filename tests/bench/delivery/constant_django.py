"""The least that Django can do: the same bytes from a view, with no middleware."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

BODY = Path(os.environ["CONSTANT_PAGE"]).read_bytes()


def constant(request):
    return HttpResponse(BODY, headers={"Content-Encoding": "gzip"})


urlpatterns = [path("", constant)]
settings.configure(
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="x" * 50, LOGGING_CONFIG=None
)
application = get_wsgi_application()
