"""How the filing page answers: as a page, or as JSON to its own script, which keeps the words until
it has read that the newsroom has them."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import redirect, render
from django.urls import reverse

from newsroom.articles import filing_sources, revising
from newsroom.articles.access import WITH_THE_WRITER
from newsroom.articles.filing_form import PICTURES, SHARED, FilingForm
from newsroom.articles.filing_words import words
from newsroom.articles.models import Edition
from newsroom.media.models import Photo
from newsroom.text import languages
from newsroom.text.markup import is_plain, plain
from newsroom.workflow.models import State

#: What a refused form says by now, which the script writes into its own.
TAKEN_OVER = ("headline", "body", *SHARED)


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def whole_body(request: HttpRequest) -> bytes | None:
    """None where it broke off on its way: some servers hand on what came through."""
    try:
        body = request.body
    except UnreadablePostError:
        return None
    length = request.headers.get("Content-Length") or "0"
    return body if str(len(body)) == length else None


def broke_off(request: HttpRequest) -> bool:
    """A text of which the end is missing. A form with files has been read as far as it goes: what
    stands last in it is asked for."""
    return request.content_type != "multipart/form-data" and whole_body(request) is None


def arrived(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The newsroom has the text, submitted or not."""
    if not wants_json(request):
        return redirect("filing:filed", key=edition.article.filing_key)
    edition = Edition.objects.select_related("article").get(pk=edition.pk)
    answer = {
        "address": reverse("filing:filed", args=[edition.article.filing_key]),
        "state": edition.state,
        "submitted": edition.state not in WITH_THE_WRITER,
        "form": hidden(FilingForm(person=request.user, edition=edition)),
        "messages": told(request),
    }
    return JsonResponse(answer)


def told(request: HttpRequest) -> list[dict[str, str]]:
    each = messages.get_messages(request)
    return [{"level": message.level_tag, "text": str(message)} for message in each]


def show(
    request: HttpRequest, form: FilingForm, edition: Edition | None, status: int = 200
) -> HttpResponse:
    if form.is_bound and wants_json(request):
        return JsonResponse(refusal(request, form, edition), status=status)
    return page(request, form, edition, status)


def refusal(request: HttpRequest, form: FilingForm, edition: Edition | None) -> dict[str, Any]:
    """Why the words are not saved. `form` is what stands in it now, merged as far as that goes."""
    errors = form.errors.get_json_data()
    answer: dict[str, Any] = {
        "errors": {
            "" if name == "__all__" else name: [each["message"] for each in found]
            for name, found in errors.items()
        },
        "form": hidden(form) | {name: str(form[name].value() or "") for name in TAKEN_OVER},
        "messages": told(request),
    }
    if edition:
        text = revising.current_words(edition)
        answer["theirs"] = {"headline": text["headline"], "body": plain(text["body"])}
    return answer


def hidden(form: FilingForm) -> dict[str, str]:
    return {field.name: str(field.value() or "") for field in form.hidden_fields()}


def page(
    request: HttpRequest, form: FilingForm, edition: Edition | None, status: int = 200
) -> HttpResponse:
    mine = Edition.objects.filter(article__created_by=request.user, created_by=request.user)
    waiting = mine.filter(state__in=(State.DRAFT, State.RETURNED)).select_related("article")
    changeable = edition is None or edition.may_change(request.user)
    context = {
        "form": form,
        "edition": edition,
        "changeable": changeable and (form.is_bound or edition is None or is_plain(edition.body)),
        "rich": edition is not None and not is_plain(edition.body),
        "note": note_of(edition),
        "clashes": form.meeting.clashes if form.meeting else [],
        "waiting": waiting.exclude(pk=edition.pk if edition else None)[:5],
        "sent_pictures": pictures_of(edition, request) if edition else [],
        **frame(form),
        **filing_sources.context(form.sources, edition, request.user),
    }
    return render(request, "admin/file.html", context, status=status)


def pictures_of(edition: Edition, request: HttpRequest) -> QuerySet[Photo]:
    """Those that this person may know of: the desk puts others with the story, too."""
    return Photo.objects.visible_to(request.user).filter(uses__article=edition.article)


def blank(request: HttpRequest, form: FilingForm) -> HttpResponse:
    """The page as a device keeps it for when there is no network: no story, no name, no message,
    and nothing that only a session of now may send."""
    form.say_no_names()
    context = {"form": form, "changeable": True, "blank": True, **frame(form)}
    context |= filing_sources.context(form.sources, None, request.user)
    return render(request, "admin/file.html", context)


def frame(form: FilingForm) -> dict[str, Any]:
    """What the page has whatever it shows."""
    return {
        "written_in": languages.LANGUAGES[form.language],
        "languages": languages.LANGUAGES.values(),
        "pictures": range(1, PICTURES + 1),
        "script": json.dumps(script(), ensure_ascii=False),
    }


def script() -> dict[str, Any]:
    """What the page's scripts go by."""
    return {
        "home": reverse("filing:file"),
        "state": reverse("filing:state"),
        "worker": reverse("filing:worker"),
        "enter": reverse("admin:login"),
        "languages": {
            code: [language.endonym, language.direction]
            for code, language in languages.LANGUAGES.items()
        },
        "words": {name: str(word) for name, word in words().items()},
    }


def note_of(edition: Edition | None) -> str:
    """What the desk wrote when it returned the story."""
    if edition is None or edition.state != State.RETURNED:
        return ""
    told = edition.history.filter(verb="return").first()
    return told.note if told else ""


def not_now(why: str, status: int = 403) -> JsonResponse:
    """To the script: nothing was taken in, `why` says what has to come first."""
    return JsonResponse({"why": why}, status=status)
