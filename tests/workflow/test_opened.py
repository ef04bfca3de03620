"""Two people who save one record at the desk: a correspondent, a photo, a word of the house."""

import pytest
from desk_form import page_of, posted, sign_in
from django.urls import reverse
from makers import make_correspondent, make_photo, make_topic

from newsroom.articles.models import LexiconTerm, Moment
from newsroom.correspondents.models import Correspondent


def url_of(row) -> str:
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return reverse(name, args=[row.pk])


def opened(client, url: str) -> dict:
    form = client.get(url).context["adminform"].form
    return {
        name: posted(value)
        for name in form.fields
        if (value := form[name].value()) not in (None, False)
    }


def two(row, first, second):
    """Both have it open; the address, and for each their client and page."""
    url = url_of(row)
    clients = [sign_in(first), sign_in(second)]
    return url, [(client, opened(client, url)) for client in clients]


@pytest.fixture
def nada(roles):
    return make_correspondent()


def test_second_to_save_a_correspondent_is_shown_both_and_decides(nada, chief, make_account):
    other = make_account("deputy", "chief")
    url, [(first, one), (second, two_)] = two(nada, chief, other)
    assert first.post(url, one | {"about_ar": "كتب الأول."}).status_code == 302

    refused = second.post(url, two_ | {"about_ar": "كتب الثاني.", "_move": "withdraw"})

    assert refused.status_code == 200
    assert "Somebody changed this meanwhile." in page_of(refused)
    assert "كتب الأول." in page_of(refused)
    assert "كتب الثاني." in page_of(refused)
    nada.refresh_from_db()
    assert (nada.about_ar, nada.state) == ("كتب الأول.", "published")

    again = two_ | {"about_ar": "كتب الاثنان."}
    again["opened"] = refused.context["adminform"].form["opened"].value()
    assert second.post(url, again).status_code == 302
    assert Correspondent.objects.get().about_ar == "كتب الاثنان."


def test_same_values_twice_are_no_conflict(nada, chief):
    url, [(client, page), _other] = two(nada, chief, chief)
    for _press in range(2):
        assert client.post(url, page | {"about_ar": "مرة واحدة."}).status_code == 302


def test_row_that_nobody_else_saved_is_saved(nada, chief):
    url, [(client, page), _other] = two(nada, chief, chief)
    client.post(url, page | {"about_ar": "أولًا."})
    client.post(url, opened(client, url) | {"about_ar": "ثانيًا."})
    assert Correspondent.objects.get().about_ar == "ثانيًا."


def test_what_it_was_opened_on_tells_none_of_it(nada, chief):
    _url, [(_client, page), _other] = two(nada, chief, chief)
    assert len(page["opened"]) == 64


def test_account_behind_a_byline_is_told_to_nobody_new(nada, chief, editor, reporter):
    """The editor's form has no such field; the chief's save of it is no conflict of theirs."""
    url, [(first, one), (second, two_)] = two(nada, chief, editor)
    first.post(url, one | {"account": reporter.pk})
    answer = second.post(url, two_ | {"about_ar": "عن الرقة."}, follow=True)
    assert "Reporter" not in page_of(answer)
    nada.refresh_from_db()
    assert nada.account == reporter


#: For the form of a topic; others pass over it.
NO_DAYS = {"moments-TOTAL_FORMS": "0", "moments-INITIAL_FORMS": "0"}


@pytest.mark.parametrize("make", ["photo", "topic", "term"])
def test_every_record_of_the_desk_asks_before_it_overwrites(make, chief, editor, photo_editor):
    row, by, name = {
        "photo": lambda: (make_photo(photo_editor), photo_editor, "alt_ar"),
        "topic": lambda: (make_topic(), chief, "name_ar"),
        "term": lambda: (
            LexiconTerm.objects.create(language="ar", term="كذا", preferred="كذلك"),
            chief, "note",
        ),
    }[make]()  # fmt: skip
    url, [(first, one), (second, two_)] = two(row, by, by)
    one, two_ = one | NO_DAYS, two_ | NO_DAYS
    assert first.post(url, one | {name: "كلام الأول"}).status_code == 302
    refused = second.post(url, two_ | {name: "كلام الثاني"})
    assert "Somebody changed this meanwhile." in page_of(refused)
    row.refresh_from_db()
    assert getattr(row, name) == "كلام الأول"


def test_network_asks_too(network, make_account):
    one = make_account("root", is_superuser=True)
    client = sign_in(one)
    url = url_of(network)
    inline = {"follow_links-TOTAL_FORMS": "0", "follow_links-INITIAL_FORMS": "0"}
    page = opened(client, url) | inline
    assert client.post(url, page | {"about_ar": "كلام الأول"}).status_code == 302
    refused = client.post(url, page | {"about_ar": "كلام الثاني"})
    assert "Somebody changed this meanwhile." in page_of(refused)
    assert "كلام الأول" in page_of(refused)


def day_of(client, url: str, **words: str):
    """The topic's form as it is open, and what is sent of it with other words for its one day."""
    response = client.get(url)
    page = opened(client, url)
    [formset] = [each.formset for each in response.context["inline_admin_formsets"]]
    for form in (formset.management_form, *formset.initial_forms):
        for bound in form:
            if (value := posted(bound.value())) is not None:
                page[bound.html_name] = value
    [form] = formset.initial_forms
    return page | {form.add_prefix(name): value for name, value in words.items()}


def test_second_to_save_a_day_of_a_timeline_is_shown_both(chief, make_account):
    topic = make_topic("water")
    day = Moment.objects.create(topic=topic, date="2026-11-01", text_ar="فتحت المحطة.")
    url, clients = url_of(topic), [sign_in(chief), sign_in(make_account("deputy", "chief"))]
    one, two_ = (day_of(client, url) for client in clients)
    [key] = [name for name in one if name.endswith("-text_ar")]
    assert clients[0].post(url, one | {key: "قال الأول."}).status_code == 302

    refused = clients[1].post(url, two_ | {key: "قال الثاني."})

    assert refused.status_code == 200
    assert "Somebody changed this meanwhile." in page_of(refused)
    assert "قال الأول." in page_of(refused)
    day.refresh_from_db()
    assert day.text_ar == "قال الأول."

    [formset] = [each.formset for each in refused.context["inline_admin_formsets"]]
    again = formset.initial_forms[0]["opened"]
    assert clients[1].post(
        url, two_ | {key: "قال الاثنان.", again.html_name: again.value()}
    ).status_code == 302  # fmt: skip
    day.refresh_from_db()
    assert day.text_ar == "قال الاثنان."
