"""The editor's queue, on the desk's first page: what waits, why, in which order, and for whom."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from makers import make_correspondent

from newsroom.accounts.models import Account
from newsroom.articles import corrections, guards, writing
from newsroom.articles.behind import languages_behind, marks
from newsroom.articles.following import original_of
from newsroom.articles.models import Article, Edition, Override
from newsroom.articles.queue import overridden_today, queue
from newsroom.workflow.duties import do_all
from newsroom.workflow.models import Transition
from newsroom.workflow.moves import move

ROLES = ["reporter", "stranger", "translator", "photo", "editor", "chief"]
SECRET = "عنوان لا يعرفه الغرباء"
RIGHT = "عادت ثلاث محطات، ولا تزال الرابعة متوقفة."
SAID = "قلنا إن أربع محطات عادت إلى العمل."
LIST = "/admin/articles/edition/"


def waits(person: Account, **more) -> list[tuple[int, str]]:
    person = Account.objects.get(pk=person.pk)
    return [(row.edition.pk, row.why) for row in queue(person, timezone.now(), **more).rows]


def why(person: Account, edition: Edition) -> list[str]:
    """The reasons told of an edition, the first of which places it."""
    person = Account.objects.get(pk=person.pk)
    rows = [row for row in queue(person, timezone.now()).rows if row.edition.pk == edition.pk]
    return [reason.why for row in rows for reason in row.reasons]


def told(person: Account, edition: Edition) -> list[tuple[str, str]]:
    """(text without its isolates, note) of each reason."""
    rows = [row for row in queue(person, timezone.now()).rows if row.edition.pk == edition.pk]
    isolates = {0x2068: None, 0x2069: None}
    return [(each.text.translate(isolates), each.note) for row in rows for each in row.reasons]


def enter(person: Account) -> Client:
    Account.objects.filter(pk=person.pk).update(language="en")
    client = Client()
    client.force_login(person)
    return client


def page(person: Account, url: str = "/admin/") -> str:
    return enter(person).get(url).text


def ago(edition: Edition, hours: float) -> Edition:
    Edition.objects.filter(pk=edition.pk).update(moved_at=timezone.now() - timedelta(hours=hours))
    return edition


def breaks(edition: Edition, hours: float = 1) -> Edition:
    until = timezone.now() + timedelta(hours=hours)
    Article.objects.filter(pk=edition.article_id).update(breaking_until=until)
    return edition


def change(edition: Edition, by: Account, why: str = "") -> Edition:
    writing.write(edition, by=by, text={"headline": "محطات هجين تعود جزئيًا"}, why=why)
    return edition


@pytest.fixture
def correct(people, monkeypatch, settings):
    """Brings a correction to readers so many hours ago; what is published cannot be dated back."""
    settings.CHECKS_OFF = {"W14"}

    def brought(edition: Edition, kind: str = "correction", *, hours: float = 0) -> None:
        edition = Edition.objects.get(pk=edition.pk)
        corrections.propose(edition, by=people["editor"], kind=kind, said=SAID, right=RIGHT)
        at = timezone.now().replace(microsecond=0) - timedelta(hours=hours)
        with monkeypatch.context() as then:
            then.setattr(guards, "now", lambda: at)
            move(Edition.objects.get(pk=edition.pk), "correct", by=people["chief"])

    return brought


def proposal(story, by: Account, kind: str) -> Edition:
    edition = story("published")
    corrections.propose(edition, by=by, kind=kind, said=SAID, right=RIGHT)
    return edition


@pytest.fixture(autouse=True)
def _english(settings):
    settings.LANGUAGE_CODE = "en"


# Why it waits


@pytest.mark.parametrize("state", ["submitted", "in_review", "approved", "returned", "scheduled"])
def test_state_is_the_reason(story, editor, state):
    assert why(editor, story(state)) == [state]


@pytest.mark.parametrize("state", ["published", "spiked", "withdrawn", "draft"])
def test_what_nobody_has_to_do_anything_about_does_not_wait(story, editor, chief, state):
    edition = story(state)
    assert waits(editor) == waits(chief) == []
    assert Edition.objects.get(pk=edition.pk).state == state


def test_review_says_who_has_it(story, editor, chief):
    edition = story("in_review")
    assert told(editor, edition) == [("You are reviewing it", "")]
    assert told(chief, edition) == [("Editor is reviewing it", "")]


def test_return_and_hold_say_why_and_who(story, editor):
    assert told(editor, story("returned")) == [
        ("Returned to its writer, by Editor", "سبب مكتوب"),
    ]  # fmt: skip
    held = story("held")
    assert told(editor, held) == [("On hold, by Editor", "سبب مكتوب")]
    move(held, "release", by=editor)
    assert why(editor, held) == ["approved"]


def test_newest_hold_is_told_not_the_first(story, editor, chief):
    held = story("held")
    move(held, "release", by=editor)
    move(held, "hold", by=chief, note="سبب ثانٍ")
    assert told(editor, held) == [("On hold, by Chief", "سبب ثانٍ")]


def test_embargo_and_delay_are_told_while_they_run(story, editor):
    later = timezone.now() + timedelta(hours=5)
    edition = story("approved", embargo_until=later, delay_until=later)
    assert why(editor, edition) == ["approved", "embargoed", "delayed"]
    past = timezone.now() - timedelta(hours=5)
    Article.objects.filter(pk=edition.article_id).update(embargo_until=past, delay_until=None)
    assert why(editor, edition) == ["approved"]


def test_change_waits_for_a_second_person(story, editor, chief):
    edition = change(story("published"), editor, why="تصويب اسم")
    assert told(chief, edition) == [("A change by Editor waits for a second person", "تصويب اسم")]
    assert told(editor, edition) == [("Your change waits for a second person", "تصويب اسم")]
    move(edition, "update", by=chief)
    assert waits(editor) == []


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("withdrawal", "withdrawal"), ("correction", "correction"), ("clarification", "notice"),
     ("note", "notice"), ("update", "notice")],
)  # fmt: skip
def test_proposed_notice_waits_with_its_words(story, editor, chief, kind, reason):
    edition = proposal(story, editor, kind)
    assert why(chief, edition) == [reason]
    text, note = told(chief, edition)[0]
    assert text.endswith("proposed by Editor: waits for a second person")
    assert note == RIGHT
    assert "you wrote it" in told(editor, edition)[0][0]
    corrections.discard(Edition.objects.get(pk=edition.pk), by=editor)
    assert waits(chief) == []


def test_notice_that_goes_with_a_change_is_one_reason(story, editor, chief):
    edition = change(story("published"), editor)
    corrections.propose(edition, by=editor, kind="correction", said=SAID, right=RIGHT)
    assert why(chief, edition) == ["correction"]


def test_change_set_for_later_waits_for_its_time(story, editor, chief):
    edition = change(story("published"), editor)
    at = timezone.now() + timedelta(hours=3)
    move(edition, "set_change", by=chief, change_at=at)
    row = queue(editor, timezone.now()).rows[0]
    assert (row.why, row.reasons[0].at, row.since) == ("change_set", at, at)


def test_change_whose_time_passed_is_late(story, editor, chief):
    edition = change(story("published"), editor)
    move(edition, "set_change", by=chief, change_at=timezone.now() + timedelta(hours=3))
    Edition.objects.update(change_at=timezone.now() - timedelta(minutes=5))
    assert why(editor, edition) == ["late"]
    chief.groups.clear()
    do_all(timezone.now())
    assert why(editor, edition) == ["late", "pending"]
    assert told(editor, edition)[0][1], "why it could not"


def test_late_is_over_when_somebody_sets_a_new_time_or_changes_come_out(story, editor, chief):
    edition = change(story("published"), editor)
    Transition.objects.create(
        thing=edition, verb="late", source="published", target="published", by=chief, note="سبب"
    )
    assert why(editor, edition) == ["late", "pending"]
    move(edition, "set_change", by=chief, change_at=timezone.now() + timedelta(hours=3))
    assert why(editor, edition) == ["change_set"]
    move(edition, "unset_change", by=chief)
    assert why(editor, edition) == ["pending"]


def test_breaking_is_told_until_its_label_ends(story, editor):
    edition = breaks(story("submitted"))
    assert why(editor, edition) == ["breaking", "submitted"]
    out = breaks(story("published"))
    assert why(editor, out) == ["breaking_out"]
    breaks(edition, hours=-1)
    breaks(out, hours=-1)
    assert waits(editor) == [(edition.pk, "submitted")]


def test_take_down_waits_for_its_explanation(story, editor, chief):
    edition = story("published")
    move(edition, "take_down", by=chief, note="خطر على شخص")
    assert why(editor, edition) == ["unexplained"]
    corrections.propose(edition, by=editor, kind="withdrawal", right=RIGHT)
    assert why(editor, edition) == ["withdrawal"]
    move(Edition.objects.get(pk=edition.pk), "explain", by=chief)
    assert waits(editor) == []


def test_second_take_down_is_unexplained_again(story, editor, chief):
    edition = story("withdrawn")
    for verb in ("bring_back", "approve", "publish"):
        move(edition, verb, by=chief)
    move(edition, "take_down", by=chief, note="خطر على شخص")
    assert why(editor, edition) == ["unexplained"]


# Languages that a correction has not reached


@pytest.fixture
def pair(story, editor):
    """The same story in Arabic and English, both with the readers."""
    arabic = story("published", hours=5)
    text = {"headline": "Hajin’s water stations run again", "body": "<p>Four of them.</p>"}
    return arabic, story("published", language="en", article=arabic.article, hours=4, text=text)


@pytest.mark.parametrize("kind", ["correction", "clarification"])
def test_correction_calls_the_other_languages(pair, correct, editor, kind):
    arabic, english = pair
    change(arabic, editor)
    correct(arabic, kind)
    assert waits(editor) == [(english.pk, "behind")]
    assert "the correction in Arabic" in told(editor, english)[0][0]


def test_storys_own_page_names_the_language_that_a_correction_has_not_reached(
    pair, correct, editor
):
    arabic, english = pair
    assert languages_behind(arabic, timezone.now()) == []
    correct(arabic)
    (behind,) = languages_behind(arabic, timezone.now())
    assert behind.code == "en"
    assert languages_behind(english, timezone.now()) == []
    Account.objects.filter(pk=editor.pk).update(language="en")
    client = Client()
    client.force_login(editor)
    url = reverse("admin:articles_edition_change", args=[arabic.pk])
    assert "Readers of these languages still have the old words:" in client.get(url).text


def test_language_that_followed_waits_no_more_and_calls_nobody(pair, correct, editor):
    arabic, english = pair
    correct(arabic, hours=2)
    text = {"headline": "Some water stations run again"}
    original = original_of(arabic.article, "en")
    writing.write(english, by=editor, text=text, follows=original)
    assert why(editor, english) == ["pending", "behind"]
    correct(english)
    assert waits(editor) == []


def test_language_that_corrects_a_mistake_of_its_own_is_called_until_it_follows(
    pair, people, correct, editor
):
    """It calls nobody while it is called itself; once it has followed, it does."""
    arabic, english = pair
    correct(arabic, hours=3)
    correct(english, hours=2)
    assert waits(editor) == [(english.pk, "behind")]
    original = original_of(arabic.article, "en")
    writing.follow(Edition.objects.get(pk=english.pk), by=editor, original=original)
    move(Edition.objects.get(pk=english.pk), "update", by=people["chief"])
    assert waits(editor) == []
    correct(english, hours=1)
    assert waits(editor) == [(arabic.pk, "behind")]


def test_translator_is_told_of_a_translation_that_a_correction_calls(
    story, pair, correct, translator, reporter
):
    arabic, english = pair
    text = {"headline": "Av vegeriya", "body": "<p>Av.</p>"}
    kurmanji = story("published", language="ku", article=arabic.article, hours=4, text=text,
                     writer="translator")  # fmt: skip
    assert waits(translator) == []
    correct(arabic)
    assert waits(translator) == [(kurmanji.pk, "out_of_date")]
    assert waits(reporter) == [(english.pk, "out_of_date")]


def test_second_correction_calls_a_language_that_followed_the_first(pair, people, correct, editor):
    arabic, english = pair
    correct(arabic, hours=2)
    original = original_of(arabic.article, "en")
    writing.follow(Edition.objects.get(pk=english.pk), by=editor, original=original)
    assert why(editor, english) == ["pending", "behind"]
    move(Edition.objects.get(pk=english.pk), "update", by=people["chief"])
    assert waits(editor) == []
    correct(arabic)
    assert waits(editor) == [(english.pk, "behind")]


def test_languages_without_old_words_are_not_called(
    story, pair, people, correct, editor, translator
):
    arabic, english = pair
    writing.start(arabic.article, "ku", by=translator, text={"headline": "Av", "body": "<p>Av."})
    move(english, "take_down", by=people["chief"], note="سبب", reach="one")
    corrections.propose(english, by=editor, kind="withdrawal", right=RIGHT)
    move(Edition.objects.get(pk=english.pk), "explain", by=people["chief"])
    other = story("published")
    correct(arabic)
    assert waits(editor) == []
    assert other.article_id != arabic.article_id


@pytest.mark.parametrize(("days", "reason"), [(13, "behind"), (15, "out_of_date")])
def test_after_weeks_a_correction_calls_as_any_change_does(pair, correct, editor, days, reason):
    """As long as readers are told of it the row stands somewhere."""
    arabic, english = pair
    Edition.objects.update(published_at=timezone.now() - timedelta(days=20))
    correct(arabic, hours=days * 24)
    assert english.pk in marks([Edition.objects.get(pk=english.pk)], timezone.now())
    assert why(editor, english) == [reason]


# In which order


def test_most_urgent_stands_first_and_the_oldest_within(story, editor, chief):
    scheduled, returned = story("scheduled"), story("returned")
    held, approved = story("held"), story("approved")
    review = story("in_review")
    young, old = ago(story("submitted"), 1), ago(story("submitted"), 9)
    pending = change(story("published"), editor)
    clarified = proposal(story, editor, "clarification")
    corrected = proposal(story, editor, "correction")
    withdrawn = proposal(story, editor, "withdrawal")
    breaking = breaks(ago(story("approved"), 0.1))
    assert [pk for pk, _why in waits(chief)] == [
        edition.pk for edition in (
            breaking, withdrawn, corrected, clarified, pending, old, young, review, approved, held,
            returned, scheduled,
        )
    ]  # fmt: skip
    assert [pk for pk, _why in waits(chief, most=2)] == [breaking.pk, withdrawn.pk]


def test_what_comes_soonest_stands_first(story, editor):
    later, sooner = story("scheduled", hours=9), story("scheduled", hours=2)
    assert [pk for pk, _why in waits(editor)] == [sooner.pk, later.pk]


def test_held_story_does_not_stand_where_its_state_would(story, editor):
    """Nobody can approve or publish it before somebody releases it."""
    held = ago(story("held"), 90)
    approved = story("approved")
    assert waits(editor) == [(approved.pk, "approved"), (held.pk, "held")]


def test_queue_says_when_it_is_cut(story, editor):
    for _each in range(3):
        story("submitted")
    assert queue(editor, timezone.now(), most=2).is_cut
    assert not queue(editor, timezone.now(), most=3).is_cut


# For whom


@pytest.fixture
def everything(story, editor, chief):
    """Of the reporter's, one edition for every reason, all with a headline nobody else knows."""
    text = {"headline": SECRET, "body": "<p>نص.</p>"}
    states = ("draft", "submitted", "in_review", "returned", "approved", "scheduled", "held")
    found = {state: story(state, text=text) for state in states}
    found["breaking"] = breaks(story("submitted", text=text))
    found["unexplained"] = story("published", text=text)
    move(found["unexplained"], "take_down", by=chief, note="سبب")
    for kind in ("withdrawal", "correction"):
        found[kind] = story("published")
        corrections.propose(found[kind], by=editor, kind=kind, said=SAID, right=SECRET)
    found["pending"] = story("published")
    writing.write(found["pending"], by=editor, text={"headline": SECRET}, why=SECRET)
    return found


