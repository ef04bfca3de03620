"""What somebody typed and did not save: kept once, read by nobody else, gone with the save."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from makers import HEADLINE, make_correspondent

from newsroom.articles import redaction, working_copies, writing
from newsroom.articles.byline_withdrawal import withdraw_byline
from newsroom.articles.models import Article, Edition, Revision, WorkingCopy
from newsroom.articles.models.text import Text
from newsroom.articles.own_page import seen_of
from newsroom.audit.models import Entry
from newsroom.workflow.models import Transition
from newsroom.workflow.moves import move

WORDS = {"headline": "عنوان لم يُحفظ", "body": "<p>جملة لم تُحفظ بعد.</p>"}


def url(name: str, edition: Edition) -> str:
    return reverse(f"admin:articles_edition_{name}", args=[edition.pk])


@pytest.fixture
def post(client):
    """As the form's script does."""

    def posted(name: str, edition: Edition, person=None, **said):
        if person:
            client.force_login(person)
        said = {"seen": seen_of(edition)} | said
        return client.post(url(name, edition), said, content_type="application/json")

    return posted


@pytest.fixture
def draft(story):
    return story("draft")


def mine(edition, person) -> WorkingCopy:
    return WorkingCopy.objects.get(edition=edition, person=person)


def test_fifty_autosaves_leave_one_row_and_touch_nothing_else(draft, reporter, post):
    def all_else():
        rows = Edition.objects.filter(pk=draft.pk).values().get()
        article = Article.objects.filter(pk=draft.article_id).values().get()
        return rows, article, Revision.objects.count(), Transition.objects.count()

    before, entries = all_else(), Entry.objects.count()
    for number in range(50):
        words = WORDS | {"headline": f"عنوان {number}"}
        assert post("keep", draft, None if number else reporter, words=words).status_code == 200
    assert WorkingCopy.objects.count() == 1
    assert mine(draft, reporter).words["headline"] == "عنوان 49"
    assert all_else() == before
    assert Entry.objects.count() == entries


def test_autosave_of_a_need_to_know_story_is_no_line_of_the_audit_trail(draft, reporter, post):
    Article.objects.filter(pk=draft.article_id).update(is_restricted=True)
    entries = Entry.objects.count()
    assert post("keep", draft, reporter, words=WORDS).status_code == 200
    assert post("unsaved", draft, words=WORDS).status_code == 200
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("others", [0, 3])
def test_autosave_asks_the_same_few_questions_however_many_are_here(
    draft, make_account, editor, post, django_assert_num_queries, others
):
    for number in range(others):
        colleague = make_account(f"colleague{number}", "editor")
        working_copies.keep(draft, colleague, seen="", words=WORDS)
    post("keep", draft, editor, words=WORDS)
    # Session, account, its permissions twice; the edition; its lock, in a transaction (two);
    # since when, the words, who else; whether readers have something that changed.
    with django_assert_num_queries(12):
        answer = post("keep", draft, words=WORDS)
    assert answer.json()["html"].count("<bdi>") == others


def test_heartbeat_leaves_the_words_as_they_are(draft, reporter, post):
    post("keep", draft, reporter, words=WORDS)
    WorkingCopy.objects.update(at=timezone.now() - timedelta(minutes=5))
    post("keep", draft)
    copy = mine(draft, reporter)
    assert copy.words["body"] == WORDS["body"]
    assert timezone.now() - copy.at < timedelta(minutes=1)
    assert timezone.now() - copy.since < timedelta(minutes=1), "a new visit"
    assert post("keep", draft, words=None).json()["kept"] is None
    assert mine(draft, reporter).words is None


@pytest.mark.parametrize("body", ["", "[]", '"x"', "{", "[" * 60_000])
def test_nonsense_is_a_bad_request(draft, reporter, client, body):
    client.force_login(reporter)
    answer = client.post(url("keep", draft), body, content_type="application/json")
    assert answer.status_code == 400
    assert not WorkingCopy.objects.exists()


def test_what_no_database_stores_is_left_out_and_an_overlong_text_is_kept(draft, reporter, client):
    client.force_login(reporter)
    long = "كلمة " * 60_000
    strange = '{"seen": "\\u0000x", "words": {"headline": "a\\u0000b\\ud800c", "body": "'
    body = f'{strange}{long}"}}}}'
    answer = client.post(url("keep", draft), body.encode(), content_type="application/json")
    assert answer.status_code == 200
    copy = mine(draft, reporter)
    assert (copy.words["headline"], copy.words["body"]) == ("abc", long)


# Who else is here


def test_colleagues_see_each_other_and_nobody_themselves(draft, reporter, editor, post, client):
    assert "<bdi>" not in post("keep", draft, reporter).json()["html"]
    assert "<bdi>Reporter</bdi>" in post("keep", draft, editor).json()["html"]
    assert "<bdi>Editor</bdi>" in post("keep", draft, reporter).json()["html"]
    client.force_login(editor)
    page = client.get(url("change", draft)).text
    assert "قيد التحرير الآن لدى <bdi>Reporter</bdi>" in page, "without a script, too"
    WorkingCopy.objects.update(at=timezone.now() - timedelta(seconds=50))
    assert "<bdi>" not in post("keep", draft).json()["html"]


