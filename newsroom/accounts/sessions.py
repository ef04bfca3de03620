"""When a session of the desk ends by itself: unused for hours, or old however much it is used.

Its row expires SESSION_COOKIE_AGE after it was last saved; so that reading keeps it alive, too, it
is saved now and then.
"""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.utils import timezone

#: Seconds for which nothing is saved: a page is mostly read, and each save is a write.
SAVED_EVERY = 300


def begin(request: HttpRequest, **_of_the_signal: object) -> None:
    request.session["began"] = request.session["saved"] = timezone.now().timestamp()


def keep_or_end(request: HttpRequest) -> None:
    """A session that does not know when it began is one from before there was this rule."""
    if age(request) > settings.SESSION_LONGEST:
        logout(request)
    elif (now := timezone.now().timestamp()) - request.session["saved"] > SAVED_EVERY:
        request.session["saved"] = now


def age(request: HttpRequest) -> float:
    """Seconds since name and password were given."""
    return timezone.now().timestamp() - request.session.get("began", 0)