def test_roles_see_what_they_work_on(everything, people):
    seen = {role: {why for _pk, why in waits(people[role])} for role in ROLES}
    at_the_desk = {
        "submitted", "in_review", "returned", "approved", "scheduled", "held", "breaking",
        "unexplained", "withdrawal", "correction", "pending",
    }  # fmt: skip
    theirs = {"draft", "submitted", "in_review", "returned", "approved", "scheduled", "held"}
    assert seen == {
        "reporter": theirs, "stranger": set(), "translator": set(), "photo": set(),
        "editor": at_the_desk, "chief": at_the_desk,
    }  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_page_tells_nothing_of_a_strangers_work(everything, people, role):
    text = page(people[role]) + page(people[role], LIST)
    assert (SECRET in text) == (role in ("reporter", "editor", "chief"))


@pytest.mark.parametrize("role", ROLES)
def test_what_is_planned_for_a_published_story_is_told_to_those_who_work_on_it(
    story, people, editor, role
):
    for kind in ("withdrawal", "correction"):
        edition = proposal(story, editor, kind)
        change(edition, editor)
    listed = page(people[role], LIST)
    link = f'href="/admin/articles/edition/{edition.pk}/change/'
    found = [link in page(people[role], f"{LIST}?state={name}") for name in ("pending", "notice")]
    knows = role in ("reporter", "editor", "chief")
    assert link in listed, "readers have it, so all at the desk read it"
    assert [f"{words}</span>" in listed for words in ("Change waits", "Notice waits")] == [
        knows, knows,
    ]  # fmt: skip
    assert found == [knows, knows]
    assert (edition.headline in page(people[role])) == (role in ("editor", "chief"))