def test_save_of_a_colleague_is_told_at_the_next_heartbeat(draft, reporter, editor, post):
    seen = seen_of(draft)
    before = draft.latest_id
    assert "<bdi>Editor</bdi>" not in post("keep", draft, reporter, seen=seen).json()["html"]
    saved = writing.write(draft, by=editor, text={"headline": "عنوان الديسك"})
    answer = post("keep", draft, reporter, seen=seen, words=WORDS).json()
    assert "<bdi>Editor</bdi>" in answer["html"]
    assert f"?before={before}&amp;after={saved.pk}" in answer["html"]
    assert mine(draft, reporter).seen == seen, "what the words were written onto"


def test_own_save_in_another_window_is_told_as_such(draft, reporter, post):
    seen = seen_of(draft)
    writing.write(draft, by=reporter, text={"headline": "عنوان آخر"})
    html = post("keep", draft, reporter, seen=seen).json()["html"]
    assert "من نافذة أخرى" in html
    assert "<bdi>" not in html


def test_move_is_told_as_a_move(story, reporter, editor, post):
    edition = story("submitted")
    seen = seen_of(edition)
    move(edition, "take", by=editor)
    assert "قيد المراجعة" in post("keep", edition, editor, seen=seen).json()["html"]


# Offered back


def test_own_words_are_offered_to_nobody_else(draft, reporter, editor, chief, post, client):
    post("keep", draft, reporter, words=WORDS)
    for person, is_there in ((reporter, True), (editor, False), (chief, False)):
        client.force_login(person)
        assert ("جملة لم تُحفظ" in client.get(url("change", draft)).text) is is_there


def test_words_that_say_what_is_saved_are_not_offered(draft, reporter, post, client):
    same = {"headline": f" {HEADLINE} ", "body": draft.body}
    post("keep", draft, reporter, words=same)
    assert client.get(url("change", draft)).context["unsaved"] is None
    assert post("unsaved", draft, words=same).status_code == 204
    fragment = post("unsaved", draft, words=same | WORDS, at=1732702920000)
    assert "<ins" in fragment.text
    assert "جملة لم تُحفظ" in fragment.text
    assert "script" not in post("unsaved", draft, words={"body": "<p>a<script>b</script></p>"}).text


def test_words_are_shown_to_read_once_the_story_is_in_other_hands(draft, reporter, post, client):
    post("keep", draft, reporter, words=WORDS)
    move(draft, "submit", by=reporter)
    page = client.get(url("change", draft))
    assert "جملة لم تُحفظ" in page.text
    assert "data-take" not in page.text
    assert post("keep", draft, words=WORDS).status_code == 403
    assert client.post(url("forget", draft)).status_code == 302
    assert "جملة لم تُحفظ" not in client.get(url("change", draft)).text


def test_words_are_kept_from_whoever_may_no_longer_know_the_story(draft, editor, post, client):
    post("keep", draft, editor, words=WORDS)
    Article.objects.filter(pk=draft.article_id).update(is_restricted=True)
    for answer in (client.get(url("change", draft), follow=True), post("unsaved", draft, words={})):
        assert "جملة لم تُحفظ" not in answer.text
    assert post("forget", draft).status_code == 404
    assert mine(draft, editor).words, "and are there where they may again"


# Gone


def form(edition: Edition, **more) -> dict:
    article = Article.objects.get(pk=edition.article_id)
    return {
        "headline": "عنوان محفوظ", "body": "<p>نص محفوظ.</p>", "section": article.section_id,
        "kind": article.kind, "place": article.place_id, "precision": article.precision,
        "signing": article.signing, "seen": seen_of(edition),
        "_continue": "1", "draft": "abcdefgh@lx8f3k2q",
    } | more  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_save_takes_the_copy_along_and_tells_the_next_page(draft, reporter, post, client):
    post("keep", draft, reporter, words=WORDS, page="abcdefgh")
    refused = client.post(url("change", draft), form(draft, headline=""))
    assert refused.status_code == 200
    assert mine(draft, reporter).words
    assert client.post(url("change", draft), form(draft)).status_code == 302
    assert mine(draft, reporter).words is None
    pages = [client.get(reverse("admin:index")).text for _time in range(2)]
    mark = '<meta name="saved-draft" content="abcdefgh@lx8f3k2q">'
    assert [mark in page for page in pages] == [True, False]


@pytest.mark.parametrize("name", ["", "abcdefgh@lx8f3k2q"])
def test_save_leaves_words_of_another_page_to_be_decided_on(draft, reporter, post, client, name):
    post("keep", draft, reporter, words=WORDS, page="phone123")
    assert client.post(url("change", draft), form(draft, draft=name)).status_code == 302
    assert mine(draft, reporter).words["body"] == WORDS["body"]
    fresh = Edition.objects.get(pk=draft.pk)
    same = form(fresh, draft=name, **WORDS, why="لماذا")
    assert client.post(url("change", draft), same).status_code == 302
    assert mine(draft, reporter).words is None, "saved by now"


