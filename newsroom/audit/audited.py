"""What people save at the desk stands in the audit trail, and not in Django's own log: that would
keep names and headlines for ever."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from newsroom.audit.trail import record
from newsroom.text.named import own

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin
else:
    ModelAdmin = object


class AuditedAdmin(ModelAdmin):
    """Stands before a ModelAdmin among the bases."""

    #: What a save is called in `audit.words`.
    saved = "changed"

    def history_view(
        self, request: Any, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """A browser's own history keeps titles, whoever holds it: they name nothing."""
        thing = self.get_object(request, unquote(object_id))
        more = {"title": _("History"), "subtitle": own(thing)}
        return super().history_view(request, object_id, more | (extra_context or {}))

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        context["subtitle"] = own(kwargs.get("obj"))
        return super().render_change_form(request, context, *args, **kwargs)

    def log_addition(self, request: Any, obj: Model, message: object) -> Any:
        return record(self.saved, by=request.user, thing=obj)

    def log_change(self, request: Any, obj: Model, message: object) -> Any:
        return self.log_addition(request, obj, message)

    def log_deletions(self, request: Any, queryset: QuerySet[Any]) -> Any:
        for row in queryset:
            record("deleted", by=request.user, thing=row)
