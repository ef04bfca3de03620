from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.accounts import second_factor
from newsroom.accounts.forms import OthersPasswordForm
from newsroom.accounts.models import Account
from newsroom.accounts.roles import ROLES
from newsroom.audit.audited import AuditedAdmin
from newsroom.text.languages import LANGUAGES, marked
from newsroom.text.named import own

admin.site.unregister([Group, EmailAddress, Authenticator])
#: What stands in a field's place for those who may only look.
SHOWN = {
    "username": "signs_in_as", "name": "known_as", "is_active": "active", "is_staff": "at_desk",
    "is_superuser": "administers", "groups": "roles", "language": "speaks",
}  # fmt: skip


def called(name: str):
    return Account._meta.get_field(name).verbose_name


def yes_or_no(name: str):
    """Django shows an icon that says "True" in every language."""

    @admin.display(description=called(name), ordering=name)
    def said(self, account: Account) -> str:
        return gettext("yes") if getattr(account, name) else gettext("no")

    return said


class RoleFilter(admin.SimpleListFilter):
    title = _("roles")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return list(ROLES.items())

    def queryset(self, request, queryset):
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(Account)
class AccountAdmin(AuditedAdmin, UserAdmin):
    saved = "account_changed"
    list_display = ["signs_in_as", "known_as", "language", "active"]
    list_filter = [RoleFilter, "is_active"]
    search_fields = ["username", "name"]
    fieldsets = [
        (None, {"fields": ["username", "password", "name", "email", "language"]}),
        (_("What this person may do"), {"fields": ["is_active", "is_staff", "groups"]}),
        (_("Administrator"), {"fields": ["is_superuser"], "classes": ["collapse"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "name", "language", "password1",
                           "password2", "is_staff", "groups"]}),
    ]  # fmt: skip
    readonly_fields = list(SHOWN.values())
    filter_horizontal = []
    actions = None
    change_password_form = OthersPasswordForm

    def get_fieldsets(self, request, obj=None):
        """Who may only look sees nothing of the password, and words for the rest."""
        found = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            return found
        return [
            (title, more | {"fields": [
                SHOWN.get(name, name) for name in more["fields"] if name != "password"
            ]})
            for title, more in found
        ]  # fmt: skip

    active = yes_or_no("is_active")
    at_desk = yes_or_no("is_staff")
    administers = yes_or_no("is_superuser")

    @admin.display(description=called("username"), ordering="username")
    def signs_in_as(self, account: Account) -> str:
        return format_html('<bdi dir="ltr" translate="no">{}</bdi>', account.username)

    @admin.display(description=called("name"), ordering="name")
    def known_as(self, account: Account) -> str:
        return own(account.name)

    @admin.display(description=called("language"))
    def speaks(self, account: Account) -> str:
        return marked(LANGUAGES[account.language].endonym, account.language)

    @admin.display(description=_("roles"))
    def roles(self, account: Account) -> str:
        names = account.groups.values_list("name", flat=True)
        return gettext(", ").join(str(ROLES.get(name, name)) for name in names)

    def get_urls(self):
        view = self.admin_site.admin_view(self.reset_second_factor)
        address = path("<int:pk>/second-factor/", view, name="accounts_account_second_factor")
        return [address, *super().get_urls()]

    def reset_second_factor(self, request, pk: int):
        """For a colleague who lost phone and recovery codes: asks, and does it by POST."""
        account = self.get_queryset(request).filter(pk=pk).first()
        if not self.may_reset(request, account):
            raise Http404
        if request.method != "POST":
            context = self.admin_site.each_context(request) | {"account": account}
            return render(request, "admin/reset_second_factor.html", context)
        second_factor.reset(account, by=request.user)
        said = gettext("The second factor is taken away, and every session is ended.")
        messages.success(request, said)
        return redirect("admin:accounts_account_change", pk)

    def may_reset(self, request, account: Account | None) -> bool:
        is_other = account and account.pk != request.user.pk  # one's own is asked for the code
        allowed = account and is_other and second_factor.may_reset(request.user, account)
        return bool(allowed and second_factor.has(account))

    def get_changeform_initial_data(self, request):
        """Whoever gets an account is to sign in at the desk."""
        return {"is_staff": True} | super().get_changeform_initial_data(request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        account = self.get_object(request, object_id)
        context = {"may_reset": self.may_reset(request, account)}
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def get_search_results(self, request, queryset, search_term):
        """No name is longer, and each word is a condition more."""
        return super().get_search_results(request, queryset, search_term[:150])

    def save_model(self, request, obj, form, change):
        """Whoever comes back to the desk signs in anew: no old cookie comes back with them."""
        super().save_model(request, obj, form, change)
        if change and {"is_active", "is_staff"} & set(form.changed_data):
            obj.end_sessions()

    def has_delete_permission(self, request, obj=None):
        """Whoever wrote history stays in it: an account is made inactive instead."""
        return False

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.widget = forms.CheckboxSelectMultiple()
            field.choices = [
                (group.pk, ROLES.get(group.name, group.name)) for group in field.queryset
            ]
        return field

    def get_queryset(self, request):
        """For others an account that exists answers as one that does not."""
        rows = super().get_queryset(request)
        return rows if self.has_view_or_change_permission(request) else rows.none()