def test_words_are_thrown_away_by_the_page_that_wrote_them(draft, reporter, post):
    post("keep", draft, reporter, words=WORDS, page="newer123")
    post("forget", draft, page="older123")
    assert mine(draft, reporter).words
    post("forget", draft, page="newer123")
    assert mine(draft, reporter).words is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", ["\ud800", "\0", 7, {"a": []}, "x" * 5000])
def test_name_that_no_page_has_throws_nothing_away(draft, reporter, post, page):
    assert post("keep", draft, reporter, words=WORDS, page="newer123").status_code == 200
    assert post("forget", draft, page=page).status_code == 204
    assert mine(draft, reporter).words


def test_only_what_a_page_may_call_its_draft_is_told(draft, reporter, client):
    client.force_login(reporter)
    assert client.post(url("change", draft), form(draft, draft='"><b>')).status_code == 302
    assert "saved-draft" not in client.get(reverse("admin:index")).text


def test_words_taken_out_for_good_go_from_copies_and_do_not_come_back(draft, reporter, chief, post):
    stale = seen_of(draft)
    said = {"headline": "عنوان", "body": "<p>يسكن أبو الورد في الحي الغربي.</p>"}
    post("keep", draft, reporter, words=said)
    redaction.redact(draft, "أبو الورد", by=chief)
    assert "الورد" not in str(mine(draft, reporter).words)
    assert "الحي الغربي" in str(mine(draft, reporter).words), "the rest is somebody's work"
    assert post("keep", draft, words=said, seen=stale).json()["kept"] is None
    assert "الورد" not in str(mine(draft, reporter).words)
    fresh = Edition.objects.get(pk=draft.pk)
    assert post("keep", fresh, words=WORDS).json()["at"] > 0
    assert mine(draft, reporter).words["headline"] == WORDS["headline"]


def test_words_that_come_while_others_are_taken_out_are_not_kept(draft, reporter, chief):
    """Who keeps them has looked at the story before, and the redaction before they were there."""
    said = {"body": f"{draft.body}<p>يسكن أبو الورد هنا.</p>"}
    writing.write(draft, by=reporter, text=said)
    looked_at = Edition.objects.get(pk=draft.pk)
    redaction.redact(draft, "أبو الورد", by=chief)
    seen = seen_of(looked_at)
    assert working_copies.keep(looked_at, reporter, seen=seen, words=said) is None
    assert "الورد" not in str(mine(draft, reporter).words)


def test_withdrawn_byline_goes_from_copies(draft, reporter, chief, post):
    nada = make_correspondent()
    post("keep", draft, reporter, words={"body": "<p>كتبت ندى الغرب من الرقة.</p>"})
    withdraw_byline(nada, by=chief)
    assert "الغرب" not in mine(draft, reporter).words["body"]
    assert "من الرقة" in mine(draft, reporter).words["body"]


def test_duty_forgets_what_is_old(draft, reporter, editor, chief):
    now = timezone.now()
    working_copies.keep(draft, reporter, seen="", words=WORDS)
    working_copies.keep(draft, editor, seen="", words=None)
    assert working_copies.forget_old(now + timedelta(minutes=50)) == 0
    assert working_copies.forget_old(now + timedelta(hours=2)) == 1
    assert working_copies.forget_old(now + timedelta(days=13)) == 0
    assert working_copies.forget_old(now + timedelta(days=15)) == 1


def test_no_title_of_a_page_about_a_story_names_it(story, chief, client):
    """Browsers keep titles in their history, for whoever holds the device."""
    client.force_login(chief)
    edition = story("approved", text={"headline": "محطات الماء"})
    names = ("change", "history", "revisions", "compare", "sourcing", "redact")
    pages = [url(name, edition) for name in names]
    pages += [reverse("desk_preview", args=[edition.pk])]
    pages += [reverse("admin:articles_edition_move", args=[edition.pk, "hold"])]
    for page in pages:
        text = client.get(page).text
        title = text.partition("<title>")[2].partition("</title>")[0]
        assert "محطات" in text, page
        assert title.strip(), page
        assert "محطات" not in title, page


def test_colleagues_later_words_are_no_part_of_what_is_offered(draft, reporter, editor, client):
    seen = seen_of(draft)
    body = "<p>فقرة أولى.</p><p>فقرة ثانية.</p>"
    writing.write(draft, by=editor, text={"headline": "عنوان الزميل"})
    client.force_login(reporter)
    url = reverse("admin:articles_edition_unsaved", args=[draft.pk])
    words = {name: getattr(draft.revisions.earliest("pk"), name) for name in Text.FIELDS}

    def asked(**more):
        said = {"seen": seen, "words": words | more}
        return client.post(url, said, content_type="application/json")

    assert asked().status_code == 204
    page = asked(body=body).text
    assert "فقرة ثانية" in page
    assert "عنوان الزميل" not in page
