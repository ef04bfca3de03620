"""Translating: the queue, the original beside the words, and what changed in it since."""

import re

import pytest
from desk_form import ADD, add_sibling, address, change, fields, page_of, sign_in
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsroom.accounts.models import Account
from newsroom.articles import corrections, translations, writing
from newsroom.articles.access import may_follow
from newsroom.articles.beside import beside, key_of, original_shown
from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.overriding import open_warnings, override
from newsroom.articles.checks.reading import read
from newsroom.articles.following import is_out_of_date, original_of
from newsroom.articles.models import Article, Edition
from newsroom.articles.queue import queue
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.moves import move

PAGE = reverse("admin:articles_edition_translations")
KURMANJI = {"headline": "Av vegeriya gund", "body": "<p>Çar rawestgeh vegeriyan.</p><p>Temam.</p>"}


def again(edition):
    return Edition.objects.select_related("latest__follows", "approved", "article").get(
        pk=edition.pk
    )


def out_of_date(edition) -> bool:
    fresh = again(edition)
    return is_out_of_date(fresh, original_of(fresh.article, fresh.language))


@pytest.fixture
def let_out(editor, chief):
    """A change of what readers have: written by the editor, brought out by the chief."""

    def do(edition, **text):
        writing.write(again(edition), by=editor, text=text)
        waits = again(edition)
        findings = open_warnings(waits, run(read(waits, waits.latest)))
        override(waits, {each.key: "سبب" for each in findings}, by=editor)
        move(waits, "update", by=chief)

    return do


@pytest.fixture
def pair(story):
    """A published Kurmanji original and its published Arabic translation, the translator's."""
    kurmanji = story("published", language="ku", hours=5, text=KURMANJI)
    arabic = story(
        "published", article=kurmanji.article, hours=4, writer="translator",
        text={"headline": "عادت المياه", "body": "<p>عادت أربع محطات.</p><p>انتهى.</p>"},
    )  # fmt: skip
    return kurmanji, arabic


def follow(client, edition, **more):
    page = client.get(address(edition))
    found = page.context["no_change"]
    sent = {"original": found.initial["original"] if found else "", "why": "لا يلزم",
            "seen": again(edition).written_on()} | more  # fmt: skip
    return client.post(reverse("admin:articles_edition_follow", args=[edition.pk]), sent)


# What waits, and where everything stands


def heads(client, query="") -> set[str]:
    """The headlines on a page of translations."""
    text = page_of(client.get(PAGE + query))
    head = r'(?:/change/"|scope="row")><bdi lang="\w+" dir="\w+">([^<]+)</bdi>'
    return set(re.findall(head, text))


def test_translator_picks_published_originals_that_lack_a_language(story, translator):
    story("published", text={"headline": "منشورة"})
    full = story("published", text={"headline": "مترجمة"})
    for code in ("en", "ku", "ckb"):
        story("draft", article=full.article, language=code)
    kurmanji = story("published", language="ku", text=KURMANJI)
    story("published", article=kurmanji.article, text={"headline": "ترجمة"})
    for state in ("draft", "approved", "scheduled", "withdrawn", "spiked"):
        story(state, text={"headline": f"سرّ {state}"})
    client = sign_in(translator)
    assert heads(client) == {"منشورة", KURMANJI["headline"]}
    assert heads(client, "?into=ku") == {"منشورة"}
    assert heads(client) == {"منشورة"}  # remembered
    assert heads(client, "?into=ar") == set()
    page = page_of(client.get(f"{PAGE}?into=en"))
    assert f"{ADD}?article={kurmanji.article_id}&amp;language=en" in page
    counts = translations.counts(translator, timezone.now())
    assert counts == {"ar": 0, "ckb": 2, "ku": 1, "en": 2}


def test_breaking_stands_first_and_pages_go_by_key(story, translator, monkeypatch):
    monkeypatch.setattr(translations, "MOST_WAITING", 2)
    now = timezone.now()
    for hours, name in ((5, "خامسة"), (1, "أولى"), (2, "ثانية"), (9, "عاجلة")):
        made = story("published", hours=hours, text={"headline": name})
        if name == "عاجلة":
            Article.objects.filter(pk=made.article_id).update(
                breaking_until=now + timezone.timedelta(hours=1)
            )
    first = translations.waiting(translator, now, ["en"])
    assert [row.edition.headline for row in first.rows] == ["عاجلة", "أولى"]
    second = translations.waiting(translator, now, ["en"], first.next)
    assert [row.edition.headline for row in second.rows] == ["ثانية", "خامسة"]
    assert second.next == ""


