"""B7 and W18: no protected word reaches readers by any field, and no check gives one away."""

from __future__ import annotations

import html
import logging
import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from makers import BODY, make_correspondent, make_photo, make_section, make_topic, picture_file

from newsroom.accounts.models import Account
from newsroom.articles import corrections, writing
from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.overriding import override
from newsroom.articles.checks.reading import read
from newsroom.articles.exposure import exposed_rows, look
from newsroom.articles.models import Correction, Edition, Section
from newsroom.audit.models import Entry
from newsroom.correspondents.protection import protect
from newsroom.media.models import Photo
from newsroom.media.renditions import names
from newsroom.pages.models import Network
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.duties import do_all
from newsroom.workflow.models import Transition
from newsroom.workflow.moves import Refused, move, possible

NAME, LATIN, PHONE, VILLAGE = "سالم أحمد الديري", "Salem al-Deiri", "0933 123 456", "الباغوز"
SHORT = "سالم الديري"
OWNER = "راصد الفرات"
HOLDS = "holds something that is protected for somebody's safety."
SECRETS = (SHORT, "الديري", LATIN, "Deiri", PHONE, "0933123456", OWNER, "Rasid")
SUBMITS, APPROVES, PUBLISHES = "submit", "approve", "publish"


@pytest.fixture
def salem(people):
    """Somebody whose name, number and village are protected: the stranger, by account."""
    found = make_correspondent("rasid", account=people["stranger"], pen_name_ar=OWNER,
                               pen_name_en="Rasid al-Furat")  # fmt: skip
    protect(found, "name", [NAME, LATIN], by=people["chief"])
    protect(found, "phone", [PHONE], by=people["chief"])
    protect(found, "village", [VILLAGE], by=people["chief"])
    return found


@pytest.fixture(autouse=True)
def _in_english(people):
    Account.objects.update(language="en")


@pytest.fixture
def enter(client, people):
    def enter(role: str):
        client.force_login(people[role])
        return client

    return enter


def fresh(edition: Edition) -> Edition:
    return Edition.objects.select_related("article", "latest", "notice").get(pk=edition.pk)


def found(edition: Edition, *ids: str) -> list:
    return [each for each in run(read(fresh(edition))) if each.check.id in (ids or ("B7", "W18"))]


def hits() -> list[Entry]:
    return list(Entry.objects.filter(verb="protected_hit").order_by("number"))


def refused(edition: Edition, verb: str, by, **details) -> str:
    with pytest.raises(Refused) as refusal:
        move(fresh(edition), verb, by=by, **details)
    assert not any(secret in str(refusal.value) for secret in SECRETS)
    return str(refusal.value)


def is_silent(text: str) -> bool:
    return not any(secret in html.unescape(text) for secret in SECRETS)


TEXTS = {
    "headline": f"ول{SHORT} رواية أخرى", "short_headline": LATIN, "standfirst": f"قال {NAME} أمس.",
    "body": f"<p>اتصلوا بالرقم {PHONE}</p>", "seo_title": "salem-al-deiri",
    "kicker": f"رواية {NAME}", "key_points": f"عادت المحطات.\nقال {NAME} ذلك.",
}  # fmt: skip
LABELS = {
    "headline": "headline", "short_headline": "short headline", "standfirst": "standfirst",
    "body": "body", "seo_title": "title for search engines",
    "kicker": "kicker", "key_points": "key points",
}  # fmt: skip


@pytest.mark.parametrize("field", TEXTS)
def test_word_in_any_field_stops_approval_and_names_the_field(story, salem, people, field):
    text = {"body": BODY} | {field: TEXTS[field]}
    edition = story("in_review", text=text)
    sentence = refused(edition, "approve", people["editor"])
    assert f"The {LABELS[field]} {HOLDS}" in sentence
    assert fresh(edition).state == "in_review"


