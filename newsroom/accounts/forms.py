"""What is typed to sign in. Everything here is throttled by name and address and leaves a line in
the audit trail."""

from __future__ import annotations

from unicodedata import decimal

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, AuthenticationForm
from django.contrib.auth.forms import PasswordChangeForm as DjangosPasswordChangeForm
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from newsroom.accounts import second_factor
from newsroom.accounts.adapters import WRONG
from newsroom.accounts.models import Account
from newsroom.audit import trail


class SignInForm(AuthenticationForm):
    """Name and password. Known and unknown names are answered alike, in words and in time."""

    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def clean(self):
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if name is not None and password:
            adapter = get_adapter()
            self.user_cache = adapter.authenticate(self.request, username=name, password=password)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
        return self.cleaned_data


class SignInAgainForm(SignInForm):
    """All at once, beside the words that wait: there is no second page that could keep them."""

    error_messages = {"invalid_login": _("Name, password or code is not right.")}
    one_time_code = forms.CharField(
        label=_("Code from your app, if you use one"), required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
        ),
    )  # fmt: skip

    def clean(self):
        super().clean()
        account = self.get_user()
        if account and second_factor.has(account):
            code = {"code": self.cleaned_data.get("one_time_code", "")}
            self.code = CodeForm(user=account, data=code)
            self.code.is_valid()
            if self.code.has_error("code", "too_many_login_attempts"):
                raise get_adapter().validation_error("too_many_login_attempts")
            if self.code.errors:
                raise self.get_invalid_login_error()
        return self.cleaned_data

    def sign_in(self) -> None:
        if hasattr(self, "code"):
            self.code.save()
        get_adapter().login(self.request, self.get_user())


class _Code:
    """A code by app or paper, typed with whatever digits the keyboard has."""

    def clean_code(self) -> str:
        self.cleaned_data["code"] = plain(self.cleaned_data["code"])
        try:
            return super().clean_code()
        except ValidationError as error:
            if error.code == "incorrect_code":
                adapter = get_adapter()
                adapter.authentication_failed(context.request, username=self.user.username)
            raise

    def save(self) -> None:
        super().save()
        if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
            trail.record("recovery_code_used", by=self.user, thing=self.user)


class CodeForm(_Code, AuthenticateForm):
    pass


class CodeAgainForm(_Code, ReauthenticateForm):
    pass


class FirstCodeForm(ActivateTOTPForm):
    def clean_code(self) -> str:
        self.cleaned_data["code"] = plain(self.cleaned_data["code"])
        return super().clean_code()


class PasswordChangeForm(DjangosPasswordChangeForm):
    def clean_old_password(self) -> str:
        """Throttled: who finds a desk left open does not get to guess."""
        old = self.cleaned_data["old_password"]
        if not get_adapter().reauthenticate(self.user, old):
            raise get_adapter().validation_error("incorrect_password")
        return old

    @transaction.atomic
    def save(self, commit=True):
        account = super().save(commit)
        trail.record("password_changed", by=account, thing=account)
        return account


class OthersPasswordForm(AdminPasswordChangeForm):
    @transaction.atomic
    def save(self, commit=True):
        account = super().save(commit)
        trail.record("password_changed", by=context.request.user, thing=account)
        return account


class LanguageForm(forms.ModelForm):
    """What one may change of one's own account oneself."""

    class Meta:
        model = Account
        fields = ["language"]
        widgets = {"language": forms.RadioSelect}
        error_messages = {
            "language": dict.fromkeys(
                ("required", "invalid_choice"),
                _("The desk does not speak that language. Choose one of these."),
            )
        }

    @transaction.atomic
    def save(self, commit=True):
        """Of the row this column alone: somebody else may be changing another one."""
        account = self.instance
        account.save(update_fields=["language"])
        trail.record("account_changed", by=account, thing=account)
        return account


def plain(code: str) -> str:
    return "".join(str(decimal(letter, letter)) for letter in code)
