"""The desk's form of one edition, through the client: what it saves, keeps, refuses and shows."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from desk_form import ADD, add_sibling, address, change, fields, page_of, sign_in
from django.urls import reverse
from django.utils import timezone
from makers import BODY, HEADLINE, make_correspondent, make_photo

from newsroom.articles import writing
from newsroom.articles.models import Article, Edition, Revision
from newsroom.workflow.moves import Refused, move

LIST = reverse("admin:articles_edition_changelist")
NEW = "<p>عادت خمس محطات إلى العمل مساءً.</p>"
NEW_WORDS = "عادت خمس محطات إلى العمل مساءً."


# Adding


def test_form_adds_a_story_with_its_shared_fields(reporter, section, places):
    client = sign_in(reporter)
    nada = make_correspondent()
    photo = make_photo(reporter)

    response = change(
        client, ADD, headline=HEADLINE, body=BODY, standfirst="موجز.", section=section.pk,
        place=places["village"].pk, precision=4, signing="pen_name", correspondents=[nada.pk],
        photos=[photo.pk], embargo_until="2031-01-02T10:30", _continue="1",
    )  # fmt: skip

    edition = Edition.objects.get()
    assert response.status_code == 302
    assert response.url == address(edition)
    assert (edition.state, edition.language, edition.created_by) == ("draft", "ar", reporter)
    assert (edition.headline, edition.body, edition.standfirst) == (HEADLINE, BODY, "موجز.")
    article = edition.article
    assert (article.section, article.place, article.precision) == (section, places["village"], 4)
    assert list(article.correspondents.all()) == [nada]
    assert list(article.photos.all()) == [photo]
    assert timezone.localtime(article.embargo_until).hour == 10
    assert (edition.latest.by, edition.latest.body) == (reporter, BODY)


@pytest.mark.parametrize("name", ["embargo_until", "delay_until", "breaking_until"])
@pytest.mark.parametrize("at", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_year_that_was_mistyped_is_refused_with_a_sentence(reporter, section, name, at):
    response = change(
        sign_in(reporter), ADD, headline=HEADLINE, section=section.pk, signing="desk", **{name: at}
    )
    assert "Write a year from 1970 to 2999." in page_of(response)
    assert not Edition.objects.exists()


def test_form_opens_an_added_story_with_what_was_saved(reporter, section):
    client = sign_in(reporter)
    change(client, ADD, headline=HEADLINE, body=BODY, section=section.pk, signing="desk",
           delay_until="2031-01-02T10:30")  # fmt: skip

    again = fields(client.get(address(Edition.objects.get())))

    assert (again["headline"], again["body"]) == (HEADLINE, BODY)
    assert (again["section"], again["signing"]) == (section.pk, "desk")
    assert again["delay_until"] == "2031-01-02T10:30"


def test_form_adds_and_submits_in_one_press(reporter, section):
    change(sign_in(reporter), ADD, headline=HEADLINE, body=BODY, section=section.pk,
           signing="desk", _move="submit")  # fmt: skip

    assert Edition.objects.get().state == "submitted"


@pytest.mark.parametrize("headline", ["", "  ", "\u200b", "\x0b"])
def test_form_without_a_headline_says_so_and_loses_nothing(reporter, section, headline):
    response = change(sign_in(reporter), ADD, headline=headline, body=NEW, standfirst="موجز طويل",
                      section=section.pk)  # fmt: skip

    assert response.status_code == 200
    assert "A story needs a headline, even a provisional one." in page_of(response)
    assert NEW_WORDS in page_of(response)
    assert "موجز طويل" in page_of(response)
    assert fields(response)["section"] == str(section.pk)
    assert not Article.objects.exists()


def test_form_emptying_a_headline_leaves_the_saved_story(reporter, story):
    edition = story("draft")

    response = change(sign_in(reporter), address(edition), headline="", body=NEW)

    assert "A story needs a headline" in page_of(response)
    assert NEW_WORDS in page_of(response)
    edition.refresh_from_db()
    assert (edition.headline, edition.body) == (HEADLINE, BODY)


def test_form_refuses_20000_words_and_keeps_them(reporter, story):
    edition = story("draft")
    body = f"<p>{'كلمة ' * 19_999}نهاية</p>"

    response = change(sign_in(reporter), address(edition), body=body)

    assert "The text has 20,000 words" in page_of(response)
    assert "نهاية" in page_of(response)
    edition.refresh_from_db()
    assert edition.body == BODY


# Changing


def test_form_change_writes_a_revision_and_keeps_the_old_one(reporter, story):
    edition = story("draft")
    client = sign_in(reporter)

    response = change(client, address(edition), body=NEW, why="خمس لا أربع")

    assert response.status_code == 302
    edition.refresh_from_db()
    assert edition.body == NEW
    new, old = edition.revisions.all()
    assert (new.body, new.why, new.by) == (NEW, "خمس لا أربع", reporter)
    assert (old.body, edition.latest) == (BODY, new)


def test_form_saved_unchanged_writes_no_revision(reporter, story):
    edition = story("draft")

    change(sign_in(reporter), address(edition))

    assert edition.revisions.count() == 1


def test_form_saving_keeps_state_and_history(editor, story):
    edition = story("in_review")
    told = edition.history.count()

    change(sign_in(editor), address(edition), body=NEW)

    edition.refresh_from_db()
    assert (edition.state, edition.body, edition.history.count()) == ("in_review", NEW, told)


WORD = """<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->
<style>p.MsoNormal {mso-style-parent:""}</style>
<p class="MsoNormal" dir="RTL" style="mso-margin-top-alt:auto"><span lang="AR-SA"
style="font-size:14.0pt">عادت المحطات<o:p></o:p></span> <b>إلى العمل</b></p>"""
PASTES = {
    "script": '<p onclick="steal()">نص<script>alert(1)</script><img src=x onerror=alert(2)></p>',
    "word": WORD,
    "whatsapp": "<div>\u200bنص \u202a+963 11 000\u202c\u200b</div><div><br></div>\u2060نص\ufeff",
    "control": "<p>قبل\x0bبعد\x0c\x00 نص\x1b</p>",
    "link": '<p><a href="javascript:alert(1)">نص</a> <a href="/admin/">هنا</a></p>',
    "frame": '<p>نص</p><iframe src="https://evil.example/"></iframe><form><input></form>',
}
REFUSED = re.compile(
    "script|onclick|onerror|style|mso|Mso|o:p|xml|javascript|/admin/|iframe|form|input|img|class"
    "|[\x00-\x08\x0b-\x1f\u200b\u2060\ufeff\u202a-\u202e]"
)


@pytest.mark.parametrize("kind", PASTES)
def test_form_stores_a_paste_harmless(reporter, story, kind):
    assert REFUSED.search(PASTES[kind])
    edition = story("draft")

    response = change(
        sign_in(reporter), address(edition), body=PASTES[kind],
        headline="عنوان\u200b <i>x</i>\x0bجديد\x00", standfirst="موجز\x0b",
    )  # fmt: skip

    assert response.status_code == 302
    edition.refresh_from_db()
    for text in (edition, edition.latest):
        assert not REFUSED.search(text.body)
        assert not {"\u200b", "\x0b", "\x00"} & {*text.headline, *text.standfirst}
        assert "نص" in text.body or "عادت المحطات" in text.body


def test_form_shows_a_headline_with_markup_as_words(reporter, editor, story):
    edition = story("draft", text={"headline": "<script>alert(1)</script> عنوان"})
    assert "<script>" in edition.headline

    for client in (sign_in(reporter), sign_in(editor)):
        for url in (address(edition), LIST):
            assert "<script>alert(1)" not in page_of(client.get(url))


# Two people


def both_write(story, reporter, editor):
    """The reporter's form was opened before the editor's save, and is sent after it."""
    edition = story("draft")
    first = sign_in(reporter)
    old = fields(first.get(address(edition)))
    change(sign_in(editor), address(edition), body="<p>كلام المحرر وحده.</p>")
    response = first.post(address(edition), old | {"body": "<p>كلام المراسل وحده.</p>"})
    edition.refresh_from_db()
    return edition, first, response


def without_isolates(page: str) -> str:
    return page.translate(dict.fromkeys(map(ord, "\u2068\u2069")))


def test_form_two_people_saving_shows_the_second_both_texts(story, reporter, editor):
    edition, _client, response = both_write(story, reporter, editor)

    assert response.status_code == 200
    page = page_of(response)
    assert "Editor changed this story while you were writing." in without_isolates(page)
    assert "كلام المراسل وحده." in page
    assert "كلام المحرر وحده." in page
    assert edition.body == "<p>كلام المحرر وحده.</p>"
    assert edition.revisions.count() == 2


def test_form_two_people_saving_again_goes_through(story, reporter, editor):
    edition, client, response = both_write(story, reporter, editor)

    again = client.post(address(edition), fields(response))

    assert again.status_code == 302
    edition.refresh_from_db()
    assert edition.body == "<p>كلام المراسل وحده.</p>"
    assert "كلام المحرر وحده." in edition.revisions.all()[1].body


def test_form_sent_with_a_move_onto_somebody_elses_save_moves_nothing(story, reporter, editor):
    edition = story("draft")
    client = sign_in(reporter)
    old = fields(client.get(address(edition)))
    change(sign_in(editor), address(edition), body=NEW)

    response = client.post(address(edition), old | {"body": "<p>أقدم.</p>", "_move": "submit"})

    assert "changed this story while you were writing" in page_of(response)
    edition.refresh_from_db()
    assert (edition.state, edition.body) == ("draft", NEW)


def test_form_without_what_was_seen_overwrites_nothing(story, reporter):
    edition = story("draft")
    client = sign_in(reporter)
    data = fields(client.get(address(edition))) | {"body": NEW}
    del data["seen"]

    client.post(address(edition), data)

    edition.refresh_from_db()
    assert edition.body == BODY


def test_form_two_people_changing_shared_fields_keeps_what_the_second_did_not_change(
    story, reporter, editor, places
):
    edition = story("draft")
    client = sign_in(reporter)
    old = fields(client.get(address(edition)))
    change(sign_in(editor), address(edition), place=places["abu-kamal"].pk, kind="report")

    response = client.post(address(edition), old | {"body": NEW}, follow=True)

    assert "changed what its languages share while you were writing" in page_of(response)
    assert "Reporter moved" not in without_isolates(page_of(response))
    article = Article.objects.get()
    assert (article.place, article.kind) == (places["abu-kamal"], "report")
    assert Edition.objects.get().body == NEW


def test_form_two_people_changing_one_shared_field_shows_the_second_both_values(
    story, reporter, editor, places
):
    edition = story("draft")
    client = sign_in(reporter)
    old = fields(client.get(address(edition)))
    change(sign_in(editor), address(edition), place=places["abu-kamal"].pk, kind="report")

    response = client.post(address(edition), old | {"body": NEW, "place": places["susat"].pk})

    assert response.status_code == 200
    assert "changed this story while you were writing" in page_of(response)
    [clash] = response.context["adminform"].form.meeting.clashes
    assert (clash.mine.words, clash.theirs.words) == (
        str(places["susat"]), str(places["abu-kamal"]),
    )  # fmt: skip
    article = Article.objects.get()
    assert (article.place, article.kind) == (places["abu-kamal"], "report")
    assert Edition.objects.get().body == BODY

    client.post(address(edition), fields(response) | {"take_place_0": "theirs"})

    article = Article.objects.get()
    assert (article.place, article.kind) == (places["abu-kamal"], "report")
    assert Edition.objects.get().body == NEW


# Saving and moving


def test_form_saves_and_then_submits(reporter, story):
    edition = story("draft")

    change(sign_in(reporter), address(edition), body=NEW, _move="submit")

    edition.refresh_from_db()
    assert (edition.state, edition.body, edition.submitted_by) == ("submitted", NEW, reporter)
    assert edition.latest.body == NEW


def test_form_submitting_an_incomplete_story_saves_it_and_says_what_is_missing(reporter, story):
    edition = story("draft", section=None, signing="")
    client = sign_in(reporter)

    response = change(client, address(edition), body=NEW, _move="submit")

    edition.refresh_from_db()
    assert (edition.state, edition.body) == ("draft", NEW)
    page = page_of(client.get(response.url))
    assert "The story still needs: section." in page
    assert "Nobody has said how the story is signed." in page


def test_form_approves_and_binds_what_was_saved_with_it(editor, story):
    edition = story("in_review")

    change(sign_in(editor), address(edition), body=NEW, _move="approve")

    edition.refresh_from_db()
    assert (edition.state, edition.body) == ("approved", NEW)
    assert edition.approved == edition.latest


def test_form_returning_asks_for_the_note_and_keeps_the_words(editor, story):
    edition = story("in_review")
    client = sign_in(editor)

    asked = change(client, address(edition), body=NEW, _move="return")
    edition.refresh_from_db()
    assert (asked.status_code, edition.state, edition.body) == (200, "in_review", NEW)

    url = reverse("admin:articles_edition_move", args=[edition.pk, "return"])
    client.post(url, {"seen": asked.context["seen"], "told": "1", "note": "ينقصها مصدر"})

    edition.refresh_from_db()
    assert edition.state == "returned"
    assert edition.history.first().note == "ينقصها مصدر"


def test_form_that_comes_after_the_desk_took_the_story_shows_the_words(reporter, editor, story):
    edition = story("draft")
    client = sign_in(reporter)
    old = fields(client.get(address(edition)))
    move(edition, "submit", by=reporter)
    move(edition, "take", by=editor)

    response = client.post(address(edition), old | {"body": NEW, "headline": "حريق في هجين"})

    assert response.status_code == 403
    assert NEW_WORDS in page_of(response)
    assert "حريق في هجين" in page_of(response)
    edition.refresh_from_db()
    assert (edition.headline, edition.body, edition.state) == (HEADLINE, BODY, "in_review")


@pytest.mark.parametrize("verb", ["approve", "publish", "spike", "take"])
def test_form_with_a_forged_move_moves_nothing(reporter, story, verb):
    edition = story("draft")

    change(sign_in(reporter), address(edition), _move=verb)

    edition.refresh_from_db()
    assert edition.state == "draft"


# After publication and approval


def test_form_change_to_a_published_story_waits_for_a_second_person(client, editor, chief, story):
    edition = story("published", text={"headline": "محطات المياه"})
    url = edition.url

    change(sign_in(editor), address(edition), body=NEW, headline="محطات المياه كلها")

    edition.refresh_from_db()
    assert edition.is_pending
    assert (edition.body, edition.latest.body) == (BODY, NEW)
    public = page_of(client.get(url))
    assert "عادت أربع محطات" in public
    assert NEW_WORDS not in public
    assert "محطات المياه كلها" not in page_of(client.get("/"))
    with pytest.raises(Refused):
        move(edition, "update", by=editor)

    change(sign_in(chief), address(edition), _move="update")

    edition.refresh_from_db()
    assert not edition.is_pending
    public = page_of(client.get(edition.url))
    assert NEW_WORDS in public
    assert "عادت أربع محطات" not in public


def test_form_of_a_pending_change_shows_the_latest_words(editor, chief, story):
    edition = story("published")
    change(sign_in(editor), address(edition), body=NEW)

    response = sign_in(chief).get(address(edition))

    assert fields(response)["body"] == NEW
    assert "Readers still have the text as it was." in page_of(response)


@pytest.mark.parametrize("state", ["approved", "scheduled"])
def test_form_changing_an_approved_text_returns_it_to_review(editor, story, state):
    edition = story(state)
    assert edition.approved

    change(sign_in(editor), address(edition), body=NEW)

    edition.refresh_from_db()
    assert (edition.state, edition.approved, edition.published_at) == ("in_review", None, None)
    assert edition.body == NEW


@pytest.mark.parametrize("state", ["approved", "scheduled"])
def test_form_saved_unchanged_keeps_an_approval(editor, story, state):
    edition = story(state)

    change(sign_in(editor), address(edition))

    again = Edition.objects.get()
    assert (again.state, again.approved_id) == (edition.state, edition.latest_id)
    assert again.published_at == edition.published_at


# Translators and siblings


def test_form_translator_cannot_change_what_all_editions_share(
    translator, reporter, photo_editor, story, places
):
    nada = make_correspondent()
    photo = make_photo(reporter)
    article = story("published", signing="pen_name", correspondents=[nada], photos=[photo]).article
    before = Article.objects.values().get()
    client = sign_in(translator)

    response = change(client, add_sibling(article, "en"), headline="Water", body="<p>Water.</p>",
                      place=places["abu-kamal"].pk, signing="desk", correspondents=[], photos=[],
                      section="", kind="opinion", embargo_until="2031-01-02T10:30")  # fmt: skip

    assert response.status_code == 302, response.context["errors"]
    sibling = article.editions.get(language="en")
    assert (sibling.created_by, sibling.headline) == (translator, "Water")
    assert Article.objects.values().get() == before
    assert list(article.correspondents.all()) == [nada]
    assert list(article.photos.all()) == [photo]

    change(client, address(sibling), headline="Water again", place=places["abu-kamal"].pk)

    assert article.editions.get(language="en").headline == "Water again"
    assert Article.objects.values().get() == before


def test_form_keeps_photos_that_the_writer_may_not_see(reporter, photo_editor, story):
    """The photo desk put one with the story; the writer's next save is no word against it."""
    photo = make_photo(photo_editor)
    edition = story("draft", photos=[photo])
    client = sign_in(reporter)
    page = page_of(client.get(address(edition)))
    assert re.search(rf'<option value="{photo.pk}" selected', page)

    response = change(client, address(edition), body=NEW)

    assert response.status_code == 302
    assert list(edition.article.photos.all()) == [photo]


