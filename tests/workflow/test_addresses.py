"""Old addresses of lists lead on, and tell nobody's secret."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from makers import make_correspondent, make_places, make_section, make_topic

from newsroom.articles.byline_withdrawal import withdraw_byline
from newsroom.articles.models import Section, Topic
from newsroom.correspondents.models import Correspondent
from newsroom.regions.models import Region
from newsroom.workflow.addresses import FormerSlug
from newsroom.workflow.moves import move

SECRET = "zaytuna"


def make_each():
    """One of each kind that has a page, with the folder that its address begins with."""
    return [
        ("sections", make_section()), ("topics", make_topic()),
        ("regions", make_places()["village"]), ("correspondents", make_correspondent()),
    ]  # fmt: skip


def leads(client, path: str) -> str | int:
    """Where to; or the status, if nowhere."""
    response = client.get(path)
    return response["Location"] if response.status_code == 301 else response.status_code


def heading(thing) -> str:
    """What the thing's own page has on top."""
    name = thing.named("pen_name" if hasattr(thing, "pen_name_ar") else "name", "ar")[0]
    return f'<h1><bdi lang="ar" dir="rtl">{name}</bdi></h1>'


def by_form(thing, slug):
    thing.slug = slug
    thing.full_clean(exclude=["name"])
    thing.save()


def by_columns(thing, slug):
    thing.slug = slug
    thing.save(update_fields=["slug"])


def by_query(thing, slug):
    type(thing).objects.filter(pk=thing.pk).update(slug=slug)


def in_bulk(thing, slug):
    thing.slug = slug
    type(thing).objects.bulk_update([thing], ["slug"])


@pytest.mark.parametrize("save", [by_form, by_columns, by_query, in_bulk])
def test_old_addresses_lead_on_in_one_step_whatever_saved_the_new_one(client, db, save):
    for folder, thing in make_each():
        first = thing.slug
        for slug in ("nada-al", "al-gharab"):
            save(thing, slug)
            thing.refresh_from_db()
        for old in (first, "nada-al", first.upper()):
            at = f"/{folder}/{old}/"
            assert leads(client, at) == f"/{folder}/al-gharab/"
            assert client.head(at)["Location"] == f"/{folder}/al-gharab/"
            assert leads(client, f"{at}feed.rss") == f"/{folder}/al-gharab/feed.rss"
            assert leads(client, f"/ku{at}") == f"/ku/{folder}/al-gharab/"
            assert leads(client, at + "?before=99-1&x=1") == f"/{folder}/al-gharab/?before=99-1"
        assert heading(thing) in client.get(f"/{folder}/al-gharab/").text


def test_name_that_comes_back_is_the_address_again(client, db):
    topic = make_topic()
    for slug in ("rivers", "water"):
        by_form(topic, slug)
    assert leads(client, "/topics/rivers/") == "/topics/water/"
    assert heading(topic) in client.get("/topics/water/").text


def test_stale_copy_that_is_saved_leaves_no_address_behind(client, db):
    """Somebody else renamed it meanwhile; what they wrote is an old address then, too."""
    stale = make_topic()
    by_form(Topic.objects.get(), "rivers")
    stale.save()
    assert leads(client, "/topics/rivers/") == "/topics/water/"


def test_former_address_is_given_to_nobody_else(client, db):
    by_form(make_topic(), "rivers")
    other = make_topic("other")
    with pytest.raises(ValidationError, match="still leads there"):
        by_form(other, "Water")
    assert leads(client, "/topics/water/") == "/topics/rivers/"
    # A section is something else, and code that saves without asking makes a page that wins.
    by_form(make_section(), "water")
    by_query(other, "water")
    Topic.objects.filter(pk=other.pk).update(name_ar="غير المياه")
    other.refresh_from_db()
    assert heading(other) in client.get("/topics/water/").text


def test_address_of_what_readers_may_not_have_leads_nowhere(client, db):
    for folder, thing in make_each():
        old = thing.slug
        by_form(thing, "gharab")
        assert leads(client, f"/{folder}/{old}/") == f"/{folder}/gharab/"
        for state in ("draft", "withdrawn"):
            type(thing).objects.filter(pk=thing.pk).update(state=state)
            for path in (f"/{folder}/{old}/", f"/{folder}/{old}/feed.rss", f"/{folder}/{old}"):
                assert leads(client, path) == 404