@pytest.mark.parametrize("field", TEXTS)
def test_word_in_any_field_stops_publication_and_update(story, salem, people, field):
    """Approved before the word was kept."""
    salem.protected.all().delete()
    text = {"body": BODY} | {field: TEXTS[field]}
    approved, out = story("approved", text=text), story("published")
    writing.write(out, by=people["editor"], text=text)
    protect(salem, "name", [NAME, LATIN], by=people["chief"])
    protect(salem, "phone", [PHONE], by=people["chief"])
    assert HOLDS in refused(approved, "publish", people["chief"])
    assert HOLDS in refused(out, "update", people["chief"])
    assert fresh(out).headline != text.get("headline")


def test_address_of_the_page_is_looked_at_by_itself(story, salem, people):
    edition = story("in_review", text={"headline": TEXTS["headline"]})
    assert {each.values["what"] for each in found(edition)} == {"headline", "address of the page"}


def test_link_in_the_body_is_public(story, salem):
    link = '<p>عادت <a href="https://example.org/salem-al-deiri">أربع محطات</a> إلى العمل.</p>'
    (only,) = found(story("in_review", text={"body": link}))
    assert (only.field, only.passage, only.check.id) == ("body", "", "B7")


def test_boxes_are_public(story, salem, people):
    edition = story("draft", shows_unverified=True)
    edition.article.claims.create(text_ar=f"قال {NAME} إن", status="unverified")
    writing.refresh_boxes(edition.article, by=people["reporter"])
    (only,) = found(edition)
    assert str(only.values["what"]) == "boxes for readers"


@pytest.mark.parametrize("field", [
    f"{name}_{code}" for name in ("alt", "caption", "credit") for code in LANGUAGES
])  # fmt: skip
def test_photos_words_stop_a_story_in_every_language(story, salem, people, field):
    photo = make_photo(people["reporter"], **{field: f"صورة {NAME}"})
    edition = story("in_review", photos=[photo])
    (only,) = found(edition)
    assert (only.field, only.record, only.check.id) == ("photos", photo.pk, "B7")
    assert f"photo {photo.pk}" in refused(edition, "approve", people["editor"])


def test_photos_file_name_stops_a_story(story, salem, people):
    photo = make_photo(people["reporter"])
    Photo.objects.filter(pk=photo.pk).update(master="salem-al-deiri.webp")
    (only,) = found(story("in_review", photos=[photo]))
    assert only.record == photo.pk


def test_byline_stops_a_story(story, salem, people):
    other = make_correspondent("nada", pen_name_ar=SHORT)
    edition = story("in_review", signing="pen_name", correspondents=[other])
    assert [str(each.values["what"]) for each in found(edition)] == ["byline"]


# Notices


@pytest.mark.parametrize("field", ["said", "right"])
@pytest.mark.parametrize(("kind", "verb"), [
    ("correction", "correct"), ("note", "correct"), ("withdrawal", "withdraw"),
    ("update", "update"),
])  # fmt: skip
def test_notice_that_holds_a_word_is_not_brought_out(story, salem, people, kind, verb, field):
    edition = story("published")
    writing.write(edition, by=people["editor"], text={"headline": "عنوان آخر"})
    words = {"said": "قلنا غير ذلك.", "right": "هذا الصواب."} | {field: f"قال {SHORT} لنا."}
    corrections.propose(fresh(edition), by=people["editor"], kind=kind, **words)
    assert f"The notice for readers {HOLDS}" in refused(edition, verb, people["chief"])
    assert not Correction.objects.published().exists()
    fine = {"said": "قلنا غير ذلك.", "right": "هذا الصواب."}
    corrections.propose(fresh(edition), by=people["editor"], kind=kind, **fine)
    move(fresh(edition), verb, by=people["chief"])


def test_explanation_that_holds_a_word_is_not_brought_out(story, salem, people):
    edition = story("published")
    move(edition, "take_down", by=people["chief"], note="خطر")
    corrections.propose(fresh(edition), by=people["editor"], kind="withdrawal", right=NAME)
    assert HOLDS in refused(edition, "explain", people["chief"])


