"""What the filing page's scripts ask of the newsroom: who is signed in, the page to keep for when
there is no network, the worker that keeps it, and a place for pictures in parts."""

from __future__ import annotations

import re
from typing import cast
from uuid import UUID

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from newsroom.accounts.models import Account
from newsroom.articles import filing_answers
from newsroom.articles.filing import stop
from newsroom.articles.filing_answers import whole_body
from newsroom.articles.filing_form import FilingForm
from newsroom.articles.filing_pictures import take_part
from newsroom.media.models import Upload
from newsroom.media.uploads import MOST_IN_A_PART, Misplaced


@require_GET
@never_cache
def state(request: HttpRequest) -> HttpResponse:
    """Whose session it is, by their mark, and the token that a kept page cannot have."""
    if not admin.site.has_permission(request):
        return JsonResponse({"signed_in": False})
    person = cast(Account, request.user)
    answer = {"signed_in": True, "owner": person.owner_mark, "csrf": get_token(request)}
    return JsonResponse(answer)


@require_GET
@never_cache
def blank(request: HttpRequest) -> HttpResponse:
    if stopped := stop(request):
        return stopped
    return filing_answers.blank(request, FilingForm(person=request.user))


@require_GET
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The same for everybody: it knows the page's address and nothing of anybody."""
    return render(request, "admin/file_worker.js", content_type="text/javascript; charset=utf-8")


@require_http_methods(["GET", "POST"])
@never_cache
def picture(request: HttpRequest, key: UUID, digest: str) -> HttpResponse:
    """GET: how many of its bytes are here. POST `?offset=`: the bytes that go on from there."""
    if stopped := stop(request):
        return stopped
    upload = Upload.objects.filter(by=request.user, story=key, digest=digest).first()
    if upload is None:
        return filing_answers.not_now("unknown", status=404)
    status = add(request, upload) if request.method == "POST" else 200
    answer = {"have": upload.have, "done": upload.photo_id is not None, "refusal": upload.refusal}
    return JsonResponse(answer, status=422 if upload.refusal else status)


def add(request: HttpRequest, upload: Upload) -> int:
    """Takes the body as the next part; returns the status that says how that went. A body that
    broke off is none, whatever of it came through."""
    offset, length = request.GET.get("offset", ""), request.headers.get("Content-Length") or "0"
    is_sound = re.fullmatch(r"[0-9]{1,9}", offset) and re.fullmatch(r"[0-9]{1,9}", length)
    if not is_sound or request.GET.get("size") != str(upload.size):
        return 400
    if int(length) > MOST_IN_A_PART:
        return 413
    if (data := whole_body(request)) is None:
        return 400
    try:
        take_part(upload, int(offset), data)
    except Misplaced:
        upload.refresh_from_db()
        return 409
    return 200
