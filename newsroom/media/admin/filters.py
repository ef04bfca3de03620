from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from newsroom.media import uses
from newsroom.media.models import Depicts, Obscuring, Rights


class RightsFilter(SimpleListFilter):
    title = _("rights")
    parameter_name = "rights"

    def lookups(self, request, model_admin):
        soon, ended = ("soon", _("End soon")), ("ended", _("Ended"))
        return [*Rights.choices, ("none", _("Nobody has said")), soon, ended]

    def queryset(self, request, queryset):
        match self.value():
            case None:
                return queryset
            case "soon":
                return queryset.ending()
            case "ended":
                return queryset.ended()
            case value:
                return queryset.filter(rights="" if value == "none" else value)


class DepictsFilter(SimpleListFilter):
    title = _("minors or detainees?")
    parameter_name = "depicts"

    def lookups(self, request, model_admin):
        return [("none", _("Nobody has said")), *Depicts.choices]

    def queryset(self, request, queryset):
        value = "" if self.value() == "none" else self.value()
        return queryset if self.value() is None else queryset.filter(depicts=value)


class UsedFilter(SimpleListFilter):
    """By the stories that the person may know of; of others it tells nothing."""

    title = _("use")
    parameter_name = "used"

    def lookups(self, request, model_admin):
        return [("yes", _("In a story")), ("no", _("In no story"))]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        used = uses.in_use(request.user)
        return queryset.filter(used if self.value() == "yes" else ~used)


def obscurings():
    """Those that count for a photo: the one that waits, and the newest that was confirmed."""
    confirmed = Obscuring.objects.filter(photo=OuterRef("photo"), confirmed_at__isnull=False)
    newer = Exists(confirmed.filter(pk__gt=OuterRef("pk")))
    return Obscuring.objects.filter(Q(confirmed_at=None) | ~newer)


class ObscuredFilter(SimpleListFilter):
    title = _("obscured areas")
    parameter_name = "obscured"

    def lookups(self, request, model_admin):
        return [("waits", _("Waits for a second look")), ("yes", _("Obscured"))]

    def queryset(self, request, queryset):
        match self.value():
            case "waits":
                found = Obscuring.objects.filter(confirmed_at=None)
            case "yes":
                found = obscurings().exclude(areas=[])
            case _:
                return queryset
        return queryset.filter(pk__in=found.values("photo"))


class SenderFilter(SimpleListFilter):
    """One's own; who else sent what, is nobody's to find out by filtering."""

    title = _("sent")
    parameter_name = "sent"

    def lookups(self, request, model_admin):
        return [("me", _("By me"))]

    def queryset(self, request, queryset):
        return queryset.filter(sent_by=request.user) if self.value() == "me" else queryset
