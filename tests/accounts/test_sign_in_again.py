"""A sign-in that ran out while somebody was writing costs a password, never the words."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from makers import BODY, HEADLINE, filing_form, picture_file

from newsroom.accounts.models import Account
from newsroom.articles.models import Article, Edition, Revision

LOGIN = reverse("admin:login")
FILE = "/admin/file/"
PASSWORD = "secret-word"
ENGLISH = {"accept-language": "en"}
WORDS = 'سطر أول\n\n«سطر» ثانٍ </textarea><script>alert("x")</script> & آخر'
STALE = "a" * 64


@pytest.fixture
def filled(section, places):
    return filing_form(section, places) | {"body": WORDS, "submit": "1"}


@pytest.fixture
def written(story):
    """A saved draft, and what its form posts with new words."""
    edition = story("draft")
    client = Client()
    client.force_login(edition.created_by)
    url = reverse("admin:articles_edition_change", args=[edition.pk])
    form = client.get(url).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (None, [])}
    return edition, url, data | {"body": "<p>نص جديد كتبته طويلاً.</p>", "_continue": "1"}


def page_of(response) -> str:
    return response.content.decode()


def form_of(response, *, names: str) -> tuple[str, dict[str, list[str]]]:
    """Address and fields of the page's form that has a field of this name, as a browser has it."""
    for attrs, inside in re.findall(r"<form([^>]*)>(.*?)</form>", page_of(response), re.S):
        found = re.findall(r'<textarea[^>]*\bname="([^"]+)"[^>]*>(.*?)</textarea>', inside, re.S)
        for tag in re.findall(r"<input[^>]*>", inside):
            given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
            if given.get("name"):
                found.append((given["name"], given.get("value", "")))
        data: dict[str, list[str]] = {}
        for name, value in found:
            data.setdefault(name, []).append(html.unescape(value.removeprefix("\n")))
        if names in data:
            action = re.search(r'\baction="([^"]*)"', attrs)
            return html.unescape(action[1]) if action else "", data
    raise AssertionError(f"no form has a field {names}")


def kept(data: dict) -> dict:
    ours = {"csrfmiddlewaretoken", "go_on_to", "username", "password", "one_time_code"}
    return {
        name: values[0].replace("\r\n", "\n") for name, values in data.items() if name not in ours
    }


# The way through


@pytest.mark.parametrize("ask_csrf", [False, True])
def test_filing_without_a_session_goes_on_after_a_sign_in(reporter, filled, ask_csrf):
    client = Client(enforce_csrf_checks=ask_csrf, headers=ENGLISH | {"origin": "http://testserver"})
    client.get(LOGIN)
    token = client.cookies["csrftoken"].value

    asked = client.post(FILE, filled | {"csrfmiddlewaretoken": token})
    assert asked.status_code == 403
    assert not Article.objects.exists()
    assert "Your sign-in ran out while you were writing." in page_of(asked)
    to, data = form_of(asked, names="username")
    assert to == LOGIN
    assert kept(data) == filled
    assert "password" in data

    again = client.post(to, data | {"username": "reporter", "password": PASSWORD})
    assert again.status_code == 200
    assert not Article.objects.exists()
    to, data = form_of(again, names="body")
    assert to == FILE
    assert kept(data) == filled
    assert PASSWORD not in page_of(again)

    saved = client.post(to, data)
    assert saved.status_code == 302
    edition = Edition.objects.get()
    assert (edition.state, edition.created_by) == ("submitted", reporter)
    assert edition.body.startswith("<p>سطر أول</p><p>«سطر» ثانٍ &lt;/textarea&gt;")


def test_form_of_an_edition_goes_on_after_a_sign_in(written):
    edition, url, data = written
    client = Client()

    asked = client.post(url, data)
    assert asked.status_code == 403
    assert Revision.objects.count() == 1
    to, fields = form_of(asked, names="username")
    assert kept(fields) == {name: str(value) for name, value in data.items()}

    again = client.post(to, fields | {"username": "reporter", "password": PASSWORD})
    to, fields = form_of(again, names="body")
    assert to == url
    client.post(to, fields)

    edition.refresh_from_db()
    assert edition.body == "<p>نص جديد كتبته طويلاً.</p>"
    assert edition.revisions.count() == 2


