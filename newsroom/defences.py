"""What a browser may do with our answers: a policy and headers for each kind of address.

Readers' pages run our own files and nothing else; the desk may also ask its own server; a file
that is opened by itself may do nothing at all. docs/decisions/0017 says why.
"""

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import Any

from csp.constants import NONE, SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django_prose_editor.widgets import importmap

DESK = "/admin/"

PUBLIC: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    # A few pixels of a photo that is on its way stand in the page itself. An image runs nothing.
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    # Our pages ask for nothing; who judges one from within it (Lighthouse) asks for /robots.txt.
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "worker-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
    "object-src": [NONE],
}
FILES: dict[str, Any] = {"default-src": [NONE], "sandbox": True}
#: For feeds and sitemaps. A browser that shows one writes styles and small pictures of its own into
#: it, and reports itself where it is told of styles, by "default-src" too: there are none of ours.
XML: dict[str, Any] = {
    f"{kind}-src": [NONE]
    for kind in ("script", "font", "connect", "media", "frame", "worker", "object")
} | {"img-src": ["data:"], "form-action": [NONE], "base-uri": [NONE], "frame-ancestors": [NONE]}
#: FILES for a view under DESK that answers with a file.
SEALED = "default-src 'none'; sandbox"

DENIED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "payment", "screen-wake-lock", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS = ", ".join(f"{name}=()" for name in DENIED)


class Defences(CSPMiddleware):
    """Stands first: whatever answers below it, an error or a static file, gets these headers."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        return PolicyParts(config=None if report_only else policy(request.path, response))

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response = super().process_response(request, response)
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["Cross-Origin-Resource-Policy"] = resource_policy(request.path, response)
        if request.path.startswith(DESK):
            response.headers["Cache-Control"] = "no-store, private"
            # With "no-referrer" a browser would send its forms with the origin "null".
            response.headers["Referrer-Policy"] = "same-origin"
        return response


def policy(path: str, response: HttpResponseBase) -> dict[str, Any]:
    if "xml" in response.get("Content-Type", ""):
        return XML
    if path.startswith(DESK):
        return PUBLIC | {
            "script-src": [SELF, importmap_hash()], "img-src": [SELF],
            "frame-src": [SELF],
            # What a view lets the desk's own pages frame, it says by the older header.
            "frame-ancestors": [SELF if response.get("X-Frame-Options") == "SAMEORIGIN" else NONE],
        }  # fmt: skip
    is_file = path.startswith(settings.STATIC_URL) or is_public_picture(path, response)
    return FILES if is_file else PUBLIC


def is_public_picture(path: str, response: HttpResponseBase) -> bool:
    """A photo or a social card that readers have."""
    is_card = response.get("Content-Type") == "image/jpeg" and not path.startswith(DESK)
    return is_card or path.startswith(settings.MEDIA_URL)


def resource_policy(path: str, response: HttpResponseBase) -> str:
    """Who may embed it. A picture that readers have may stand in a feed reader or beside a link on
    the web, which loads it from another site; nothing else is of use there."""
    return "cross-origin" if is_public_picture(path, response) else "same-origin"


def importmap_hash() -> str:
    """Of the one script that stands inside a page: the editor's map of modules. It follows the
    static files' names, so it is made of what the page will say."""
    return script_hash(importmap.render())


@cache
def script_hash(tag: str) -> str:
    inside = tag.partition(">")[2].removesuffix("</script>")
    return f"'sha256-{b64encode(sha256(inside.encode()).digest()).decode()}'"


def known_host(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Refuses a name that is not ours before anything is answered, static files included."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.get_host()
        return get_response(request)

    return middleware
