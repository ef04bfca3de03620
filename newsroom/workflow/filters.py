from django.contrib.admin import SimpleListFilter
from django.utils.translation import gettext_lazy as _

from newsroom.workflow.models import State


class StateFilter(SimpleListFilter):
    """The states that this kind of thing can be in, by the words of its own chips."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        known = {State.DRAFT} | {move.target for move in model_admin.model.moves().values()}
        return [
            (state, model_admin.model(state=state).chip_label) for state in State if state in known
        ]

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() else queryset
