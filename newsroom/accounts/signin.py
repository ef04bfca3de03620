"""A sign-in that ran out while somebody was writing costs them a password, never their words.

What was posted without a valid sign-in comes back inside the page that asks for one, and is sent
on from there. It needs neither scripts nor storage on the server.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal import flows
from allauth.account.models import Login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.csrf import csrf_failure as djangos_csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from newsroom.accounts import second_factor
from newsroom.accounts.forms import SignInAgainForm, SignInForm
from newsroom.audit import trail
from newsroom.defences import DESK

#: Our own fields in these pages; whatever else was posted is somebody's work, passwords apart.
OURS = {"csrfmiddlewaretoken", "go_on_to", "username", "password", "one_time_code"}

#: What would send a story on.
STEPS = {"submit", "_move"}
#: Hidden fields, by which a form knows what it was opened on: nobody's words.
NOBODYS = {"page", "base", "clashes", "seen", "sent", "draft", "key", "pictures", "opened"}

#: What somebody reaches who has yet to set up the second factor.
WITHOUT_SECOND_FACTOR = {
    "account_login", "admin:login", "admin:logout", "mfa_activate_totp", "account_reauthenticate",
}  # fmt: skip


@never_cache
@sensitive_post_parameters("password")
def enter(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Name and password; allauth then asks for the code where the account has one."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    to = wanted if get_adapter().is_safe_url(wanted) else ""
    form = SignInForm(request, data=request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        account = form.get_user()
        state = {"hash": account.get_session_auth_hash()}
        return flows.login.perform_login(request, Login(account, redirect_url=to, state=state))
    return render(request, "admin/login.html", context | {"form": form, "next": to})


def leave(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        trail.record("signed_out", by=request.user, thing=request.user)
    logout(request)
    response = redirect("admin:login")
    # Drafts, what waits to be sent, and the page for filing without a network: the next who holds
    # this device finds none of it, even where no script ran.
    response["Clear-Site-Data"] = '"storage"'
    return response


def set_up_first(request: HttpRequest) -> HttpResponse | None:
    """Leads who lacks a second factor to where it is set up; None for everybody else.

    What they sent meanwhile stays in the page, to be sent again when that is done.
    """
    is_way_out = request.resolver_match.view_name in WITHOUT_SECOND_FACTOR
    if is_way_out or not second_factor.is_missing(request.user):
        return None
    if request.method != "POST":
        return redirect("mfa_activate_totp")
    context = {"go_on_to": request.get_full_path(), **sent(request)}
    return render(request, "admin/set_up_first.html", context, status=403)


def kept(request: HttpRequest) -> list[tuple[str, str]]:
    """All that was sent, to be sent again; without the step where pictures are lost: it would go
    on without them."""
    left_out = OURS | STEPS if request.FILES else OURS
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in left_out and "password" not in name
        for value in values
    ]


def sent(request: HttpRequest) -> dict[str, Any]:
    """What was sent, for a page that keeps it: to be sent again, and to be read."""
    fields = kept(request)
    return {"kept": fields, "words": words_of(fields), "lost_files": list(request.FILES)}


def words_of(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What somebody wrote of what was sent."""
    return [
        (name, text)
        for name, text in fields
        if name not in NOBODYS and (" " in text.strip() or len(text) > 20)
    ]


def ask_again(
    request: HttpRequest, *, to: str = "", form: SignInAgainForm | None = None
) -> HttpResponse:
    """Asks for name, password and code, with all that was posted inside the page."""
    context = {
        "form": form or SignInAgainForm(request),
        "go_on_to": to or request.get_full_path(),
        **sent(request),
    }
    return render(request, "admin/sign_in_again.html", context, status=403)


def go_on(request: HttpRequest) -> HttpResponse | None:
    """Signs in whoever comes from `ask_again`, and offers to send what was kept.

    None where the request does not come from there.
    """
    if not (to := where_to(request)):
        return None
    form = SignInAgainForm(request, data=request.POST)
    if not form.is_valid():
        return ask_again(request, to=to, form=form)
    form.sign_in()
    return send_again(request, to)


def send_again(request: HttpRequest, to: str, status: int = 200) -> HttpResponse:
    context = {"go_on_to": to, **sent(request)}
    return render(request, "admin/send_again.html", context, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from before a sign-in or sign-out elsewhere in the same browser comes back, to be
    re-sent.

    Only where the browser itself says that the post came from one of our own pages.
    """
    ours, to = came_from_us(request), where_to(request)
    if ours and request.path == reverse("admin:logout"):
        return leave(request)
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