def test_form_offers_no_photo_of_a_strangers(reporter, stranger, story):
    theirs = make_photo(stranger)
    edition = story("draft")

    response = change(sign_in(reporter), address(edition), photos=[theirs.pk])

    assert response.status_code == 200
    assert not edition.article.photos.exists()


def test_form_tabs_lead_to_siblings_and_to_new_ones(reporter, story):
    arabic = story("draft")
    english = story("draft", language="en", article=arabic.article)

    page = page_of(sign_in(reporter).get(address(arabic))).replace("&amp;", "&")

    assert f'href="{address(english)}"' in page
    for code in ("ku", "ckb"):
        assert f'href="{add_sibling(arabic.article, code)}"' in page


def test_form_tabs_do_not_lead_to_a_sibling_that_the_person_may_not_see(reporter, story):
    arabic = story("published")
    draft = story("draft", language="en", article=arabic.article, writer="stranger")

    assert address(draft) not in page_of(sign_in(reporter).get(address(arabic)))


def test_form_adds_a_sibling_to_the_same_story(reporter, story):
    article = story("draft").article

    change(sign_in(reporter), add_sibling(article, "ckb"), headline="ئاو", body="<p>ئاو.</p>")

    assert Article.objects.count() == 1
    assert set(article.editions.values_list("language", flat=True)) == {"ar", "ckb"}