def test_own_drafts_and_what_changed_stand_in_front(story, pair, let_out, translator):
    kurmanji, arabic = pair
    draft = story("draft", language="en", article=kurmanji.article, writer="translator")
    story("draft", language="ckb", article=kurmanji.article)
    assert translations.begun(translator) == [draft]
    assert translations.out_of_date_for(translator) == []
    let_out(kurmanji, headline="Av dîsa vegeriya")
    assert set(translations.out_of_date_for(translator)) == {arabic, draft}
    assert "Changed in the original" in page_of(sign_in(translator).get(PAGE))


def test_table_tells_each_language_of_each_story(story, pair, let_out, translator, editor):
    kurmanji, arabic = pair
    story("draft", language="en", article=kurmanji.article)
    story("published", text={"headline": "وحدها"})
    let_out(kurmanji, headline="Av dîsa vegeriya")

    def cells(person):
        page = translations.standing(person)
        row = next(row for row in page.rows if row.article.pk == kurmanji.article_id)
        return {cell.language.code: cell for cell in row.cells}

    seen = cells(translator)
    assert (seen["ar"].edition, seen["ar"].is_out_of_date) == (arabic, True)
    assert (seen["ku"].is_original, seen["ku"].is_out_of_date) == (True, False)
    assert (seen["en"].edition, seen["en"].hidden, seen["en"].url) == (None, True, "")
    assert "language=ckb" in seen["ckb"].url
    assert cells(editor)["en"].edition.state == "draft"
    client = sign_in(editor)
    assert heads(client, "?show=all&out_of_date=1") == {"Av dîsa vegeriya"}
    assert heads(client, "?show=all&missing=ar") == set()
    assert heads(client, "?show=all&missing=en") == {"وحدها"}
    assert heads(client, "?show=all&section=none") == set()


def test_reporters_see_their_own_stories_only(story, stranger, reporter, photo_editor, client):
    story("published", text={"headline": "للمراسل"})
    for query in ("", "?show=all"):
        assert heads(sign_in(stranger), query) == set()
        assert heads(sign_in(reporter), query) == {"للمراسل"}
    client.force_login(photo_editor)
    assert client.get(PAGE).status_code == 403


def test_need_to_know_story_is_in_no_row_cell_or_count(story, pair, let_out, people):
    kurmanji, _arabic = pair
    story("draft", language="en", article=kurmanji.article)
    let_out(kurmanji, headline="Av dîsa vegeriya")
    article = kurmanji.article
    outsider = people["stranger"]
    outsider.groups.set(people["translator"].groups.all())
    assert translations.standing(outsider).rows
    assert translations.out_of_date_for(outsider)
    Article.objects.filter(pk=article.pk).update(is_restricted=True)
    for who in (outsider, people["editor"]):
        assert translations.standing(who).rows == []
        assert translations.out_of_date_for(who) == []
        assert translations.waiting(who, timezone.now(), LANGUAGES).rows == []
        assert set(translations.counts(who, timezone.now()).values()) == {0}
    article.readers.add(outsider)
    assert translations.counts(outsider, timezone.now())["ckb"] == 1
    assert translations.standing(outsider).rows


def test_pages_cost_as_many_queries_for_three_stories_as_for_one(story, pair, translator, editor):
    def count(person, query):
        client = sign_in(person)
        client.get(PAGE + query)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(PAGE + query)
        return len(asked)

    asked = [(who, query) for who in (translator, editor) for query in ("", "?show=all")]
    before = [count(*each) for each in asked]
    for _ in range(2):
        made = story("published")
        story("draft", language="ku", article=made.article, writer="translator")
    assert [count(*each) for each in asked] == before
    assert max(before) <= 16


# Beside the original


def test_form_shows_the_original_with_its_language_and_direction(story, pair, translator):
    kurmanji, arabic = pair
    client = sign_in(translator)
    for url in (add_sibling(kurmanji.article, "en"), add_sibling(kurmanji.article, "ckb")):
        page = page_of(client.get(url))
        assert '<div class="original comparison body" lang="ku" dir="ltr"' in page
        assert "Çar rawestgeh vegeriyan." in page
    assert 'class="original' not in page_of(client.get(address(kurmanji)))
    arabic_story = story("published")
    page = page_of(client.get(add_sibling(arabic_story.article, "en")))
    assert '<div class="original comparison body" lang="ar" dir="rtl"' in page


