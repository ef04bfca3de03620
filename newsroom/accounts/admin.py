from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from newsroom.accounts.models import Account
from newsroom.accounts.roles import ROLES

admin.site.unregister(Group)


@admin.register(Account)
class AccountAdmin(UserAdmin):
    list_display = ["username", "name", "language", "is_active"]
    list_filter = ["groups", "is_active"]
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
    filter_horizontal = []
    actions = None

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
