from __future__ import annotations

from collections.abc import Mapping

from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from newsroom.articles.following import out_of_date, translated
from newsroom.articles.models import Article, Section
from newsroom.articles.search import in_language, in_section, in_state
from newsroom.correspondents.models import Correspondent
from newsroom.text.languages import CHOICES, LANGUAGES
from newsroom.text.sorting import in_order
from newsroom.text.terms import Choice
from newsroom.workflow.models import State
from newsroom.workflow.paging import MOST_LISTED

#: Stories that a database puts in order in no time.
MOST_SORTED = 1000


def wanted(chosen: Mapping[str, str]) -> list[Choice]:
    """What of the filters the search's index knows, so that it looks among nothing else."""
    state, language = chosen.get("state"), chosen.get("language")
    found = [in_state(state)] if state in State.values else []
    found += [in_language(language)] if language in LANGUAGES else []
    pk = Section.objects.filter(slug=chosen.get("section")).values_list("pk", flat=True).first()
    return [*found, in_section(pk)] if pk else found


def few(queryset, rows):
    """Of the list, these, which are rare: their keys are asked for first and in no order, so that
    the database takes the index that has them and does not look through a million by age. Where
    they are more than the list shows, they are left to what else narrows it."""
    keys = list(rows.order_by().values_list("pk", flat=True)[: MOST_LISTED + 1])
    return queryset.filter(pk__in=keys) if len(keys) <= MOST_LISTED else rows


def of_stories(queryset, stories):
    """Of the list, the editions of these stories. Of few of them by their keys; of many the newest
    stand near the top of any list, and a database that began with all of them would sort them."""
    keys = list(stories.order_by().values_list("pk", flat=True)[: MOST_SORTED + 1])
    if len(keys) <= MOST_SORTED:
        return queryset.filter(article__in=keys)
    return queryset.filter(Exists(stories.filter(pk=OuterRef("article"))))


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
            ("out_of_date", _("Out of date")),
        ]  # fmt: skip

    def queryset(self, request, queryset):
        match self.value():
            case None:
                return queryset
            case "held":
                return few(queryset, queryset.filter(on_hold=True))
            case "scheduled":
                return few(queryset, queryset.scheduled())
            case "later":
                return few(queryset, queryset.kept_back())
            case "breaking":
                return few(queryset, queryset.breaking())
            case "pending":
                return few(queryset, queryset.known_to(request.user).pending())
            case "notice":
                told = queryset.filter(notice__isnull=False)
                return few(queryset, told.known_to(request.user))
            case "out_of_date":
                rows = out_of_date(queryset.filter(pk__in=translated()))
                return few(queryset, rows.exclude(state__in=(State.WITHDRAWN, State.SPIKED)))
            case State.PUBLISHED:
                return queryset.published()
            case value:
                return queryset.filter(state=value)


class LanguageFilter(SimpleListFilter):
    title = _("language")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        return CHOICES

    def queryset(self, request, queryset):
        return queryset.in_language(self.value()) if self.value() else queryset


class SectionFilter(SimpleListFilter):
    title = _("section")
    parameter_name = "section"

    def lookups(self, request, model_admin):
        return [(section.slug, section.said()) for section in Section.objects.all()]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        sections = Section.objects.filter(slug=self.value()).values_list("pk", flat=True)
        return of_stories(queryset, Article.objects.filter(section__in=list(sections)))


class CorrespondentFilter(SimpleListFilter):
    """By whoever is bylined, withheld or not: the desk knows whose story it is."""

    title = _("correspondent")
    parameter_name = "correspondent"

    def lookups(self, request, model_admin):
        return [(person.slug, person.said()) for person in in_order(Correspondent.objects.all())]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        people = Correspondent.objects.filter(slug=self.value()).values_list("pk", flat=True)
        theirs = Article.objects.filter(correspondents__in=list(people))
        return of_stories(queryset.known_to(request.user), theirs)