def test_form_adds_no_sibling_to_a_story_that_one_may_not_see(reporter, story):
    hidden = story("draft", writer="stranger", text={"headline": "سر الغريب"}).article
    seen = story("published", writer="stranger").article
    client = sign_in(reporter)
    empty = fields(client.get(ADD)) | {"headline": "x", "body": "<p>x</p>"}

    assert client.get(add_sibling(seen, "en")).status_code == 403
    response = client.get(add_sibling(hidden, "en"))
    assert response.status_code == 404
    assert "سر الغريب" not in page_of(response)
    assert client.post(add_sibling(hidden, "en"), empty).status_code == 404
    assert hidden.editions.count() == 1


def test_page_that_begins_a_translation_tells_no_more_than_readers_have(story, people, places):
    """Whoever began it answers for what they know from then on; a look alone is told by nothing."""
    nada = make_correspondent()
    shown, exact = places["abu-kamal"], places["village"]
    article = story(
        "published", precision=2, place=exact, correspondents=[nada], signing="withheld",
        regions=[places["susat"]], delay_until=timezone.now() - timedelta(days=1),
    ).article  # fmt: skip
    form = sign_in(people["translator"]).get(add_sibling(article, "en")).context["adminform"].form
    told = {name: form[name].value() for name in form.fields}
    assert told["place"] == shown.pk
    for name in ("correspondents", "regions", "signing", "delay_until"):
        assert not told[name]
    assert str(exact.pk) not in told["base"]
    assert [str(label) for _value, label in form.fields["signing"].choices] == ["Not shown here"]
    known = sign_in(people["editor"]).get(add_sibling(article, "en")).context["adminform"].form
    assert known["place"].value() == exact.pk


