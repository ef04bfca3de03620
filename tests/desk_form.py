"""The desk's form of an edition as a browser has it: opened, filled in, sent."""

from __future__ import annotations

from datetime import datetime

from django.test import Client
from django.urls import reverse

from newsroom.accounts.models import Account
from newsroom.articles.admin.forms import EditionForm
from newsroom.articles.models import Article, Edition

ADD = reverse("admin:articles_edition_add")


def sign_in(account: Account, language: str = "en") -> Client:
    """Signed in, with the desk in a language whose sentences a test can quote."""
    Account.objects.filter(pk=account.pk).update(language=language)
    client = Client()
    client.force_login(account)
    return client


def address(edition: Edition) -> str:
    return reverse("admin:articles_edition_change", args=[edition.pk])


def add_sibling(article: Article, language: str) -> str:
    return f"{ADD}?article={article.pk}&language={language}"


def page_of(response) -> str:
    return response.content.decode()


def fields(response) -> dict:
    """What a browser would post from the page's form, as it stands."""
    return as_posted(response.context["adminform"].form)


def opened(account: Account, edition: Edition) -> dict:
    """The same for a page that this person opens now, without drawing it."""
    row = Edition.objects.select_related("article", "latest").get(pk=edition.pk)
    told = {"article": row.article, "language": row.language, "person": account}
    return as_posted(type("OpenedForm", (EditionForm,), told)(instance=row))


def as_posted(form) -> dict:
    return {
        name: posted(value)
        for name in form.fields
        if not form.fields[name].disabled and (value := form[name].value()) is not None
    }


def posted(value):
    if isinstance(value, list | tuple):
        return [getattr(row, "pk", row) for row in value]
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    return getattr(value, "pk", value)


def change(client: Client, url: str, **new):
    """Opens the form, changes fields, saves."""
    return client.post(url, fields(client.get(url)) | new)