def test_sign_in_again_keeps_the_address_with_its_query(reporter, story):
    article = story("draft").article
    url = f"{reverse('admin:articles_edition_add')}?article={article.pk}&language=en"
    client = Client()

    asked = client.post(url, {"headline": "Water returns", "body": "<p>Water.</p>"})
    to, data = form_of(asked, names="username")
    again = client.post(to, data | {"username": "reporter", "password": PASSWORD})

    assert form_of(again, names="body")[0] == url


def test_sign_in_again_keeps_every_value_of_a_field(reporter):
    asked = Client().post(
        reverse("admin:articles_edition_add"), {"topics": ["1", "2"], "body": "x"}
    )
    data = form_of(asked, names="username")[1]
    assert data["topics"] == ["1", "2"]

    again = Client().post(LOGIN, data | {"username": "reporter", "password": PASSWORD})

    assert form_of(again, names="body")[1]["topics"] == ["1", "2"]


def test_sign_in_again_says_that_pictures_are_to_be_chosen_again(reporter, filled):
    response = Client(headers=ENGLISH).post(FILE, filled | {"picture_1": picture_file()})

    assert "Pictures cannot be kept" in page_of(response)


def test_sign_in_again_is_no_way_into_markup(filled):
    """What was written is shown as words: neither a script nor the end of the field."""
    page = page_of(Client().post(FILE, filled))

    assert "<script>alert(" not in page
    assert "&lt;script&gt;alert(" in page


def test_sign_in_again_as_somebody_else_reaches_no_foreign_story(stranger, written):
    edition, url, data = written
    client = Client()
    fields = form_of(client.post(url, data), names="username")[1]

    again = client.post(LOGIN, fields | {"username": "stranger", "password": PASSWORD})
    to, fields = form_of(again, names="body")
    response = client.post(to, fields, follow=True)

    assert HEADLINE not in page_of(response)
    edition.refresh_from_db()
    assert edition.body == BODY


# Wrong passwords, and where passwords must not be


def test_wrong_password_keeps_the_text(reporter, filled):
    client = Client(headers=ENGLISH)
    fields = form_of(client.post(FILE, filled), names="username")[1]

    wrong = client.post(LOGIN, fields | {"username": "reporter", "password": "wrong-secret-word"})

    assert wrong.status_code == 403
    assert "_auth_user_id" not in client.session
    assert "wrong-secret-word" not in page_of(wrong)
    to, fields = form_of(wrong, names="username")
    assert kept(fields) == filled
    right = client.post(to, fields | {"username": "reporter", "password": PASSWORD})
    assert kept(form_of(right, names="body")[1]) == filled


def test_sign_in_again_is_for_the_desk_only(reporter, filled):
    Account.objects.filter(pk=reporter.pk).update(is_staff=False)
    client = Client()
    fields = form_of(client.post(FILE, filled), names="username")[1]

    response = client.post(LOGIN, fields | {"username": "reporter", "password": PASSWORD})

    assert response.status_code == 403
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("admin:password_change", ("old_password", "new_password1", "new_password2")),
        ("admin:accounts_account_add", ("password1", "password2")),
    ],
)
def test_sign_in_again_never_echoes_a_password(reporter, name, fields):
    typed = {field: f"typed-{field}-9431" for field in fields}

    asked = Client().post(reverse(name), typed | {"name": "اسم مكتوب"})
    again = Client().post(
        LOGIN,
        typed | {"go_on_to": reverse(name), "username": "reporter", "password": PASSWORD,
                 "name": "اسم مكتوب"},
    )  # fmt: skip

    for response in (asked, again):
        assert "اسم مكتوب" in page_of(response)
        assert "9431" not in page_of(response)
        assert PASSWORD not in page_of(response)


# Where it goes on to


@pytest.mark.parametrize(
    "to",
    ["https://evil.example/", "//evil.example/x", "/\\evil.example", "javascript:alert(1)",
     "http:///evil.example", "ftp://testserver/"],
)  # fmt: skip
@pytest.mark.parametrize("password", [PASSWORD, "wrong"])
def test_sign_in_goes_on_to_no_other_site(reporter, to, password):
    response = Client().post(
        LOGIN,
        {"go_on_to": to, "username": "reporter", "password": password, "body": WORDS},
    )

    assert to not in html.unescape(page_of(response))
    assert "evil" not in response.headers.get("Location", "")


