"""Ways around what was promised, each of which somebody once found open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from newsroom.articles import corrections, duties, writing
from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.overriding import open_warnings, override
from newsroom.articles.checks.reading import likely_time, read
from newsroom.articles.models import Article, Correction, Edition
from newsroom.public.languages import address
from newsroom.workflow.moves import Refused, StaleState, move

NAME, WHY = "فلان الفلاني", "تبيّن أن الخبر غير صحيح."


def fresh(edition: Edition) -> Edition:
    return Edition.objects.select_related("article", "latest", "notice").get(pk=edition.pk)


def correct(edition: Edition, by, brought_by, body: str, **more) -> Correction:
    words = {"kind": "correction", "said": "قلنا غير ذلك.", "right": "الصواب هذا."} | more
    writing.write(fresh(edition), by=by, text={"body": f"<p>{body}</p>"})
    line = corrections.propose(fresh(edition), by=by, **words)
    move(fresh(edition), "correct", by=brought_by)
    return Correction.objects.get(pk=line.pk)


# A comparison


@pytest.fixture
def compared(story, editor, chief):
    """A correction that readers may compare, whose second text has a name in it."""
    edition = story("published")
    line = correct(edition, editor, chief, NAME, shows_comparison=True)
    return edition, address("ar", "change", edition.article_id, line.pk)


@pytest.mark.parametrize("brings", ["correction", "update"])
def test_comparison_goes_with_the_text_that_it_shows(compared, client, editor, chief, brings):
    edition, url = compared
    assert NAME in client.get(url).text
    if brings == "correction":
        correct(edition, editor, chief, "بلا اسم.")
    else:
        writing.write(fresh(edition), by=editor, text={"body": "<p>بلا اسم.</p>"})
        move(fresh(edition), "update", by=chief)
    response = client.get(url)
    assert response.status_code == 404
    assert NAME not in response.text
    assert url not in client.get(fresh(edition).url).text


def test_comparison_stays_away_when_a_withdrawn_story_is_back(compared, client, editor, chief):
    edition, url = compared
    assert NAME in client.get(url).text
    corrections.propose(fresh(edition), by=editor, kind="withdrawal", right=WHY)
    move(fresh(edition), "withdraw", by=chief)
    move(fresh(edition), "bring_back", by=chief)
    writing.write(fresh(edition), by=editor, text={"body": "<p>بلا اسم.</p>"})
    for verb in ("approve", "publish"):
        move(fresh(edition), verb, by=chief)
    assert "بلا اسم." in client.get(fresh(edition).url).text
    assert client.get(url).status_code == 404


# A withdrawal undone


def test_editor_does_not_bring_back_what_the_chief_took_down(story, editor, chief):
    edition = story("published")
    move(edition, "take_down", by=chief, note="خطر")
    for verb in ("bring_back", "reopen"):
        with pytest.raises(Refused):
            move(fresh(edition), verb, by=editor)


def test_nobody_approves_what_they_wrote_since_readers_had_it(story, editor, chief):
    edition = story("published")
    writing.write(edition, by=editor, text={"body": "<p>كلام لم يقرأه غيره.</p>"})
    corrections.propose(fresh(edition), by=editor, kind="withdrawal", right=WHY)
    move(fresh(edition), "withdraw", by=chief)
    move(fresh(edition), "bring_back", by=chief)
    with pytest.raises(Refused, match="second person"):
        move(fresh(edition), "approve", by=editor)
    move(fresh(edition), "approve", by=chief)


def test_story_taken_down_without_a_word_comes_back_only_when_readers_know_why(
    story, editor, chief, client
):
    edition = story("published")
    move(edition, "take_down", by=chief, note="خطر")
    with pytest.raises(Refused, match="do not know yet why"):
        move(fresh(edition), "bring_back", by=chief)
    corrections.propose(fresh(edition), by=editor, kind="withdrawal", right=WHY, said=NAME)
    move(fresh(edition), "explain", by=chief)
    for door in ("corrections", "corrections_feed"):
        text = client.get(address("ar", door)).text
        assert WHY in text
        assert "سُحبت هذه المادة." in text
        assert "سيوضح" not in text
        assert NAME not in text, "the words of what is gone are gone"


def test_story_that_is_out_again_was_updated_never(story, editor, chief):
    edition = story("published", hours=5)
    writing.write(edition, by=editor, text={"body": "<p>غيره.</p>"})
    move(fresh(edition), "update", by=chief)
    corrections.propose(fresh(edition), by=editor, kind="withdrawal", right=WHY)
    for verb in ("withdraw", "bring_back", "approve", "publish"):
        move(fresh(edition), verb, by=chief)
    assert fresh(edition).updated_at is None


# The chief's signature


@pytest.mark.parametrize("state", ["in_review", "approved", "published"])
def test_only_the_chief_takes_the_mark_of_a_sensitive_story_away(story, editor, chief, state):
    article = story(state).article

    def mark(by, is_sensitive: bool) -> None:
        stored = Article.objects.get(pk=article.pk)
        writing.save_shared(
            stored, by=by, fields={"is_sensitive": is_sensitive}, version=stored.version
        )

    mark(editor, True)
    with pytest.raises(Refused, match="Only the chief"):
        mark(editor, False)
    assert Article.objects.get(pk=article.pk).is_sensitive
    mark(chief, False)
    assert not Article.objects.get(pk=article.pk).is_sensitive


# Reasons


def waiting(edition: Edition) -> list[str]:
    """The keys of the warnings that publication waits for."""
    edition = fresh(edition)
    found = run(read(edition, at=likely_time(edition)))
    return [each.key for each in open_warnings(edition, found)]


def let_stand(edition: Edition, by) -> None:
    keys = waiting(edition)
    assert override(fresh(edition), dict.fromkeys(keys, "سبب"), by=by) == len(keys) > 0
    assert waiting(edition) == []


def test_reason_for_a_fine_place_holds_for_that_place_alone(story, editor, places):
    edition = story("approved")
    Article.objects.filter(pk=edition.article_id).update(is_conflict=True, precision=4)
    let_stand(edition, editor)
    Article.objects.filter(pk=edition.article_id).update(place=places["susat"])
    assert waiting(edition) != []


def test_reason_for_one_source_holds_for_that_source_alone(story, editor):
    edition = story("approved")
    one, other = edition.article.sources.all()
    other.delete()
    let_stand(edition, editor)
    one.delete()
    assert waiting(edition) == ["W1:none"]


def test_day_that_has_passed_is_asked_about_on_publish_now(story, editor, chief):
    text = {"headline": "عودة المياه", "body": "<p>عادت المياه يوم الأربعاء.</p>"}
    edition = story("in_review", text=text)
    long_ago = timezone.localdate() - timedelta(days=30)
    edition.days_meant.create(key="2", date=long_ago, by=editor)
    move(fresh(edition), "approve", by=editor)
    with pytest.raises(Refused, match="W6"):
        move(fresh(edition), "publish", by=chief)
    let_stand(edition, chief)
    edition.days_meant.update(date=long_ago - timedelta(days=7))
    assert waiting(edition) != [], "another date, another reason"
    edition.days_meant.update(date=long_ago)
    move(fresh(edition), "publish", by=chief)


def test_time_that_a_day_of_the_text_speaks_against_wants_its_own_reason(
    story, editor, chief, client
):
    text = {"headline": "عودة المياه", "body": "<p>عادت المياه يوم الأربعاء.</p>"}
    edition = story("in_review", text=text)
    now = timezone.localtime()
    wednesday = now.date() - timedelta(days=(now.weekday() - 2) % 7)
    edition.days_meant.create(key="2", date=wednesday, by=editor)
    move(fresh(edition), "approve", by=editor)
    client.force_login(chief)
    url = reverse("admin:articles_edition_move", args=[edition.pk, "publish"])
    later = f"{now + timedelta(days=30):%Y-%m-%dT%H:%M}"
    sent = {"published_at": later, "seen": fresh(edition).seen(), "told": "1"}
    assert 'type="hidden" name="reason"' in client.get(url).text
    refused = client.post(url, sent)
    assert (refused.status_code, fresh(edition).state) == (403, "approved")
    assert 'type="text" name="reason"' in refused.text
    assert "اذكر السبب" in refused.text
    client.post(url, sent | {"reason": "\u200f"})
    assert fresh(edition).state == "approved"
    client.post(url, sent | {"reason": "مقال للأرشيف."})
    assert fresh(edition).state == "published"
    row = edition.overrides.get()
    assert (row.check_id, row.reason, row.by) == ("W6", "مقال للأرشيف.", chief)


def test_what_rests_on_an_off_record_number_does_not_go_out(story, chief, editor):
    edition = story("approved")
    secret = edition.article.sources.create(kind="told", terms="off_record", created_by=editor)
    edition.article.figures.create(low=99, source=secret)
    with pytest.raises(Refused, match="off the record"):
        move(fresh(edition), "publish", by=chief)


def test_newsroom_without_b1_still_wants_a_headline_and_a_text(story, chief, editor, settings):
    settings.CHECKS_OFF = frozenset({"B1"})
    edition = story("in_review")
    writing.write(edition, by=chief, text={"headline": ""})
    move(fresh(edition), "approve", by=editor)
    with pytest.raises(Refused, match="headline and a text"):
        move(fresh(edition), "publish", by=chief)


# A change set for later


@pytest.fixture
def due(story, editor, chief):
    """A change that came due a minute ago."""

    def make() -> Edition:
        edition = story("published", hours=2)
        writing.write(edition, by=editor, text={"headline": "عنوان جديد"})
        at = timezone.now().replace(microsecond=0) + timedelta(hours=1)
        move(fresh(edition), "set_change", by=chief, change_at=at)
        Edition.objects.filter(pk=edition.pk).update(change_at=at - timedelta(minutes=61))
        return Edition.objects.select_related("article", "latest", "notice", "change_by").get(
            pk=edition.pk
        )

    return make


def test_change_that_is_stopped_while_the_worker_looks_does_not_go_out(due, editor):
    loaded = due()
    move(fresh(loaded), "unset_change", by=editor)
    assert not duties.bring(loaded)
    assert fresh(loaded).headline != "عنوان جديد"


def test_second_time_is_not_set_over_one_that_nobody_saw(story, editor, chief):
    edition = story("published")
    writing.write(edition, by=editor, text={"headline": "عنوان جديد"})
    seen, at = fresh(edition), timezone.now().replace(microsecond=0) + timedelta(hours=1)
    move(fresh(edition), "set_change", by=chief, change_at=at)
    with pytest.raises(StaleState):
        move(seen, "set_change", by=chief, change_at=at + timedelta(days=1))


def test_change_that_breaks_the_worker_keeps_no_other_waiting(due, monkeypatch, caplog):
    broken, sound = due(), due()
    real = duties.move

    def breaks(edition, *args, **more):
        if edition.pk == broken.pk:
            raise OSError("سرّ")
        return real(edition, *args, **more)

    monkeypatch.setattr(duties, "move", breaks)
    assert duties.bring_due_changes(timezone.now()) == 1
    assert fresh(sound).headline == "عنوان جديد"
    assert (fresh(broken).change_at, fresh(broken).history.first().verb) == (None, "late")
    assert "سرّ" not in "".join(record.getMessage() for record in caplog.records)


# The log


@pytest.mark.parametrize(
    "changes",
    [
        {"shows_comparison": True}, {"found_by": "reader"}, {"before": None}, {"after": None},
        {"right": "غيره", "redacted_at": timezone.now()}, {"right": "غيره […]"},
        {"said": "غيره", "redacted_at": timezone.now()}, {"written_at": timezone.now()},
    ],
)  # fmt: skip
def test_database_keeps_every_word_of_a_published_line(story, editor, chief, changes):
    line = correct(story("published"), editor, chief, "نص آخر.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.filter(pk=line.pk).update(**changes)


@pytest.mark.parametrize(
    "page",
    [
        "articles/correction/?kind__exact=%00", "articles/edition/?state=%00",
        "articles/correction/?edition__language__exact=%00",
    ],
)  # fmt: skip
def test_no_nul_reaches_the_database(chief, client, page):
    client.force_login(chief)
    response = client.get(f"/admin/{page}")
    assert (response.status_code, response["Location"]) == (302, f"/admin/{page.split('?')[0]}")
