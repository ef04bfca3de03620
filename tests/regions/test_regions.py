import csv
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from makers import make_places

from newsroom.articles import places_listed
from newsroom.articles.invariants import stories_are_listed_where_they_show_to_be
from newsroom.regions.gazetteer import TABLE, fill_names, load
from newsroom.regions.models import Level, Region
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.moves import move


@pytest.fixture
def gazetteer(db):
    return load()


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def names(regions) -> list[str]:
    return [region.name_ar for region in regions]


def slugs(regions) -> set[str]:
    return {region.slug for region in regions}


# The gazetteer


def test_gazetteer_is_loaded_whole(gazetteer):
    assert gazetteer == Region.objects.count() == len(rows()) + 1
    levels = Counter(Region.objects.values_list("level", flat=True))
    assert levels == {0: 1, 1: 14, **Counter(int(r["level"]) for r in rows() if r["level"] > "1")}
    assert (levels[Level.GOVERNORATE], levels[Level.DISTRICT]) == (14, 62)
    assert set(Region.objects.values_list("state", flat=True)) == {"published"}


def test_every_governorate_is_there_by_its_p_code(gazetteer):
    found = Region.objects.filter(level=Level.GOVERNORATE)
    assert set(found.values_list("pcode", flat=True)) == {f"SY{n:02}" for n in range(1, 15)}
    assert {
        "دمشق", "حلب", "ريف دمشق", "حمص", "حماة", "اللاذقية", "إدلب", "الحسكة", "دير الزور",
        "طرطوس", "الرقة", "درعا", "السويداء", "القنيطرة",
    } == set(names(found))  # fmt: skip


def test_every_place_has_the_parent_of_its_p_code(gazetteer):
    """OCHA's codes contain those of the places above: SY, SY09, SY0902, SY090203."""
    for region in Region.objects.exclude(level=Level.COUNTRY).select_related("parent"):
        assert region.parent.level == region.level - 1, region
        if region.pcode:
            assert region.pcode[: -2 if region.level > Level.GOVERNORATE else 2] == (
                region.parent.pcode
            )


def test_every_path_is_the_parents_and_the_own_slug(gazetteer):
    for region in Region.objects.select_related("parent"):
        above = region.parent.path if region.parent else "/"
        assert region.path == f"{above}{region.slug}/"


def test_loading_again_adds_and_changes_nothing(gazetteer):
    before = list(Region.objects.order_by("pk").values())
    assert load() == 0
    assert list(Region.objects.order_by("pk").values()) == before


def test_loading_again_leaves_what_the_desk_changed_and_adds_what_is_missing(gazetteer, roles):
    hajin = Region.objects.get(pcode="SY090203")
    hajin.name_ckb = "ناوێکی باشتر"
    hajin.save()
    Region.objects.get(slug="al-baghuz-fawqani").delete()
    assert load() == 1
    assert Region.objects.get(pcode="SY090203").name_ckb == "ناوێکی باشتر"
    assert Region.objects.get(slug="al-baghuz-fawqani").parent == hajin


def test_withdrawn_place_stays_withdrawn(gazetteer, chief):
    place = Region.objects.get(pcode="SY090203")
    move(place, "withdraw", by=chief, note="سبب")
    assert load() == 0
    assert Region.objects.get(pk=place.pk).state == "withdrawn"


def test_place_gets_the_names_that_it_lacks_and_keeps_its_own(gazetteer):
    place = Region.objects.get(pcode="SY0203")
    place.name_ku, place.name_en = "", "Our Afrin"
    place.save()
    assert "Efrîn" not in {each.name_ku for each in Region.objects.search("Efrîn")}
    assert load() == 0
    place.refresh_from_db()
    assert place.name_ku == ""  # somebody may have meant it
    assert fill_names() == 1
    place.refresh_from_db()
    assert (place.name_ku, place.name_en) == ("Efrîn", "Our Afrin")
    assert place in Region.objects.search("Efrîn")


def test_susat_lies_in_abu_kamal_in_deir_ez_zor_in_syria(gazetteer):
    susat = Region.objects.get(pcode="SY090203")
    assert names([*susat.ancestors(), susat]) == ["سوريا", "دير الزور", "البوكمال", "سوسة"]
    assert [place.level for place in susat.ancestors()] == [0, 1, 2]


def test_places_of_one_name_have_slugs_of_their_own(gazetteer):
    """Deir ez-Zor is a governorate, a district and a sub-district; the widest has the plain one."""
    named_alike = Region.objects.filter(name_en="Deir ez-Zor").order_by("level")
    assert [place.slug for place in named_alike] == [
        "deir-ez-zor", "deir-ez-zor-district", "deir-ez-zor-subdistrict",
    ]  # fmt: skip
    assert Region.objects.values("slug").distinct().count() == Region.objects.count()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_has_a_name_in_each_language(gazetteer, language):
    assert not Region.objects.filter(**{f"name_{language}": ""}).exists()


# The tree