def test_story_that_holds_a_word_is_withdrawn_all_the_same(story, salem, people):
    """What it says is the reason to withdraw it."""
    salem.protected.all().delete()
    edition = story("published", text={"headline": NAME})
    protect(salem, "name", [NAME], by=people["chief"])
    corrections.propose(fresh(edition), by=people["editor"], kind="withdrawal", right="سُحبت.")
    move(fresh(edition), "withdraw", by=people["chief"])
    assert fresh(edition).state == "withdrawn"


def test_comparison_would_show_what_was_taken_out(story, salem, people):
    salem.protected.all().delete()
    edition = story("published", text={"body": f"<p>قال {NAME}.</p>"})
    protect(salem, "name", [NAME], by=people["chief"])
    writing.write(edition, by=people["editor"], text={"body": BODY})
    words = {"kind": "correction", "said": "قلنا غير ذلك.", "right": "هذا الصواب."}
    corrections.propose(
        fresh(edition), by=people["editor"], shows_comparison=True, **words
    )  # fmt: skip
    assert "comparison of both texts" in refused(edition, "correct", people["chief"])
    corrections.propose(fresh(edition), by=people["editor"], **words)
    move(fresh(edition), "correct", by=people["chief"])


def test_redaction_that_leaves_a_word_is_refused(story, salem, people):
    salem.protected.all().delete()
    edition = story("published")
    words = {"said": "قلنا غير ذلك.", "right": f"قال {SHORT} لنا. هذا الصواب. وأكده {NAME}."}
    corrections.propose(edition, by=people["editor"], kind="note", **words)
    move(fresh(edition), "correct", by=people["chief"])
    protect(salem, "name", [NAME], by=people["chief"])
    line, at = Correction.objects.get(), timezone.now()
    with pytest.raises(Refused, match="would stay") as refusal:
        corrections.redact(line, by=people["chief"], at=at, said=[], right=[0])
    assert is_silent(str(refusal.value))
    assert hits()[-1].kind == "articles.correction"
    corrections.redact(line, by=people["chief"], at=at, said=[], right=[0, 2])
    assert is_silent(Correction.objects.get().right)


def test_change_set_for_later_is_asked_again_and_the_history_keeps_silent(story, salem, people):
    salem.protected.all().delete()
    edition = story("published")
    writing.write(edition, by=people["editor"], text={"standfirst": f"قال {NAME} أمس."})
    at = timezone.now() + timedelta(hours=1)
    move(fresh(edition), "set_change", by=people["chief"], change_at=at)
    protect(salem, "name", [NAME], by=people["chief"])
    do_all(at + timedelta(minutes=1))
    told = Transition.objects.get(verb="late")
    assert told.note == "A check stops it: the checklist tells reviewers which."
    assert fresh(edition).standfirst == ""


# Who is told


def test_writer_submits_and_is_told_nothing_of_others_words(story, salem, people, enter):
    edition = story("draft", text=TEXTS)
    client = enter("reporter")
    page = client.get(reverse("admin:articles_edition_change", args=[edition.pk]))
    live = client.post(reverse("admin:articles_edition_checks", args=[edition.pk]), TEXTS)
    assert HOLDS not in html.unescape(page.text + live.text)
    assert "B7" not in live.text
    assert "submit" in [each.verb for each in possible(edition, people["reporter"])]
    move(edition, "submit", by=people["reporter"])
    assert hits() == []


def test_same_panel_answers_a_writer_alike_with_and_without_words(story, salem, enter):
    """Else it would be an oracle: type a name, see whether the answer changes."""
    edition = story("draft")
    url, client = reverse("admin:articles_edition_checks", args=[edition.pk]), enter("reporter")
    protected = client.post(url, {"headline": SHORT, "body": BODY}).text
    salem.protected.all().delete()
    assert client.post(url, {"headline": SHORT, "body": BODY}).text == protected


