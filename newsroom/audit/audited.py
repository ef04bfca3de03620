"""What people save at the desk stands in the audit trail, and not in Django's own log: that would
keep names and headlines for ever."""

from typing import Any

from django.db.models import Model, QuerySet

from newsroom.audit.trail import record


class AuditedAdmin:
    """Stands before a ModelAdmin among the bases."""

    #: What a save is called in `audit.words`.
    saved = "changed"

    def log_addition(self, request: Any, obj: Model, message: object) -> None:
        record(self.saved, by=request.user, thing=obj)

    log_change = log_addition

    def log_deletions(self, request: Any, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            record("deleted", by=request.user, thing=row)