def test_translation_begun_by_who_was_told_less_changes_nothing_that_is_shared(
    story, people, places
):
    nada = make_correspondent()
    article = story("published", correspondents=[nada], signing="withheld").article
    client = sign_in(people["translator"])
    change(client, add_sibling(article, "en"), headline="Water", body="<p>Water.</p>")
    article.refresh_from_db()
    assert article.editions.count() == 2
    assert (article.place, article.signing) == (places["village"], "withheld")
    assert list(article.correspondents.all()) == [nada]


@pytest.mark.parametrize("article", ["0", "-1", "999999999999999999999", "abc", "1;2", ""])
def test_form_adds_no_sibling_to_what_is_no_story(reporter, story, article):
    story("draft")

    response = sign_in(reporter).get(f"{ADD}?article={article}&language=en")

    assert response.status_code == 404


@pytest.mark.parametrize(
    "query", ["language=xx&article=abc", "language=xx&article=99999999999999999999"]
)
def test_address_that_asks_for_nonsense_twice_is_refused(reporter, query):
    assert sign_in(reporter).get(f"{ADD}?{query}").status_code == 403


def test_photo_editor_is_refused_whatever_story_is_asked_for(people):
    assert sign_in(people["photo"]).get(f"{ADD}?article=abc").status_code == 403


