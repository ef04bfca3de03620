"""The light filing page: a story from a phone on a bad link, in one plain form that needs no
scripts. With them it keeps and sends what was written by itself (`filing_outbox.py`).

The text is saved before anything is done with pictures. A form carries its own key: sent twice,
it is still one story.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from newsroom.accounts import signin
from newsroom.articles import filing_sources, own_page, writing
from newsroom.articles.filing_answers import (
    arrived,
    broke_off,
    not_now,
    show,
    wants_json,
)
from newsroom.articles.filing_form import SHARED, FilingForm
from newsroom.articles.filing_meeting import Collided, FilingMeeting, Gone, has_arrived
from newsroom.articles.filing_pictures import announce, announced, take_pictures
from newsroom.articles.models import Article, Edition
from newsroom.text import languages
from newsroom.workflow.models import State
from newsroom.workflow.moves import Refused, StaleState, move


@never_cache
def file_story(request: HttpRequest) -> HttpResponse:
    """An empty form with a fresh key."""
    return story_form(request, uuid4())


@never_cache
def filed(request: HttpRequest, key: UUID) -> HttpResponse:
    """A story that was filed here: its form while it is the writer's, else where it stands."""
    return story_form(request, key)


def story_form(request: HttpRequest, key: UUID) -> HttpResponse:
    if stopped := stop(request):
        return stopped
    if request.method == "POST":
        return not_now("broken", status=400) if broke_off(request) else take(request)
    edition = own(request, key)
    if edition is None and request.resolver_match.url_name == "filed":
        raise Http404
    form = FilingForm(person=request.user, edition=edition, key=key, language=asked(request))
    return show(request, form, edition)


def stop(request: HttpRequest) -> HttpResponse | None:
    """At the door: who is not signed in, files no stories, or is somebody else by now."""
    if not admin.site.has_permission(request):
        if wants_json(request):
            return not_now("sign_in")
        if request.method == "POST":
            return signin.ask_again(request)
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if not request.user.has_perm("articles.add_edition"):
        if wants_json(request):
            return not_now("permission")
        raise PermissionDenied(_("You may not file stories."))
    if wants_json(request) and request.headers.get("X-Owner") != request.user.owner_mark:
        return not_now("owner")
    return None


def asked(request: HttpRequest) -> str:
    language = request.GET.get("language", languages.DEFAULT)
    return language if language in languages.LANGUAGES else languages.DEFAULT


def own(request: HttpRequest, key: UUID) -> Edition | None:
    """The original edition of the story that this person filed under `key`."""
    return (
        Edition.objects.filter(article__filing_key=key, created_by=request.user)
        .filter(article__created_by=request.user)
        .select_related("article", "latest")
        .order_by("pk")
        .first()
    )


def take(request: HttpRequest) -> HttpResponse:
    form = FilingForm(request.POST, person=request.user)
    if not form.is_valid():
        return show(request, form, None, status=422)
    if twin := sent_already(request, form):
        return arrived(request, twin)
    key = form.cleaned_data["key"]
    if Article.objects.filter(filing_key=key).exclude(created_by=request.user).exists():
        return somebody_elses(request, form)
    there = Edition.objects.filter(article__filing_key=key, language=form.language)
    edition = there.select_related("article", "latest").first()
    if edition and not edition.may_change(request.user):
        return already_there(request, form, edition)
    try:
        edition = save(request, form)
    except Gone as gone:
        return already_there(request, form, gone.edition)
    except Collided as met:
        met.meeting.stand_in_form()
        return show(request, form, met.edition, status=409)
    except StaleState as stale:
        form.add_error(None, str(stale))
        return show(request, form, None, status=409)
    return after_saving(request, form, edition)


def after_saving(request: HttpRequest, form: FilingForm, edition: Edition) -> HttpResponse:
    """The text is safe by now: whatever else came with it costs a sentence at most."""
    filing_sources.tell(request, edition, form.sources)
    all_taken = take_pictures(request, edition.article)
    announce(request, form.cleaned_data["key"])
    if form.meeting.is_merged and form.meeting.other.revision:
        messages.warning(request, form.meeting.other.told())
    if "submit" in request.POST and all_taken:
        submit(request, edition)
    elif "submit" in request.POST:
        messages.error(
            request, _("Not submitted yet: choose the picture again, or submit without.")
        )
    else:
        messages.success(request, _("Saved. The desk does not see it before you submit it."))
    return arrived(request, edition)


def sent_already(request: HttpRequest, form: FilingForm) -> Edition | None:
    """The story of the same words that this person submitted today: a browser's Back button keeps
    words but not the form's key."""
    said = {"headline": form.cleaned_data["headline"], "body": form.body_html()}
    twins = Edition.objects.filter(
        created_by=request.user, language=form.language, **said,
        moved_at__gte=timezone.now() - timedelta(days=1),
    ).exclude(article__filing_key=form.cleaned_data["key"])  # fmt: skip
    twin = twins.exclude(state__in=(State.DRAFT, State.RETURNED)).first()
    if twin and not request.FILES and not any(announced(request)):
        messages.success(request, _("The story has arrived. It is: %s.") % twin.chip_label)
        return twin
    return None


def somebody_elses(request: HttpRequest, form: FilingForm) -> HttpResponse:
    """Tells nothing of the other story; the words stay, under a key of their own."""
    form.data = form.data.copy()
    form.data["key"] = str(uuid4())
    form.add_error(
        None,
        _("This form was another person's. Your text stands below: send it as a story of yours."),
    )
    return show(request, form, None, status=409)


def already_there(request: HttpRequest, form: FilingForm, edition: Edition) -> HttpResponse:
    """The same form again, after its story left the writer's hands: it is told, not doubled."""
    if not has_arrived(form, edition):
        form.add_error(
            None,
            _("The desk has this story now: it cannot be changed here. Your text stands below."),
        )
        return show(request, form, None, status=409)
    messages.success(request, _("The story has arrived. It is: %s.") % edition.chip_label)
    return arrived(request, edition)


@transaction.atomic
def save(request: HttpRequest, form: FilingForm) -> Edition:
    data, person = form.cleaned_data, request.user
    article, _created = Article.objects.get_or_create(
        filing_key=data["key"],
        created_by=person,
        defaults={"original_language": data["language"]},
    )
    article.lock()
    edition = article.editions.filter(language=data["language"]).select_related("latest").first()
    meeting = FilingMeeting(form, edition, SHARED)
    if meeting.is_late:
        return edition
    if article.may_change_shared(person):
        shared = {name: data[name] for name in SHARED}
        signs = [form.correspondent] if form.correspondent and not article.bylines.exists() else []
        writing.hold(signs)
        writing.save_shared(article, by=person, fields=shared, version=article.version)
        if signs:
            writing.sign(article, signs)
        filing_sources.keep(article, form.sources, by=person)
    if edition is None:
        edition = writing.start(article, data["language"], by=person, text=meeting.text)
    else:
        edition.refresh_from_db()
        writing.write(edition, by=person, text=meeting.text)
    own_page.keep(meeting.page, edition, merged=meeting.is_merged)
    return edition


def submit(request: HttpRequest, edition: Edition) -> None:
    try:
        move(edition, "submit", by=request.user)
    except (Refused, StaleState) as refused:
        messages.error(request, _("Saved, but not submitted. %s") % refused)
    else:
        messages.success(request, _("Submitted. The desk has it."))
