"""What the withdrawal and the hold of one language do to the others of its story."""

from datetime import timedelta
from threading import Event

import pytest
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone
from makers import WITHDRAWN
from together import at_once

from newsroom.articles import corrections, previews, siblings, writing
from newsroom.articles.duties import bring_due_changes
from newsroom.articles.models import Article, Correction, Edition, PreviewLink
from newsroom.articles.moves import MOVES
from newsroom.articles.queue import queue
from newsroom.audit.models import Entry
from newsroom.workflow.models import Transition
from newsroom.workflow.moves import Refused, StaleState, move, possible

pytestmark = pytest.mark.django_db
ALONG = ("release_along", "hold_along", "hold_back_along", "withdraw_along")


@pytest.fixture
def languages(story):
    """`languages(ar="published", en="draft", …)`: one story; the first language is its original."""

    def make(**states) -> dict[str, Edition]:
        found: dict[str, Edition] = {}
        for language, state in states.items():
            article = next(iter(found.values())).article if found else None
            found[language] = story(state, language=language, article=article)
        return found

    return make


def fresh(edition: Edition) -> Edition:
    return Edition.objects.select_related("article").get(pk=edition.pk)


def states(found) -> dict[str, str]:
    """Where each stands; "+" where it is on hold."""
    rows = {language: fresh(edition) for language, edition in found.items()}
    return {language: row.chip + "+" * row.on_hold for language, row in rows.items()}


def withdraw(edition, editor, chief, **asked):
    corrections.propose(fresh(edition), by=editor, kind="withdrawal", right=WITHDRAWN)
    move(fresh(edition), "withdraw", by=chief, **asked)


def take_down(edition, chief, **asked):
    move(fresh(edition), "take_down", by=chief, note="خطر على شخص", **asked)


# Withdrawal


@pytest.mark.parametrize("verb", ["withdraw", "take_down"])
def test_withdrawn_original_takes_every_language_from_its_readers(languages, people, verb):
    found = languages(ar="published", en="published", ku="scheduled", ckb="approved")
    if verb == "withdraw":
        withdraw(found["ar"], people["editor"], people["chief"], reach="one")
    else:
        take_down(found["ar"], people["chief"], reach="one")
    assert states(found) == {
        "ar": "withdrawn", "en": "withdrawn", "ku": "approved+", "ckb": "approved",
    }  # fmt: skip
    line = Correction.objects.get(edition=found["en"])
    assert (line.kind, line.right, line.brought_by) == ("withdrawal", "", people["chief"])
    assert line.before_id == line.after_id == found["en"].approved_id
    told = {language: fresh(found[language]).history.first() for language in ("en", "ku")}
    assert [line.verb for line in told.values()] == ["withdraw_along", "hold_back"]
    assert all("Arabic" in line.note and line.by == people["chief"] for line in told.values())
    audited = Entry.objects.filter(verb__in=("withdraw_along", "hold_back"))
    assert {entry.thing for entry in audited} == {found["en"].pk, found["ku"].pk}


@pytest.mark.parametrize(
    ("verb", "reach", "goes_far"),
    [
        ("withdraw", None, False), ("withdraw", "one", False), ("withdraw", "every", True),
        ("take_down", None, True), ("take_down", "one", False), ("take_down", "every", True),
    ],
)  # fmt: skip
def test_translation_takes_the_others_along_where_that_is_said(
    languages, people, verb, reach, goes_far
):
    found = languages(ar="published", en="published", ku="published")
    asked = {"reach": reach} if reach else {}
    if verb == "withdraw":
        withdraw(found["en"], people["editor"], people["chief"], **asked)
    else:
        take_down(found["en"], people["chief"], **asked)
    others = "withdrawn" if goes_far else "published"
    assert states(found) == {"ar": others, "en": "withdrawn", "ku": others}


def test_withdrawal_ends_previews_and_times_of_all_languages(languages, people):
    found = languages(ar="published", en="published", ku="in_review")
    previews.lend(found["ku"], by=people["editor"], hours=24)
    writing.write(fresh(found["en"]), by=people["editor"], text={"headline": "Waits"})
    at = timezone.now() + timedelta(hours=1)
    move(fresh(found["en"]), "set_change", by=people["chief"], change_at=at)
    take_down(found["ar"], people["chief"])
    assert not PreviewLink.objects.open().exists()
    assert fresh(found["en"]).change_at is None
    assert bring_due_changes(at + timedelta(minutes=1)) == 0
    assert states(found) == {"ar": "withdrawn", "en": "withdrawn", "ku": "in_review"}