def test_writer_is_told_of_own_words(story, salem, people, enter):
    edition = story("draft", writer="stranger", text={"headline": SHORT, "body": BODY})
    url = reverse("admin:articles_edition_checks", args=[edition.pk])
    live = html.unescape(enter("stranger").post(url, {"headline": SHORT, "body": BODY}).text)
    assert f"The headline {HOLDS}" in live
    assert HOLDS in refused(edition, "submit", people["stranger"])
    assert {hit.by for hit in hits()} == {people["stranger"].pk}


@pytest.mark.parametrize("role", ["editor", "chief"])
def test_reviewers_are_told_which_field_and_nothing_else(story, salem, people, enter, role):
    edition = story("in_review")
    url = reverse("admin:articles_edition_checks", args=[edition.pk])
    live = html.unescape(enter(role).post(url, TEXTS).text)
    for label in LABELS.values():
        assert f"The {label} {HOLDS}" in live
    assert is_silent(live)
    assert "rasid" not in live
    assert not re.search(r"[0-9a-f]{64}", live)
    (hit,) = hits()
    assert (hit.by, hit.kind, hit.thing) == (people[role].pk, "articles.edition", edition.pk)


def test_translator_is_told_nothing(story, salem, people, enter):
    edition = story("draft", writer="translator", text=TEXTS)
    url = reverse("admin:articles_edition_checks", args=[edition.pk])
    assert HOLDS not in html.unescape(enter("translator").post(url, TEXTS).text)
    move(edition, "submit", by=people["translator"])


def test_every_hit_is_audited_once_in_ten_minutes(
    story, salem, people, django_capture_on_commit_callbacks
):
    edition = story("in_review", text={"standfirst": f"قال {NAME} أمس."})
    for _again in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            refused(edition, "approve", people["editor"])
    assert len(hits()) == 1
    refused(edition, "approve", people["chief"])
    writing.write(fresh(edition), by=people["editor"], text={"seo_title": LATIN})
    refused(edition, "approve", people["editor"])
    assert [hit.by for hit in hits()] == [
        people["editor"].pk, people["chief"].pk, people["editor"].pk
    ]  # fmt: skip
    assert len({hit.digest for hit in hits()}) == 2


def test_refusal_survives_in_the_trail_when_the_button_is_in_the_form(story, salem, people, enter):
    edition = story("in_review", text={"standfirst": f"قال {NAME} أمس."})
    client = enter("editor")
    url = reverse("admin:articles_edition_move", args=[edition.pk, "approve"])
    response = client.post(url, {"seen": edition.seen()})
    assert response.status_code in (302, 403)
    assert len(hits()) == 1


def test_no_log_tells_the_words(story, salem, people, enter, caplog):
    edition = story("in_review", text=TEXTS)
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("django.db.backends").setLevel(logging.WARNING)
        refused(edition, "approve", people["editor"])
        enter("editor").get(reverse("admin:articles_edition_change", args=[edition.pk]))
    assert is_silent(caplog.text)


def test_check_is_never_switched_off(story, salem, settings):
    settings.CHECKS_OFF = frozenset({"B7", "W18"})
    assert found(story("in_review", text={"headline": NAME}))


def test_newsroom_without_protected_words_pays_two_queries(story, django_assert_num_queries):
    plain = read(fresh(story("in_review")))
    with django_assert_num_queries(2):
        assert list(plain.exposures()) == []


# Those whose byline is always withheld


@pytest.fixture
def siraj(db):
    return make_correspondent(
        "siraj", signing="withheld", pen_name_ar="سراج الطرفاء", pen_name_en="Siraj al-Tarfa"
    )


@pytest.mark.parametrize(
    "text", [{"body": "<p>كتبها سراج الطرفاء من هناك.</p>"}, {"standfirst": "Siraj al-Tarfa"}]
)
def test_name_of_who_is_always_withheld_stops_a_story(story, people, siraj, text):
    edition = story("in_review", text=text)
    with pytest.raises(Refused):
        move(fresh(edition), APPROVES, by=people["editor"])
    siraj.signing = "pen_name"
    siraj.save()
    move(fresh(edition), APPROVES, by=people["editor"])