def test_original_that_few_may_see_stands_beside_nothing(story, pair, editor, stranger, translator):
    """Its words at the desk are no translator's, where readers have none."""
    hidden = story("draft", text={"headline": "سرّ المكتب"})
    english = story("draft", language="en", article=hidden.article, writer="translator")
    assert "سرّ المكتب" in page_of(sign_in(editor).get(address(english)))
    assert "سرّ المكتب" not in page_of(sign_in(translator).get(address(english)))
    kurmanji, _arabic = pair
    writing.write(again(kurmanji), by=editor, text={"headline": "Hîn nehatiye weşandin"})
    page = page_of(sign_in(translator).get(add_sibling(kurmanji.article, "en")))
    assert "Hîn nehatiye weşandin" not in page
    assert KURMANJI["headline"] in page


def test_new_translation_follows_what_stood_beside_it(pair, let_out, translator):
    kurmanji, _arabic = pair
    client = sign_in(translator)
    url = add_sibling(kurmanji.article, "en")
    sent = fields(client.get(url)) | {"headline": "Water returns", "body": "<p>Water.</p>"}
    let_out(kurmanji, body="<p>Pênc rawestgeh vegeriyan.</p>")
    client.post(url, sent)
    english = Edition.objects.get(language="en")
    assert english.latest.follows == kurmanji.approved
    assert out_of_date(english)


def test_translator_sees_which_sentences_changed_and_saves_what_follows(pair, let_out, translator):
    kurmanji, arabic = pair
    let_out(kurmanji, body="<p>Pênc rawestgeh vegeriyan.</p><p>Temam.</p>")
    found = beside(kurmanji.article, "ar", translator, again(arabic))
    assert [(part.name, [(c.kind, c.number) for c in part.changes]) for part in found.changed] == [
        ("body", [("changed", 1)])
    ]
    writing_client = sign_in(translator)
    page = page_of(writing_client.get(address(arabic)))
    assert re.search(r"<del[^>]*>(<span.*?</span>)?Çar</del>", page)
    assert re.search(r"<ins[^>]*>(<span.*?</span>)?Pênc</ins>", page)


def test_only_a_tick_says_that_the_words_follow(pair, let_out, editor, translator):
    kurmanji, arabic = pair
    let_out(kurmanji, body="<p>Pênc rawestgeh vegeriyan.</p>")
    client = sign_in(editor)
    assert 'name="follows"' in page_of(client.get(address(arabic)))
    change(client, address(arabic), headline="عادت المياه إلى القرية", _continue="1")
    assert out_of_date(arabic)
    sent = fields(client.get(address(arabic))) | {"follows": "on", "_continue": "1"}
    let_out(kurmanji, headline="Careke din")  # after the page was shown
    client.post(address(arabic), sent)
    assert again(arabic).latest.follows.body == "<p>Pênc rawestgeh vegeriyan.</p>"
    assert out_of_date(arabic)
    change(client, address(arabic), follows="on", _continue="1")
    assert not out_of_date(arabic)
    assert 'name="follows"' not in page_of(client.get(address(arabic)))


def test_key_of_the_original_that_was_made_up_shows_nobody_its_words(pair, editor, translator):
    """Else whoever names a revision would get the words that readers never had."""
    kurmanji, arabic = pair
    writing.write(again(kurmanji), by=editor, text={"headline": "Nehênî"})
    secret = again(kurmanji).latest
    original = original_of(kurmanji.article, "ar")
    honest = key_of(original, translator)
    assert original_shown(original, translator, honest)
    for forged in (
        f"{secret.pk}.0", f"{secret.pk}.0.{honest.rpartition('.')[2]}", "", "x.é", honest + "0",
        key_of(original, editor),
    ):  # fmt: skip
        assert original_shown(original, translator, forged) is None
    sent = fields(sign_in(translator).get(add_sibling(kurmanji.article, "en")))
    sent |= {"headline": "Water", "body": "<p>Water.</p>", "original": f"{secret.pk}.0"}
    sign_in(translator).post(add_sibling(kurmanji.article, "en"), sent)
    assert Edition.objects.get(language="en").latest.follows == kurmanji.approved


def test_refused_save_shows_the_original_of_this_moment_and_no_tick(pair, let_out, editor):
    kurmanji, arabic = pair
    let_out(kurmanji, body="<p>Pênc rawestgeh vegeriyan.</p>")
    client = sign_in(editor)
    sent = fields(client.get(address(arabic))) | {"follows": "on", "headline": ""}
    again_shown = client.post(address(arabic), sent).context["adminform"].form
    assert again_shown["follows"].value()
    let_out(kurmanji, body="<p>Şeş rawestgeh vegeriyan.</p>")
    form = client.post(address(arabic), sent).context["adminform"].form
    assert not form["follows"].value()
    assert form["original"].value() == form.initial["original"] != sent["original"]