def test_name_from_before_publication_leads_nowhere(client, db):
    """Who guesses it would learn under which name it came out."""
    for folder, thing in make_each():
        rows = type(thing).objects.filter(pk=thing.pk)
        rows.update(state="draft")
        for slug in (SECRET, "gharab"):
            by_form(rows.get(), slug)
        rows.update(state="published")
        assert leads(client, f"/{folder}/{SECRET}/") == 404
        assert leads(client, f"/{folder}/gharab/") == 200


def test_address_tells_nobody_who_a_pen_name_is(client, chief, db):
    """Each begins with an address that leads on, and stops when the person is to be another."""
    changes = [
        {"signing": "withheld"},
        {"signing": "pen_name", "slug": "warda"},
        {"public_name_ar": "رجل آخر"},
        {"public_name_en": ""},
    ]
    for how in ("form", "query"):
        for number, change in enumerate(changes):
            Correspondent.objects.all().delete()
            names = {"public_name_ar": "سنديانة النهر", "public_name_en": "Sindiyana"}
            person = make_correspondent(SECRET, signing="named", **names)
            by_form(person, "gharab")
            assert leads(client, f"/correspondents/{SECRET}/") == "/correspondents/gharab/"
            if how == "form":
                for name, value in change.items():
                    setattr(person, name, value)
                person.save()
            else:
                Correspondent.objects.filter(pk=person.pk).update(**change)
            assert leads(client, f"/correspondents/{SECRET}/") == 404, (how, number)
            assert not FormerSlug.objects.exists()


def test_slug_that_is_not_of_the_pen_names_words_leads_nowhere(client, db):
    """It may have been the real name, put there by mistake."""
    person = make_correspondent(SECRET)
    by_form(person, "nada")
    assert leads(client, f"/correspondents/{SECRET}/") == 404
    by_form(person, "nada-al-gharab")
    assert leads(client, "/correspondents/nada/") == "/correspondents/nada-al-gharab/"
    Correspondent.objects.filter(pk=person.pk).update(pen_name_ku="Neda Xerab")
    assert leads(client, "/correspondents/nada/") == 404


def test_withdrawn_byline_leaves_no_former_address(client, chief, make_account):
    person = make_correspondent("nada", signing="named", public_name_ar="سنديانة النهر")
    by_form(person, "gharab")
    topic = make_topic("nada-al-gharab")
    by_form(topic, "rivers")
    assert leads(client, "/topics/nada-al-gharab/") == "/topics/rivers/"
    withdraw_byline(person, by=chief)
    assert leads(client, "/correspondents/nada/") == leads(client, "/correspondents/gharab/") == 404
    assert not [each for each in FormerSlug.objects.all() if "nada" in each.slug]


# Names, typed or linked in any language


