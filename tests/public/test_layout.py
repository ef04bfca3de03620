"""Where the pictures and videos of a story stand on its page, and what stands there of none."""

import re
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from makers import make_photo

from newsroom.articles import previews, writing
from newsroom.articles.models import ArticlePhoto, Edition
from newsroom.media.models import Photo
from newsroom.public.layout import laid_out
from newsroom.workflow.moves import move

FIRST, LAST = "<p>عادت المحطات.</p>", "<p>والوقود يكفي أسبوعين.</p>"
OWN = "صباح أول يوم"


def figure(*photos, caption=OWN) -> str:
    keys = " ".join(str(photo if isinstance(photo, int) else photo.pk) for photo in photos)
    return f'<figure data-photos="{keys}"><figcaption>{caption}</figcaption></figure>'


def file(photo) -> str:
    """What every public address of its files has in it."""
    return f"/{photo.token}/"


def shown(html):
    """Without what programs are told."""
    return re.sub(r'<script type="application/ld.json">.*?</script>', "", html, flags=re.DOTALL)


def shape(page: str, photos) -> str:
    """The story from its headline to its tags, in one line: W wide, I in the text, G a gallery, P a
    paragraph, a digit for each photo by its place in `photos`."""
    story = page.partition("</h1>")[2].partition("<footer>")[0]
    said = {file(photo): str(number) for number, photo in enumerate(photos)}
    tokens = "|".join(map(re.escape, said))
    signs = {
        '<figure class="wide"': "W",
        '<figure class="in"': "I",
        '<figure class="in gallery"': "G",
    }
    found = re.findall(rf'<figure class="[a-z ]+"|<p>|src="[^"]*(?:{tokens})', story)
    return "".join(
        signs.get(each) or ("P" if each == "<p>" else next(n for t, n in said.items() if t in each))
        for each in found
    )


@pytest.fixture
def photos(editor, photo_editor):
    """Three that readers have."""
    return [
        make_photo(
            editor, cleared_by=photo_editor, caption_ar=f"شرح الصورة {number}", alt_en="A river"
        )
        for number in range(3)
    ]


@pytest.fixture
def read(story, client, photos):
    def reading(body, photos=photos, **more):
        edition = story("published", photos=photos, text={"body": body}, **more)
        return client.get(edition.url).content.decode()

    return reading


@pytest.mark.parametrize(
    ("body", "lead", "parts", "rest"),
    [
        (FIRST + LAST, 1, "P", "23"),
        (FIRST + "{2}" + LAST, 1, "P 2 P", "3"),
        (FIRST + "{1}" + LAST, None, "P 1 P", "23"),
        (FIRST + "{2 3}" + LAST, 1, "P 23 P", ""),
        ("{1}" + FIRST + LAST, 1, "P", "23"),
        ("{1}" + FIRST + "{1}" + LAST, 1, "P 1 P", "23"),
        ("{2}" + FIRST + LAST, 1, "2 P", "3"),
        ("{1 2}" + FIRST + LAST, None, "12 P", "3"),
        ("{3 1 2}", None, "312", ""),
        ("{9}{1}" + FIRST + "{9 2}", 1, "P 2", "3"),
        ("{9}" + FIRST + "{9}" + LAST, 1, "P", "23"),
        ("", 1, "", "23"),
    ],
)
def test_every_photo_stands_where_it_was_placed_else_above_or_below(body, lead, parts, rest):
    text = re.sub(r"\{([0-9 ]+)\}", lambda found: figure(*map(int, found[1].split())), body)
    story = laid_out(Edition(language="ar", body=text), [Photo(pk=pk) for pk in (1, 2, 3)])
    assert (story.lead and story.lead.photo and story.lead.photo.pk) == lead
    seen = ["".join(str(photo.pk) for photo in part.photos) or "P" for part in story.parts]
    assert " ".join(seen) == parts
    assert "".join(str(photo.pk) for photo in story.rest) == rest


def test_a_story_without_photos_has_its_words():
    story = laid_out(Edition(language="ar", body=FIRST + figure(1) + LAST), [])
    assert (story.lead, story.rest) == (None, [])
    assert [part.words for part in story.parts] == [FIRST + LAST]


def test_a_page_has_them_in_that_order(read, photos):
    html = read(FIRST + figure(*photos[1:]) + LAST)
    assert shape(html, photos) == "W0PG12P"


def test_the_words_of_a_use_stand_in_place_of_the_photos_own_and_the_credit_stays(read, photos):
    html = read(FIRST + figure(photos[1], caption="صباح <strong>أول</strong> يوم") + LAST)
    assert '<span lang="ar" dir="rtl">صباح <strong>أول</strong> يوم</span>' in html
    assert "شرح الصورة 1" not in html
    assert "شرح الصورة 2" in html
    assert html.count('class="credit"') == 3


def test_the_lead_has_its_own_words_where_the_text_begins_with_it(read, photos):
    html = read(figure(photos[0]) + FIRST)
    lead = html.partition('<figure class="wide">')[2].partition("</figure>")[0]
    assert OWN in lead
    assert 'fetchpriority="high"' in lead
    assert shown(html).count(OWN) == 1
    assert "شرح الصورة 0" not in html.partition("</h1>")[2]


def test_without_words_of_its_own_a_use_has_the_photos(read, photos):
    html = read(FIRST + figure(photos[1], caption="") + figure(photos[0], photos[2], caption=""))
    for number in range(3):
        assert f'<span lang="ar" dir="rtl">شرح الصورة {number}</span>' in html


