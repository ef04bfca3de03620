"""An edition's revisions at the desk: who may see, compare and restore them, and what restoring
does in each state."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from makers import BODY, HEADLINE

from newsroom.accounts.models import Account
from newsroom.articles import writing
from newsroom.articles.models import Edition, Revision
from newsroom.workflow.moves import Refused, move

SECRET = "<p>عادت خمس محطات إلى العمل مساءً، بحسب ما شاهد المراسل.</p>"
SECRET_WORD = "مساءً"
WHY = "عاد المراسل عن روايته"
NOWHERE = 987654
#: Of the list of revisions, however many there are.
QUERIES = 9


def sign_in(account: Account, language: str = "en") -> Client:
    Account.objects.filter(pk=account.pk).update(language=language)
    client = Client()
    client.force_login(account)
    return client


def url(view: str, edition, *more) -> str:
    pk = getattr(edition, "pk", edition)
    return reverse(f"admin:articles_edition_{view}", args=[pk, *more])


def page_of(response) -> str:
    return response.content.decode()


def rewrite(edition: Edition, by: Account, **text) -> Revision:
    text = text or {"body": SECRET}
    return writing.write(Edition.objects.get(pk=edition.pk), by=by, text=text, why="تعديل")


def current(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


@pytest.fixture
def rewritten(story, reporter):
    """A draft of the reporter's with two revisions: (edition, the first, the second)."""
    edition = story("draft")
    return edition, edition.latest, rewrite(edition, reporter)


def restore(client: Client, edition: Edition, old: Revision, **data):
    data = {"why": WHY, "seen": current(edition).seen()} | data
    return client.post(url("restore", edition, old.pk), data)


# Who


def doors(edition: Edition, first: Revision, second: Revision) -> dict[str, str]:
    return {
        "revisions": url("revisions", edition),
        "compare": f"{url('compare', edition)}?before={first.pk}&after={second.pk}",
        "restore": url("restore", edition, first.pk),
    }


#: (revisions, compare, restore) of the reporter's story, by state and role.
EXPECTED = {
    "draft": {
        "reporter": (200, 200, 200), "stranger": (404, 404, 404), "translator": (404, 404, 404),
        "photo": (404, 404, 404), "editor": (200, 200, 200), "chief": (200, 200, 200),
    },
    "published": {
        "reporter": (200, 200, 403), "stranger": (404, 404, 404), "translator": (404, 404, 404),
        "photo": (404, 404, 404), "editor": (200, 200, 200), "chief": (200, 200, 200),
    },
}  # fmt: skip


@pytest.mark.parametrize("state", EXPECTED)
@pytest.mark.parametrize("role", ["reporter", "stranger", "translator", "photo", "editor", "chief"])
def test_views_open_for_those_who_work_on_the_story(story, people, state, role):
    edition = story(state)
    first, second = edition.latest, rewrite(edition, people["editor"])
    client = sign_in(people[role])
    answers = {name: client.get(door) for name, door in doors(edition, first, second).items()}
    assert tuple(answer.status_code for answer in answers.values()) == EXPECTED[state][role]
    assert (SECRET_WORD in page_of(answers["compare"])) == (answers["compare"].status_code == 200)


def test_signed_out_is_sent_to_the_sign_in(rewritten):
    for door in doors(*rewritten).values():
        assert Client().get(door).status_code == 302


def test_staff_without_a_role_sees_nothing(story, make_account, people):
    edition = story("published")
    first, second = edition.latest, rewrite(edition, people["editor"])
    client = sign_in(make_account("nobody"))
    for door in doors(edition, first, second).values():
        assert client.get(door).status_code == 404


def test_number_beyond_all_stories_is_not_there(editor):
    client = sign_in(editor)
    for door in (url("revisions", 10**30), url("compare", 10**30), url("restore", 10**30, 1)):
        assert client.get(door).status_code == 404


def test_hidden_story_answers_like_one_that_is_not_there(rewritten, stranger):
    edition, first, second = rewritten
    client = sign_in(stranger)
    hidden = [client.get(door) for door in doors(edition, first, second).values()]
    absent = [
        client.get(door.replace(f"/{edition.pk}/", f"/{NOWHERE}/", 1))
        for door in doors(edition, first, second).values()
    ]
    assert [a.status_code for a in hidden] == [a.status_code for a in absent] == [404] * 3
    post = restore(client, edition, first)
    nothing = client.post(url("restore", NOWHERE, first.pk), {"why": WHY, "seen": "x"})
    assert post.status_code == nothing.status_code == 404
    assert current(edition).latest == second