def test_name_of_who_is_always_withheld_is_no_credit(people, siraj):
    with pytest.raises(Refused):
        make_photo(people["reporter"], cleared_by=people["photo"], credit_ar="سراج الطرفاء")


def test_name_that_somebody_else_signs_with_stops_nothing(story, people, siraj):
    namesake = make_correspondent("namesake", pen_name_ar="سراج الطرفاء", pen_name_en="Siraj")
    edition = story("in_review", correspondents=[namesake], signing="pen_name")
    move(fresh(edition), APPROVES, by=people["editor"])


def test_own_form_of_who_is_always_withheld_has_the_name(enter, siraj):
    address = reverse("admin:correspondents_correspondent_change", args=[siraj.pk])
    client = enter("chief")
    form = client.get(address).context["adminform"].form
    said = {name: value for name in form.fields if (value := form[name].value())}
    response = client.post(address, said | {"role_line_ar": "مراسل الشبكة في الرقة"})
    assert response.status_code == 302
    siraj.refresh_from_db()
    assert siraj.role_line_ar == "مراسل الشبكة في الرقة"


# Villages


@pytest.fixture
def from_there(story, salem):
    """A story of somebody's own village, in review."""

    def make(**more):
        text = {"body": f"<p>عادت محطات {VILLAGE} إلى العمل فجرًا.</p>"} | more.pop("text", {})
        return story("in_review", text=text, correspondents=[salem], **more)

    return make


def test_village_warns_on_that_persons_stories(from_there, story, people):
    edition = from_there()
    (only,) = found(edition)
    assert (only.check.id, only.field, only.passage) == ("W18", "body", "")
    assert VILLAGE not in str(only)
    other = story("in_review", text={"body": f"<p>{VILLAGE}</p>"})
    assert found(other) == []


def test_village_warns_where_they_wrote_it_unsigned(story, salem):
    edition = story("in_review", writer="stranger", text={"body": f"<p>{VILLAGE}</p>"})
    assert [each.check.id for each in found(edition)] == ["W18"]


def test_village_warns_as_the_place_that_readers_are_shown(from_there, places, people):
    place = places["village"]
    place.name_ar = f"قرية {VILLAGE}"
    place.save()
    edition = from_there(text={"body": BODY})
    (only,) = found(edition)
    assert (only.check.id, only.field) == ("W18", "precision")
    article = edition.article
    writing.save_shared(
        article,
        by=people["editor"],
        fields={"precision": 3},
        version=fresh(edition).article.version,
    )
    assert found(edition) == []


def test_reason_lets_the_village_stand_and_the_history_keeps_silent(from_there, people):
    edition = from_there()
    (warned,) = found(edition)
    move(edition, "approve", by=people["editor"])
    assert "W18" in refused(edition, "publish", people["chief"])
    assert override(fresh(edition), {warned.key: "يوقّع باسم آخر"}, by=people["chief"]) == 1
    told = Transition.objects.get(verb="override")
    assert told.note == "W18\nيوقّع باسم آخر"
    move(fresh(edition), "publish", by=people["chief"])


def test_reason_holds_for_no_other_village_and_no_other_story(from_there, salem, people):
    protect(salem, "village", ["السوسة"], by=people["chief"])
    first, second = from_there(), from_there()
    third = from_there(text={"body": "<p>عادت محطات السوسة إلى العمل.</p>"})
    keys = {each.key for edition in (first, second, third) for each in found(edition)}
    assert len(keys) == 3
    assert all(VILLAGE not in key for key in keys)


# Photos


