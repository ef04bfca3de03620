from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.http import HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.accounts import signin, views

#: A draft's slug is its headline, and Django redirects to any row's public page; the password page
#: says on the next one that it is done.
UNWANTED = {"view_on_site", "password_change_done"}


def asks_for_nul(asked: QueryDict) -> bool:
    """No column holds one, and PostgreSQL cannot even look for one. The search box may: it is
    cleaned where it is read."""
    return any("\0" in value for name, value in asked.items() if name != "q")


class DeskSite(AdminSite):
    """Django's admin as a newsroom's desk: one list of stories as its front."""

    site_header = site_title = index_title = _("Desk")
    enable_nav_sidebar = False
    index_template = "admin/desk.html"

    def get_urls(self):
        return [url for url in super().get_urls() if getattr(url, "name", "") not in UNWANTED]

    def admin_view(self, view, cacheable=False):
        checked = super().admin_view(view, cacheable)

        def keeping_the_text(request, *args, **kwargs):
            if request.method == "GET" and asks_for_nul(request.GET):
                return HttpResponseRedirect(request.path)
            leaves = request.path == reverse("admin:logout")
            if request.method == "POST" and not self.has_permission(request) and not leaves:
                return signin.ask_again(request)
            return checked(request, *args, **kwargs)

        return update_wrapper(keeping_the_text, checked)

    def each_context(self, request):
        """What the last save took in is told to one page: its script lets go of that draft."""
        told = {"saved_draft": request.session.pop("saved_draft", "")}
        return super().each_context(request) | told

    def login(self, request, extra_context=None):
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if request.method == "POST" and (response := signin.go_on(request)):
            return response
        return signin.enter(request, self.each_context(request))

    def logout(self, request, extra_context=None):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return signin.leave(request)

    def password_change(self, request, extra_context=None):
        return views.ChangePassword.as_view()(request)
