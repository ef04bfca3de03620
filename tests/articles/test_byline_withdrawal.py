"""One act takes a correspondent's name from everything that readers and colleagues can open."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from makers import make_bar, make_correspondent, make_page, make_photo, make_section, make_topic

from newsroom.articles import byline_withdrawal, corrections, writing
from newsroom.articles.byline_withdrawal import withdraw_byline
from newsroom.articles.exposure import exposed_rows
from newsroom.articles.models import Edition, LexiconTerm, Moment, Revision, Section, Topic
from newsroom.audit.models import Entry
from newsroom.audit.trail import broken
from newsroom.correspondents.models import Correspondent
from newsroom.correspondents.protection import exposed
from newsroom.media.models import Photo
from newsroom.pages.models import Network
from newsroom.regions.models import Region
from newsroom.workflow.addresses import FormerSlug
from newsroom.workflow.moves import Refused, move

NAMES = ("ندى الغَرَب", "ندى الغرب", "Nada al-Gharab", "nada", "%D9%86%D8%AF%D9%89")
BODY = "<p>كتبت ندى الغرب من الرقة، وقالت لندى الغرب مصادر.</p><p>Nada al-Gharab.</p>"


@pytest.fixture
def nada(people):
    return make_correspondent(account=people["reporter"])


@pytest.fixture
def told(story, people, nada):
    """A story of hers in every state, one with a correction, all with her name in the text."""
    photo = make_photo(
        people["reporter"], cleared_by=people["photo"], credit_ar="ندى الغَرَب",
        caption_ar="ضفة النهر كما رأتها ندى الغرب", credit_en="Nada al-Gharab / Tarfa",
    )  # fmt: skip
    text = {"headline": "ندى الغرب في الرقة", "body": BODY}
    made = [
        story(state, correspondents=[nada], signing="pen_name", text=text, photos=[photo])
        for state in ("published", "draft", "withdrawn", "scheduled", "returned")
    ]
    edition = made[0]
    edition.article.sources.update(wording_ar="ندى الغرب")
    corrections.propose(
        edition, by=people["editor"], kind="correction", said="قالت ندى الغرب", right="الصحيح كذا"
    )
    move(edition, "correct", by=people["chief"])
    writing.write(edition, by=people["editor"], text={"body": "<p>بلا اسم</p>"}, why="ندى الغرب")
    return [Edition.objects.get(pk=each.pk) for each in made]


def test_nothing_that_is_kept_ready_has_the_name_still(
    client, people, nada, django_capture_on_commit_callbacks
):
    """The bar above every page, the page about us in every foot, the day of a topic."""
    editor, chief = people["editor"], people["chief"]
    water = make_topic()
    Moment(topic=water, date=date(2026, 2, 3), text_ar="ندى الغرب في الميدان").save()
    with django_capture_on_commit_callbacks(execute=True):
        make_bar(editor, text_ar="عاجل من ندى الغرب")
        make_page(by=editor, brought_by=chief, title_ar="بقلم ندى الغرب", body_ar="<p>نص</p>")
    paths = ("/", "/lite/", "/topics/water/")
    assert all("ندى الغرب" in client.get(path).text for path in paths)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_byline(nada, by=chief)
    for path in paths:
        assert "الغرب" not in client.get(path).text, path


def doors(editions) -> list[str]:
    return [
        "/", "/feed.rss", "/sitemap.xml", "/corrections/", "/corrections/feed.rss", "/archive/",
        "/search/?q=الرقة", "/sections/news/", "/sections/news/feed.rss",
        "/regions/deir-ez-zor/", "/regions/deir-ez-zor/feed.rss", "/en/", "/en/feed.rss",
        *(f"/articles/{edition.article_id}/" for edition in editions),
    ]  # fmt: skip


def desk(edition) -> list[str]:
    return [
        reverse(f"admin:articles_edition_{name}", args=[edition.pk])
        for name in ("change", "revisions", "compare", "sourcing", "history")
    ]


def tells(response) -> list[str]:
    said = response.text.lower() + response.get("Location", "").lower()
    return [name for name in NAMES if name.lower() in said]


def test_name_is_there_before(told, client, nada):
    """Otherwise the next test could not fail."""
    pages = [client.get(url, follow=True) for url in doors(told)]
    assert sum(bool(tells(page)) for page in pages) >= 8
    assert client.get("/correspondents/nada/").status_code == 200


def test_name_is_nowhere_afterwards(told, client, nada, people):
    reach = withdraw_byline(nada, by=people["chief"])
    assert (reach.signed, reach.stories, reach.others) == (5, 5, 1)
    for url in doors(told):
        assert not tells(client.get(url, follow=True)), url
    for url in ("/correspondents/nada/", "/correspondents/nada/feed.rss"):
        assert client.get(url).status_code == 404
    page = client.get(told[0].article.editions.get(language="ar").url)
    assert "مراسلة الشبكة في الرقة" in page.text
    client.force_login(people["editor"])
    for edition in told:
        for url in desk(edition):
            assert not tells(client.get(url)), url


def test_every_row_of_words_lost_it(told, nada, people):
    withdraw_byline(nada, by=people["chief"])
    for revision in Revision.objects.all():
        assert not any(name in str(revision.text()) for name in NAMES)
    redacted = Revision.objects.filter(redacted_at__isnull=False, redacted_by=people["chief"])
    assert redacted.count() >= 5
    person = Correspondent.objects.values().get(pk=nada.pk)
    assert not any(name in str(value) for name in NAMES for value in person.values())
    assert person["signing"] == "withheld"
    assert person["state"] == "withdrawn"


def test_what_readers_have_is_still_what_was_approved(told, nada, people):
    withdraw_byline(nada, by=people["chief"])
    edition = Edition.objects.get(pk=told[0].pk)
    assert edition.text() == edition.approved.text()
    assert "[…]" in edition.headline
    assert not any(name in edition.slug + edition.folded for name in ("ندى", "ندي"))


def test_it_is_told_by_history_and_audit_trail(told, nada, people):
    withdraw_byline(nada, by=people["chief"])
    assert told[0].history.filter(verb="expunge", by=people["chief"]).exists()
    line = Entry.objects.get(verb="byline_withdrawn")
    assert (line.by, line.thing) == (people["chief"].pk, nada.pk)
    digests = {entry.thing: entry.digest for entry in
               Entry.objects.filter(kind="articles.revision").order_by("number")}  # fmt: skip
    for revision in Revision.objects.all():
        assert digests[revision.pk] == revision.digest()
    assert list(broken()) == []


def test_name_of_one_word_stays_a_word(story, people, client):
    rose = make_correspondent("rose", pen_name_ar="ورد", pen_name_en="Ward", pen_name_ku="",
                              pen_name_ckb="", account=people["reporter"])  # fmt: skip
    photo = make_photo(people["reporter"], cleared_by=people["photo"], credit_ar="ورد")
    edition = story(
        "published", correspondents=[rose], signing="pen_name", photos=[photo],
        text={"headline": "ورد الجوري", "body": "<p>ورد في الحقول.</p>"},
    )  # fmt: skip
    withdraw_byline(rose, by=people["chief"])
    edition.refresh_from_db()
    assert edition.headline == "ورد الجوري"
    photo.refresh_from_db()
    assert photo.credit_ar == "مراسلة الشبكة في الرقة"
    assert "مراسلة الشبكة في الرقة" in client.get(edition.url).text


@pytest.mark.parametrize("role", ["reporter", "stranger", "translator", "photo", "editor"])
def test_only_the_chief_does_it(nada, people, client, role):
    with pytest.raises(Refused):
        withdraw_byline(nada, by=people[role])
    client.force_login(people[role])
    url = reverse("admin:articles_byline_withdraw", args=[nada.pk])
    assert client.post(url, {"is_sure": "on"}).status_code == 403
    assert client.get(url).status_code == 403
    assert Correspondent.objects.get(pk=nada.pk).slug == "nada"


def test_chief_is_asked_first(nada, people, client):
    client.force_login(people["chief"])
    url = reverse("admin:articles_byline_withdraw", args=[nada.pk])
    assert url in client.get(
        reverse("admin:correspondents_correspondent_change", args=[nada.pk])
    ).text  # fmt: skip
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 200
    assert Correspondent.objects.get(pk=nada.pk).slug == "nada"
    assert client.post(url, {"is_sure": "on"}).status_code == 302
    assert Correspondent.objects.get(pk=nada.pk).slug.startswith("c-")


def test_name_goes_from_whatever_else_has_words(told, nada, people, network):
    network.about_ar = "كتبت فيها ندى الغرب"
    network.save()
    reporter = people["reporter"]
    reporter.name = "ندى الغرب"
    reporter.save()
    log = LogEntry.objects.create(
        user=reporter, content_type=ContentType.objects.get_for_model(nada), object_id=nada.pk,
        action_flag=2, object_repr="ندى الغَرَب",
    )  # fmt: skip
    assert "ندى" in Network.current().about_ar  # kept ready for a minute
    withdraw_byline(nada, by=people["chief"])
    assert Network.current().about_ar == "كتبت فيها […]"
    for row in (network, reporter, log):
        row.refresh_from_db()
    assert network.about_ar == "كتبت فيها […]"
    assert reporter.name == "مراسلة الشبكة في الرقة"
    assert log.object_repr == "[…]"


def test_name_does_not_come_back(told, nada, people):
    withdraw_byline(nada, by=people["chief"])
    assert exposed({"body": "كتبت وندى الغرب"}) == {"body"}
    assert exposed({"body": "by Nada Al-Gharab"}) == {"body"}
    assert list(exposed_rows()) == []


def test_addresses_of_others_stay_addresses(told, nada, people, client):
    topics = [make_topic(slug) for slug in ("nada-al-gharab", "nada-al-gharab-2")]
    namesake = make_correspondent("nada-al-gharab", pen_name_ar="ندى الغَرَب")
    withdraw_byline(nada, by=people["chief"])
    for topic in topics:
        topic.refresh_from_db()
        assert topic.slug.startswith("topic-")
    namesake.refresh_from_db()
    assert (namesake.pen_name_ar, namesake.state) == ("ندى الغَرَب", "published")
    for url in ("/", "/feed.rss", told[0].article.editions.get().url):
        assert client.get(url, follow=True).status_code == 200


def test_nobody_and_nothing_is_found_by_the_name_any_more(nada, people, places):
    text = {"name_ar": "قضية ندى الغرب", "name_en": "The case of Nada al-Gharab"}
    topic, section = make_topic("case"), make_section()
    region = places["village"]
    region.aliases = "بيت ندى الغرب"
    term = LexiconTerm(language="ar", term="ندى الغرب", preferred="المراسلة")
    for row in (topic, section):
        for name, words in text.items():
            setattr(row, name, words)
    for row in (topic, section, region, term):
        row.save()
    kinds = (Correspondent, Topic, Section, Region, LexiconTerm)
    for kind in kinds:
        assert kind.objects.search("ندى الغرب").count() == 1, kind

    withdraw_byline(nada, by=people["chief"])

    for kind in kinds:
        for words in ("ندى", "الغرب", "Nada", "Gharab", "Neda", "نەدا"):
            assert not kind.objects.search(words).exists(), (kind, words)
        for row in kind.objects.all():
            assert row.folded == row.terms()
    assert list(Topic.objects.search("قضية")) == [topic]
    assert list(Correspondent.objects.search("مراسلة الشبكة")) == [nada]


def test_old_addresses_with_the_name_lead_nowhere(nada, people):
    topic = make_topic("nada-al-gharab")
    for slug in ("nada-al-gharab-case", "case-of-a-reporter", "case"):
        topic.slug = slug
        topic.save()
    former = FormerSlug.objects.filter(slug__contains="gharab")
    assert former.count() == 2
    withdraw_byline(nada, by=people["chief"])
    assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["case-of-a-reporter"]
    assert Topic.objects.get().slug == "case"


def test_notes_about_photos_lose_it(told, nada, people):
    photo = told[0].article.photos.get()
    photo.history.create(verb="withdraw", source="published", target="draft", by=people["chief"],
                         note="صورة ندى الغرب")  # fmt: skip
    withdraw_byline(nada, by=people["chief"])
    assert photo.history.filter(note="صورة […]").exists()


def test_credit_in_the_column_beneath_the_languages_goes_too(people):
    rose = make_correspondent("rose", pen_name_ar="ورد", pen_name_en="Ward", pen_name_ku="",
                              pen_name_ckb="")  # fmt: skip
    photo = make_photo(people["reporter"], credit_ar="ورد", credit="ورد")
    withdraw_byline(rose, by=people["chief"])
    stored = Photo._base_manager.rewrite(False).filter(pk=photo.pk).values().get()
    assert "ورد" not in (stored["credit"], stored["credit_ar"])


def test_photos_are_not_found_by_the_name_any_more(told, nada, people):
    """Nor by a name of one word, which goes from credits alone."""
    rose = make_correspondent("rose", pen_name_ar="ورد", pen_name_en="", pen_name_ku="",
                              pen_name_ckb="")  # fmt: skip
    other = make_photo(people["reporter"], credit_ar="تصوير ورد", caption_ar="جسر")
    photo = told[0].article.photos.get()
    for words, each in (("ندى الغرب", photo), ("Nada", photo), ("ورد", other)):
        assert list(Photo.objects.search(words)) == [each]

    withdraw_byline(nada, by=people["chief"])
    withdraw_byline(rose, by=people["chief"])

    for words in ("ندى", "الغرب", "Nada", "Gharab", "ورد"):
        assert not Photo.objects.search(words).exists(), words
    assert list(Photo.objects.search("جسر")) == [other]
    assert list(Photo.objects.search("ضفة النهر")) == [photo]


def test_name_written_while_all_was_looked_through_goes_too(story, people, nada, monkeypatch):
    edition, look = story("in_review"), byline_withdrawal.locked

    def later(articles):
        found = look(articles)
        if not Edition.objects.get(pk=edition.pk).body.endswith("الرقة.</p>"):
            text = {"body": "<p>كتبت ندى الغرب من الرقة.</p>"}
            writing.write(Edition.objects.get(pk=edition.pk), by=people["editor"], text=text)
        return found

    monkeypatch.setattr(byline_withdrawal, "locked", later)
    reach = withdraw_byline(nada, by=people["chief"])
    assert reach.stories == 1
    assert "ندى" not in Edition.objects.get(pk=edition.pk).body
    assert not [each for each in Revision.objects.all() if "ندى" in each.body]
