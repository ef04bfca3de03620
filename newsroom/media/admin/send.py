"""Several pictures at once: each is sent by itself and answered for by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from newsroom.accounts.models import Account
from newsroom.media.forms import ACCEPTED
from newsroom.media.intake import Sent, send
from newsroom.media.models import Photo, Rights
from newsroom.text.languages import CHOICES, DEFAULT
from newsroom.text.markup import clean_line
from newsroom.workflow.public_words import SENTENCE, refused

#: Pictures that one plain form takes in; where scripts run each comes alone.
MOST_TOGETHER = 20
WORDS = ("caption", "credit")


class SendForm(forms.Form):
    """What is the same for all of them; each may be left open."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of these words"), required=False,
        choices=CHOICES,
    )  # fmt: skip
    caption = forms.CharField(label=gettext_lazy("Caption"), required=False, max_length=400)
    credit = forms.CharField(label=gettext_lazy("Credit"), required=False, max_length=120)
    rights = forms.ChoiceField(
        label=gettext_lazy("Rights"), required=False, choices=[("", "—"), *Rights.choices]
    )
    even_if_known = forms.BooleanField(
        label=gettext_lazy("Send also what is here already"), required=False
    )

    def __init__(self, data: Any = None, *, person: Account):
        super().__init__(data, initial={"language": get_language() or DEFAULT})
        self.person = person
        for name in WORDS:
            self.fields[name].widget.attrs["dir"] = "auto"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        words = {name: cleaned.get(name) or "" for name in WORDS}
        found = refused(words, by=self.person, thing=Photo(), everyones=False)
        for name in found:
            self.add_error(name, SENTENCE % {"what": self.fields[name].label})
        return cleaned

    def columns(self) -> dict[str, str]:
        """As the photo's row has them."""
        code = self.cleaned_data["language"] or DEFAULT
        words = {f"{name}_{code}": clean_line(self.cleaned_data[name]) for name in WORDS}
        return words | {"rights": self.cleaned_data["rights"]}


class SendViews:
    """Mixed into the admin of photos: its page for a new photo is the one for several."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.sent_view))
        return [path("send/", view, name="media_photo_send"), *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        """The form of a single photo stays for the window that a story's form opens."""
        if request.method == "GET" and IS_POPUP_VAR not in request.GET:
            self.check_may_send(request)
            return self.send_page(request, SendForm(person=request.user))
        return super().add_view(request, form_url, extra_context)

    def sent_view(self, request):
        """A page that lists what became of all; for the page's script, of the first, as JSON."""
        self.check_may_send(request)
        form, files = SendForm(request.POST, person=request.user), request.FILES.getlist("pictures")
        is_script = request.headers.get("Accept") == "application/json"
        if not form.is_valid():
            return told(form) if is_script else self.send_page(request, form)
        sent = outcomes(files[: 1 if is_script else MOST_TOGETHER], request.user, form)
        if is_script:
            return answer(next(sent, None))
        return self.send_page(request, form, list(sent), [each.name for each in files])

    def check_may_send(self, request: HttpRequest) -> None:
        if not self.has_add_permission(request):
            raise PermissionDenied

    def send_page(
        self, request: HttpRequest, form: SendForm, sent: Sequence[Sent] = (),
        names: Sequence[str] = (),
    ) -> HttpResponse:  # fmt: skip
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts, "title": _("Send pictures"), "form": form, "accepted": ACCEPTED,
            "sent": sent, "left": names[MOST_TOGETHER:], "most": MOST_TOGETHER,
            "back": self.address(None), "is_empty": request.method == "POST" and not names,
        }  # fmt: skip
        status = 422 if form.errors else 200
        return render(request, "admin/media/photo/send.html", context, status=status)


def outcomes(files: Iterable[Any], by: Account, form: SendForm) -> Iterator[Sent]:
    """One after the other: one picture is in memory at a time."""
    for file in files:
        columns, even_if_known = form.columns(), form.cleaned_data["even_if_known"]
        yield send(file, by=by, words=columns, even_if_known=even_if_known)


def answer(sent: Sent | None) -> JsonResponse:
    if sent is None:
        return JsonResponse({"errors": [_("No picture arrived. Choose it again.")]}, status=422)
    row = render_to_string("admin/media/photo/_sent.html", {"each": sent})
    said = {"photo": sent.photo and sent.photo.pk, "is_known": sent.is_known, "row": row}
    return JsonResponse(said | {"refusal": sent.refusal})


def told(form: SendForm) -> JsonResponse:
    errors = [text for texts in form.errors.values() for text in texts]
    return JsonResponse({"errors": errors}, status=422)