def test_path_is_the_slugs_from_the_country_down(places):
    assert places["susat"].path == "/syria/deir-ez-zor/abu-kamal/susat/"
    assert places["syria"].path == "/syria/"


def test_inside_is_the_place_and_all_below_it(places):
    outside = Region(slug="raqqa", parent=places["syria"], level=1, name_ar="الرقة")
    outside.save()
    assert slugs(Region.objects.inside(places["abu-kamal"])) == {"abu-kamal", "susat", "village"}
    assert slugs(Region.objects.inside(places["village"])) == {"village"}
    assert slugs(Region.objects.inside(places["syria"])) == {*places, "raqqa"}


def test_inside_takes_no_place_whose_name_merely_begins_alike(places):
    district = Region(slug="deir-ez-zor-west", parent=places["syria"], level=1, name_ar="غرب الدير")
    district.save()
    assert "deir-ez-zor-west" not in slugs(Region.objects.inside(places["deir-ez-zor"]))


def test_around_is_the_places_and_all_above_them(places):
    other = Region(slug="raqqa", parent=places["syria"], level=1, name_ar="الرقة")
    other.save()
    assert slugs(Region.objects.around([places["abu-kamal"]])) == {
        "syria", "deir-ez-zor", "abu-kamal",
    }  # fmt: skip
    assert slugs(Region.objects.around([places["deir-ez-zor"], other])) == {
        "syria", "deir-ez-zor", "raqqa",
    }  # fmt: skip
    assert not Region.objects.around([]).exists()


def test_ancestors_cost_one_query(places, django_assert_num_queries):
    village = Region.objects.get(slug="village")
    with django_assert_num_queries(1):
        assert [place.slug for place in village.ancestors()] == [
            "syria", "deir-ez-zor", "abu-kamal", "susat",
        ]  # fmt: skip
    assert places["syria"].ancestors() == []


@pytest.mark.parametrize(
    ("level", "shown"),
    [(0, "syria"), (1, "deir-ez-zor"), (2, "abu-kamal"), (3, "susat"), (4, "village")],
)
def test_at_is_never_finer_than_the_level(places, level, shown):
    assert places["village"].at(level).slug == shown


def test_at_does_not_make_a_wide_place_finer(places):
    assert places["deir-ez-zor"].at(Level.PLACE) == places["deir-ez-zor"]
    assert places["syria"].at(Level.GOVERNORATE) == places["syria"]


def test_at_tells_nothing_of_a_fine_place_that_is_part_of_nothing(db):
    lost = Region(slug="lost", level=Level.PLACE, name_ar="قرية بلا أصل")
    lost.save()
    assert lost.at(Level.SUBDISTRICT) is None
    assert lost.at(Level.PLACE) == lost


def test_story_from_a_place_that_is_part_of_nothing_does_not_tell_it(story, client, places):
    lost = Region(slug="lost", level=Level.PLACE, name_ar="القرية الضائعة", state="published")
    lost.save()
    edition = story("published", place=lost, regions=[lost, places["susat"]], precision=3)
    assert list(edition.article.listed_in.order_by("level"))[-1] == places["susat"]
    assert lost.name_ar not in client.get(edition.url).text
    assert edition.url not in client.get("/regions/lost/").text


@pytest.fixture
def corrected(places):
    """Susat turns out to be a town, in a sub-district that was missing."""
    district = Region(slug="nahiya", level=3, name_ar="ناحية أخرى", parent=places["abu-kamal"])
    district.save()
    susat = Region.objects.get(slug="susat")
    susat.level, susat.parent = Level.PLACE, district
    return susat


def listed(edition) -> set[str]:
    return set(edition.article.listed_in.values_list("slug", flat=True))


def test_stories_of_a_place_that_is_corrected_are_listed_no_finer_than_they_tell(
    story, client, places, corrected, django_capture_on_commit_callbacks
):
    below = story("published", precision=3)
    further = story("published", place=None, regions=[places["susat"]], precision=3)
    fine, wide = story("published", place=places["susat"]), story("published", precision=2)
    assert below.url in client.get("/regions/susat/").text
    with django_capture_on_commit_callbacks(execute=True):
        corrected.save()
    around = {"syria", "deir-ez-zor", "abu-kamal"}
    assert listed(below) == listed(further) == around | {"nahiya"}
    assert listed(fine) == around | {"nahiya", "susat"}
    assert listed(wide) == around
    page = client.get("/regions/susat/").text
    assert below.url not in page
    assert fine.url in page
    assert list(stories_are_listed_where_they_show_to_be()) == []


def test_stories_are_listed_finer_again_once_the_place_is_put_right(story, corrected):
    edition = story("published", precision=3)
    corrected.save()
    assert "susat" not in listed(edition)
    corrected.level, corrected.parent = Level.SUBDISTRICT, Region.objects.get(slug="abu-kamal")
    corrected.save()
    assert listed(edition) == {"syria", "deir-ez-zor", "abu-kamal", "susat"}