def test_tab_of_an_edition_that_one_may_not_see_leads_nowhere(story, people):
    arabic = story("published")
    english = story("published", language="en", article=arabic.article, writer="translator")
    move(arabic, "take_down", by=people["chief"], note="سبب")
    tabs = sign_in(people["translator"]).get(address(english)).context["tabs"]
    found = {tab["language"].code: tab for tab in tabs}
    assert (found["ar"]["url"], found["ar"]["edition"]) == ("", None)
    assert found["ku"]["url"]


def test_story_that_is_locked_has_editions_that_one_may_not_see(story, people):
    arabic = story("draft")
    story("draft", language="ku", article=arabic.article, writer="stranger")
    client = sign_in(people["reporter"])
    article = client.get(address(arabic)).context["adminform"].form.article
    assert len(article.editions.all()) == 1
    article.lock()
    assert len(article.editions.all()) == 2


def test_form_adds_no_second_edition_in_a_language(reporter, story):
    article = story("draft").article
    client = sign_in(reporter)
    data = fields(client.get(ADD)) | {"headline": "عنوان ثانٍ", "body": NEW}

    assert client.get(add_sibling(article, "ar")).status_code == 403
    response = client.post(add_sibling(article, "ar"), data)

    assert response.status_code == 403
    assert article.editions.count() == 1