def test_plain_sign_in_leads_to_where_it_was_asked_for(reporter):
    client = Client()

    response = client.post(f"{LOGIN}?next=/admin/", {"username": "reporter", "password": PASSWORD})

    assert (response.status_code, response.url) == (302, "/admin/")
    assert client.session["_auth_user_id"] == str(reporter.pk)


def test_sign_out_without_a_session_asks_for_no_password():
    assert Client().post(reverse("admin:logout")).status_code in (200, 302)


# Forms from before another sign-in in the same browser


@pytest.fixture
def careful(reporter):
    """A signed-in browser whose server checks CSRF tokens."""
    client = Client(enforce_csrf_checks=True, headers=ENGLISH)
    client.force_login(reporter)
    client.get(FILE)
    return client


def test_stale_token_of_a_signed_in_person_shows_the_text_to_send_again(careful, filled):
    response = careful.post(
        FILE, filled | {"csrfmiddlewaretoken": STALE}, headers={"origin": "http://testserver"}
    )

    assert response.status_code == 403
    assert not Article.objects.exists()
    to, fields = form_of(response, names="body")
    assert (to, kept(fields)) == (FILE, filled)
    saved = careful.post(to, fields, headers={"origin": "http://testserver"})
    assert saved.status_code == 302
    assert Edition.objects.get().state == "submitted"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {},
    ],
)
def test_post_that_may_come_from_another_site_gets_no_text_back(careful, filled, headers):
    response = careful.post(FILE, filled | {"csrfmiddlewaretoken": STALE}, headers=headers)

    assert response.status_code == 403
    assert "سطر أول" not in page_of(response)
    assert HEADLINE not in page_of(response)
    assert "<form" not in page_of(response)
    assert not Article.objects.exists()


def test_post_from_another_site_saves_nothing_even_with_a_good_token(careful, filled):
    token = careful.cookies["csrftoken"].value

    response = careful.post(
        FILE, filled | {"csrfmiddlewaretoken": token}, headers={"origin": "https://evil.example"}
    )

    assert response.status_code == 403
    assert not Article.objects.exists()


def test_stale_token_without_a_session_asks_to_sign_in_with_the_text(reporter, filled):
    """Signed in and out again in another tab: token and session are both gone."""
    client = Client(enforce_csrf_checks=True, headers=ENGLISH | {"origin": "http://testserver"})

    asked = client.post(FILE, filled | {"csrfmiddlewaretoken": STALE})

    assert asked.status_code == 403
    to, fields = form_of(asked, names="username")
    assert kept(fields) == filled
    again = client.post(to, fields | {"username": "reporter", "password": PASSWORD})
    assert kept(form_of(again, names="body")[1]) == filled


def test_sign_in_page_left_open_during_a_sign_in_elsewhere_keeps_the_text(reporter, filled):
    """The other tab's sign-in made the page's token stale; the text must survive that, too."""
    client = Client(enforce_csrf_checks=True, headers=ENGLISH | {"origin": "http://testserver"})
    client.get(LOGIN)
    token = client.cookies["csrftoken"].value
    to, fields = form_of(client.post(FILE, filled | {"csrfmiddlewaretoken": token}), names="body")
    client.post(LOGIN, {"username": "reporter", "password": PASSWORD, "csrfmiddlewaretoken": token})
    assert client.cookies["csrftoken"].value != token

    response = client.post(to, fields | {"username": "reporter", "password": PASSWORD})

    to, fields = form_of(response, names="body")
    assert (to, kept(fields)) == (FILE, filled)
    assert client.post(to, fields).status_code == 302
    assert Edition.objects.get().state == "submitted"


def test_sign_out_with_a_stale_token_signs_out(careful):
    response = careful.post("/admin/logout/", headers={"origin": "http://testserver"})
    assert response.status_code == 302
    assert careful.get("/admin/").status_code == 302


def test_sign_out_from_another_site_does_nothing(careful):
    careful.post("/admin/logout/", headers={"origin": "http://elsewhere.example"})
    page = careful.get("/admin/")
    assert page.status_code == 200
    assert "logout-form" in page.text
