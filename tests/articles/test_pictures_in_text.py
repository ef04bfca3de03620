"""Captions are words of the story, wherever those are looked at; a picture in the text is one of
the story's own."""

import json
import re

import pytest
from desk_form import address, change, fields, sign_in
from django.urls import reverse
from makers import make_correspondent, make_photo

from newsroom.articles import corrections, writing
from newsroom.articles.byline_withdrawal import withdraw_byline
from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.reading import read
from newsroom.articles.exposure import exposed_rows
from newsroom.articles.models import Edition
from newsroom.articles.redaction import redact
from newsroom.correspondents.protection import protect
from newsroom.public.languages import address as address_of
from newsroom.workflow.moves import move

FIRST, LAST = "<p>الفقرة الأولى هنا.</p>", "<p>الفقرة الأخيرة هنا.</p>"
NAME, WORDS = "سالم أحمد الديري", "عامل عند المضخة"
ATTRIBUTE = "data-django-prose-editor-configurable"


def figure(photo, caption=WORDS) -> str:
    key = getattr(photo, "pk", photo)
    caption = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure data-photos="{key}">{caption}</figure>'


def fresh(edition) -> Edition:
    return Edition.objects.select_related("article", "latest", "notice").get(pk=edition.pk)


def found(edition, check):
    return [each for each in run(read(fresh(edition))) if each.check.id == check]


@pytest.fixture
def photo(reporter, photo_editor):
    return make_photo(reporter, cleared_by=photo_editor)


@pytest.fixture
def pictured(story, photo):
    def make(state="draft", caption=WORDS, **more):
        text = {"headline": "عودة", "body": FIRST + figure(photo, caption) + LAST}
        return story(state, photos=[photo], text=text, **more)

    return make


# Words like all others


def test_search_knows_no_caption(pictured):
    """It would find the words when the photo and they are gone from the page."""
    edition = pictured("published", caption="عند المضخة")
    assert "المضخة" in edition.body
    assert not Edition.objects.search("المضخة", "ar").exists()
    assert not Edition.objects.search("figcaption", "ar").exists()


def test_words_are_taken_out_of_captions_in_every_revision(pictured, people, photo):
    edition = pictured("published", caption="بيت <em>أبي</em> سالم")
    writing.write(edition, by=people["editor"], text={"standfirst": "غيره"})
    assert redact(edition, "أبي سالم", by=people["chief"]).revisions == 2
    edition.refresh_from_db()
    said = [edition.body, edition.folded, *(row.body for row in edition.revisions.all())]
    assert "سالم" not in "".join(said)
    assert edition.body == FIRST + figure(photo, "بيت <em>[…]</em>") + LAST
    assert not Edition.objects.search("سالم", "ar").exists()


def test_what_was_approved_and_what_stands_there_stay_the_same_text(pictured, people):
    edition = pictured("published", caption="بيت <em>أبي</em> سالم")
    redact(edition, "أبي سالم", by=people["chief"])
    edition.refresh_from_db()
    assert edition.body == edition.approved.body == edition.latest.body


def test_withdrawn_byline_leaves_no_caption(pictured, people, client):
    nada = make_correspondent(account=people["reporter"])
    edition = pictured("published", caption="تصوير ندى الغَرَب", correspondents=[nada])
    assert "ندى" in client.get(edition.url).text
    withdraw_byline(nada, by=people["chief"])
    edition.refresh_from_db()
    assert "ندى" not in edition.body + "".join(row.body for row in edition.revisions.all())
    page = client.get(edition.url, follow=True).text
    assert "تصوير […]" in page
    assert "ندى" not in page


def test_protected_name_in_a_caption_stops_publication_and_is_found_afterwards(pictured, people):
    edition = pictured("published", caption="<strong>سالم</strong> أحمد الديري")
    draft = pictured(caption="<strong>سالم</strong> أحمد الديري")
    assert not found(draft, "B7")
    owner = make_correspondent("rasid", account=people["stranger"])
    protect(owner, "name", [NAME], by=people["chief"])
    assert [each.field for each in found(draft, "B7")] == ["body"]
    assert [each.fields for each in exposed_rows() if each.row.thing == edition] == [("body",)]


def test_comparison_at_the_desk_shows_a_picture_by_its_name(pictured, people, photo):
    edition = pictured("draft")
    body = FIRST + figure(photo, "عامل آخر عند المضخة") + figure(photo, "") + LAST
    writing.write(edition, by=people["reporter"], text={"body": body})
    client = sign_in(people["editor"])
    url = reverse("admin:articles_edition_compare", args=[edition.pk])
    page = client.get(url).text
    assert re.search(r"</span>\[Picture\]</ins>", page)
    assert re.search(r"</span>آخر</ins>", page)
    assert "\ufff9" not in page


