"""Caption, credit and rights of several photos at once. Each is saved by its own form, with the
same checks, or keeps what it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.media.forms import rights_end
from newsroom.media.models import Photo
from newsroom.workflow.models import State
from newsroom.workflow.named_fields import in_every_language

#: So many at once: a page of the library.
MOST = 30
COLUMNS = [*in_every_language("caption", "credit"), "rights", "rights_until"]


class WordsForm(forms.ModelForm):
    """Of no photo: what is left empty changes nothing."""

    rights_until = rights_end(help_text="")

    class Meta:
        model = Photo
        fields = COLUMNS

    def said(self) -> dict[str, Any]:
        return {name: value for name in COLUMNS if (value := self.cleaned_data[name])}


@dataclass
class Chosen:
    """`opened`: what its own form was opened on. `why`: why it stays as it is, where it does."""

    photo: Photo
    opened: str
    why: str = ""


def as_posted(form: forms.BaseForm, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that have a value, as a browser would send them."""
    return {
        name: field.widget.format_value(field.prepare_value(values[name]))
        if isinstance(field.widget, forms.DateTimeInput)
        else field.prepare_value(values[name])
        for name, field in form.fields.items()
        if values.get(name) is not None
    }


class BulkWords:
    """Mixed into the admin of photos."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.words_view)
        return [path("words/", view, name="media_photo_words"), *super().get_urls()]

    def words_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        if not (photos := self.chosen(request)):
            messages.error(request, _("Choose the photos first."))
            return HttpResponseRedirect(reverse("admin:media_photo_changelist"))
        form = self.words_form(request)
        if request.method != "POST" or not form.is_valid():
            return self.words_page(request, form, self.opened_now(request, photos))
        if not form.said():
            messages.info(request, _("Nothing was changed."))
            return self.words_page(request, form, self.opened_now(request, photos))
        return self.write_all(request, photos, form)

    def write_all(self, request: HttpRequest, photos: list[Photo], form: WordsForm) -> HttpResponse:
        """Those that could not be saved stay on the page, with a sentence each."""
        left = [each for photo in photos if (each := self.write(request, photo, form)).why]
        if saved := len(photos) - len(left):
            told = ngettext("%(count)s photo saved.", "%(count)s photos saved.", saved)
            messages.success(request, told % {"count": saved})
        if left:
            return self.words_page(request, form, left)
        return HttpResponseRedirect(reverse("admin:media_photo_changelist"))

    def chosen(self, request: HttpRequest) -> list[Photo]:
        """Those of the asked ones that the person may see; Http404 where that is none of them."""
        asked = request.POST if request.method == "POST" else request.GET
        keys = {key for key in asked.getlist("photo") if key.isdecimal() and len(key) < 19}
        photos = list(self.get_queryset(request).filter(pk__in=keys).order_by("-pk")[:MOST])
        if asked.getlist("photo") and not photos:
            raise Http404
        return photos

    def words_form(self, request: HttpRequest) -> WordsForm:
        make = partial(self.formfield_for_dbfield, request=request)
        form = forms.modelform_factory(Photo, WordsForm, formfield_callback=make)
        return form(request.POST if request.method == "POST" else None)

    def own_form(self, request: HttpRequest, photo: Photo, data: Any = None) -> Any:
        return self.get_form(request, photo, change=True)(data, instance=photo)

    def opened_now(self, request: HttpRequest, photos: list[Photo]) -> list[Chosen]:
        """One form is made for all that the person may change: making it asks whether they may."""
        theirs = [photo for photo in photos if self.may_write(request, photo)]
        make = self.get_form(request, theirs[0], change=True) if theirs else None
        refused = _("You may not change this photo.")
        return [
            Chosen(photo, self.opened(request, photo, make), "" if photo in theirs else refused)
            for photo in photos
        ]

    def opened(self, request: HttpRequest, photo: Photo, make: Any) -> str:
        posted = request.POST.get(f"opened_{photo.pk}", "")
        return posted or (make(instance=photo).initial["opened"] if make else "")

    def may_write(self, request: HttpRequest, photo: Photo) -> bool:
        """Only rows that one may see come here (`chosen`): `may_change` would ask that again."""
        is_own = photo.sent_by_id == request.user.pk and photo.state == State.DRAFT
        return is_own or request.user.has_perm("media.publish_photo")

    @transaction.atomic
    def write(self, request: HttpRequest, photo: Photo, said: WordsForm) -> Chosen:
        fresh = self.get_object(request, str(photo.pk))  # and locks it
        if fresh is None or not self.has_change_permission(request, fresh):
            return Chosen(photo, "", _("You may not change this photo."))
        empty = self.own_form(request, fresh)
        opened = request.POST.get(f"opened_{photo.pk}", empty.initial["opened"])
        data = as_posted(empty, empty.initial) | as_posted(said, said.said()) | {"opened": opened}
        form = self.own_form(request, fresh, data)
        if form.is_valid():
            self.save_model(request, form.instance, form, change=True)
            self.log_change(request, form.instance, "")
            return Chosen(fresh, "")
        return Chosen(photo, empty.initial["opened"], self.why(form))

    def why(self, form: Any) -> str:
        if form.theirs:
            return _("Somebody changed it meanwhile. Look at it, then save again.")
        return " ".join(dict.fromkeys(each for errors in form.errors.values() for each in errors))

    def words_page(self, request: HttpRequest, form: Any, chosen: list[Chosen]) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Caption, credit and rights"),
            "opts": self.opts,
            "form": form,
            "chosen": chosen,
            "media": self.media + form.media,
        }
        status = 409 if any(each.why for each in chosen) and request.method == "POST" else 200
        return render(request, "admin/media/photo/words.html", context, status=status)
