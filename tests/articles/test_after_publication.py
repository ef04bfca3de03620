"""After publication: what one person writes, a second one brings to readers."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from newsroom.articles import corrections, writing
from newsroom.articles.models import Correction, Edition
from newsroom.workflow.duties import do_all
from newsroom.workflow.moves import Refused, StaleState, move, possible

SAID = "قلنا إن أربع محطات عادت إلى العمل."
RIGHT = "عادت ثلاث محطات، ولا تزال الرابعة متوقفة."
#: kind of the notice that waits -> the verb that brings it out.
BRINGS = {
    "update": "update", "correction": "correct", "clarification": "correct", "note": "correct",
    "withdrawal": "withdraw",
}  # fmt: skip
WRITES = {"editor", "chief"}


@pytest.fixture
def told(story, editor):
    """A published story with a change by the editor and a notice of that kind by the editor."""

    def make(kind: str = "correction", *, changed: bool = True, **words) -> Edition:
        edition = story("published")
        if changed:
            writing.write(edition, by=editor, text={"headline": "محطات هجين تعود إلى العمل جزئيًا"})
        words = {"said": SAID, "right": RIGHT} | words
        corrections.propose(edition, by=editor, kind=kind, **words)
        return Edition.objects.get(pk=edition.pk)

    return make


def fresh(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


@pytest.mark.parametrize("kind", BRINGS)
def test_second_person_brings_the_notice_with_its_change(told, chief, editor, kind):
    edition = told(kind)
    before, after = edition.approved_id, edition.latest_id
    assert not Correction.objects.published().exists()
    move(edition, BRINGS[kind], by=chief)
    line = Correction.objects.published().get()
    assert (line.kind, line.said, line.right) == (kind, SAID, RIGHT)
    assert (line.by, line.brought_by) == (editor, chief)
    brought = before if kind == "withdrawal" else after
    assert (line.before_id, line.after_id) == (before, brought)
    assert fresh(edition).notice is None
    if kind != "withdrawal":
        assert fresh(edition).headline == "محطات هجين تعود إلى العمل جزئيًا"
        assert fresh(edition).updated_at == line.published_at


@pytest.mark.parametrize("kind", BRINGS)
def test_whoever_wrote_the_notice_does_not_bring_it(told, people, story, kind):
    edition = told(kind, changed=False)
    if kind == "update":
        writing.write(edition, by=people["chief"], text={"headline": "عنوان آخر"})
    people["editor"].user_permissions.set(people["chief"].groups.get().permissions.all())
    editor = type(people["editor"]).objects.get(pk=people["editor"].pk)
    with pytest.raises(Refused, match="second person"):
        move(fresh(edition), BRINGS[kind], by=editor)
    assert not Correction.objects.published().exists()


@pytest.mark.parametrize("role", ["reporter", "stranger", "translator", "photo", "editor", "chief"])
@pytest.mark.parametrize("kind", BRINGS)
def test_roles_bring_what_the_table_says(told, people, role, kind):
    """Two notices of the editor: the chief brings any, nobody else has a second pair of eyes."""
    edition = told(kind)
    verbs = {each.verb for each in possible(edition, people[role])}
    brings = {BRINGS[kind]} & verbs
    assert brings == ({BRINGS[kind]} if role == "chief" else set())
    other = set(BRINGS.values()) - {BRINGS[kind]}
    assert not other & verbs, "only the move that fits the notice is open"


def test_editor_brings_out_what_the_chief_wrote_but_never_a_withdrawal(story, chief, editor):
    edition = story("published")
    corrections.propose(edition, by=chief, kind="note", right=RIGHT)
    move(edition, "correct", by=editor)
    edition = story("published")
    corrections.propose(edition, by=chief, kind="withdrawal", right=RIGHT)
    with pytest.raises(Refused):
        move(edition, "withdraw", by=editor)
    assert fresh(edition).state == "published"


@pytest.mark.parametrize("role", ["reporter", "stranger", "translator", "photo"])
def test_only_the_desk_writes_notices(story, people, role):
    edition = story("published")
    with pytest.raises(Refused):
        corrections.propose(edition, by=people[role], kind="note", right=RIGHT)
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    "state", ["draft", "submitted", "in_review", "returned", "approved", "scheduled", "held"]
)
def test_notices_are_about_what_readers_have_seen(story, editor, state):
    with pytest.raises(Refused):
        corrections.propose(story(state), by=editor, kind="note", right=RIGHT)


@pytest.mark.parametrize(
    ("kind", "words", "missing"),
    [
        ("correction", {"said": ""}, "what it said"),
        ("correction", {"right": " "}, "what is right"),
        ("clarification", {"right": ""}, "what is right"),
        ("note", {"right": "\n"}, "what is right"),
        ("update", {"right": ""}, "what is right"),
        ("withdrawal", {"right": ""}, "what is right"),
    ],
)
def test_notice_without_its_text_stops_on_the_way_to_readers(told, chief, kind, words, missing):
    """B10."""
    edition = told(kind, **words)
    with pytest.raises(Refused, match=missing):
        move(edition, BRINGS[kind], by=chief)
    assert not Correction.objects.published().exists()
    assert fresh(edition).approved_id != fresh(edition).latest_id


@pytest.mark.parametrize("kind", ["clarification", "note", "update", "withdrawal"])
def test_only_a_correction_has_to_say_what_was_wrong(told, chief, kind):
    edition = told(kind, said="")
    move(edition, BRINGS[kind], by=chief)
    assert Correction.objects.published().get().right == RIGHT


def test_small_change_needs_no_notice(story, editor, chief):
    edition = story("published")
    writing.write(edition, by=editor, text={"headline": "محطات هجين تعود إلى العمل ثانية"})
    move(edition, "update", by=chief)
    assert fresh(edition).headline.endswith("ثانية")
    assert not Correction.objects.exists()


def test_change_with_a_correction_does_not_slip_out_as_an_update(told, chief):
    edition = told("correction")
    with pytest.raises(Refused, match="notice waits"):
        move(edition, "update", by=chief)
    assert "update" not in {each.verb for each in possible(edition, chief)}


def test_whoever_wrote_the_words_does_not_bring_them_with_anothers_notice(story, editor, chief):
    edition = story("published")
    writing.write(edition, by=chief, text={"headline": "محطات هجين تعود"})
    corrections.propose(edition, by=editor, kind="correction", said=SAID, right=RIGHT)
    for person in (editor, chief):
        with pytest.raises(Refused, match="second person"):
            move(fresh(edition), "correct", by=person)


def test_new_proposal_takes_the_place_of_the_old_one(told, editor):
    edition = told()
    old = edition.notice
    new = corrections.propose(edition, by=editor, kind="clarification", right="توضيح آخر.")
    assert fresh(edition).notice == new
    assert old.pk != new.pk
    old.refresh_from_db()
    assert (old.right, old.published_at) == (RIGHT, None), "what was proposed is not rewritten"


def test_notice_that_changed_meanwhile_is_not_brought_out(told, editor, chief):
    edition = told()
    as_the_chief_saw_it = fresh(edition)
    corrections.propose(edition, by=editor, kind="correction", said=SAID, right="نص لم يره أحد.")
    with pytest.raises(StaleState):
        move(as_the_chief_saw_it, "correct", by=chief)
    assert not Correction.objects.published().exists()


def test_discarded_notice_goes_nowhere_and_the_history_says_so(told, editor, chief):
    edition = told()
    corrections.discard(edition, by=editor)
    assert fresh(edition).notice is None
    assert "correct" not in {each.verb for each in possible(fresh(edition), chief)}
    assert [line.verb for line in edition.history.all()[:2]] == ["discard", "propose"]
    assert SAID not in "".join(line.note for line in edition.history.all())


# Withdrawal


def test_story_is_taken_down_at_once_by_the_chief_alone(story, chief):
    edition = story("published")
    move(edition, "take_down", by=chief, note="خطر على شخص")
    assert fresh(edition).state == "withdrawn"
    line = Correction.objects.published().get()
    assert (line.kind, line.right, line.brought_by) == ("withdrawal", "", chief)


def test_taken_down_story_is_explained_by_two(story, chief, editor):
    edition = story("published")
    move(edition, "take_down", by=chief, note="خطر على شخص")
    corrections.propose(edition, by=editor, kind="withdrawal", right=RIGHT)
    with pytest.raises(Refused, match="second person"):
        move(fresh(edition), "explain", by=editor)
    move(fresh(edition), "explain", by=chief)
    assert [line.right for line in Correction.objects.published().newest()] == [RIGHT, ""]


def test_withdrawn_story_gets_no_other_notice(story, editor):
    edition = story("withdrawn")
    with pytest.raises(Refused, match="no other notice"):
        corrections.propose(edition, by=editor, kind="correction", said=SAID, right=RIGHT)


def test_change_that_waited_does_not_wait_behind_a_withdrawal(told, chief):
    edition = told("update")
    move(edition, "set_change", by=chief, change_at=timezone.now() + timedelta(hours=1))
    move(fresh(edition), "take_down", by=chief, note="سبب")
    assert (fresh(edition).change_at, fresh(edition).change_by) == (None, None)
    assert do_all(timezone.now() + timedelta(hours=2)) == (0, 0)


# A change set for later


@pytest.mark.parametrize("kind", ["update", "correction"])
def test_change_comes_to_readers_at_its_time(told, chief, kind):
    edition = told(kind)
    at = timezone.now() + timedelta(hours=1)
    move(edition, "set_change", by=chief, change_at=at)
    assert do_all(at - timedelta(seconds=1)) == (0, 0)
    assert fresh(edition).approved_id != fresh(edition).latest_id
    assert do_all(at) == (1, 0)
    assert fresh(edition).headline == "محطات هجين تعود إلى العمل جزئيًا"
    assert (fresh(edition).change_at, fresh(edition).notice) == (None, None)
    assert Correction.objects.published().get().brought_by == chief
    assert do_all(at) == (0, 0)


def test_time_is_gone_when_the_words_change(told, editor, chief):
    edition = told("update")
    move(edition, "set_change", by=chief, change_at=timezone.now() + timedelta(hours=1))
    writing.write(fresh(edition), by=editor, text={"headline": "نص لم يره أحد"})
    assert fresh(edition).change_at is None


def test_time_is_gone_when_the_notice_changes(told, editor, chief):
    edition = told("update")
    move(edition, "set_change", by=chief, change_at=timezone.now() + timedelta(hours=1))
    corrections.propose(fresh(edition), by=editor, kind="update", right="نص لم يره أحد.")
    assert fresh(edition).change_at is None


def test_whoever_wrote_a_change_sets_no_time_for_it(told, editor):
    with pytest.raises(Refused, match="second person"):
        move(told("update"), "set_change", by=editor, change_at=timezone.now())


def test_time_can_be_taken_back(told, chief):
    edition = told("update")
    move(edition, "set_change", by=chief, change_at=timezone.now() + timedelta(hours=1))
    move(fresh(edition), "unset_change", by=chief)
    assert fresh(edition).change_at is None
    with pytest.raises(Refused):
        move(fresh(edition), "unset_change", by=chief)


# The log stays


@pytest.fixture
def line(told, chief) -> Correction:
    edition = told("correction", right=f"{RIGHT} وأبلغنا بذلك فلان. نعتذر.", shows_comparison=True)
    move(edition, "correct", by=chief)
    return Correction.objects.get()


def test_nobody_deletes_a_published_line(line):
    with pytest.raises(DatabaseError), transaction.atomic():
        line.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_correction")
    assert Correction.objects.get() == line


@pytest.mark.parametrize(
    "changes",
    [
        {"right": "غيره"}, {"said": ""}, {"kind": "note"}, {"published_at": None},
        {"published_at": timezone.now()},
    ],
)  # fmt: skip
def test_nobody_changes_a_published_line(line, changes):
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.update(**changes)


def test_proposal_may_be_deleted(told):
    edition = told()
    Edition.objects.update(notice=None)
    edition.corrections.all().delete()
    assert not Correction.objects.exists()


def test_chief_takes_a_sentence_out_and_the_fact_stays(line, chief):
    at = timezone.now().replace(microsecond=0)
    assert line.is_comparable
    corrections.redact(line, by=chief, at=at, said=[], right=[1])
    line.refresh_from_db()
    assert line.right == f"{RIGHT} […] نعتذر."
    assert (line.redacted_at, line.redacted_by, line.is_comparable) == (at, chief, False)
    assert line.edition.history.first().verb == "redact"
    assert "فلان" not in "".join(each.note for each in line.edition.history.all())


@pytest.mark.parametrize("role", ["reporter", "translator", "photo", "editor"])
def test_nobody_else_redacts(line, people, client, role):
    with pytest.raises(Refused):
        corrections.redact(line, by=people[role], at=timezone.now(), said=[], right=[0])
    client.force_login(people[role])
    url = reverse("admin:articles_correction_change", args=[line.pk])
    assert client.post(url, {"seen": "", "right": ["0"]}).status_code in (302, 403, 404)
    line.refresh_from_db()
    assert line.redacted_at is None


def test_desk_redacts_what_the_chief_ticks(line, chief, client):
    client.force_login(chief)
    url = reverse("admin:articles_correction_change", args=[line.pk])
    assert "فلان" in client.get(url).text
    assert client.post(url, {"seen": "", "right": ["1"]}).status_code == 302
    assert "فلان" not in client.get(url).text


def test_same_person_never_brings_their_own_words_whatever_writes_it(line, editor):
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.create(
            edition=line.edition, kind="note", right=RIGHT, by=editor, brought_by=editor,
            published_at=timezone.now(),
        )  # fmt: skip


# The desk's pages


def notice_url(edition: Edition, suffix: str = "") -> str:
    return reverse(f"admin:articles_edition_notice{suffix}", args=[edition.pk])


def test_editor_writes_a_notice_and_the_chief_presses_the_button(story, people, client):
    edition = story("published")
    client.force_login(people["editor"])
    page = client.get(notice_url(edition) + "?kind=correction")
    sent = {"seen": page.context["form"].now_seen(), "kind": "correction", "said": SAID,
            "right": RIGHT, "found_by": "reader"}  # fmt: skip
    assert client.post(notice_url(edition), sent).status_code == 302
    client.force_login(people["chief"])
    form = client.get(reverse("admin:articles_edition_change", args=[edition.pk]))
    assert RIGHT in form.text
    move_url = reverse("admin:articles_edition_move", args=[edition.pk, "correct"])
    assert client.post(move_url, {"seen": fresh(edition).seen(), "told": "1"}).status_code == 302
    assert Correction.objects.published().get().found_by == "reader"


def test_two_who_write_notices_see_both(told, people, client):
    edition = told()
    client.force_login(people["chief"])
    sent = {"seen": "published.None", "kind": "note", "said": "", "right": "ملاحظة أخرى."}
    response = client.post(notice_url(edition), sent)
    assert response.status_code == 409
    assert RIGHT in response.text
    assert "ملاحظة أخرى." in response.text
    assert fresh(edition).notice.right == RIGHT


@pytest.mark.parametrize(
    ("role", "status"),
    [("reporter", 302), ("stranger", 404), ("translator", 404), ("photo", 404), ("editor", 200)],
)
def test_notice_page_is_the_desks(told, people, client, role, status):
    edition = told()
    client.force_login(people[role])
    response = client.get(notice_url(edition))
    assert response.status_code == status
    assert client.post(notice_url(edition, "_discard"), {"seen": "0"}).status_code in (302, 404)
    assert fresh(edition).notice is not None


@pytest.mark.parametrize(("right", "is_told"), [("", True), (RIGHT, False)])
def test_desk_says_at_once_what_a_notice_still_needs(story, people, client, right, is_told):
    edition = story("published")
    client.force_login(people["editor"])
    page = client.get(notice_url(edition))
    seen = page.context["form"]["seen"].value()
    sent = {"kind": "correction", "said": SAID, "right": right, "seen": seen}
    text = client.post(notice_url(edition), sent, follow=True).text
    assert fresh(edition).notice.right == right
    assert ('class="warning"' in text) == is_told


def form_data(client, edition: Edition, verb: str) -> dict:
    """What a browser posts when the person presses that move's button on the page as it is now."""
    url = reverse("admin:articles_edition_change", args=[edition.pk])
    form = client.get(url).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {"_move": verb, "notice": fresh(edition).notice_id}
    return {key: value for key, value in data.items() if value not in ("", False, [])}


def test_button_brings_out_no_notice_that_was_not_on_the_page(told, people, client):
    """The form's own buttons carry the notice that stood beside them."""
    edition = told()
    client.force_login(people["chief"])
    url = reverse("admin:articles_edition_change", args=[edition.pk])
    data = form_data(client, edition, "correct")
    new = {"kind": "correction", "said": SAID, "right": "لم يره أحد."}
    corrections.propose(fresh(edition), by=people["editor"], **new)
    client.post(url, data)
    assert not Correction.objects.published().exists()
    client.post(url, form_data(client, edition, "correct"))
    assert Correction.objects.published().get().right == "لم يره أحد."