def test_writer_has_what_came_back_first_with_its_note(story, reporter):
    draft, submitted, returned = story("draft"), story("submitted"), story("returned")
    assert [pk for pk, _why in waits(reporter)] == [returned.pk, draft.pk, submitted.pk]
    text = page(reporter)
    assert "سبب مكتوب" in text
    assert "With you" in text


def test_translator_has_their_own_drafts(story, people, translator):
    original = story("published")
    text = {"headline": "Av vedigere", "body": "<p>Av.</p>"}
    draft = writing.start(original.article, "ku", by=translator, text=text)
    assert waits(translator) == [(draft.pk, "draft")]
    for role in ("reporter", "stranger", "photo", "editor"):
        assert waits(people[role]) == []
    assert "Av vedigere" not in page(people["stranger"])


def test_bylined_correspondent_sees_how_their_story_stands(story, stranger):
    person = make_correspondent("siraj", account=stranger)
    edition = story("returned", correspondents=[person])
    assert waits(stranger) == [(edition.pk, "returned")]


def test_editors_own_draft_stands_last(story, editor, chief):
    draft, submitted = story("draft", writer="editor"), story("submitted")
    assert waits(editor) == [(submitted.pk, "submitted"), (draft.pk, "draft")]
    assert waits(chief) == [(submitted.pk, "submitted")]


