"""Every address that a reader can ask for, by its name in the maps, in one language."""

from datetime import timedelta

from django.urls import get_resolver
from django.utils import timezone
from makers import WITHDRAWN, make_correspondent, make_page, make_photo, make_topic

from newsroom.articles import corrections, writing
from newsroom.articles.models import Correction, Edition
from newsroom.public import urls, urls_once
from newsroom.public.cards.card import card_of
from newsroom.public.languages import address, lite
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.moves import move

#: Those without a name lead to one that has.
NAMES = {pattern.name for pattern in (*urls.files, *urls.pages) if pattern.name}
NAMES_ONCE = {pattern.name for pattern in urls_once.urlpatterns}


def make_site(story, people) -> dict[str, dict[str, Edition]]:
    """For each language a corrected story with a photo; one story in all four, and one that was
    withdrawn in all four."""
    alts = {"alt_en": "The river", "alt_ku": "Çem", "alt_ckb": "ڕووبار"}
    photo = make_photo(people["reporter"], cleared_by=people["photo"], **alts)
    shared = {
        "correspondents": [make_correspondent()], "signing": "pen_name", "topics": [make_topic()],
        "photos": [photo],
    }  # fmt: skip
    for kind in ("about", "standards"):
        make_page(kind, by=people["editor"], brought_by=people["chief"])
    told = {code: story("published", language=code, **shared) for code in LANGUAGES}
    for edition in told.values():
        correct(edition, people)
    states = {"whole": "published", "gone": "withdrawn"}
    return {"told": told} | {
        name: in_each_language(story, state, people) for name, state in states.items()
    }


def in_each_language(story, state: str, people, **shared) -> dict[str, Edition]:
    """The original is withdrawn last: no translation goes out after that."""
    first = story("published" if state == "withdrawn" else state, **shared)
    more = [code for code in LANGUAGES if code != "ar"]
    others = {code: story(state, article=first.article, language=code) for code in more}
    if state == "withdrawn":
        corrections.propose(first, by=people["editor"], kind="withdrawal", right=WITHDRAWN)
        move(first, "withdraw", by=people["chief"])
    return {"ar": first} | others


def correct(edition: Edition, people) -> None:
    writing.write(edition, by=people["editor"], text={"standfirst": "زيتونة في الساحة."})
    words = {"said": "قلنا سنديانة.", "right": "هي زيتونة.", "shows_comparison": True}
    corrections.propose(edition, by=people["editor"], kind="correction", **words)
    move(Edition.objects.get(pk=edition.pk), "correct", by=people["chief"])


def addresses(language: str, site: dict[str, dict[str, Edition]]) -> dict[str, str]:
    """By name; "gone" is a withdrawn story's, "nowhere" one that never was."""
    edition = site["told"][language]
    story = edition.article_id
    line = Correction.objects.filter(edition=edition, kind="correction").get()
    at = timezone.localtime(edition.published_at)
    args = {
        "card": [story, card_of(edition).digest], "article_by_id": [story],
        "article": [story, edition.slug], "change": [story, line.pk],
        "section": ["news"], "region": ["village"], "topic": ["water"], "correspondent": ["nada"],
        "month": [at.year, at.month], "kind": ["news"], "trust": ["standards"], "feedback": [story],
        "feedback_thanks": [story],
    }  # fmt: skip
    found = {
        name: address(language, name, *args.get(name.removesuffix("_feed"), [])) for name in NAMES
    }
    found["search"] = address(language, "search", q="زيتونة")
    found["empty search"] = address(language, "search")
    found["whole"] = site["whole"][language].url
    found["gone"] = address(language, "article_by_id", site["gone"][language].article_id)
    found["nowhere"] = address(language, "article_by_id", 987654)
    found["page before"] = address(language, "front") + "?before=1"
    files = {pattern.name for pattern in urls.files}
    return found | {f"lite {name}": lite(url) for name, url in found.items() if name not in files}


def addresses_once() -> dict[str, str]:
    at = timezone.localtime(timezone.now() - timedelta(hours=1))
    reverse = get_resolver().reverse
    args = {"sitemap_month": [at.year, at.month], "preview": ["nobody-made-this"]}
    return {name: "/" + reverse(name, *args.get(name, [])) for name in NAMES_ONCE}
