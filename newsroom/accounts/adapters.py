"""How allauth does things here: by name and password and the code of an app, and no other way."""

from __future__ import annotations

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from newsroom import keys
from newsroom.accounts import sessions
from newsroom.accounts.models import Account
from newsroom.audit import trail

WRONG = _("This name and password do not belong together.")
WRONG_CODE = _("This code is not right, or it was used before. Wait for the next one.")
TOO_MANY = _("Too many attempts that failed. Wait some minutes, then try again.")

#: What allauth would say by templates of its own; whatever is not here it says to nobody.
SAID = {
    "mfa/messages/totp_activated.txt": _("From now on you sign in with a code as well."),
    "mfa/messages/totp_deactivated.txt": _("The codes of your app are asked for no more."),
}


class SignInAdapter(DefaultAccountAdapter):
    # allauth types people as Django's users; every account here is an `Account`. "ours" marks it.
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_password": _("This is not your password."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """This host alone: allauth's own would take all of ALLOWED_HOSTS."""
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """The typed name alone; allauth's has the host in it, which whoever asks may choose."""
        return f"sign-in:{credentials.get('username', '').lower()}"

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """The typed name goes into the trail as a digest: people type passwords there."""
        name = credentials.get("username", "")
        trail.record(
            "sign_in_failed",
            thing=Account.objects.filter(username=name).first(),
            digest=keys.digest("sign-in", f"{name}\n{self.get_client_ip(request)}"),
        )

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        trail.record("sign_in", by=user, thing=user)

    def post_login(self, request: HttpRequest, user: Any, **login: Any) -> HttpResponse:
        to = login["redirect_url"] or self.get_login_redirect_url(request)
        return HttpResponseRedirect(to)

    def get_reauthentication_methods(self, user: Any) -> list[dict]:
        """The code for who has one, which comes last in allauth's list; else the password."""
        return super().get_reauthentication_methods(user)[-1:]

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not in the first minutes: whoever has just signed in is asked nothing twice."""
        just_began = sessions.age(context.request) < app_settings.REAUTHENTICATION_TIMEOUT
        return not just_began and super().is_reauthentication_required(app=app, **more)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, **more: Any
    ) -> None:
        if message_template in SAID:
            messages.add_message(request, level, SAID[message_template])


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def get_totp_label(self, user: Any) -> str:
        return user.username

    def encrypt(self, text: str) -> str:
        return keys.seal("second-factor", text)

    def decrypt(self, encrypted_text: str) -> str:
        return keys.unseal("second-factor", encrypted_text)