def test_form_of_a_sibling_that_another_added_meanwhile_shows_the_words(
    reporter, translator, story
):
    article = story("published").article
    client = sign_in(reporter)
    data = fields(client.get(add_sibling(article, "en")))
    story("draft", language="en", article=article, writer="translator",
          text={"headline": "Theirs alone", "body": "<p>Theirs.</p>"})  # fmt: skip

    mine = {"headline": "Four stations are back", "body": "<p>Four stations run again, ours.</p>"}
    response = client.post(add_sibling(article, "en"), data | mine)

    assert response.status_code == 403
    assert "Four stations run again, ours." in page_of(response)
    assert "Theirs alone" not in page_of(response)
    assert article.editions.get(language="en").headline == "Theirs alone"


def test_form_knows_no_other_language(reporter):
    assert sign_in(reporter).get(f"{ADD}?language=fr").status_code == 403


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("ckb", "rtl"), ("ku", "ltr"), ("en", "ltr")]
)
@pytest.mark.parametrize("desk", ["ar", "en"])
def test_form_text_inputs_carry_the_language_and_direction_of_the_text(
    reporter, language, direction, desk
):
    page = page_of(sign_in(reporter, desk).get(f"{ADD}?language={language}"))

    words = "kicker headline short_headline standfirst key_points seo_title body"
    for name in words.split():
        tag = re.search(rf'<(?:input|textarea)[^>]*\bname="{name}"[^>]*>', page)[0]
        assert f'lang="{language}"' in tag
        assert f'dir="{direction}"' in tag
    assert f'<div class="prose" lang="{language}" dir="{direction}">' in page
    assert re.search(r'<input[^>]*\bname="why"[^>]*\bdir="auto"', page)


