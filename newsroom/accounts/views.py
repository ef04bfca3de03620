"""The pages about one's own sign-in: allauth's flows with the desk's words around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.contrib import admin, messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from newsroom.accounts import second_factor
from newsroom.accounts.forms import (
    CodeAgainForm,
    CodeForm,
    FirstCodeForm,
    LanguageForm,
    PasswordChangeForm,
)
from newsroom.accounts.models import Account
from newsroom.audit import trail

if TYPE_CHECKING:
    from django.views.generic import TemplateView
else:
    TemplateView = object


class OnTheDesk(TemplateView):
    """Stands before a view of allauth's among the bases."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return admin.site.each_context(self.request) | context


class EnterCode(OnTheDesk, base.AuthenticateView):
    """The second page of a sign-in."""

    form_class = CodeForm
    template_name = "admin/account/code.html"

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Not where the account changed since its password was given: that sign-in is dead, too."""
        login = self.stage.login
        if not constant_time_compare(login.state["hash"], login.user.get_session_auth_hash()):
            return self.stage.abort()
        return super().form_valid(form)


class PasswordAgain(OnTheDesk, ReauthenticateView):
    template_name = "admin/account/again.html"
    extra_context = {"with_password": True}


class CodeAgain(OnTheDesk, base.ReauthenticateView):
    form_class = CodeAgainForm
    template_name = "admin/account/again.html"


class Overview(OnTheDesk, base.IndexView):
    template_name = "admin/account/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        codes = context["authenticators"].get(Authenticator.Type.RECOVERY_CODES)
        context["codes_left"] = len(codes.get_unused_codes()) if codes else 0
        context.setdefault("form", LanguageForm(instance=self.request.user))
        return context

    def post(self, request: HttpRequest) -> HttpResponse:
        """Whose language it is, nobody says but the session."""
        form = LanguageForm(request.POST, instance=Account.objects.get(pk=request.user.pk))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if form.has_changed():
            account = form.save()
            with translation.override(account.language):
                messages.success(request, _("From now on the desk speaks this language to you."))
        return redirect("mfa_index")


def end_other_sessions(request: HttpRequest) -> None:
    """All of the person's but this one."""
    request.user.end_sessions()
    update_session_auth_hash(request, request.user)


class SetUp(OnTheDesk, totp.ActivateTOTPView):
    form_class = FirstCodeForm
    template_name = "admin/account/set_up.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["is_required"] = second_factor.is_required(self.request.user)
        return context

    def form_valid(self, form: FirstCodeForm) -> HttpResponse:
        """The sessions that were opened without a code end; this one has just shown one."""
        response = super().form_valid(form)
        account = self.request.user
        end_other_sessions(self.request)
        trail.record("second_factor_set", by=account, thing=account)
        return response


class Remove(OnTheDesk, totp.DeactivateTOTPView):
    template_name = "admin/account/remove.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["is_required"] = second_factor.is_required(self.request.user)
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        """As an administrator's taking it away does, but for the session that asked for it."""
        response = super().form_valid(form)
        account = self.request.user
        end_other_sessions(self.request)
        trail.record("second_factor_removed", by=account, thing=account)
        return response


class ShowsCodes(TemplateView):
    """Stands before a view of allauth's that shows the recovery codes."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        trail.saw(request.user, request.user, "saw_recovery_codes")
        return super().get(request, *args, **kwargs)


class RecoveryCodes(ShowsCodes, OnTheDesk, recovery_codes.ViewRecoveryCodesView):
    template_name = "admin/account/recovery_codes.html"


class DownloadRecoveryCodes(ShowsCodes, recovery_codes.DownloadRecoveryCodesView):
    template_name = "admin/account/recovery_codes.txt"


class NewRecoveryCodes(OnTheDesk, recovery_codes.GenerateRecoveryCodesView):
    template_name = "admin/account/new_codes.html"


class ChangePassword(OnTheDesk, PasswordChangeView):
    form_class = PasswordChangeForm
    template_name = "admin/account/password.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        response = super().form_valid(form)
        said = _("Your password is changed. Wherever else you were signed in, you are signed out.")
        messages.success(self.request, said)
        return response