def test_language_that_the_chief_may_not_see_goes_along(languages, people):
    found = languages(ar="published", en="scheduled")
    article = Article.objects.get(pk=found["ar"].article_id)
    writing.save_shared(
        article, by=people["reporter"], fields={"is_restricted": True, "readers": []},
        version=article.version,
    )  # fmt: skip
    assert not fresh(found["en"]).is_open_to(people["chief"])
    take_down(found["ar"], people["chief"])
    assert states(found) == {"ar": "withdrawn", "en": "approved+"}


def test_nothing_happens_where_one_language_fails(languages, people, monkeypatch):
    found = languages(ar="published", en="published", ku="published")
    before = Transition.objects.count(), Correction.objects.count(), Entry.objects.count()
    one_after_the_other = siblings.move_along

    def second_fails(edition, *arguments, **named):
        if edition.language == "ku":
            raise StaleState
        return one_after_the_other(edition, *arguments, **named)

    monkeypatch.setattr(siblings, "move_along", second_fails)
    with pytest.raises(StaleState):
        take_down(found["ar"], people["chief"])
    assert set(states(found).values()) == {"published"}
    counts = Transition.objects.count(), Correction.objects.count(), Entry.objects.count()
    assert counts == before


def test_translation_comes_back_after_its_original_and_an_explanation(languages, people):
    """Until then nobody publishes it; what was begun meanwhile neither."""
    editor, chief = people["editor"], people["chief"]
    found = languages(ar="published", en="published", ku="approved")
    withdraw(found["ar"], editor, chief)
    with pytest.raises(Refused):
        move(fresh(found["ku"]), "publish", by=chief)
    with pytest.raises(Refused):
        move(fresh(found["en"]), "bring_back", by=chief)
    corrections.propose(fresh(found["en"]), by=editor, kind="withdrawal", right="It was wrong.")
    move(fresh(found["en"]), "explain", by=chief)
    for language in ("en", "ar"):
        move(fresh(found[language]), "bring_back", by=chief)
        move(fresh(found[language]), "approve", by=editor)
    for language in ("en", "ku"):
        with pytest.raises(Refused, match="Arabic"):
            move(fresh(found[language]), "publish", by=chief)
    later = timezone.now() + timedelta(hours=1)
    move(fresh(found["ar"]), "publish", by=chief, published_at=later)
    with pytest.raises(Refused):
        move(fresh(found["en"]), "publish", by=chief, published_at=later)
    move(fresh(found["ar"]), "unschedule", by=chief)
    for language in ("ar", "en", "ku"):
        move(fresh(found[language]), "publish", by=chief)
    assert set(states(found).values()) == {"published"}


@pytest.mark.parametrize("verb", ["unschedule", "return", "reopen"])
def test_original_that_goes_back_takes_its_translations_off_the_schedule(languages, people, verb):
    original = "scheduled" if verb == "unschedule" else "approved"
    found = languages(ar=original, en="scheduled", ku="draft")
    move(fresh(found["ar"]), verb, by=people["editor"], note="يجب التحقق")
    assert states(found)["en"] == "approved"
    assert states(found)["ku"] == "draft"
    told = fresh(found["en"]).history.first()
    assert (told.verb, told.by) == ("unschedule", people["editor"])
    assert "Arabic" in told.note
    assert not fresh(found["en"]).on_hold


def test_other_words_of_a_scheduled_original_stop_its_translations(languages, people):
    found = languages(ar="scheduled", en="scheduled")
    writing.write(fresh(found["ar"]), by=people["editor"], text={"body": "<p>الخبر غير صحيح.</p>"})
    assert states(found) == {"ar": "in_review", "en": "approved"}


def test_translation_that_goes_back_leaves_the_others_their_time(languages, people):
    found = languages(ar="scheduled", en="scheduled", ku="scheduled")
    move(fresh(found["en"]), "unschedule", by=people["editor"])
    assert states(found) == {"ar": "scheduled", "en": "approved", "ku": "scheduled"}


