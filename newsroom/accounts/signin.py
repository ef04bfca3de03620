"""A sign-in that ran out while somebody was writing costs them a password, never their words.

What was posted without a valid sign-in comes back inside the page that asks for one, and is sent
on from there. It needs neither scripts nor storage on the server.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.csrf import csrf_failure as djangos_csrf_failure

from newsroom.defences import DESK

#: Our own fields in these pages; whatever else was posted is somebody's work, passwords apart.
OURS = {"csrfmiddlewaretoken", "go_on_to", "username", "password"}


def kept(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in OURS and "password" not in name
        for value in values
    ]


def ask_again(
    request: HttpRequest, *, to: str = "", form: AdminAuthenticationForm | None = None
) -> HttpResponse:
    """Asks for name and password, with all that was posted inside the page."""
    context = {
        "form": form or AdminAuthenticationForm(request),
        "go_on_to": to or request.get_full_path(),
        "kept": kept(request),
        "lost_files": list(request.FILES),
    }
    return render(request, "admin/sign_in_again.html", context, status=403)


def go_on(request: HttpRequest) -> HttpResponse | None:
    """Signs in whoever comes from `ask_again`, and offers to send what was kept.

    None where the request does not come from there.
    """
    if not (to := where_to(request)):
        return None
    form = AdminAuthenticationForm(request, data=request.POST)
    if not form.is_valid():
        return ask_again(request, to=to, form=form)
    login(request, form.get_user())
    return send_again(request, to)


def send_again(request: HttpRequest, to: str, status: int = 200) -> HttpResponse:
    context = {"go_on_to": to, "kept": kept(request), "lost_files": list(request.FILES)}
    return render(request, "admin/send_again.html", context, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from before a sign-in or sign-out elsewhere in the same browser comes back, to be
    re-sent.

    Only where the browser itself says that the post came from one of our own pages.
    """
    ours, to = came_from_us(request), where_to(request)
    if ours and request.path == reverse("admin:logout"):
        logout(request)
        return redirect("admin:login")
    if ours and to and request.user.is_authenticated:
        return send_again(request, to, status=403)
    if ours and to and kept(request):
        return ask_again(request, to=to)
    return djangos_csrf_failure(request, reason=reason)


def came_from_us(request: HttpRequest) -> bool:
    """By what the browser itself says; a page elsewhere cannot make it say otherwise."""
    origin = urlsplit(request.headers.get("Origin", ""))
    same = (origin.scheme, origin.netloc) == (request.scheme, request.get_host())
    return same and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def where_to(request: HttpRequest) -> str:
    """Where at the desk this post belongs; that of `ask_again` is on its way to another page."""
    if request.path != reverse("admin:login"):
        return request.get_full_path() if request.path.startswith(DESK) else ""
    to = request.POST.get("go_on_to", "")
    # No host is allowed: what `ask_again` writes there is a path of the desk.
    return to if to.startswith(DESK) and url_has_allowed_host_and_scheme(to, None) else ""
