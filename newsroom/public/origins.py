"""Whether a form was sent from a page of ours, told without a cookie.

Browsers say where a form comes from: `Sec-Fetch-Site`, `Origin`, or at least `Referer`. None of it
is kept.
"""

from enum import Enum
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


class Sender(Enum):
    OURS = "ours"
    FOREIGN = "foreign"
    #: A browser that says nothing, as some old or very discreet ones do.
    UNKNOWN = "unknown"


def sender(request: HttpRequest) -> Sender:
    """Nothing may speak against us, and something has to speak for us."""
    site = request.headers.get("Sec-Fetch-Site", "")
    told = [request.headers.get(name, "") for name in ("Origin", "Referer")]
    hosts = [host_of(each) for each in told if each and each != "null"]
    if site and site != "same-origin" or not set(hosts) <= ours(request):
        return Sender.FOREIGN
    return Sender.OURS if site or hosts else Sender.UNKNOWN


def host_of(url: str) -> str:
    """What is no address is nobody's."""
    try:
        return urlsplit(url).netloc.lower() or "?"
    except ValueError:
        return "?"


def ours(request: HttpRequest) -> set[str]:
    """The name that was asked for, which `ALLOWED_HOSTS` has, and the site's own."""
    return {request.get_host().lower(), urlsplit(settings.SITE_URL).netloc.lower()}
