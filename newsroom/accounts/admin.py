from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from newsroom.accounts.models import Account

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
        (None, {"fields": ["username", "name", "language", "usable_password", "password1",
                           "password2", "is_staff", "groups"]}),
    ]  # fmt: skip
    filter_horizontal = []
