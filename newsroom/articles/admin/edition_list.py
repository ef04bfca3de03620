from __future__ import annotations

from collections.abc import Iterator

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from newsroom.articles.access import IN_HAND
from newsroom.articles.admin import filters
from newsroom.articles.following import out_of_date
from newsroom.articles.models import Edition
from newsroom.articles.queue_words import on_the_clock
from newsroom.articles.search import keys
from newsroom.text import languages
from newsroom.text.languages import Said
from newsroom.text.named import own
from newsroom.text.relative import ago
from newsroom.workflow.admin import EditorialAdmin
from newsroom.workflow.models import State


class Listed(ChangeList):
    """What only the rows of a list are asked: a page of one story is not kept waiting for it."""

    def get_queryset(self, request, *args, **kwargs):
        same = Edition.objects.filter(pk=OuterRef("pk"))
        return (
            super()
            .get_queryset(request, *args, **kwargs)
            .annotate(
                is_known=Exists(same.known_to(request.user)),
                is_out_of_date=Exists(out_of_date(same)),
            )
        )


class EditionList(EditorialAdmin):
    """The desk's list of stories: a row an edition, a card on a phone."""

    list_display = ["chips", "title", "section", "signed", "in_languages", "age"]
    list_display_links = ["title"]
    list_filter = [
        filters.StateFilter, filters.LanguageFilter, filters.SectionFilter,
        filters.CorrespondentFilter,
    ]  # fmt: skip
    search_fields = ["folded"]
    search_help_text = gettext_lazy(
        "Words in any spelling; the article and harakat do not matter. The newest thousand that"
        " have them are shown."
    )

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("article__section", "latest__by")
        siblings = Prefetch("article__editions", Edition.objects.visible_to(request.user))
        return rows.prefetch_related(siblings, "article__correspondents", "article__bylines")

    def get_changelist(self, request, **kwargs):
        return Listed

    def get_list_display(self, request):
        """Whose story it is, is known at the desk; others read the byline that readers read."""
        whose = "signed" if request.user.has_perm("articles.see_every_edition") else "byline"
        return ["chips", "title", "section", whose, "in_languages", "age"]

    def get_list_filter(self, request):
        if request.user.has_perm("articles.see_every_edition"):
            return self.list_filter
        return [each for each in self.list_filter if each is not filters.CorrespondentFilter]

    def get_search_results(self, request, queryset, search_term):
        if not search_term:
            return queryset, False
        narrowed = filters.wanted(request.GET)
        return queryset.filter(pk__in=keys(search_term, languages.LANGUAGES, narrowed)), False

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def chips(self, edition: Edition) -> str:
        marks = format_html_join(" ", '<span class="chip {}">{}</span>', self.marks(edition))
        return format_html("{} {}", self.chip(edition), marks)

    def marks(self, edition: Edition) -> Iterator[tuple[str, str]]:
        """(class, words) of what the state does not say; what is planned, only to those whose work
        it is."""
        now, article = timezone.now(), edition.article
        is_out = edition.state == State.PUBLISHED and not edition.is_scheduled
        if article.is_breaking:
            yield "breaking", _("Breaking")
        if article.is_restricted and not is_out:
            yield "hold", _("Need to know")
        if edition.on_hold:
            yield "hold", _("On hold")
        if article.embargo_until and article.embargo_until > now and not is_out:
            yield "later", _("Embargoed")
        if article.delay_until and article.delay_until > now and not is_out:
            yield "later", _("Safety delay")
        if edition.is_out_of_date and edition.state in IN_HAND:
            yield "pending", _("Out of date")
        if not edition.is_known:
            return
        if edition.change_at:
            when = on_the_clock(edition.change_at, now)
            yield "later", _("Change comes at %(when)s") % {"when": when}
        elif edition.is_pending:
            yield "pending", _("Change waits")
        if edition.notice_id:
            yield "pending", _("Notice waits")

    @admin.display(description=gettext_lazy("headline"), ordering="headline")
    def title(self, edition: Edition) -> str:
        return own(edition)

    @admin.display(description=gettext_lazy("section"))
    def section(self, edition: Edition) -> str:
        return own(edition.section)

    @admin.display(description=gettext_lazy("correspondent"))
    def signed(self, edition: Edition) -> str:
        if not edition.is_known:
            return self.byline(edition)
        people = edition.article.correspondents.all()
        return format_html_join(_(", "), "{}", ((person.said(),) for person in people))

    @admin.display(description=gettext_lazy("byline"))
    def byline(self, edition: Edition) -> str:
        lines = ((Said(credit.text, credit.language),) for credit in edition.byline)
        return format_html_join(_(", "), "{}", lines)

    @admin.display(description=gettext_lazy("languages"))
    def in_languages(self, edition: Edition) -> str:
        codes = {sibling.language for sibling in edition.article.editions.all()}
        return format_html_join(
            " ",
            '<bdi class="lang{}" dir="ltr">{}</bdi>',
            (
                (" on" if code == edition.language else "", code)
                for code in languages.LANGUAGES
                if code in codes
            ),
        )

    @admin.display(description=gettext_lazy("age"), ordering="moved_at")
    def age(self, edition: Edition) -> str:
        return format_html(
            '<time datetime="{}">{}</time>',
            edition.moved_at.isoformat(timespec="minutes"),
            ago(edition.moved_at, timezone.now(), get_language()),
        )
