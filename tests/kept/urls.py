"""Pages that can be kept, and some that cannot, before the newsroom's own; for tests/kept."""

import threading
import time

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import path

from newsroom.delivery.record import note, until
from newsroom.urls import handler404, handler500  # noqa: F401
from newsroom.urls import urlpatterns as own


class Press:
    """What the pages are made of, and how often they were. `fails`: raised by whoever renders.
    `slow`: how long that takes. `says`: what stands on the page."""

    def __init__(self):
        self.lock = threading.Lock()
        self.clean()

    def clean(self):
        self.made, self.says, self.fails, self.slow, self.until = 0, "first", None, 0.0, None
        self.between = None
        self.requests = []

    def page(self, request):
        with self.lock:
            self.made += 1
            self.requests.append(request)
            says = self.says
        if self.between:
            self.between()
        time.sleep(self.slow)
        if self.fails:
            raise self.fails
        note("article:1", "site")
        until(self.until)
        page = f"{says} {request.get_full_path()} {request.build_absolute_uri()}"
        return HttpResponse(page + " سطر" * 200)


press = Press()


def cookie(request):
    note("site")
    response = HttpResponse("mine")
    response.set_cookie("who", "me")
    return response


def private(request):
    note("site")
    return HttpResponse("mine", headers={"Cache-Control": "private"})


def varies(request):
    note("site")
    return HttpResponse("mine", headers={"Vary": "Cookie"})


def streams(request):
    note("site")
    return StreamingHttpResponse(iter(["a", "b"]))


def noteless(request):
    return HttpResponse("nobody knows of what")


def nowhere(request):
    note("site")
    raise Http404


def withdrawn(request):
    note("article:2")
    response = HttpResponse("it was taken back", status=410)
    response.may_be_kept = request.path.endswith("/told/")
    return response


def moved(request):
    note("site")
    return HttpResponse(status=301, headers={"Location": "/there/"})


views = [cookie, private, varies, streams, noteless, nowhere, moved]
urlpatterns = [
    path("sections/press/", press.page),
    path("lite/press/", press.page),
    path("press/", press.page),
    path("press/<int:number>/", lambda request, number: press.page(request)),
    path("search/", press.page),
    path("admin/press/", press.page),
    path("withdrawn/", withdrawn),
    path("withdrawn/told/", withdrawn),
    *(path(f"{view.__name__}/", view) for view in views),
    *own,
]