@pytest.mark.parametrize("field", ["alt_en", "caption_ar", "credit_ku"])
def test_photo_that_holds_a_word_is_not_cleared(salem, people, field):
    photo = make_photo(people["reporter"], **{field: f"x {LATIN} {NAME}"})
    with pytest.raises(Refused) as refusal:
        move(photo, "publish", by=people["photo"])
    assert HOLDS in str(refusal.value)
    assert is_silent(str(refusal.value))
    assert [hit.kind for hit in hits()] == ["media.photo"]


def photo_form(client, photo: Photo) -> dict[str, object]:
    form = client.get(reverse("admin:media_photo_change", args=[photo.pk])).context["adminform"]
    values = {name: form.form[name].value() for name in form.form.fields}
    return {name: value for name, value in values.items() if value is not None}


def test_cleared_photo_keeps_such_words_out(salem, people, enter):
    photo = make_photo(people["reporter"], cleared_by=people["photo"])
    client, url = enter("photo"), reverse("admin:media_photo_change", args=[photo.pk])
    stands = photo_form(client, photo)
    response = client.post(url, stands | {"caption_ar": NAME})
    assert HOLDS in html.unescape(response.text)
    assert response.context["adminform"].form["caption_ar"].value() == NAME
    assert Photo.objects.get().caption_ar == "ضفة النهر"
    assert client.post(url, stands | {"caption_ar": "النهر"}).status_code == 302


@pytest.mark.parametrize(("role", "is_told"), [("reporter", False), ("stranger", True),
                                               ("photo", False), ("editor", False)])  # fmt: skip
def test_photo_in_draft_tells_a_writer_of_own_words_only(salem, people, enter, role, is_told):
    photo = make_photo(people[role])
    client, url = enter(role), reverse("admin:media_photo_change", args=[photo.pk])
    response = client.post(url, photo_form(client, photo) | {"caption_ar": NAME})
    assert (response.status_code == 200) is is_told
    assert (HOLDS in html.unescape(response.text)) is is_told
    assert bool(hits()) is is_told


def test_name_of_an_uploaded_file_survives_nowhere(
    story, salem, people, enter, client, django_capture_on_commit_callbacks
):
    file = picture_file("salem-al-deiri-0933123456.jpg")
    words = {"alt_ar": "النهر", "credit_ar": "طرفاء", "rights": "own", "depicts": "nobody"}
    words["caption_ar"] = "مضخات"
    enter("photo").post(reverse("admin:media_photo_add"), words | {"upload": file})
    photo = Photo.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        move(photo, "publish", by=people["photo"])
    edition = story("published", photos=[photo])
    stored = [photo.master.name, photo.src, *names(photo), *default_storage.listdir("photos")[0]]
    kept = " ".join(str(getattr(photo, column.attname)) for column in Photo._meta.fields)
    client.logout()
    pages = [client.get(address) for address in (edition.url, "/feed.rss", "/sitemap.xml")]
    assert [page.status_code for page in pages] == [200] * 3
    assert photo.token in pages[0].text
    for text in (*stored, kept, *(page.text for page in pages)):
        assert "deiri" not in text
        assert "0933123456" not in text


# What is public at once


@pytest.fixture
def public_things(salem, network, places, section):
    topic = make_topic()
    return {
        "articles_section": section, "articles_topic": topic, "regions_region": places["susat"],
        "pages_network": network,
    }  # fmt: skip


@pytest.mark.parametrize(("kind", "field"), [
    ("articles_section", "name_ar"), ("articles_section", "name_en"), ("articles_section", "slug"),
    ("articles_topic", "name_ku"), ("articles_topic", "slug"), ("regions_region", "name_ckb"),
    ("regions_region", "aliases"), ("pages_network", "about_ar"), ("pages_network", "tagline_en"),
    ("pages_network", "follow_links-0-label_ar"), ("pages_network", "follow_links-0-url"),
])  # fmt: skip
def test_form_of_what_is_public_at_once_refuses(public_things, enter, people, kind, field):
    thing, client = public_things[kind], enter("chief")
    url = reverse(f"admin:{kind}_change", args=[thing.pk])
    page = client.get(url)
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    stands = {form.add_prefix(name): form[name].value() for form in forms for name in form.fields}
    stands = {name: "" if value is None else value for name, value in stands.items()}
    value = "https://t.me/salem-al-deiri" if field.endswith("url") else "salem-al-deiri"
    response = client.post(url, stands | {field: value})
    assert HOLDS in html.unescape(response.text)
    assert value in response.text
    (hit,) = hits()
    assert hit.by == people["chief"].pk
    assert client.post(url, stands).status_code == 302


