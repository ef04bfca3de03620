"""The desk speaks one language at a time, also where Django or allauth answers: what is wrong with
a form, what was saved, the password, lists, filters, history."""

import re
from functools import cache

import pytest
from catalogues import catalogue, forms, messages, originals
from desk_form import fields, page_of, sign_in
from django.urls import reverse
from django.utils.translation import gettext, override
from makers import make_photo, make_topic
from public.test_chrome_language import Words

from newsroom.accounts.models import Account
from newsroom.text import languages

LANGUAGES = ("ar", "ckb", "ku", "en")
PAGES = ("/admin/", "/admin/articles/edition/", "/admin/articles/edition/add/", "/admin/file/",
         "/admin/media/photo/", "/admin/media/photo/{photo}/change/", "/admin/accounts/account/",
         "/admin/accounts/account/{person}/change/", "/admin/regions/region/add/",
         "/admin/articles/section/add/", "/admin/account/", "/admin/password_change/")  # fmt: skip
#: Refused forms and a saved one.
POSTS = (
    ("/admin/regions/region/add/", {"slug": "not a slug", "latitude": "north"}),
    ("/admin/regions/region/add/", {"slug": "raqqa", "level": "x"}),
    ("/admin/articles/section/add/", {"slug": "?", "order": "first"}),
    (
        "/admin/password_change/",
        {"old_password": "wrong", "new_password1": "1", "new_password2": "2"},
    ),
    ("/admin/accounts/account/add/", {"username": "a b", "password1": "123", "password2": "123"}),
)


#: What stands for a language in a list of languages, marked as being in it.
OWN_NAMES = {code: language.endonym for code, language in languages.LANGUAGES.items()}


@cache
def said(language):
    """All that the desk says in a language, as far as it stands alone."""
    if language == "en":
        texts = (text for each in messages("ar") for text in originals(each))
    else:
        texts = (text for each in messages(language) for text in forms(each))
    return {bare(text) for text in texts if not re.search(r"%[(s]|\{|<", text)}


def bare(text):
    return " ".join(re.sub("[\u2068\u2069]", "", text).split()).rstrip(":")


def strange(html, language):
    parser = Words()
    parser.feed(html)
    heard = {bare(text) for marked, text in parser.found if bare(text) != OWN_NAMES.get(marked)}
    return {text for text in heard & of_others(language) if len(re.findall(r"\w", text)) > 1}


@cache
def of_others(language):
    others = set().union(*(said(other) for other in LANGUAGES if other != language))
    return others - said(language)


@pytest.fixture
def person(chief):
    """With a name that is no word of any language here."""
    chief.is_superuser, chief.name = True, "Xyz"
    chief.save()
    return chief


@pytest.mark.parametrize("language", LANGUAGES)
def test_desk_says_no_word_of_another_language(person, photo_editor, story, language):
    photo = make_photo(photo_editor)
    Account.objects.exclude(pk=person.pk).update(name="Abc")
    Account.objects.filter(pk=photo_editor.pk).update(username="abc")
    client = sign_in(person, language)
    for path in PAGES:
        page = client.get(path.format(photo=photo.pk, person=person.pk))
        assert page.status_code == 200, path
        assert strange(page.content.decode(), language) == set(), path
        assert ">None<" not in page.content.decode(), path
        assert not re.search(r"<option[^>]*>-", page.content.decode()), path
    for path, data in POSTS:
        page = client.post(path, data)
        assert page.status_code == 200, path
        assert strange(page.content.decode(), language) == set(), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_saved_is_said_in_one_language(person, language):
    topic = make_topic()
    client = sign_in(person, language)
    address = reverse("admin:articles_topic_change", args=[topic.pk])
    no_days = {"moments-TOTAL_FORMS": "0", "moments-INITIAL_FORMS": "0"}
    sent = fields(client.get(address)) | no_days | {"_continue": "1"}
    told = client.post(address, sent, follow=True)
    assert told.redirect_chain
    assert strange(page_of(told), language) == set()
    with override(language):
        saved = gettext("The {name} “{obj}” was changed successfully. You may edit it again below.")
    assert bare(saved.split("{")[0]) in bare(page_of(told))


def test_a_catalogue_that_lacks_a_word_is_noticed():
    """The comparison itself: an English sentence on a Kurmanji page is found."""
    assert catalogue("ku").get("Save").string
    assert strange('<html lang="ku"><p>Save</p></html>', "ku") == {"Save"}