def test_name_of_whose_story_it_is_stays_with_the_desk(story, stranger, editor, reporter):
    person = make_correspondent("ward", account=reporter, signing="withheld",
                                pen_name_en="Ward al-Huwayja")  # fmt: skip
    story("submitted", correspondents=[person], signing="withheld", writer="reporter")
    assert "Ward al-Huwayja" in page(editor)
    assert "Our correspondent in Raqqa" in page(reporter) or "مراسلة الشبكة" in page(reporter)
    assert "Ward al-Huwayja" not in page(reporter)
    assert "Ward al-Huwayja" not in page(stranger)


def test_step_is_named_where_it_is_open(story, editor, reporter):
    story("submitted")
    story("in_review")
    steps = [row.step and row.step.verb for row in queue(editor, timezone.now()).rows]
    assert steps == ["take", None]
    assert [row.step for row in queue(reporter, timezone.now()).rows] == [None, None]
    assert "Take into review</button>" in page(editor)


def test_step_in_the_queue_is_made_with_one_tap(story, editor, client):
    edition = story("submitted")
    client.force_login(editor)
    (action,) = re.findall(
        r'class="take" method="post" action="([^"]+)"', client.get("/admin/").text
    )
    client.post(action, {"seen": edition.seen()})
    assert Edition.objects.get(pk=edition.pk).state == "in_review"