def test_translator_puts_it_into_a_published_translation_of_theirs(
    story, pair, let_out, translator, chief, stranger
):
    """It waits for a second person, and nobody else's translation is theirs to write."""
    kurmanji, arabic = pair
    let_out(kurmanji, body="<p>Pênc rawestgeh vegeriyan.</p>")
    client = sign_in(translator)
    change(client, address(arabic), body="<p>عادت خمس محطات.</p>", follows="on", _continue="1")
    assert again(arabic).is_pending
    assert again(arabic).body != "<p>عادت خمس محطات.</p>"
    assert not out_of_date(arabic)
    english = story("published", language="en", article=kurmanji.article)
    own = story("published", writer="translator")
    for edition in (english, own, story("submitted", article=kurmanji.article, language="ckb")):
        assert not edition.may_change(translator)
    assert not again(arabic).may_change(stranger)


# No change needed


def test_no_change_needed_is_told_in_the_history(pair, let_out, translator, editor):
    kurmanji, arabic = pair
    let_out(kurmanji, body="<p>Pênc rawestgeh vegeriyan.</p>")
    words = again(arabic).text()
    follow(sign_in(translator), arabic)
    assert not out_of_date(arabic)
    assert again(arabic).text() == words
    assert again(arabic).state == "published"
    line = again(arabic).history.first()
    assert (line.verb, line.by, line.note) == ("follow", translator, "لا يلزم")
    page = page_of(sign_in(editor).get(address(arabic)))
    assert "Follows the original, as its translator says" in page


def test_page_says_that_a_second_person_confirms_that_nothing_is_needed(
    pair, let_out, translator, editor, chief
):
    kurmanji, arabic = pair
    Account.objects.update(language="en")
    beside_it = "A second person brings that to readers."
    confirms = "Its translator says that it needs no change after a correction of the original"
    changed = "Readers still have the text as it was."
    let_out(kurmanji, body="<p>Pênc rawestgeh vegeriyan.</p>")
    client = sign_in(translator)
    page = page_of(client.get(address(arabic)))
    assert "No change needed" in page
    assert beside_it not in page, "a change that readers were not told of is for one to say"
    corrections.propose(again(kurmanji), by=editor, kind="clarification", right="Zelalkirin.")
    move(again(kurmanji), "correct", by=chief)
    assert beside_it in page_of(client.get(address(arabic)))
    follow(client, arabic)
    client.get(address(arabic))  # takes the message
    page = page_of(client.get(address(arabic)))
    assert confirms in page
    assert changed not in page
    writing.write(again(arabic), by=editor, text={"headline": "عادت المياه كلها"})
    page = page_of(client.get(address(arabic)))
    assert confirms not in page
    assert changed in page


def test_no_change_needed_for_words_that_nobody_saw_is_refused(pair, let_out, translator):
    kurmanji, arabic = pair
    let_out(kurmanji, body="<p>Pênc rawestgeh vegeriyan.</p>")
    client = sign_in(translator)
    for wrong in ({"original": "1.0"}, {"original": ""}, {"seen": "old"}):
        answer = follow(client, arabic, **wrong)
        assert answer.status_code == 302
        assert out_of_date(arabic)
    url = reverse("admin:articles_edition_follow", args=[arabic.pk])
    assert client.get(url).status_code == 405
    assert (
        client.post(reverse("admin:articles_edition_follow", args=[kurmanji.pk])).status_code == 404
    )


def test_who_may_say_that_no_change_is_needed(story, pair, people):
    """Of what readers have its writer, the desk and the translators; else whoever may write it."""
    _kurmanji, arabic = pair
    may = {who for who, person in people.items() if may_follow(person, arabic)}
    assert may == {"translator", "editor", "chief"}
    draft = story("draft", language="en", article=arabic.article)
    may = {who for who, person in people.items() if may_follow(person, draft)}
    assert may == {"reporter", "editor", "chief"}


def test_out_of_date_is_marked_in_list_filter_and_queue(pair, let_out, translator, editor):
    kurmanji, arabic = pair

    def places(person):
        url = reverse("admin:articles_edition_changelist")
        page = page_of(sign_in(person).get(f"{url}?state=out_of_date"))
        rows = [
            row.edition for row in queue(person, timezone.now()).rows if row.why == "out_of_date"
        ]
        return ("عادت المياه" in page, "Out of date</span>" in page, rows)

    for person in (translator, editor):
        assert places(person) == (False, False, [])
    let_out(kurmanji, body="<p>Pênc rawestgeh vegeriyan.</p>")
    for person in (translator, editor):
        assert places(person) == (True, True, [arabic])
