"""No string outside the catalogues: whatever the code or a template says is there in Arabic,
Kurmanji and Sorani, and so is what the desk shows of Django and allauth."""

import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from catalogues import ROOT, catalogue, messages, missing, of_others, originals, ours
from django.utils import translation
from django.utils.translation import ngettext, npgettext

#: What of others' code and templates a person at the desk can meet.
OTHERS = (
    "django/forms/*.py",
    "django/core/validators.py",
    "django/core/paginator.py",
    "django/db/models/base.py",
    "django/utils/timesince.py",
    "django/utils/text.py",
    "django/utils/dateformat.py",
    "django/template/defaultfilters.py",
    "django/contrib/admin/*.py",
    "django/contrib/admin/templatetags/*.py",
    "django/contrib/admin/views/main.py",
    "django/contrib/admin/templates/admin/*.html",
    "django/contrib/admin/templates/admin/*/*.html",
    "django/contrib/admin/templates/admin/auth/user/*.html",
    "django/contrib/admin/templates/registration/password_change_form.html",
    "django/contrib/auth/forms.py",
    "django/contrib/auth/hashers.py",
    "django/contrib/auth/admin.py",
    "django/contrib/auth/models.py",
    "django/contrib/auth/base_user.py",
    "django/contrib/auth/validators.py",
    "django/contrib/auth/password_validation.py",
    "allauth/account/adapter.py",
    "allauth/account/forms.py",
    "allauth/mfa/adapter.py",
    "allauth/mfa/totp/forms.py",
    "allauth/mfa/recovery_codes/forms.py",
)
#: And what of that no page of ours shows: nothing is deleted at the desk, nobody signs in by mail
#: or telephone, no field takes an IP address, our own pages answer for Django's of these.
UNSEEN = (
    *("Enter a valid UUID", "Enter a valid JSON", "Enter only digits", "IPv4", "IPv6"),
    *("Enter a valid %(protocol)s", "Ensure this value is a multiple of step size"),
    *("Please correct the duplicate data for %(field_name)s", "Delete selected %(verbose_name"),
    *("Successfully deleted", "Cannot delete", "Delete multiple", "Are you sure you want to"),
    *("Deleting ", "Objects", "Yes, I’m sure", "No, take me back", "%(class_name)s %(instance)s"),
    *("The %(name)s “%(obj)s” was deleted", "action time", "content type", "object id"),
    *("object repr", "action flag", "change message", "log entry", "log entries", "LogEntry"),
    *("addedname", "changedname", "deletedname", "Server error", "Server Error", "There’s been"),
    *("Something’s wrong with your database", "You are authenticated as", "Forgot"),
    *("You cannot remove your primary", "This email address is", "The email address", "The phone"),
    *("A user is already registered", "Invalid or expired key", "The password reset token"),
    *("You cannot add", "Your primary email", "Username can not", "Please select only one"),
    *("The new value must", "Use ", "Send me", "Username, email", "Username or", "Email or"),
    *("Email (", "Email address", "Username (", "Phone", "You must type the same email"),
    *("You cannot activate", "Master key", "Backup key", "Key nr."),
)
#: Shipped with translations that we may make better without naming the file that shows them.
SHIPPED = ("django.conf", "django.contrib.admin", "django.contrib.auth", "allauth")

LANGUAGES = ("ar", "ku", "ckb")


@cache
def seen():
    return [each for each in of_others(*OTHERS) if not each[2].startswith(UNSEEN)]


def shipped():
    """(context, English) of all that Django's and allauth's own catalogues know."""
    for name in SHIPPED:
        folder = Path(import_module(name).__file__).parent / "locale/ar/LC_MESSAGES/django.po"
        with folder.open("rb") as file:
            yield from ((each.context, originals(each)[0]) for each in read_po(file))


def test_extraction_finds_both_kinds_of_source():
    names = {name for name, _context, _text in ours()}
    assert any(name.endswith(".py") for name in names)
    assert any(name.endswith(".html") for name in names)
    assert len(ours()) > 1000
    assert len(seen()) > 250


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_we_say_is_there(language):
    assert missing(language, ours()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_the_desk_shows_of_others_is_there(language):
    assert missing(language, seen()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_translated_that_nobody_says(language):
    said = {(context, text) for _where, context, text in [*ours(), *seen()]} | {*shipped()}
    translated = {(each.context, originals(each)[0]) for each in messages(language)}
    assert translated - said == set()
    assert not catalogue(language).obsolete


PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
#: Numbers that CLDR's six categories are told apart by, and which of them each is.
SIX = {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 101: 5, 102: 5, 103: 3, 111: 4}


def plurals(language):
    return [each for each in catalogue(language) if isinstance(each.id, tuple | list)]


def test_every_counted_string_has_all_forms():
    assert len(plurals("ar")) > 15
    for language, forms in (("ar", 6), ("ku", 2), ("ckb", 2)):
        for message in plurals(language):
            assert len([form for form in message.string if form]) == forms, message.id


def test_whoever_counts_gets_the_form_of_the_number():
    """Whatever message the forms are of: gettext asks the catalogue's own header."""
    for language, category in (("ar", SIX), ("ku", {0: 1, 1: 0, 2: 1}), ("ckb", {0: 1, 1: 0})):
        with translation.override(language):
            for message in plurals(language):
                for n, form in category.items():
                    said = (
                        npgettext(message.context, *message.id, n)
                        if message.context
                        else ngettext(*message.id, n)
                    )
                    assert said == message.string[form], (language, message.id, n)


def test_forms_of_many_name_their_number_and_those_of_one_and_two_may_leave_it_out():
    for message in plurals("ar"):
        names = PLACEHOLDER.findall(message.id[1])
        if names:
            for form in (3, 4, 5):
                assert names[0] in message.string[form], (message.id, form)


def test_every_language_that_the_desk_speaks_is_looked_at():
    assert {path.name for path in (ROOT / "locale").iterdir()} == {*LANGUAGES}