def test_revision_of_another_story_answers_like_none(rewritten, story, editor):
    edition, first, _second = rewritten
    foreign = story("published", text={"headline": "سواها"}).latest
    client = sign_in(editor)
    for key in (foreign.pk, NOWHERE, 10**30, "x", "-1", "١"):
        for query in (f"before={key}&after={first.pk}", f"before={first.pk}&after={key}"):
            assert client.get(f"{url('compare', edition)}?{query}").status_code == 404
    for key in (foreign.pk, NOWHERE, 10**30):
        assert client.get(url("restore", edition, key)).status_code == 404
        answer = client.post(
            url("restore", edition, key), {"why": WHY, "seen": current(edition).seen()}
        )
        assert answer.status_code == 404


# The list


def test_list_tells_who_when_why_and_what_readers_have(story, editor):
    edition = story("published")
    second = rewrite(edition, editor)
    page = page_of(sign_in(editor).get(url("revisions", edition)))
    assert page.index("Revision 2") < page.index("Revision 1")
    latest, out = page.split("Revision 1")
    assert "Latest, not with readers yet" in latest
    assert "تعديل" in latest
    assert "Editor" in latest
    assert "What readers have now" in out
    assert "What readers have now" not in latest
    assert f"?before={edition.approved_id}&amp;after={second.pk}" in latest


def test_list_calls_no_scheduled_revision_the_readers(story, editor):
    edition = story("scheduled")
    page = page_of(sign_in(editor).get(url("revisions", edition)))
    assert "What readers have now" not in page
    assert "Approved" in page


@pytest.mark.parametrize("more", [0, 2])
def test_list_takes_the_same_queries_for_one_and_three(
    story, reporter, editor, more, django_assert_num_queries
):
    edition = story("draft")
    for number in range(more):
        rewrite(edition, reporter, body=f"<p>نسخة {number}</p>")
    client = sign_in(editor)
    client.get(url("revisions", edition))
    with django_assert_num_queries(QUERIES):
        page = page_of(client.get(url("revisions", edition)))
    assert page.count('class="said"') == more + 1


# Comparing


def test_comparison_marks_words_and_leaves_out_what_stayed(rewritten, editor):
    edition, first, second = rewritten
    page = page_of(sign_in(editor).get(doors(edition, first, second)["compare"]))
    assert '<ins class=""' in page
    assert "added: </span>خمس</ins>" in page
    assert "removed: </span>أربع</del>" in page
    assert "Words added: 2 · removed: 2" in page
    assert "Body" in page
    assert "Standfirst" not in page


@pytest.mark.parametrize("view", ["inline", "beside", "nonsense"])
def test_comparison_words_carry_the_storys_language_in_any_desk(rewritten, editor, view):
    edition, first, second = rewritten
    address = f"{doors(edition, first, second)['compare']}&view={view}"
    page = page_of(sign_in(editor).get(address))
    assert '<html lang="en" dir="ltr"' in page
    assert '<div class="text p" lang="ar" dir="rtl">' in page
    assert 'class="visually-hidden" lang="en" dir="ltr">added: ' in page
    assert ("abreast" in page) == (view == "beside")


@pytest.mark.parametrize(
    "field", ["kicker", "headline", "short_headline", "standfirst", "key_points", "seo_title"]
)
def test_every_field_is_compared(rewritten, editor, reporter, field):
    edition, _first, second = rewritten
    third = rewrite(edition, reporter, **{field: f"{getattr(second, field)} زيادة".strip()})
    client = sign_in(editor)
    page = page_of(client.get(f"{url('compare', edition)}?before={second.pk}&after={third.pk}"))
    assert "added: </span>زيادة</ins>" in page
    assert [each.name for each in client.get(url("compare", edition)).context["differences"]] == [
        field
    ]


def test_changed_address_of_a_link_is_shown(story, reporter, editor):
    edition = story("draft", text={"body": '<p>في <a href="https://a.org/">تقرير</a></p>'})
    rewrite(edition, reporter, body='<p>في <a href="https://b.org/">تقرير</a></p>')
    page = page_of(sign_in(editor).get(url("compare", edition)))
    assert "no longer: Link" in page
    assert ">https://a.org/</bdi>" in page
    assert ">https://b.org/</bdi>" in page


def test_words_that_look_like_markup_do_no_harm(rewritten, editor, reporter):
    edition, _first, _second = rewritten
    rewrite(
        edition, reporter, headline="<script>alert(1)</script>", body="<p>&lt;img src=x&gt;</p>"
    )
    page = page_of(sign_in(editor).get(url("compare", edition)))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;" in page


def test_unasked_the_change_since_readers_got_it_is_compared(story, editor):
    edition = story("published")
    out = edition.approved
    rewrite(edition, editor)
    third = rewrite(edition, editor, headline="عنوان ثالث")
    context = sign_in(editor).get(url("compare", edition)).context
    assert (context["before"], context["after"]) == (out, third)