# The list


def test_list_shows_a_reporter_own_and_published_stories_only(reporter, editor, story):
    own = story("draft", text={"headline": "مسودتي"})
    bylined = story("in_review", writer="stranger", text={"headline": "بتوقيعي"},
                    correspondents=[make_correspondent(account=reporter)])  # fmt: skip
    public = story("published", writer="stranger", text={"headline": "منشورة للغريب"})
    hidden = [
        story(state, writer="stranger", text={"headline": f"سر {state}"})
        for state in ("draft", "submitted", "approved", "scheduled", "withdrawn", "spiked")
    ]

    page = page_of(sign_in(reporter).get(LIST))

    for edition in (own, bylined, public):
        assert address(edition) in page
    for edition in hidden:
        assert edition.headline not in page
        assert address(edition) not in page
    desk = page_of(sign_in(editor).get(LIST))
    assert all(edition.headline in desk for edition in hidden)


@pytest.mark.parametrize("state", ["draft", "submitted", "scheduled", "withdrawn"])
def test_form_of_a_strangers_story_is_not_there(reporter, story, state):
    edition = story(state, writer="stranger", text={"headline": "سر الغريب"})
    client = sign_in(reporter)

    for response in (
        client.get(address(edition), follow=True),
        client.post(address(edition), {"headline": "x"}, follow=True),
        client.post(reverse("admin:articles_edition_move", args=[edition.pk, "submit"])),
    ):
        assert "سر الغريب" not in page_of(response)
    assert Edition.objects.get().headline == "سر الغريب"
    assert Revision.objects.count() == 1


def test_form_of_anothers_published_story_is_read_not_written(reporter, story):
    edition = story("published", writer="stranger")
    client = sign_in(reporter)

    response = client.get(address(edition))
    assert response.status_code == 200
    assert "عادت أربع محطات" in page_of(response)
    assert '<textarea name="body"' not in page_of(response)
    assert client.post(address(edition), {"headline": "x", "body": NEW}).status_code == 403
    edition.refresh_from_db()
    assert (edition.headline, edition.body) == (HEADLINE, BODY)


@pytest.mark.parametrize("asked", ["البوكمال", "للبوكمال", "والبوكمال", "ألبوكمال", "البُوكمال"])
def test_list_search_finds_every_spelling(editor, story, asked):
    with_article = story("draft", text={"headline": "مياه البوكمال"})
    with_particle = story("published", text={"headline": "طريق للبوكمال"})
    other = story("draft", text={"headline": "خبز هجين"})

    page = page_of(sign_in(editor).get(LIST, {"q": asked}))

    assert address(with_article) in page
    assert address(with_particle) in page
    assert address(other) not in page


def test_list_search_finds_the_desks_other_languages(editor, story):
    kurmanji = story("draft", language="ku", text={"headline": "Av li Dêrikê", "body": "<p>Av</p>"})
    story("draft", text={"headline": "خبز هجين"})

    page = page_of(sign_in(editor).get(LIST, {"q": "derike"}))

    assert address(kurmanji) in page
    assert "خبز هجين" not in page


