"""Names are found in every language and spelling, and a second one is told of."""

import pytest
from django.urls import reverse

from newsroom.articles.models import LexiconTerm, Section, Topic
from newsroom.correspondents.models import Correspondent
from newsroom.regions.models import Region
from tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def baghuz():
    places = makers.make_places()
    place = Region(
        slug="baghuz", parent=places["susat"], level=4, name_ar="الباغوز فوقاني",
        name_en="Baghuz Fawqani", name_ku="Baxoz", name_ckb="باغۆز", pcode="SY09X",
        aliases="الباغوز الفوقاني\nBaġūz\nSousse-Baghouz",
    )  # fmt: skip
    place.save()
    return place


def test_place_is_found_by_each_name_alias_and_spelling(baghuz):
    asked = (
        "باغوز", "بالباغوز", "الباغُوز", "البا", "الباغوز فو", "الباغوز ال", "baghuz", "BAXOZ",
        "باغۆز",
        "فوقاني", "bagūz", "sousse", "baghouz", "sy09x",
    )  # fmt: skip
    assert [words for words in asked if baghuz not in Region.objects.search(words)] == []
    assert list(Region.objects.search("الرقة")) == []
    assert list(Region.objects.search("باغوز الرقة")) == []
    assert baghuz not in Region.objects.search("…")


def test_other_names_are_found_too(admin_client):
    makers.make_section(), makers.make_topic(), makers.make_correspondent()
    LexiconTerm.objects.create(language="ar", term="القوّات", preferred="قوات محلية")
    for model, words in (
        (Section, "تقرير"), (Section, "nuce"), (Topic, "مياه"), (Correspondent, "ندى الغرب"),
        (Correspondent, "gharab"), (LexiconTerm, "قوة"),
    ):  # fmt: skip
        page = reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")
        for asked, many in ((words, 1), ("zzz", 0)):
            answer = admin_client.get(page, {"q": asked})
            assert answer.context["cl"].result_count == many, (model, asked)


@pytest.mark.parametrize("name", ["media_photo", "regions_region", "accounts_account"])
def test_of_very_many_words_the_first_are_looked_for(admin_client, baghuz, name):
    page = reverse(f"admin:{name}_changelist")
    assert admin_client.get(page, {"q": "a " * 3000}).status_code == 200
    assert baghuz in Region.objects.search("baghuz " * 3000)
    assert baghuz not in Region.objects.search("baghuz " * 11 + "raqqa")


def test_who_is_behind_a_pen_name_is_not_found(db):
    person = makers.make_correspondent(public_name_ar="هيفاء المحمد")
    assert person in Correspondent.objects.search("ندى")
    assert person not in Correspondent.objects.search("هيفاء")
    assert "هيفا" not in person.folded


#: What the form of a topic says of its timeline.
NO_DAYS = {"moments-TOTAL_FORMS": "0", "moments-INITIAL_FORMS": "0"}


def post(client, name: str, **more):
    form = {"slug": "second", "name_ar": name, "opened": ""} | NO_DAYS | more
    return client.post(reverse("admin:articles_topic_add"), form)


def test_second_topic_of_a_name_is_told_of_and_may_pass(admin_client):
    makers.make_topic()
    answer = post(admin_client, "مياه")
    assert Topic.objects.count() == 1
    form = answer.context["adminform"].form
    assert "المياه" in str(form.errors)
    assert answer.context["adminform"].form["name_ar"].value() == "مياه"
    told = form.data["alike"]
    assert f'value="{told}"' in answer.content.decode()
    post(admin_client, "مياه", alike=told)
    assert Topic.objects.count() == 2


def test_other_names_and_other_changes_pass_without_a_word(admin_client):
    first = makers.make_topic()
    post(admin_client, "الكهرباء")
    assert Topic.objects.count() == 2
    twin = Topic(slug="twin", name_ar="مياه")
    twin.save()
    page = reverse("admin:articles_topic_change", args=[first.pk])
    names = {f"name_{code}": getattr(first, f"name_{code}") for code in ("ar", "ckb", "ku", "en")}
    answer = admin_client.post(page, {"slug": "renamed"} | names | NO_DAYS)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    first.refresh_from_db()
    assert first.slug == "renamed"


def test_alias_is_a_name_as_well(baghuz):
    other = Region(slug="x", parent=baghuz.parent, level=4, name_en="Baguz")
    assert other.alike(Region.objects.all()) == [baghuz]
    assert Region(name_en="Sousse").alike(Region.objects.all()) == []
