from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from newsroom.articles.admin.stays_named import StaysNamed
from newsroom.articles.models import Article, Edition
from newsroom.pages.models import BreakingBar
from newsroom.text.languages import DEFAULT
from newsroom.workflow.admin import EditorialAdmin
from newsroom.workflow.forms import MomentField
from newsroom.workflow.named_fields import NamedFieldsMixin, in_every_language

#: How many of the newest stories are offered.
OFFERED = 60


def headline(article: Article) -> str:
    """In the language in which it was written, where readers have that."""
    editions = {edition.language: edition for edition in article.editions.all()}
    found = editions.get(article.original_language) or editions.get(DEFAULT)
    found = found or next(iter(editions.values()), None)
    return found.said() if found else str(article)


class BreakingBarForm(StaysNamed, forms.ModelForm):
    leads_by = "article"

    def is_gone(self, named: Article) -> bool:
        return not Edition.objects.published().filter(article=named).exists()


@admin.register(BreakingBar)
class BreakingBarAdmin(NamedFieldsMixin, EditorialAdmin):
    form = BreakingBarForm
    named_fields = ["text"]
    list_display = ["own_name", "chip", "begins_at", "ends_at"]
    formfield_overrides = {
        models.DateTimeField: {"form_class": MomentField, "widget": MomentField.widget}
    }
    fieldsets = [
        (None, {"fields": in_every_language("text")}),
        (_("When, and which story"), {"fields": ["begins_at", "ends_at", "article"]}),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "article" and formfield:
            formfield.label_from_instance = headline
        return formfield

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Only what readers have; one that another bar leads to stays among them."""
        out = Edition.objects.published()
        newest = out.newest().values_list("article", flat=True)[: OFFERED * 2]
        led_to = BreakingBar.objects.exclude(article=None).values_list("article", flat=True)
        offered = out.filter(article__in=[*newest, *led_to[:OFFERED]]).values("article")
        kwargs["queryset"] = (
            Article.objects.filter(pk__in=offered)
            .order_by("-pk")
            .prefetch_related(Prefetch("editions", out))
        )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
