from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin, with the desk in place of its default site."""

    default_site = "newsroom.accounts.site.DeskSite"
