from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import modelform_factory
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.articles import own_page, writing
from newsroom.articles.access import may_translate
from newsroom.articles.admin.body import photos_seen
from newsroom.articles.admin.bylines import BylineViews
from newsroom.articles.admin.checks import ChecksPanel
from newsroom.articles.admin.compare import ComparisonViews
from newsroom.articles.admin.edition_list import EditionList
from newsroom.articles.admin.exposure import ExposureViews
from newsroom.articles.admin.following import FollowingViews
from newsroom.articles.admin.forms import HIDDEN, EditionForm
from newsroom.articles.admin.notices import NoticeViews
from newsroom.articles.admin.previews import PreviewViews
from newsroom.articles.admin.redaction import RedactionViews
from newsroom.articles.admin.sourcing import SourcingViews
from newsroom.articles.admin.translations import TranslationViews
from newsroom.articles.admin.two_writers import TwoWriters
from newsroom.articles.admin.working_copies import WorkingCopyViews
from newsroom.articles.checks.reading import one_reading
from newsroom.articles.following import leading
from newsroom.articles.models import Article, Edition
from newsroom.articles.models.text import Text
from newsroom.audit.trail import saw
from newsroom.text import languages
from newsroom.text.digits import whole_number


@admin.register(Edition)
class EditionAdmin(
    TwoWriters, PreviewViews, NoticeViews, RedactionViews, BylineViews, ComparisonViews,
    SourcingViews, ExposureViews, FollowingViews, ChecksPanel, WorkingCopyViews,
    TranslationViews, EditionList,
):  # fmt: skip
    """The form of one edition, with what all editions of the story share."""

    form = EditionForm
    has_own_meeting = True
    #: A draft may say anything: the checks ask before readers have it.
    watches_words = False
    change_form_template = "admin/articles/edition/change_form.html"
    told = {
        "share": gettext_lazy("Changed for all languages"),
        "override": gettext_lazy("Let a warning stand"),
        "source": gettext_lazy("Sourcing changed"),
        "picture": gettext_lazy("A picture that was announced has arrived"),
        "propose": gettext_lazy("Notice written"),
        "discard": gettext_lazy("Notice discarded"),
        "redact": gettext_lazy("Notice redacted"),
        "expunge": gettext_lazy("Words taken out for good"),
        "follow": gettext_lazy("Follows the original, as its translator says"),
        "late": gettext_lazy("The change could not be brought to readers at its time"),
    }
    fieldsets = [
        (None, {"fields": [
            *HIDDEN, "kicker", "headline", "short_headline", "standfirst", "key_points", "body",
            "why",
        ]}),
        (gettext_lazy("The story"), {"fields": [
            "section", "kind", "place", "precision", "signing", "correspondents", "photos",
        ]}),
        (gettext_lazy("More"), {"classes": ["collapse"], "fields": [
            "breaking_until", "shows_figures", "shows_accounts", "shows_unverified",
            "topics", "regions", "embargo_until", "delay_until", "is_conflict",
            "is_sensitive", "is_restricted", "readers", "seo_title",
        ]}),
    ]  # fmt: skip

    def add_view(self, request, form_url="", extra_context=None):
        """Where somebody else began this language meanwhile, a save shows its own words."""
        try:
            return super().add_view(request, form_url, extra_context)
        except PermissionDenied as refused:
            asked = whole_number(request.GET.get("article", ""))
            siblings = self.get_queryset(request).filter(article=asked) if asked else None
            if request.method != "POST" or not siblings:
                raise
            messages.error(request, str(refused))
            return self.words_kept(request, siblings[0])

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj and not self.has_change_permission(request, obj):
            return modelform_factory(Edition, fields=[])
        kwargs["fields"] = Text.FIELDS
        article, language = self.story_of(request, obj)
        form = super().get_form(request, obj, change, **kwargs)
        return type(
            form.__name__, (form,),
            {"article": article, "language": language, "person": request.user},
        )  # fmt: skip

    def story_of(self, request, obj: Edition | None) -> tuple[Article, str]:
        """Article and language of the form: of the edition, a new sibling, or a new story."""
        if obj:
            return obj.article, obj.language
        language = request.GET.get("language", languages.DEFAULT)
        if language not in languages.LANGUAGES:
            raise PermissionDenied(_("There is no such language."))
        if "article" not in request.GET:
            return Article(created_by=request.user, original_language=language), language
        article = self.story_to_translate(request)
        if article.editions.filter(language=language).exists():
            raise PermissionDenied(_("The story has an edition in this language already."))
        return article, language

    def story_to_translate(self, request) -> Article:
        """On a POST it stays locked, so that no two people begin one language."""
        asked = whole_number(request.GET["article"])
        if asked is None:
            raise Http404
        known = self.get_queryset(request).values("article")
        article = get_object_or_404(Article, pk=asked, pk__in=known)
        if not self.may_translate(request, article):
            raise PermissionDenied(_("Translating others' stories is the translators' job."))
        if request.method == "POST":
            article.lock()
        return article

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The form brings its own widgets, with language and direction."""
        return db_field.formfield(**{k: v for k, v in kwargs.items() if k != "request"})

    def get_fieldsets(self, request, obj=None):
        """Whoever may only read gets the words as a page, not as a form without inputs."""
        return self.fieldsets if not obj or self.has_change_permission(request, obj) else []

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        request.meeting = form.meeting
        if form.meeting.is_late:
            return
        article = self.save_article(request, form)
        if change:
            edition = Edition.objects.get(pk=obj.pk)
            writing.write(
                edition, by=request.user, text=form.text(), why=form.cleaned_data["why"],
                follows=form.followed(),
            )  # fmt: skip
        else:
            edition = writing.start(
                article, form.language, by=request.user, text=form.text(),
                why=form.cleaned_data["why"], follows=form.followed(),
            )  # fmt: skip
        self.keep_answers(request, edition)
        self.saved(request, edition)
        meeting = form.meeting
        own_page.keep(meeting.page, edition, merged=meeting.is_merged, begins=not change)
        obj.pk = edition.pk
        obj.refresh_from_db()

    def save_article(self, request, form) -> Article:
        article = form.article
        if not article.pk:
            article.save()
        if article.may_change_shared(request.user):
            writing.hold(form.chosen_anew())
            writing.save_shared(
                article, by=request.user, fields=form.shared_fields(), version=article.version
            )
            writing.sign(article, form.cleaned_data["correspondents"])
            writing.illustrate(article, form.cleaned_data["photos"])
        return article

    def save_related(self, request, form, formsets, change):
        """There is nothing related: `writing` saved it all."""

    def log_addition(self, request, obj, message):
        """A saved text has its own line in the audit trail, and one in the history."""

    log_change = log_addition

    def get_changeform_initial_data(self, request):
        return {}

    def render_change_form(self, request, context, *args, **kwargs):
        obj = kwargs.get("obj")
        article, language = self.story_of(request, obj)
        context |= {
            "tabs": list(self.tabs(request, article, language)),
            "language": languages.LANGUAGES[language],
            "words": self.words_of(request, obj) if obj else "",
            "photos": photos_seen(article, request.user),
            "place": article.shown_place(),
        }
        with one_reading(obj):  # the panel and the steps' conditions ask the same checks
            if obj and self.may_know(request, obj):
                context |= {
                    "checklist": self.checklist(request, obj),
                    "notices": self.notices(request, obj) if obj.first_published_at else None,
                    "lent": self.lent(request, obj),
                    "lead": self.lead_of(request, obj),
                    "place": article.place,
                }
            return super().render_change_form(request, context, *args, **kwargs)

    def lead_of(self, request, edition: Edition) -> Edition | None:
        """The original that keeps a translation from readers. That it is gone, everybody knows;
        that it is on hold, those who may see it."""
        lead = leading(edition)
        if lead is None or lead.is_taken_back:
            return lead
        return lead if lead.on_hold and lead.is_open_to(request.user) else None

    def words_of(self, request, edition: Edition) -> Text:
        """A change that waits is read by those who work on the story, not by others."""
        return edition.latest if edition.latest and self.may_know(request, edition) else edition

    def may_know(self, request, thing) -> bool:
        """Who looked at what few may know of, is told by the audit trail."""
        known = super().may_know(request, thing)
        if known and thing.article.is_restricted:
            saw(request.user, thing)
        return known

    def tabs(self, request, article: Article, language: str):
        """For each language: its edition, or the address where this person may begin it, or only
        that the desk has one which is not theirs to see."""
        rows = Edition.objects.visible_to(request.user).filter(article=article.pk)
        editions = {edition.language: edition for edition in rows}
        # Not by the article, which may have those alone that this person sees.
        begun = set(Edition.objects.filter(article=article.pk).values_list("language", flat=True))
        may_begin = self.may_translate(request, article)
        for code, lang in languages.LANGUAGES.items():
            edition, hidden = editions.get(code), code in begun and code not in editions
            if edition or code == language or hidden or may_begin:
                url = "" if hidden else self.tab_address(article, code, edition)
                yield {"language": lang, "url": url, "edition": edition, "here": code == language}

    def tab_address(self, article: Article, code: str, edition: Edition | None) -> str:
        if edition:
            return self.address(edition)
        known = f"article={article.pk}&" if article.pk else ""
        return f"{reverse('admin:articles_edition_add')}?{known}language={code}"

    def may_translate(self, request, article: Article) -> bool:
        return may_translate(request.user, article)