def test_captions_are_marked_with_their_language(read, photos):
    said = figure(photos[1]).replace("<figcaption", '<figcaption dir="ltr" lang="ku"')
    assert f'<span lang="ku" dir="ltr">{OWN}</span>' in read(FIRST + said)


def test_each_language_has_words_of_its_own(story, client, photos, people):
    arabic = story("published", photos=photos, text={"body": FIRST + figure(photos[1])})
    words = {"headline": "Water", "body": "<p>Water.</p>" + figure(photos[1], caption="Morning")}
    english = story("published", language="en", article=arabic.article, text=words)
    assert "Morning" not in client.get(arabic.url).content.decode()
    html = client.get(english.url).content.decode()
    assert '<span lang="en" dir="ltr">Morning</span>' in html
    assert OWN not in html


# What readers do not get


def test_a_photo_of_another_story_is_as_if_not_there(read, photos, editor, photo_editor):
    foreign = make_photo(editor, cleared_by=photo_editor)
    html = read(FIRST + figure(foreign) + figure(foreign, photos[1]) + figure(987654) + LAST)
    assert file(foreign) not in html
    assert shown(html).count(OWN) == 1
    assert shape(html, photos) == "W0PI1PI2"


def test_a_photo_that_is_not_cleared_takes_its_caption_along(read, photos, editor):
    draft = make_photo(editor, caption_ar="لا يراه أحد")
    html = read(figure(draft) + FIRST + figure(draft, photos[1]), photos=[draft, *photos])
    assert file(draft) not in html
    assert "لا يراه أحد" not in html
    assert shown(html).count(OWN) == 1
    assert shape(html, photos) == "W0PI1I2"


def test_a_withdrawn_photo_is_gone_from_the_text_at_once(story, client, photos, photo_editor):
    edition = story("published", photos=photos, text={"body": FIRST + figure(photos[1]) + LAST})
    assert OWN in client.get(edition.url).content.decode()
    move(photos[1], "withdraw", by=photo_editor, note="سُحبت")
    html = client.get(edition.url).content.decode()
    assert OWN not in html
    assert file(photos[1]) not in html
    assert shape(html, photos) == "W0PPI2"


def test_a_photo_taken_off_the_story_is_gone_from_its_text(story, client, photos):
    edition = story("published", photos=photos, text={"body": FIRST + figure(photos[1]) + LAST})
    ArticlePhoto.objects.filter(photo=photos[1]).delete()
    assert file(photos[1]) not in client.get(edition.url).content.decode()


def test_pictures_in_the_text_take_no_query_more(story, client, photos):
    def queries(body):
        url = story("published", photos=photos, text={"body": body}).url
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    placed = figure(photos[1]) + FIRST + figure(photos[2], photos[0]) + figure(photos[2])
    assert queries(FIRST + LAST) == queries(placed)


# Before readers have it


def test_a_preview_of_the_desk_shows_what_is_not_cleared_and_a_lent_one_does_not(
    story, client, photos, people, reporter
):
    draft = make_photo(reporter, caption_ar="لا يراه أحد")
    body = FIRST + figure(draft) + figure(photos[1], caption="عند الظهر")
    edition = story("in_review", photos=[*photos, draft], text={"body": body})
    master = reverse("media:master", args=[draft.pk])
    client.force_login(people["editor"])
    html = client.get(reverse("desk_preview", args=[edition.pk])).content.decode()
    assert f'src="{master}?width=400"' in html
    assert OWN in html
    assert file(draft) not in html
    lent = reverse("preview", args=[previews.lend(edition, by=people["editor"], hours=24)])
    client.logout()
    html = client.get(lent).content.decode()
    assert "عند الظهر" in html
    assert OWN not in html
    assert master not in html


def test_a_preview_shows_nobody_a_photo_that_is_not_theirs_to_see(story, client, people, stranger):
    """Who works on the story and may not see the photo: its other writer."""
    draft = make_photo(people["reporter"])
    edition = story("in_review", photos=[draft], text={"body": FIRST + figure(draft)})
    kurdish = writing.start(
        edition.article, "ku", by=people["translator"],
        text={"headline": "Av", "body": "<p>Av.</p>" + figure(draft)},
    )  # fmt: skip
    client.force_login(people["translator"])
    html = client.get(reverse("desk_preview", args=[kurdish.pk])).content.decode()
    assert "<p>Av.</p>" in html
    assert OWN not in html
    assert reverse("media:master", args=[draft.pk]) not in html


# Videos


def test_a_lone_link_to_a_platform_is_a_card_that_asks_nothing_of_it(read):
    url = "https://www.youtube.com/watch?v=abc-123&amp;utm_source=x&amp;si=secret"
    html = read(f'{FIRST}<p><a href="{url}">العبور الأول</a></p><p>https://t.me/desk/12</p>{LAST}')
    cards = re.findall(r'<div class="video">.*?</div>', html, re.DOTALL)
    assert len(cards) == 2
    told = 'rel="noopener noreferrer nofollow" target="_blank" referrerpolicy="no-referrer"'
    assert (
        f'<a href="https://www.youtube.com/watch?v=abc-123" {told}><b>العبور الأول</b></a>' in html
    )
    assert f'<a href="https://t.me/desk/12" {told}>' in cards[1]
    assert "YouTube" in cards[0]
    assert "Telegram" in cards[1]
    assert "secret" not in html
    foreign = re.findall(r'(?:src|srcset|poster|data)="(https?://[^"]+)', html)
    assert {urlsplit(url).hostname for url in foreign} <= {"testserver"}


def test_the_stored_text_stays_the_link(story):
    body = '<p><a href="https://youtu.be/abc?si=x" rel="noopener nofollow">a</a></p>'
    assert story("published", text={"body": body}).body == body