def test_queue_and_form_say_that_it_went_along(languages, people, client):
    found = languages(ar="published", en="published")
    take_down(found["ar"], people["chief"])
    rows = {row.edition.language: row for row in queue(people["editor"], timezone.now()).rows}
    assert {row.why for row in rows.values()} == {"unexplained"}
    said = [rows[language].reasons[0].text for language in ("ar", "en")]
    assert said[0] != said[1]
    client.force_login(people["editor"])
    page = client.get(reverse("admin:articles_edition_change", args=[found["en"].pk])).text
    assert 'id="original-gone"' in page
    page = client.get(reverse("admin:articles_edition_change", args=[found["ar"].pk])).text
    assert 'id="original-gone"' not in page
    held = languages(ar="held", en="draft")
    page = client.get(reverse("admin:articles_edition_change", args=[held["en"].pk])).text
    assert 'id="original-held"' in page


# Its form


def asked(client, edition, verb, **sent):
    address = reverse("admin:articles_edition_move", args=[edition.pk, verb])
    return client.post(address, {"seen": fresh(edition).seen(), **sent})


def test_form_says_which_languages_go_along_and_asks_a_translation(languages, people, client):
    found = languages(ar="published", en="published", ku="scheduled")
    client.force_login(people["chief"])
    form = asked(client, found["ar"], "take_down").context["form"]
    assert "reach" not in form.fields
    assert [each.code for each in form.gone_along] == ["en"]
    assert [each.code for each in form.held_along] == ["ku"]
    response = asked(client, found["en"], "take_down")
    assert response.context["form"]["reach"].value() == "every"
    assert [each.code for each in response.context["form"].gone_along] == ["ar"]
    response = asked(client, found["en"], "take_down", told="1", note="سبب", reach="elsewhere")
    assert (response.status_code, response.context["form"]["note"].value()) == (200, "سبب")
    assert asked(client, found["en"], "take_down", told="1", note="سبب", reach="one").url
    assert states(found) == {"ar": "published", "en": "withdrawn", "ku": "scheduled"}


def test_withdrawal_of_a_translation_proposes_this_one_only(languages, people, client):
    found = languages(ar="published", en="published")
    corrections.propose(fresh(found["en"]), by=people["editor"], kind="withdrawal", right="Wrong.")
    client.force_login(people["chief"])
    assert asked(client, found["en"], "withdraw").context["form"]["reach"].value() == "one"


def test_form_names_no_language_that_the_person_may_not_see(languages, people, client):
    found = languages(ar="published", en="scheduled")
    Article.objects.filter(pk=found["ar"].article_id).update(is_restricted=True)
    client.force_login(people["chief"])
    response = asked(client, found["ar"], "take_down")
    assert response.context["form"].held_along == []
    assert 'id="held-along"' not in response.text


def test_story_in_one_language_is_withdrawn_without_a_question(languages, people, client):
    found = languages(ar="published", en="draft")
    corrections.propose(fresh(found["ar"]), by=people["editor"], kind="withdrawal", right=WITHDRAWN)
    client.force_login(people["chief"])
    assert asked(client, found["ar"], "withdraw").status_code == 302
    assert states(found) == {"ar": "withdrawn", "en": "draft"}


# Hold


def test_held_original_holds_what_readers_do_not_have(languages, people):
    editor = people["editor"]
    found = languages(ar="approved", en="approved", ku="scheduled", ckb="published")
    move(fresh(found["ar"]), "hold", by=editor, note="ننتظر مصدرًا")
    assert states(found) == {
        "ar": "approved+", "en": "approved+", "ku": "approved+", "ckb": "published",
    }  # fmt: skip
    assert all("Arabic" in fresh(found[each]).history.first().note for each in ("en", "ku"))
    move(fresh(found["ar"]), "release", by=editor)
    assert states(found) == {
        "ar": "approved", "en": "approved", "ku": "approved", "ckb": "published",
    }  # fmt: skip


def test_scheduled_original_that_is_held_takes_the_scheduled_along(languages, people):
    found = languages(ar="scheduled", en="scheduled", ku="spiked", ckb="withdrawn")
    move(fresh(found["ar"]), "hold_back", by=people["editor"], note="سبب")
    assert states(found) == {
        "ar": "approved+", "en": "approved+", "ku": "spiked", "ckb": "withdrawn",
    }  # fmt: skip