def test_name_in_any_language_leads_to_the_one_address(client, db):
    places = make_places()
    places["village"].aliases = "النخيلات الشرقية\nal-Nuxêlat"
    places["village"].save()
    make_topic(), make_section(), make_correspondent()
    cases = {
        "/regions/قرية-النخيلات/": "/regions/village/",
        "/regions/قريةُ النُّخيلات": "/regions/village/",
        "/regions/قريه_النخيلات/).": "/regions/village/",
        "/regions/%25D9%2582%25D8%25B1%25D9%258A%25D8%25A9-%25D8%25A7%25D9%2584%25D9%2586%25D8%25AE%25D9%258A%25D9%2584%25D8%25A7%25D8%25AA/": "/regions/village/",  # noqa: E501
        "/ku/regions/Sûsê/": "/ku/regions/susat/",
        "/ku/regions/suse": "/ku/regions/susat/",
        "/ckb/regions/سووسە/": "/ckb/regions/susat/",
        "/en/regions/al-nuxelat/": "/en/regions/village/",
        "/regions/ﺳﻮﺳﺔ/": "/regions/susat/",
        "/en/regions/Deir%20ez-Zor/": "/en/regions/deir-ez-zor/",
        "/regions/DEIR-EZ-ZOR/": "/regions/deir-ez-zor/",
        "/topics/المياه/feed.rss": "/topics/water/feed.rss",
        "/sections/أخبار-وتقارير": "/sections/news/",
        "/ku/sections/NÛÇE/": "/ku/sections/news/",
        "/correspondents/ندى-الغرب/": "/correspondents/nada/",
        "/Regions/Village/": "/regions/village/",
        "/EN/regions/village/": "/en/regions/village/",
        "/en/Search/?q=Raqqa": "/en/search/?q=Raqqa",
    }
    for asked, address in cases.items():
        assert leads(client, asked) == address, asked
        assert client.get(address).status_code == 200
    for nothing in ("/regions/x/", "/regions/قرية/", "/regions/النخيلات-قرية/",
                    "/regions/-/", "/regions/%00/", "/regions/a%0d%0aSet-Cookie:x/",
                    f"/regions/{'ا' * 5000}/", "/regions/%252F%252Fevil.example/", "/regions/%ff/",
                    "/regions/..%2f/", "/topics/قرية-النخيلات/"):  # fmt: skip
        assert leads(client, nothing) == 404, nothing
    Region.objects.filter(slug="village").update(state="draft")
    assert leads(client, "/regions/قرية-النخيلات/") == 404
    assert places


def test_of_thousands_of_places_the_likely_ones_are_read_by_one_query(client, db, monkeypatch):
    make_places()
    reads = []
    make = Region.from_db.__func__
    monkeypatch.setattr(
        Region, "from_db", classmethod(lambda *args: reads.append(make(*args)) or reads[-1])
    )
    costs = []
    for number in (0, 1, 60):  # the first look-up of all reads what kinds of things there are
        for village in range(number):
            Region(slug=f"tell-{number}-{village}", level=1, state="published",
                   name_ar=f"تل {number} {village}", name_en="Tell").save()  # fmt: skip
        reads.clear()
        with CaptureQueriesContext(connection) as caught:
            assert leads(client, "/regions/قريه-النخيلات/") == "/regions/village/"
        costs.append((len(caught), len(reads)))
    assert costs[1] == costs[2]
    assert costs[1][1] == 1


def test_name_that_several_places_have_means_the_one_that_holds_the_others(client, db):
    places = make_places()
    for slug in ("abu-kamal", "susat"):
        place = Region.objects.get(slug=slug)
        place.name_ar = "البوكمال"
        place.save()
    assert leads(client, "/regions/البوكمال/") == "/regions/abu-kamal/"
    elsewhere = Region(slug="elsewhere", parent=places["syria"], level=1, name_ar="البوكمال",
                       state="draft")  # fmt: skip
    elsewhere.save()
    assert leads(client, "/regions/البوكمال/") == "/regions/abu-kamal/"
    Region.objects.filter(slug="elsewhere").update(state="published")
    assert leads(client, "/regions/البوكمال/") == 404


def test_correspondent_is_found_by_the_name_of_their_page_alone(client, chief):
    person = make_correspondent(public_name_ar="سنديانة النهر", public_name_en="Sindiyana")
    assert leads(client, "/correspondents/ندى-الغرب/") == "/correspondents/nada/"
    assert leads(client, "/correspondents/سنديانة-النهر/") == 404
    assert leads(client, "/en/correspondents/sindiyana/") == 404
    Correspondent.objects.filter(pk=person.pk).update(signing="named")
    assert leads(client, "/correspondents/سنديانة-النهر/") == "/correspondents/nada/"
    assert leads(client, "/correspondents/ندى-الغرب/") == 404
    move(Correspondent.objects.get(), "withdraw", by=chief, note="سبب")
    assert leads(client, "/correspondents/سنديانة-النهر/") == 404


def test_capitals_in_an_address_are_kept_nowhere(client, db):
    section = Section(slug="Farm", state="published", name_ar="زراعة")
    section.save()
    assert section.slug == "farm"
    assert leads(client, "/sections/Farm/") == "/sections/farm/"