def test_a_place_that_is_corrected_asks_as_often_for_three_stories_as_for_one(
    story, places, corrected
):
    counts = []
    for more in (1, 2):
        for _number in range(more):
            story("published", precision=3, regions=[places["susat"]])
        with CaptureQueriesContext(connection) as captured:
            corrected.save()
        counts.append(len(captured))
        places["susat"].save()
    assert counts[0] == counts[1]


def test_a_place_whose_name_alone_is_corrected_lists_nothing_anew(places, monkeypatch):
    monkeypatch.setattr(places_listed, "place_was_corrected", lambda place: 1 / 0)
    places["susat"].name_ar, places["susat"].slug = "السوسة", "al-susat"
    places["susat"].save()


@pytest.mark.parametrize("parent", [None, "village", "susat"])
def test_place_is_part_of_a_larger_one(places, parent):
    village = Region(slug="new", level=Level.SUBDISTRICT, name_ar="جديدة",
                     parent=places.get(parent))  # fmt: skip
    with pytest.raises(ValidationError) as refused:
        village.full_clean()
    assert set(refused.value.message_dict) == {"parent"}


def test_country_and_place_of_a_larger_one_are_accepted(places):
    Region(slug="land", level=Level.COUNTRY, name="بلد").full_clean()
    Region(slug="new", level=Level.PLACE, name="جديدة", parent=places["susat"]).full_clean()


def test_moving_a_place_writes_only_the_paths_of_those_below_it(places):
    """A whole row saved again would undo what somebody decides on it at the same moment."""
    district = Region.objects.get(slug="abu-kamal")
    district.slug = "bukamal"
    with CaptureQueriesContext(connection) as captured:
        district.save()
    written = [query["sql"] for query in captured if query["sql"].startswith("UPDATE")]
    assert len(written) == 3
    assert len([sql for sql in written if '"state"' in sql]) == 1


def test_two_places_cannot_share_a_slug_or_a_p_code(places):
    places["susat"].pcode = "SY090203"
    places["susat"].save()
    for columns in ({"slug": "susat"}, {"slug": "other", "pcode": "SY090203"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Region(level=3, name_ar="أخرى", parent=places["abu-kamal"], **columns).save()


def test_places_without_a_p_code_are_many(places):
    assert {place.pcode for place in places.values()} == {None}
    Region(slug="nameless", level=4, name_ar="بلا رمز", pcode="", parent=places["susat"]).save()
    assert Region.objects.get(slug="nameless").pcode is None


def test_name_is_stored_without_control_characters(db):
    place = Region(slug="x", level=0, name_ar="بلد\x0bما", name_ku=" Welat\x07 ")
    place.save()
    place.refresh_from_db()
    assert (place.name_ar, place.name_ku) == ("بلد ما", "Welat")


def test_slug_comes_from_the_english_name_and_stays(db):
    place = Region(level=4, name_ar="الشعفة", name_en="Ash-Sha'fah")
    place.save()
    first = place.slug
    assert first.startswith("ash")
    place.name_en = "Shafa"
    place.save()
    assert Region.objects.get(pk=place.pk).slug == first


def test_moving_a_place_moves_all_below_it(places):
    raqqa = Region(slug="raqqa", parent=places["syria"], level=1, name_ar="الرقة")
    raqqa.save()
    district = Region.objects.get(slug="abu-kamal")
    district.parent = raqqa
    district.save()
    assert {place.slug: place.path for place in Region.objects.inside(raqqa)} == {
        "raqqa": "/syria/raqqa/",
        "abu-kamal": "/syria/raqqa/abu-kamal/",
        "susat": "/syria/raqqa/abu-kamal/susat/",
        "village": "/syria/raqqa/abu-kamal/susat/village/",
    }
    assert slugs(Region.objects.inside(places["deir-ez-zor"])) == {"deir-ez-zor"}
    village = Region.objects.get(slug="village")
    assert [place.slug for place in village.ancestors()] == [
        "syria", "raqqa", "abu-kamal", "susat",
    ]  # fmt: skip


def test_renaming_a_places_address_renames_the_paths_below_it(places):
    governorate = Region.objects.get(slug="deir-ez-zor")
    governorate.slug = "deir"
    governorate.save()
    assert Region.objects.get(slug="village").path == "/syria/deir/abu-kamal/susat/village/"


def test_place_with_others_below_it_cannot_be_deleted(places):
    with pytest.raises(IntegrityError), transaction.atomic():
        places["susat"].delete()
    assert Region.objects.filter(slug="susat").exists()


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_only_published_places_are_published(db, state):
    places = make_places()
    Region.objects.filter(slug="susat").update(state=state)
    assert slugs(Region.objects.published()) == set(places) - {"susat"}


def test_story_saved_while_its_place_was_corrected_is_listed_anew(
    story, chief, places, django_capture_on_commit_callbacks
):
    susat = places["susat"]
    with django_capture_on_commit_callbacks(execute=True):
        susat.level = 4
        susat.save()
        edition = story("published", place=places["village"], precision=3)
        # As who read the place before it was corrected leaves it.
        edition.article.listed_in.add(susat)
    assert susat not in edition.article.listed_in.all()
