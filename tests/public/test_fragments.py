"""Pages and fragments are kept by all that they show: whatever changes, the page says it at once,
though nobody purges one."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone
from makers import make_correspondent, make_photo, make_topic

from newsroom.accounts.models import Account
from newsroom.articles.models import (
    Article,
    ArticlePhoto,
    Correction,
    Edition,
    Moment,
    Section,
    Topic,
)
from newsroom.correspondents.models import Correspondent
from newsroom.media.models import Photo
from newsroom.pages.models import FollowLink, Network
from newsroom.public.fragments import Untold, fragment, told_of
from newsroom.regions.models import Region

LIST = "/kinds/news/"
SOON = timezone.now() + timedelta(hours=1)


@pytest.fixture
def shown(story, people, network):
    """A story with everything that a card tells."""
    photo = make_photo(people["reporter"], cleared_by=people["photo"], alt_en="The river at dawn")
    nada = make_correspondent()
    return story("published", correspondents=[nada], signing="pen_name", photos=[photo])


CHANGES = {
    "headline": (lambda: Edition.objects.update(headline="عنوان جديد"), "عنوان جديد"),
    "short headline": (lambda: Edition.objects.update(short_headline="قصير جديد"), "قصير جديد"),
    "standfirst": (lambda: Edition.objects.update(standfirst="مقدمة جديدة"), "مقدمة جديدة"),
    "address": (lambda: Edition.objects.update(slug="another-one"), "/another-one/"),
    "time": (
        lambda: Edition.objects.update(published_at=timezone.now() - timedelta(days=40)),
        (timezone.now() - timedelta(days=40)).strftime('datetime="%Y-%m-'),
    ),
    "breaking": (lambda: Article.objects.update(breaking_until=SOON), "kick now"),
    "section's name": (lambda: Section.objects.update(name_ar="باب جديد"), "باب جديد"),
    "section's colour": (lambda: Section.objects.update(tone="rose"), "kick tone-rose"),
    "byline": (lambda: Correspondent.objects.update(pen_name_ar="قلم جديد"), "قلم جديد"),
    "picture's words": (lambda: Photo.objects.update(alt_ar="كلمات أخرى"), "كلمات أخرى"),
    "picture": (lambda: Photo.objects.update(ready_at=None, width=777), 'width="777"'),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_card_shows_changes_it(client, shown, change):
    do, words = CHANGES[change]
    # Twice: the first page is looked up by none.
    assert words not in client.get(LIST).text + client.get(LIST).text
    do()
    assert words in client.get(LIST).text


def test_what_a_card_no_longer_may_show_is_gone(client, shown):
    first = client.get(LIST).text
    assert "kick tone-" in first
    assert "<picture" in first or "<img src" in first.partition('class="roll"')[2]
    Section.objects.update(state="draft")
    Photo.objects.update(rights_until=timezone.now() - timedelta(minutes=1))
    cards = client.get(LIST).text.partition('class="roll"')[2].partition("<footer")[0]
    assert "kick tone-" not in cards
    assert "<img" not in cards


FOOT = {
    "name": (lambda: Network.objects.update(name_ar="شبكة أخرى"), "شبكة أخرى"),
    "about": (lambda: Network.objects.update(about_ar="من نحن الآن"), "من نحن الآن"),
    "e-mail": (lambda: Network.objects.update(email="desk@example.org"), "desk@example.org"),
    "link": (lambda: FollowLink.objects.update(url="https://t.me/other"), "https://t.me/other"),
    "section": (lambda: Section.objects.update(name_ar="باب جديد"), "باب جديد"),
}


@pytest.mark.parametrize("change", FOOT)
def test_whatever_head_and_foot_say_changes_them(client, shown, change):
    do, words = FOOT[change]
    assert words not in client.get(LIST).text + client.get(LIST).text
    do()
    caches["default"].clear()  # the network is remembered for a minute where nothing forgets it
    assert words in client.get(LIST).text


def test_languages_share_no_fragment(client, shown, story):
    """Also where a name is in neither and both say the same word."""
    story("published", article=shown.article, language="en", text={"headline": "Water"})
    arabic, english = client.get(LIST).text, client.get(f"/en{LIST}").text
    assert client.get(LIST).text == arabic
    assert client.get(f"/en{LIST}").text == english
    assert "نسخة نصية" not in english
    assert "Nada al-Gharab" in english
    assert "Nada al-Gharab" not in arabic


def test_menu_marks_where_its_reader_is(client, shown):
    section, front = client.get("/sections/news/").text, client.get("/").text
    assert section.count('aria-current="page"') == 1
    assert 'href="/sections/news/" aria-current="page"' in section
    assert 'href="/" aria-current="page"' in front
    assert 'aria-current="page"' not in client.get(LIST).text


def correct(right: str) -> None:
    edition, other = Edition.objects.earliest("pk"), Account.objects.get(username="chief")
    Correction.objects.create(
        edition=edition, kind="correction", said="خطأ", right=right, by=edition.created_by,
        brought_by=other, published_at=timezone.now(), before=edition.approved,
        after=edition.approved,
    )  # fmt: skip


STORY = {
    "headline": (lambda: Edition.objects.update(headline="عنوان جديد"), "<h1>عنوان جديد</h1>"),
    "words": (lambda: Edition.objects.update(body="<p>غير ذلك.</p>"), "<p>غير ذلك.</p>"),
    "key points": (lambda: Edition.objects.update(key_points="نقطة أولى"), "نقطة أولى"),
    "update": (lambda: Edition.objects.update(updated_at=timezone.now()), "آخر تحديث"),
    "kind": (lambda: Article.objects.update(kind="opinion"), 'class="own-voice"'),
    "place": (lambda: Region.objects.update(name_ar="مكان آخر"), "مكان آخر"),
    "topic": (lambda: Topic.objects.update(name_ar="موضوع آخر"), "موضوع آخر"),
    "background": (lambda: Topic.objects.update(background_ar="ما سبق هذا."), "ما سبق هذا."),
    "timeline": (lambda: Moment.objects.update(text_ar="يوم آخر"), "يوم آخر"),
    "about": (lambda: Correspondent.objects.update(about_ar="عن الكاتبة"), "عن الكاتبة"),
    "byline": (lambda: Correspondent.objects.update(pen_name_ar="قلم جديد"), "قلم جديد"),
    "credit": (lambda: Photo.objects.update(credit_ar="مصوّر آخر"), "مصوّر آخر"),
    "correction": (lambda: correct("الصواب غير ذلك"), "الصواب غير ذلك"),
    "section": (lambda: Section.objects.update(name_ar="باب جديد"), "باب جديد"),
}


@pytest.fixture
def told(shown, story):
    """The same story on its page, with what stands around it."""
    topic = make_topic()
    Topic.objects.update(background_ar="خلفية")
    Moment(topic=topic, date=timezone.now().date(), text_ar="يوم").save()
    shown.article.topics.add(topic)
    correct("صواب")
    story("published", text={"headline": "الأقدم"}, hours=30)
    return shown


@pytest.mark.parametrize("change", STORY)
def test_whatever_a_storys_page_shows_changes_it(client, told, change):
    do, words = STORY[change]
    assert words not in client.get(told.url).text + client.get(told.url).text
    do()
    page = Edition.objects.get(pk=told.pk).url
    assert words in client.get(page).text


def test_stories_beside_one_change_its_page(client, told, story):
    assert "الأقدم" in client.get(told.url).text + client.get(told.url).text
    Edition.objects.exclude(pk=told.pk).update(headline="أقدم منها", short_headline="")
    assert "أقدم منها" in client.get(told.url).text
    Edition.objects.exclude(pk=told.pk).update(state="withdrawn")
    assert "أقدم منها" not in client.get(told.url).text


GONE = {
    "of somebody withheld since": lambda: Correspondent.objects.update(signing="withheld"),
    "of somebody who has no page": lambda: Correspondent.objects.update(state="draft"),
    "on a story withheld since": lambda: Article.objects.update(signing="withheld"),
}


@pytest.mark.parametrize("page", ["front", "list", "story", "lite"])
@pytest.mark.parametrize("change", GONE)
def test_no_name_is_told_that_is_withheld(client, told, page, change):
    pages = {"front": "/", "list": LIST, "story": told.url, "lite": f"/lite{told.url}"}
    name = "ندى الغَرَب"
    assert name in client.get(pages[page]).text
    assert name in client.get(pages[page]).text
    GONE[change]()
    assert name not in client.get(pages[page]).text


TAKEN_BACK = {
    "withdrawn": lambda: Photo.objects.update(state="withdrawn"),
    "of ended rights": lambda: Photo.objects.update(rights_until=timezone.now()),
    "out of the story": lambda: ArticlePhoto.objects.all().delete(),
}


@pytest.mark.parametrize("page", ["front", "list", "story"])
@pytest.mark.parametrize("change", TAKEN_BACK)
def test_no_photo_is_shown_that_is_taken_back(client, told, page, change):
    url = {"front": "/", "list": LIST, "story": told.url}[page]
    token = Photo.objects.get().token
    assert token in client.get(url).text
    assert token in client.get(url).text
    TAKEN_BACK[change]()
    assert token not in client.get(url).text


def test_what_time_takes_away_is_gone_though_no_row_has_changed(client, clock, told):
    now = timezone.now()
    Photo.objects.update(rights_until=now + timedelta(hours=1))
    Article.objects.update(breaking_until=now + timedelta(hours=1))
    token, pages = Photo.objects.get().token, ("/", LIST, told.url)
    for url in pages:
        page = client.get(url).text + client.get(url).text
        assert token in page
        assert "kick now" in page
    clock.turn(hours=2)
    for url in pages:
        page = client.get(url).text
        assert token not in page
        assert "kick now" not in page


@pytest.mark.parametrize("url", ["/", LIST, "/sections/news/", "/lite/", "story"])
def test_page_that_nothing_changed_on_is_given_as_it_was_made(client, told, url):
    """So its templates asked the database for nothing: that would not be kept."""
    url = told.url if url == "story" else url
    client.get(url)  # remembers the network, which is another row from then on
    made = client.get(url)
    again = client.get(url)
    assert made.templates
    assert not again.templates
    assert again.content == made.content


def test_what_nobody_can_tell_is_not_kept(network):
    with pytest.raises(Untold):
        told_of({"form": object()})
    with pytest.raises(Untold):
        told_of(Network.objects.all())


def test_fragment_that_asks_for_something_is_not_kept(network):
    """Such as a column that was left out: of that its key says nothing."""
    for name in ("Tamarisk", "Willow"):
        Network.objects.update(name_en=name)
        row = Network.objects.only("email").get()
        assert f">{name}<" in fragment("public/_about.html", network=row)
