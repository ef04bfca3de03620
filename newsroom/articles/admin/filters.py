from django.contrib.admin import SimpleListFilter
from django.utils.translation import gettext_lazy as _

from newsroom.articles.models import Section
from newsroom.correspondents.models import Correspondent
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.models import State


class StateFilter(SimpleListFilter):
    """The states as the desk names them, with those that are no state of their own.

    What is planned for a story that readers have, is found only by those who work on it.
    """

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            *State.choices, ("scheduled", _("Scheduled")), ("held", _("On hold")),
            ("later", _("Embargoed or delayed")), ("breaking", _("Breaking")),
            ("pending", _("Change waits")), ("notice", _("Notice waits")),
        ]  # fmt: skip

    def queryset(self, request, queryset):
        match self.value():
            case None:
                return queryset
            case "held":
                return queryset.filter(on_hold=True)
            case "scheduled":
                return queryset.scheduled()
            case "later":
                return queryset.kept_back()
            case "breaking":
                return queryset.breaking()
            case "pending":
                return queryset.known_to(request.user).pending()
            case "notice":
                return queryset.known_to(request.user).filter(notice__isnull=False)
            case State.PUBLISHED:
                return queryset.published()
            case value:
                return queryset.filter(state=value)


class LanguageFilter(SimpleListFilter):
    title = _("language")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        return [(code, language.endonym) for code, language in LANGUAGES.items()]

    def queryset(self, request, queryset):
        return queryset.in_language(self.value()) if self.value() else queryset


class SectionFilter(SimpleListFilter):
    title = _("section")
    parameter_name = "section"

    def lookups(self, request, model_admin):
        return [(section.slug, str(section)) for section in Section.objects.all()]

    def queryset(self, request, queryset):
        return queryset.filter(article__section__slug=self.value()) if self.value() else queryset


class CorrespondentFilter(SimpleListFilter):
    """By whoever is bylined, withheld or not: the desk knows whose story it is."""

    title = _("correspondent")
    parameter_name = "correspondent"

    def lookups(self, request, model_admin):
        return [(person.slug, str(person)) for person in Correspondent.objects.all()]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        known = queryset.known_to(request.user)
        return known.filter(article__correspondents__slug=self.value())