def test_release_leaves_what_somebody_held_by_themselves(languages, people):
    """Before it, or since."""
    editor = people["editor"]
    found = languages(ar="approved", en="held", ku="approved", ckb="draft")
    move(fresh(found["ar"]), "hold", by=editor, note="سبب")
    move(fresh(found["ku"]), "release", by=editor)
    move(fresh(found["ku"]), "hold", by=editor, note="سبب آخر")
    move(fresh(found["ckb"]), "spike", by=editor, note="سبب")
    move(fresh(found["ar"]), "release", by=editor)
    assert states(found) == {
        "ar": "approved", "en": "approved+", "ku": "approved+", "ckb": "spiked+",
    }  # fmt: skip


def test_hold_of_a_translation_holds_it_alone(languages, people):
    found = languages(ar="approved", en="approved", ku="approved")
    move(fresh(found["en"]), "hold", by=people["editor"], note="سبب")
    assert states(found) == {"ar": "approved", "en": "approved+", "ku": "approved"}
    move(fresh(found["en"]), "release", by=people["editor"])
    assert states(found) == {"ar": "approved", "en": "approved", "ku": "approved"}


def test_translation_of_a_held_original_goes_to_no_reader(languages, people):
    """Whether its own hold was released, or it was begun since; its writer goes on writing."""
    editor, chief = people["editor"], people["chief"]
    found = languages(ar="held", en="approved")
    with pytest.raises(Refused, match="Arabic"):
        move(fresh(found["en"]), "publish", by=chief)
    found = languages(ar="approved", en="draft")
    move(fresh(found["ar"]), "hold", by=editor, note="سبب")
    english = fresh(found["en"])
    writing.write(english, by=people["reporter"], text={"headline": "Goes on"})
    move(english, "submit", by=people["reporter"])
    assert states(found)["en"] == "submitted+"


# Embargo and safety delay


def put_off(edition, by, **fields):
    article = Article.objects.get(pk=edition.article_id)
    writing.save_shared(article, by=by, fields=fields, version=article.version)


def test_spiked_original_holds_what_would_come_to_readers(languages, people):
    found = languages(ar="approved", en="scheduled", ku="in_review", ckb="draft")
    move(fresh(found["ar"]), "spike", by=people["editor"], note="الخبر كاذب")
    assert states(found) == {
        "ar": "spiked", "en": "approved+", "ku": "in_review+", "ckb": "draft+",
    }  # fmt: skip
    at = timezone.now() + timedelta(days=60)
    assert not Edition.objects.published(at).exists()
    line = fresh(found["en"]).history.first()
    assert (line.verb, line.by) == ("hold_back", people["editor"])
    assert "Arabic" in line.note
    assert "spiked" in line.note


def test_spike_of_a_held_original_leaves_its_translations_to_a_person(languages, people):
    found = languages(ar="approved", en="approved")
    move(fresh(found["ar"]), "hold", by=people["editor"], note="ننتظر مصدرًا")
    move(fresh(found["ar"]), "spike", by=people["editor"], note="الخبر كاذب")
    assert fresh(found["en"]).history.first().verb == "hold", "released by hand alone"
    move(fresh(found["ar"]), "revive", by=people["editor"])
    move(fresh(found["ar"]), "release", by=people["editor"])
    assert states(found) == {"ar": "draft", "en": "approved+"}
    move(fresh(found["en"]), "release", by=people["editor"])
    assert states(found)["en"] == "approved"


def test_spike_of_a_translation_holds_no_other(languages, people):
    found = languages(ar="approved", en="approved", ku="scheduled")
    move(fresh(found["en"]), "spike", by=people["editor"], note="لا تصلح")
    assert states(found) == {"ar": "approved", "en": "spiked", "ku": "scheduled"}


@pytest.mark.parametrize("name", ["embargo_until", "delay_until"])
def test_embargo_or_delay_puts_translations_on_hold(languages, people, name):
    editor = people["editor"]
    found = languages(ar="approved", en="draft", ku="scheduled", ckb="spiked")
    until = timezone.now() + timedelta(days=1)
    put_off(found["ar"], editor, **{name: until})
    held = {"ar": "approved", "en": "draft+", "ku": "approved+", "ckb": "spiked"}
    assert states(found) == held
    line = fresh(found["en"]).history.first()
    assert line.verb == "hold"
    assert f"{timezone.localtime(until):%H:%M}" in line.note
    move(fresh(found["en"]), "release", by=editor)
    put_off(found["ar"], editor, **{name: until - timedelta(hours=1)})
    put_off(found["ar"], editor, topics=[])
    assert states(found) == held | {"en": "draft"}
    put_off(found["ar"], editor, **{name: until + timedelta(hours=1)})
    assert states(found) == held