# What was overridden today


def override(edition: Edition, by: Account, reason: str, check: str = "W4", **ago) -> None:
    row = Override.objects.create(
        edition=edition, check_id=check, key=f"{check}:{reason}", reason=reason, by=by
    )
    Override.objects.filter(pk=row.pk).update(at=row.at - timedelta(**ago))


def test_overrides_of_today_are_listed_newest_first(story, editor, chief):
    edition = story("in_review")
    override(edition, editor, "العدد من بيان الإدارة")
    override(edition, chief, "اقتباس حرفي", "W1")
    override(edition, editor, "من يوم آخر", days=1)
    override(edition, editor, "فحص لم يعد قائمًا", "W99")
    listed = [
        (each.override.check_id, each.sentence, each.override.by)
        for each in overridden_today(chief, timezone.now())
    ]
    assert listed == [
        ("W99", "", editor),
        ("W1", "The story rests on one independent source.", chief),
        ("W4", "The number … stands in no figure.", editor),
    ]
    text = page(editor)
    assert "العدد من بيان الإدارة" in text
    assert "من يوم آخر" not in text


def test_today_is_the_newsrooms_day(story, editor):
    """Damascus is three hours ahead: its midnight is nine in the evening in UTC."""
    now = timezone.now().replace(hour=21, minute=30)
    override(story("in_review"), editor, "سبب")
    Override.objects.update(at=now - timedelta(minutes=20))
    assert len(overridden_today(editor, now)) == 1
    Override.objects.update(at=now - timedelta(minutes=40))
    assert overridden_today(editor, now) == []


