"""A name reaches readers only where the story and the person both allow it."""

import pytest
from django.db import IntegrityError, transaction
from makers import make_correspondent

from newsroom.articles.models import Edition
from newsroom.correspondents.models import NAMING, Correspondent, Signing
from newsroom.workflow.moves import Refused, move

NAMES = {
    "public_name_ar": "الاسم الحقيقي", "public_name_en": "Real Name",
    "pen_name_ar": "الاسم المستعار", "pen_name_en": "Pen Name",
    "role_line_ar": "مراسل الشبكة", "role_line_en": "Our correspondent",
}  # fmt: skip
NAME, PEN, LINE, DESK = "Real Name", "Pen Name", "Our correspondent", "Newsroom desk"

#: person's own rule -> how the story is signed -> what readers may learn
SIGNED = {
    "named": {"named": NAME, "pen_name": PEN, "withheld": LINE, "desk": DESK},
    "pen_name": {"named": PEN, "pen_name": PEN, "withheld": LINE, "desk": DESK},
    "withheld": {"named": LINE, "pen_name": LINE, "withheld": LINE, "desk": DESK},
}
CASES = [(person, story) for person, row in SIGNED.items() for story in row]


def person(signing: str, **more) -> Correspondent:
    return make_correspondent("r-n", signing=signing, **(NAMES | more))


def test_table_has_every_mode():
    assert set(SIGNED) == set(Signing) - {Signing.DESK}
    assert {mode for row in SIGNED.values() for mode in row} == set(Signing)


@pytest.mark.parametrize(("rule", "signing"), CASES)
def test_signed_takes_the_more_cautious_of_story_and_person(db, rule, signing):
    text, language = person(rule).signed(signing, "en")
    assert text == (LINE if signing == "desk" else SIGNED[rule][signing])
    assert language == "en"


@pytest.mark.parametrize(("rule", "signing"), CASES)
def test_byline_shows_what_the_more_cautious_allows_and_no_other_name(story, rule, signing):
    edition = story("published", language="en", correspondents=[person(rule)], signing=signing)
    (credit,) = edition.byline
    assert credit.text == SIGNED[rule][signing]
    everything = f"{credit.text} {credit.about}"
    for hidden in {NAME, PEN} - {SIGNED[rule][signing]}:
        assert hidden not in everything


@pytest.mark.parametrize(("rule", "signing"), CASES)
def test_byline_leads_only_to_a_page_that_bears_the_same_name(story, client, rule, signing):
    """A pen name that led to a page under the real one would be none."""
    edition = story("published", language="en", correspondents=[person(rule)], signing=signing)
    (credit,) = edition.byline
    same = rule != "withheld" and SIGNED[rule][signing] == SIGNED[rule]["named"]
    assert bool(credit.url) == bool(credit.about) == same
    listed = Edition.objects.published().by(Correspondent.objects.get())
    assert list(listed) == ([edition] if same else [])
    if same:
        page = client.get(credit.url)
        assert page.status_code == 200
        assert SIGNED[rule]["named"] in page.text


@pytest.mark.parametrize("rule", SIGNED)
def test_signed_never_falls_back_to_a_less_cautious_name(db, rule):
    """A pen name that is missing is no reason to print the real one."""
    nobody = person(rule, pen_name_ar="", pen_name_en="")
    assert nobody.signed("pen_name", "en")[0] in ("", LINE)


def test_nameless_byline_becomes_the_desks(story):
    nobody = person("pen_name", pen_name_ar="", pen_name_en="")
    edition = story("published", language="en", correspondents=[nobody], signing="pen_name")
    assert [credit.text for credit in edition.byline] == [DESK]


def test_signed_says_in_which_language_the_name_is(db):
    only_arabic = person("pen_name", pen_name_en="", pen_name_ku="")
    assert only_arabic.signed("pen_name", "en") == ("الاسم المستعار", "ar")
    assert only_arabic.signed("pen_name", "ku") == ("الاسم المستعار", "ar")


@pytest.mark.parametrize("state", ["draft", "published", "withdrawn"])
@pytest.mark.parametrize("rule", SIGNED)
def test_public_is_who_is_cleared_and_not_withheld(db, rule, state):
    found = person(rule, state=state)
    public = state == "published" and rule in ("named", "pen_name")
    assert found.is_public == public
    assert list(Correspondent.objects.public()) == ([found] if public else [])


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_person_who_is_not_cleared_has_no_page_and_no_list(story, client, state):
    hidden = person("pen_name", state=state)
    story("published", language="en", correspondents=[hidden], signing="pen_name")
    assert not Edition.objects.published().by(hidden).exists()
    assert client.get("/en" + hidden.get_absolute_url().removeprefix("/en")).status_code == 404


@pytest.mark.parametrize("later", ["withheld", "withdrawn"])
def test_person_who_stops_being_public_disappears_from_older_stories(story, chief, later):
    who = person("pen_name")
    edition = story("published", language="en", correspondents=[who], signing="pen_name")
    assert edition.byline[0].url
    if later == "withheld":
        who.signing = "withheld"
        who.save()
    else:
        move(who, "withdraw", by=chief, note="سبب")
    fresh = Edition.objects.get(pk=edition.pk)
    assert fresh.byline[0].url is None
    assert not Edition.objects.published().by(Correspondent.objects.get()).exists()
    assert fresh.byline[0].text == LINE


@pytest.mark.parametrize("rule", ["named", "pen_name"])
@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_person_who_is_not_cleared_is_named_in_no_byline(story, client, state, rule):
    shy = person(rule, state=state)
    edition = story("published", language="en", correspondents=[shy], signing="named")
    for url in (edition.url, "/en/", "/en/feed.rss"):
        page = client.get(url).text
        assert LINE in page, url
        assert NAME not in page, url
        assert PEN not in page, url


def test_names_are_stored_without_control_characters(db):
    who = person("pen_name", pen_name_en="Pen\x0b Name ", about_en="One\x00\n\n\n\ntwo")
    assert (who.pen_name_en, who.about_en) == ("Pen Name", "One\n\ntwo")


def test_only_the_chief_decides_who_has_a_page(people):
    for name, account in people.items():
        who = make_correspondent(f"of-{name}", state="draft")
        if name == "chief":
            move(who, "publish", by=account)
        else:
            with pytest.raises(Refused):
                move(who, "publish", by=account)
        assert Correspondent.objects.get(pk=who.pk).is_public == (name == "chief")


def test_new_correspondent_is_withheld_and_not_cleared(db):
    new = Correspondent(slug="New One")
    new.save()
    assert (new.slug, new.signing, new.state, new.is_public) == (
        "new-one", "withheld", "draft", False,
    )  # fmt: skip


def test_slug_and_account_belong_to_one_person(db, reporter):
    make_correspondent("nada", account=reporter)
    for columns in ({"slug": "nada"}, {"slug": "other", "account": reporter}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_correspondent(**columns)


def test_closing_an_account_leaves_the_correspondent(db, make_account):
    account = make_account("leaver")
    who = make_correspondent(account=account)
    account.delete()
    assert Correspondent.objects.get(pk=who.pk).account is None


def test_naming_modes_are_the_two_that_tell_a_name():
    assert set(NAMING) == {"named", "pen_name"}