def test_embargo_on_what_is_held_along_is_released_by_hand(languages, people):
    editor = people["editor"]
    found = languages(ar="approved", en="draft", ku="spiked")
    move(fresh(found["ar"]), "hold", by=editor, note="سبب")
    put_off(found["ar"], editor, embargo_until=timezone.now() + timedelta(days=1))
    assert fresh(found["en"]).history.first().verb == "hold"
    move(fresh(found["ar"]), "release", by=editor)
    assert states(found) == {"ar": "approved", "en": "draft+", "ku": "spiked"}
    move(fresh(found["en"]), "release", by=editor)
    assert states(found) == {"ar": "approved", "en": "draft", "ku": "spiked"}


def test_embargo_that_is_over_holds_nothing(languages, people):
    found = languages(ar="approved", en="approved")
    put_off(found["ar"], people["editor"], embargo_until=timezone.now() - timedelta(minutes=1))
    assert states(found) == {"ar": "approved", "en": "approved"}


# Who may


def test_nobody_makes_by_hand_what_comes_along(languages, people):
    """But the withdrawal of what is left over from a time when nothing went along: the chief's."""
    found = languages(ar="published", en="published", ku="scheduled", ckb="held")
    Edition.objects.filter(pk=found["ar"].pk).update(state="withdrawn")
    made = set()
    for role, person in people.items():
        for edition in found.values():
            open_to = {each.verb for each in possible(fresh(edition), person)}
            made |= {(role, edition.language, verb) for verb in open_to & set(ALONG)}
            for verb in ALONG[:3]:
                with pytest.raises(Refused):
                    move(fresh(edition), verb, by=person, note="سبب")
    assert made == {("chief", "en", "withdraw_along")}
    assert set(ALONG) < set(MOVES)
    move(fresh(found["en"]), "withdraw_along", by=people["chief"])
    assert fresh(found["en"]).state == "withdrawn"


def test_what_is_left_over_gets_no_new_words(languages, people):
    found = languages(ar="published", en="published")
    writing.write(fresh(found["en"]), by=people["editor"], text={"headline": "Waits"})
    at = timezone.now() + timedelta(hours=1)
    move(fresh(found["en"]), "set_change", by=people["chief"], change_at=at)
    Edition.objects.filter(pk=found["ar"].pk).update(state="withdrawn")
    assert bring_due_changes(at + timedelta(minutes=1)) == 0
    english = fresh(found["en"])
    assert english.headline != "Waits"
    assert english.history.first().verb == "late"


# At the same time


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
def test_no_translation_stays_out_whoever_is_first(languages, people):
    for _ in range(8):
        found = languages(ar="published", en="approved", ku="approved", ckb="published")

        def act(number: int, found=found) -> str:
            try:
                if number == 0:
                    take_down(found["ar"], people["chief"])
                elif number == 1:
                    move(fresh(found["ckb"]), "take_down", by=people["chief"], note="خطر")
                else:
                    edition = fresh(found["en" if number == 2 else "ku"])
                    move(edition, "publish", by=people["chief"])
            except (Refused, StaleState) as no:
                return type(no).__name__
            finally:
                connections.close_all()
            return "done"

        at_once(4, act)
        after = states(found)
        assert after["ar"] == after["ckb"] == "withdrawn", after
        assert not {after["en"], after["ku"]} & {"published", "scheduled"}, after


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
def test_link_is_revoked_while_its_story_is_taken_down(languages, people, monkeypatch):
    found = languages(ar="published", ku="in_review")
    previews.lend(fresh(found["ku"]), by=people["editor"], hours=24)
    link = PreviewLink.objects.get()
    is_revoking, is_ending = Event(), Event()
    record, end = previews.record, previews.end

    def record_late(verb, **named):
        is_revoking.set()
        is_ending.wait(1)
        return record(verb, **named)

    def end_as_well(edition):
        if edition.language == "ku":
            is_ending.set()
        return end(edition)

    monkeypatch.setattr(previews, "record", record_late)
    monkeypatch.setattr(previews, "end", end_as_well)

    def act(number: int) -> None:
        if number == 0:
            previews.revoke(link, by=people["editor"])
        else:
            is_revoking.wait(10)
            take_down(found["ar"], people["chief"])

    at_once(2, act)  # a deadlock is an error
    assert states(found) == {"ar": "withdrawn", "ku": "in_review"}
    assert not PreviewLink.objects.open().exists()