def test_new_section_is_refused_before_it_is_there(salem, enter):
    words = {"name_ar": SHORT, "slug": "x", "position": 1, "tone": "river"}
    response = enter("chief").post(reverse("admin:articles_section_add"), words)
    assert HOLDS in html.unescape(response.text)
    assert not Section.objects.filter(slug="x").exists()
    assert [(hit.kind, hit.thing) for hit in hits()] == [("articles.section", None)]


# What readers have already


@pytest.fixture
def readers_have(story, people, network, places):
    """Something of every kind with the name in it, out before anybody protected it, and things
    that readers do not have."""
    chief = people["chief"]
    out = story("published", text={"headline": NAME})
    told = story("published")
    corrections.propose(told, by=people["editor"], kind="note", right=f"قال {SHORT}.")
    move(fresh(told), "correct", by=chief)
    photo = make_photo(people["reporter"], cleared_by=people["photo"], caption_en=LATIN)
    salem = make_correspondent("rasid", role_line_ar=NAME, public_name_ar=NAME)
    section, topic = make_section("deiri"), make_topic("salem-al-deiri")
    places["susat"].aliases = LATIN
    places["susat"].save()
    Network.objects.update(tagline_ar=NAME)
    network.follow_links.update(url="https://t.me/salemaldeiri")
    story("draft", text={"headline": NAME})
    story("published", hours=2)
    make_photo(people["reporter"], caption_en=LATIN)
    protect(salem, "name", [NAME, LATIN], by=chief)
    things = (out, told.corrections.get(), photo, salem, topic, places["susat"], network,
              network.follow_links.get())  # fmt: skip
    assert section
    return {(each._meta.label_lower, each.pk) for each in things}


def test_rows_that_readers_have_are_found(readers_have):
    seen = list(exposed_rows())
    assert {(each.row.thing._meta.label_lower, each.row.thing.pk) for each in seen} == readers_have
    fields = {each.row.thing._meta.model_name: each.fields for each in seen}
    assert fields["edition"] == ("headline", "slug")
    assert fields["correspondent"] == ("role_line_ar",)
    assert fields["photo"] == ("caption_en",)


def test_look_that_runs_out_of_time_says_so(readers_have):
    assert look(60).is_whole
    assert len(look(60).found) == len(readers_have)
    short = look(-1)
    assert (short.looked_at, short.is_whole) == (1, False)


def test_chief_is_shown_where_they_are_and_not_what(readers_have, enter, people):
    page = html.unescape(enter("chief").get(reverse("admin:articles_edition_exposed")).text)
    assert f"{len(readers_have)} things that readers have hold a protected word" in page
    for label, pk in readers_have:
        assert f"#{pk}</bdi>" in page
        model = "pages.network" if label == "pages.followlink" else label
        assert f"/admin/{model.replace('.', '/')}/" in page
    assert is_silent(page)
    assert len(hits()) == len(readers_have)


@pytest.mark.parametrize("role", ["reporter", "stranger", "editor", "translator", "photo"])
def test_nobody_else_is_shown_where(readers_have, enter, role):
    assert enter(role).get(reverse("admin:articles_edition_exposed")).status_code == 403


def test_nothing_protected_looks_at_nothing(story, enter):
    story("published", text={"headline": NAME})
    page = enter("chief").get(reverse("admin:articles_edition_exposed")).text
    assert "Nothing that readers have holds a protected word." in page