@pytest.mark.parametrize("role", ROLES)
def test_overrides_are_for_those_who_review(story, people, editor, role):
    override(story("published"), editor, "سبب التجاوز")
    text = page(people[role])
    reviews = role in ("editor", "chief")
    assert ("سبب التجاوز" in text, "Overridden today" in text) == (reviews, reviews)
    assert bool(overridden_today(people[role], timezone.now())) == reviews


# The page


def test_page_says_when_nothing_waits(story, editor):
    story("published")
    text = page(editor)
    assert "Nothing waits." in text
    assert "No warning was overridden today." in text


def test_headline_has_its_language_and_times_are_marked(story, editor):
    story("submitted", language="ku", text={"headline": "Av vedigere Hecînê"})
    text = page(editor)
    assert '<bdi lang="ku" dir="ltr">Av vedigere Hecînê</bdi>' in text
    assert '<time datetime="' in text


def test_markup_in_words_of_others_is_words(story, editor):
    bad = "<script>x()</script>"
    edition = story("submitted")
    move(edition, "hold", by=editor, note=bad)
    override(edition, editor, bad)
    text = page(editor)
    assert bad not in text
    assert text.count("&lt;script&gt;x()") == 2


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("role", ["reporter", "editor", "chief"])
def test_page_asks_as_much_for_three_rows_as_for_one(story, people, role, correct, editor, chief):
    def add() -> None:
        for state in ("submitted", "in_review", "returned", "held", "approved", "scheduled"):
            person = make_correspondent(f"nada-{Edition.objects.count()}")
            edition = story(state, correspondents=[person], signing="pen_name")
            override(edition, editor, "سبب")
        proposal(story, chief, "correction")
        change(story("published"), editor)
        arabic = story("published", hours=5)
        text = {"headline": "Water again", "body": "<p>Four.</p>"}
        story("published", language="en", article=arabic.article, hours=4, text=text)
        correct(arabic)

    client = enter(people[role])
    add()
    one = queries_of(client, "/admin/"), queries_of(client, LIST)
    add()
    add()
    three = queries_of(client, "/admin/"), queries_of(client, LIST)
    assert three == one
    assert one[0] <= 26


# Marks and filters of the list


def test_list_marks_what_the_state_does_not_say(story, editor, chief):
    later = timezone.now() + timedelta(hours=5)
    breaks(story("approved", embargo_until=later, delay_until=later))
    noticed = change(proposal(story, editor, "correction"), editor)
    move(Edition.objects.get(pk=noticed.pk), "set_change", by=chief, change_at=later)
    text = page(editor, LIST)
    for words in ("Breaking", "Embargoed", "Safety delay", "Change comes at", "Notice waits"):
        assert re.search(rf'<span class="chip [a-z]+">{words}', text), words
    assert '<span class="chip pending">Change waits' not in text


@pytest.mark.parametrize("name", ["later", "breaking", "pending", "notice"])
def test_list_is_filtered_by_what_waits(story, editor, name):
    later = timezone.now() + timedelta(hours=5)
    there = {
        "later": story("approved", embargo_until=later),
        "breaking": breaks(story("published")),
        "pending": change(story("published"), editor),
        "notice": proposal(story, editor, "note"),
    }
    story("published")
    response = enter(editor).get(f"{LIST}?state={name}")
    assert [row.pk for row in response.context["cl"].result_list] == [there[name].pk]
