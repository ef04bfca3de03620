"""The newsroom with what deploy/nginx.conf adds to it: the renditions, and for how long."""

import os
import re

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

from django.conf import settings

from newsroom.wsgi import application as inner

RENDITION = re.compile(r"/media/(photos/[a-z0-9]+/(?:card|article|full)-[0-9]+\.(avif|webp|jpg))")
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}


def application(environ, start_response):
    match = RENDITION.fullmatch(environ["PATH_INFO"])
    path = match and settings.MEDIA_ROOT / match[1]
    if not path or not path.is_file():
        return inner(environ, start_response)
    content = path.read_bytes()
    headers = [
        ("Content-Type", TYPES[match[2]]),
        ("Content-Length", str(len(content))),
        ("Cache-Control", "public, max-age=86400, s-maxage=60"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
    ]
    start_response("200 OK", headers)
    return [content]
