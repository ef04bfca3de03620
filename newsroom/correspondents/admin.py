from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from newsroom.audit.trail import record, saw
from newsroom.correspondents.models import Correspondent
from newsroom.correspondents.protection import PERMISSION
from newsroom.correspondents.protection_form import FIELDS, ProtectionForm
from newsroom.text.named import own
from newsroom.workflow.admin import EditorialAdmin
from newsroom.workflow.alike import AlikeMixin
from newsroom.workflow.filters import StateFilter
from newsroom.workflow.found import FoundMixin
from newsroom.workflow.named_fields import NamedFieldsMixin, in_every_language
from newsroom.workflow.sorted_by_name import SortedByNameMixin

PROTECTED = (
    _("Protected words"),
    {
        "fields": FIELDS,
        "classes": ["collapse"],
        "description": _(
            "A legal name and a telephone number stop whatever would bring them to readers; a"
            " village is warned of on this person's stories. What you write here is kept as a"
            " fingerprint: nobody reads it again, you included."
        ),
    },
)
NAMED = ["public_name", "pen_name", "role_line", "about"]


@admin.register(Correspondent)
class CorrespondentAdmin(
    AlikeMixin, FoundMixin, SortedByNameMixin, NamedFieldsMixin, EditorialAdmin
):
    named_fields = NAMED
    sorted_by = ["slug", *in_every_language("pen_name", "public_name")]
    change_form_template = "admin/correspondents/correspondent/change_form.html"
    list_display = ["own_name", "signing", "chip", "where"]
    list_filter = ["signing", StateFilter]
    list_select_related = ["area"]
    autocomplete_fields = ["area"]
    fieldsets = [
        (None, {"fields": ["slug", "signing", "area", "languages"]}),
        (_("Pen name"), {"fields": in_every_language("pen_name")}),
        (_("Line where the byline is withheld"), {"fields": in_every_language("role_line")}),
        (_("About, for readers"), {"fields": in_every_language("about")}),
        (_("Name for bylines"), {"fields": in_every_language("public_name")}),
        (_("Account"), {"fields": ["account"], "classes": ["collapse"]}),
    ]

    @admin.display(description=_("area"))
    def where(self, person: Correspondent) -> str | None:
        return own(person.area) or None

    def get_readonly_fields(self, request, obj=None):
        """How openly somebody signs is for those to decide who decide on the public page."""
        may_decide = request.user.has_perm("correspondents.publish_correspondent")
        return [] if may_decide else ["signing"]

    def get_fieldsets(self, request, obj=None):
        """Who is behind a pen name is known to those who make correspondents, and not found by
        searching either."""
        may_know = request.user.has_perm("correspondents.add_correspondent")
        shown = self.fieldsets if may_know else self.fieldsets[:-2]
        return [*shown, PROTECTED] if self.may_protect(request) else shown

    def may_protect(self, request) -> bool:
        return request.user.has_perm(PERMISSION) and self.has_change_permission(request)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Whoever may not protect gets a form that knows of no such fields, whatever is posted."""
        if self.may_protect(request):
            names = flatten_fieldsets(self.get_fieldsets(request, obj))
            shown = [name for name in names if name not in FIELDS]
            kwargs |= {"form": ProtectionForm, "fields": shown}
        return super().get_form(request, obj, change, **kwargs)

    @method_decorator(sensitive_post_parameters(*FIELDS))
    def changeform_view(self, request, object_id=None, *args, **kwargs):
        if object_id and request.user.has_perm("correspondents.add_correspondent"):
            person = self.get_object(request, object_id)
            if person and person.account_id:
                saw(request.user, person, "saw_account")
        return super().changeform_view(request, object_id, *args, **kwargs)

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        for name, verb in (("account", "account_linked"), ("signing", "signing_changed")):
            if change and name in form.changed_data:
                record(verb, by=request.user, thing=obj)
        if isinstance(form, ProtectionForm):
            request.words_kept = form.keep(obj, request.user)

    def then_move(self, request, thing):
        """Whoever protected something is shown at once what readers have of it."""
        response = super().then_move(request, thing)
        if not getattr(request, "words_kept", 0):
            return response
        messages.success(request, _("Kept. This is what readers have already:"))
        return HttpResponseRedirect(reverse("admin:articles_edition_exposed"))
