"""days.py DAY: bends a throw-away demo newsroom to what a day is like, and prints where to look, by
language, as JSON. Run with VAR_DIR of a copy: it writes as no desk could."""

import json
import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.db.models import Count
from django.utils import timezone

from newsroom.articles.models import Article, Edition
from newsroom.articles.models.article import ArticlePhoto
from newsroom.pages.models import BreakingBar
from newsroom.public.languages import address, lite
from newsroom.regions.models import Level
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.models import State

#: Said in a bar before there is a story of it.
TO_COME = {
    "ar": "فيضان مفاجئ يقطع الطريق بين الكرامة والرقة",
    "ckb": "لافاوێکی لەناکاو ڕێگای نێوان کەرامە و ڕەققە دەبڕێت",
    "ku": "Lehiyeke ji nişkê ve riya navbera Keramê û Reqayê dibire",
    "en": "Flash flood cuts the road between Karama and Raqqa",
}


def usual() -> None:
    """The demo as it is, with nothing breaking."""
    Article.objects.update(breaking_until=None)


def few() -> None:
    """Three stories in each language, and no picture."""
    usual()
    ArticlePhoto.objects.all().delete()
    later = timezone.now() + timedelta(days=3)
    for language in LANGUAGES:
        shown = Edition.objects.published().in_language(language).newest()
        kept = list(shown.values_list("pk", flat=True)[:3])
        rest = Edition.objects.published().in_language(language).exclude(pk__in=kept)
        rest.update(published_at=later)


def breaking() -> None:
    """Each language's newest story breaks, and a bar tells of another that is to come."""
    usual()
    until = timezone.now() + timedelta(hours=6)
    newest = [Edition.objects.published().in_language(code).newest()[0] for code in LANGUAGES]
    stories = [each.article_id for each in newest]
    Article.objects.filter(pk__in=stories).update(breaking_until=until)
    texts = {f"text_{code}": text for code, text in TO_COME.items()}
    BreakingBar.objects.create(ends_at=until, state=State.PUBLISHED, **texts)


def addresses(language: str) -> dict[str, str]:
    shown = Article.objects.filter(editions__in=Edition.objects.published().in_language(language))
    section = busiest(shown, "section__slug")
    region = busiest(shown.filter(listed_in__level=Level.GOVERNORATE), "listed_in__slug")
    topic = busiest(shown.filter(topics__state="published"), "topics__slug")
    found = {
        "front": address(language, "front"),
        "section": address(language, "section", section),
        "region": address(language, "region", region),
        "topic": address(language, "topic", topic),
        "topics": address(language, "topics"),
        "regions": address(language, "regions"),
        "correspondents": address(language, "correspondents"),
        "about": address(language, "about"),
        "corrections": address(language, "corrections"),
        "archive": address(language, "archive"),
        "search": address(language, "search", q=word_of(language)),
        "search-form": address(language, "search"),
        "search-nothing": address(language, "search", q="qqqq"),
        "404": f"{address(language, 'front')}nowhere/",
        "text-only": lite(address(language, "front")),
    }
    stories = {f"article-{kind}": one.url for kind, one in of_kinds(language).items()}
    if "article-rich" in stories:
        found |= {"text-only-article": lite(stories["article-rich"]),
                  "print": stories["article-rich"]}  # fmt: skip
    return found | stories


def busiest(shown, field: str) -> str:
    return shown.values(field).annotate(count=Count("pk")).order_by("-count")[0][field]


def word_of(language: str) -> str:
    headline = Edition.objects.published().in_language(language).newest()[0].headline
    return max(headline.split(), key=len)


def of_kinds(language: str) -> dict[str, Edition]:
    """One story of each kind, where that language has it."""
    shown = Edition.objects.published().in_language(language).newest()
    counted = shown.annotate(
        photos_=Count("article__pictures", distinct=True),
        records=Count("article__claims", distinct=True)
        + Count("article__figures", distinct=True)
        + Count("article__topics", distinct=True),
    )
    rich = counted.order_by("-records", "-photos_").first()
    signed = shown.exclude(article__signing="withheld")
    gone = Edition.objects.filter(language=language, state="withdrawn")
    wanted = {
        "plain": counted.filter(pk__in=signed).order_by("photos_", "records").first(),
        "rich": rich,
        "corrected": shown.filter(corrections__kind="correction").first(),
        "withheld": shown.filter(article__signing="withheld").exclude(pk=rich.pk).first(),
        "withdrawn": gone.exclude(published_at=None).first(),
    }
    return {kind: one for kind, one in wanted.items() if one}


if __name__ == "__main__":
    {"usual": usual, "few": few, "breaking": breaking}[sys.argv[1]]()
    print(json.dumps({language: addresses(language) for language in LANGUAGES}))