def test_older_stands_before_the_newer_however_asked(rewritten, editor):
    edition, first, second = rewritten
    context = (
        sign_in(editor)
        .get(f"{url('compare', edition)}?before={second.pk}&after={first.pk}")
        .context
    )
    assert (context["before"], context["after"]) == (first, second)


def test_single_revision_compares_with_itself(story, editor):
    page = page_of(sign_in(editor).get(url("compare", story("draft"))))
    assert "one and the same revision" in page


def test_comparison_takes_no_post(rewritten, editor):
    for door in ("revisions", "compare"):
        assert sign_in(editor).post(url(door, rewritten[0])).status_code == 405


# Restoring


def test_restoring_asks_why_first(rewritten, reporter):
    edition, first, second = rewritten
    client = sign_in(reporter)
    page = page_of(client.get(url("restore", edition, first.pk)))
    assert "Why is this text restored?" in page
    assert restore(client, edition, first, why="  ").status_code == 200
    assert current(edition).latest == second


def test_restoring_makes_a_new_revision_and_keeps_the_others(rewritten, reporter):
    edition, first, second = rewritten
    answer = restore(sign_in(reporter), edition, first)
    assert answer.status_code == 302
    now = current(edition)
    assert now.latest_id > second.pk
    assert (now.body, now.headline) == (BODY, HEADLINE)
    assert (now.latest.why, now.latest.by) == (WHY, reporter)
    assert set(now.revisions.all()) == {now.latest, first, second}


def test_restoring_what_it_says_already_saves_nothing(rewritten, reporter):
    edition, _first, second = rewritten
    answer = restore(sign_in(reporter), edition, second)
    assert answer.status_code == 302
    assert current(edition).revisions.count() == 2


def test_restoring_takes_the_approval_away(story, people):
    edition = story("submitted")
    first = edition.latest
    rewrite(edition, people["editor"])
    for verb in ("take", "approve"):
        move(current(edition), verb, by=people["chief"])
    assert current(edition).approved is not None
    assert restore(sign_in(people["editor"]), edition, first).status_code == 302
    now = current(edition)
    assert (now.state, now.approved, now.body) == ("in_review", None, BODY)


def test_restoring_published_words_waits_for_a_second_person(story, editor):
    edition = story("published", text={"body": SECRET})
    first = edition.latest
    rewrite(edition, editor, body=BODY)
    assert restore(sign_in(editor), edition, first).status_code == 302
    now = current(edition)
    assert now.is_pending
    assert (now.latest.body, now.approved, now.body) == (SECRET, first, SECRET)


def test_restoring_after_anothers_save_keeps_both_words(rewritten, reporter, editor):
    edition, first, _second = rewritten
    client = sign_in(reporter)
    seen = client.get(url("restore", edition, first.pk)).context["seen"]
    third = rewrite(edition, editor, headline="عنوان من المحرر")
    answer = restore(client, edition, first, seen=seen)
    assert answer.status_code == 409
    assert "meanwhile" in page_of(answer)
    assert WHY in page_of(answer)
    assert current(edition).latest == third
    assert edition.revisions.count() == 3
    again = restore(client, edition, first, seen=answer.context["seen"])
    assert again.status_code == 302


def test_restoring_from_a_list_seen_before_anothers_save_is_refused(rewritten, reporter, editor):
    edition, first, _second = rewritten
    client = sign_in(reporter)
    seen = current(edition).seen()
    third = rewrite(edition, editor, headline="عنوان من المحرر")
    asked = client.get(url("restore", edition, first.pk), {"seen": seen})
    assert restore(client, edition, first, seen=asked.context["seen"]).status_code == 409
    assert current(edition).latest == third


def test_restoring_without_telling_what_was_seen_is_refused(rewritten, reporter):
    edition, first, second = rewritten
    answer = sign_in(reporter).post(url("restore", edition, first.pk), {"why": WHY})
    assert answer.status_code == 409
    assert current(edition).latest == second


def test_restoring_what_left_the_persons_hands_shows_their_reason(rewritten, reporter):
    edition, first, second = rewritten
    client = sign_in(reporter)
    seen = current(edition).seen()
    move(current(edition), "submit", by=reporter)
    answer = restore(client, edition, first, seen=seen, why=WHY + " " + WHY)
    assert answer.status_code == 403
    assert WHY in page_of(answer)
    assert current(edition).latest == second


def test_refusal_while_writing_is_told_and_undone(rewritten, reporter, monkeypatch):
    edition, first, second = rewritten

    def refuse(*args, **kwargs):
        raise Refused("لا يجوز")

    monkeypatch.setattr(writing, "write", refuse)
    answer = restore(sign_in(reporter), edition, first)
    assert answer.status_code == 409
    assert "لا يجوز" in page_of(answer)
    assert WHY in page_of(answer)
    assert current(edition).latest == second