def test_list_search_leaks_no_strangers_draft(reporter, story):
    hidden = story("draft", writer="stranger", text={"headline": "سر البوكمال"})
    own = story("draft", text={"headline": "مياه البوكمال"})

    page = page_of(sign_in(reporter).get(LIST, {"q": "البوكمال"}))

    assert address(own) in page
    assert address(hidden) not in page


@pytest.mark.parametrize("asked", ['"', "*", "AND OR NOT", "؟!", "(", "a" * 5000, "'; --"])
def test_list_search_takes_any_words(editor, story, asked):
    edition = story("submitted")
    page = sign_in(editor).get(LIST, {"q": asked})
    assert page.status_code == 200
    assert address(edition) not in page.text


def test_list_search_for_what_is_no_text_says_so_and_shows_the_list(editor, story):
    edition = story("submitted")
    page = sign_in(editor).get(LIST, {"q": "\x00"})
    assert page.status_code == 200
    assert "Null characters are not allowed." in page.text
    assert address(edition) in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_any_number_of_stories(
    editor, story, count, django_assert_max_num_queries
):
    nada = make_correspondent()
    for word in ("أول", "ثان", "ثالث")[:count]:
        story("published", text={"headline": f"خبر {word}"}, correspondents=[nada])
    client = sign_in(editor)

    with django_assert_max_num_queries(14):
        client.get(LIST)


def test_list_anonymous_sees_nothing(client, story):
    edition = story("draft")
    for url in (LIST, ADD, address(edition)):
        response = client.get(url)
        assert response.status_code == 302
        assert response.url.startswith(reverse("admin:login"))


def test_form_by_api_of_writing_is_the_same_history(reporter, editor, story):
    """What the form shows as history is what `writing` wrote, whoever called it."""
    edition = story("draft")
    writing.write(edition, by=editor, text={"body": NEW}, why="اتصال هاتفي")

    assert fields(sign_in(reporter).get(address(edition)))["body"] == NEW


def test_sibling_begun_on_an_old_page_puts_nothing_back(chief, editor, story):
    """While the chief has the page open, the editor withholds the byline: it stays withheld."""
    nada = make_correspondent()
    edition = story("published", correspondents=[nada], signing="pen_name")
    client = sign_in(chief)
    page = fields(client.get(add_sibling(edition.article, "en")))
    article = Article.objects.get(pk=edition.article_id)
    writing.save_shared(article, by=editor, fields={"signing": "withheld"}, version=article.version)

    response = client.post(
        add_sibling(edition.article, "en"), page | {"headline": "Water", "body": "<p>Water.</p>"}
    )

    assert response.status_code == 302
    assert Article.objects.get(pk=article.pk).signing == "withheld"
    assert edition.article.editions.get(language="en").headline == "Water"


def test_desk_list_names_nobody_behind_a_withheld_byline_to_those_outside_the_desk(
    stranger, editor, story
):
    ward = make_correspondent(
        "ward", signing="withheld", pen_name_ar="وردة الفرات", pen_name_en="وردة الفرات",
        role_line_ar="مراسل الشبكة",
    )  # fmt: skip
    edition = story("published", correspondents=[ward], signing="withheld")
    listed = page_of(sign_in(stranger).get("/admin/articles/edition/"))
    assert edition.headline in listed
    assert "وردة الفرات" not in listed
    form = page_of(sign_in(stranger).get(f"/admin/articles/edition/{edition.pk}/change/"))
    assert "وردة الفرات" not in form
    assert "وردة الفرات" in page_of(sign_in(editor).get("/admin/articles/edition/"))


def test_history_tells_in_words_what_was_changed_for_all_languages(editor, story):
    edition = story("published", signing="desk")
    article = Article.objects.get(pk=edition.article_id)
    writing.save_shared(article, by=editor, fields={"kind": "report"}, version=article.version)

    response = sign_in(editor).get(f"/admin/articles/edition/{edition.pk}/change/")

    label, told = response.context["history"][0]
    assert (str(label), told.verb, told.by) == ("Changed for all languages", "share", editor)
    assert "Changed for all languages" in page_of(response)