def test_readers_compare_no_caption_of_a_photo_that_is_gone(pictured, people, photo, client):
    edition = pictured("published", hours=3)
    body = FIRST.replace("الأولى", "الثانية") + figure(photo) + LAST
    writing.write(edition, by=people["editor"], text={"body": body})
    edition.refresh_from_db()
    line = corrections.propose(
        edition, by=people["editor"], kind="correction", said="قلنا كذا", right="الصحيح كذا",
        shows_comparison=True,
    )  # fmt: skip
    move(fresh(edition), "correct", by=people["chief"])
    url = address_of("ar", "change", edition.article_id, line.pk)
    page = client.get(url).text
    assert WORDS in page
    assert str(photo.pk) + "]" not in page
    move(photo, "withdraw", by=people["photo"], note="سُحبت")
    page = client.get(url).text
    assert "الثانية" in page
    assert WORDS not in page


# The story's own


def test_a_picture_that_is_none_of_the_storys_is_hinted_at(pictured, story, people, photo):
    own = pictured("in_review")
    assert not found(own, "W19")
    foreign = story("in_review", text={"body": FIRST + figure(photo) + figure(photo) + LAST})
    (finding,) = found(foreign, "W19")
    assert finding.level == "hint"
    assert str(photo.pk) in str(finding)
    move(photo, "withdraw", by=people["photo"], note="سُحبت")
    assert len(found(own, "W19")) == 1


def offered(response) -> list[int]:
    """The keys of the photos that the page's editor can place."""
    config = json.loads(
        response.context["adminform"].form["body"].subwidgets[0].data["attrs"][ATTRIBUTE]
    )
    assert "/static/desk/pictures.js" in config["js_modules"]
    return [photo["key"] for photo in config["extensions"]["StoryFigure"]["photos"]]


def test_editor_offers_the_storys_photos_that_the_person_may_see(story, people, photo):
    draft = make_photo(people["reporter"])
    make_photo(people["editor"], cleared_by=people["photo"])
    edition = story("published", photos=[draft, photo])
    url = address(edition)
    assert offered(sign_in(people["editor"]).get(url)) == [draft.pk, photo.pk]
    sibling = reverse("admin:articles_edition_add") + f"?article={edition.article_id}&language=ku"
    assert offered(sign_in(people["translator"]).get(sibling)) == [photo.pk]
    assert offered(sign_in(people["reporter"]).get(reverse("admin:articles_edition_add"))) == []


def test_form_keeps_figures_as_they_are(pictured, people, photo):
    edition = pictured("draft")
    before = edition.body
    client = sign_in(people["reporter"])
    change(client, address(edition), headline="عنوان آخر")
    edition.refresh_from_db()
    assert (edition.headline, edition.body) == ("عنوان آخر", before)
    sent = before.replace("</figcaption>", " <script>x()</script></figcaption>")
    change(client, address(edition), body=sent + '<figure><img src="https://a.example/x"></figure>')
    edition.refresh_from_db()
    assert edition.body == before


def test_two_people_one_with_a_picture_one_with_words(pictured, people, photo):
    edition = pictured("in_review")
    editor = sign_in(people["editor"])
    page = fields(editor.get(address(edition)))
    body = FIRST.replace("الأولى", "الثانية") + figure(photo) + LAST
    writing.write(edition, by=people["chief"], text={"body": body})
    mine = FIRST + figure(photo, "شرح آخر") + LAST
    editor.post(address(edition), page | {"body": mine})
    edition = fresh(edition)
    assert edition.body == FIRST.replace("الأولى", "الثانية") + figure(photo, "شرح آخر") + LAST


def test_textarea_of_a_phone_takes_no_picture_out(pictured, people, photo):
    edition = pictured("draft", caption="")
    client = sign_in(people["reporter"])
    page = client.get(f"/admin/file/{edition.article.filing_key}/")
    assert "pictures in its text" in page.text
    assert 'name="body"' not in page.text
    form = page.context["form"]
    sent = {name: str(form[name].value() or "") for name in form.fields} | {"save": "1"}
    assert client.post("/admin/file/", sent | {"body": "سطر واحد."}).status_code == 409
    assert fresh(edition).body == FIRST + figure(photo, "") + LAST


def test_whoever_may_only_read_sees_the_pictures_that_are_theirs_to_see(story, people, photo):
    draft = make_photo(people["editor"])
    body = FIRST + figure(photo) + figure(draft, "شرح المسودة")
    edition = story("published", photos=[photo, draft], text={"body": body})
    page = sign_in(people["reporter"]).get(address(edition)).text
    words = page.partition('class="panel words"')[2].partition("</article>")[0]
    assert f"{reverse('media:master', args=[photo.pk])}?width=400" in words
    assert reverse("media:master", args=[draft.pk]) not in words
