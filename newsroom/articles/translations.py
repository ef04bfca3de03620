"""What a translator picks from, and where every story stands in every language.

A story that few may know of is in neither, but for those who may: what is begun of it, and what is
not, tells too much about it, even where readers have it in one language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.urls import reverse

from newsroom.articles.access import IN_HAND, WITH_THE_WRITER, may_translate, named_to, own
from newsroom.articles.following import newest_out_of_date, out_of_date, translated
from newsroom.articles.models import Article, Edition
from newsroom.articles.models.text import Text
from newsroom.articles.querysets import key
from newsroom.text.languages import LANGUAGES, Language
from newsroom.text.markup import count_words

if TYPE_CHECKING:
    from newsroom.accounts.models import Account

#: Among so many of the newest stories with readers a translator picks: no table is counted.
MOST_LOOKED_AT = 1000
MOST_WAITING, MOST_OWN, MOST_STORIES = 20, 20, 20
#: A row shows a headline; the length is counted in the body.
UNREAD = ("folded", *(name for name in Text.APPROVED if name not in ("headline", "body")))


@dataclass(frozen=True)
class Cell:
    """A story in one language. `edition` None: not begun, or not this person's to see (`hidden`).
    `url`: where it is opened or begun, "" where this person may do neither."""

    language: Language
    edition: Edition | None = None
    url: str = ""
    is_original: bool = False
    is_out_of_date: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Row:
    """A story; `edition` is its original, or another one where that is not to be seen."""

    article: Article
    edition: Edition
    cells: list[Cell]
    words: int = 0

    @property
    def begin(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.url and not cell.edition]


@dataclass(frozen=True)
class Page:
    """`next`: the key of the page after it, "" for none."""

    rows: list[Row]
    next: str = ""


def is_translator(person: Account) -> bool:
    """Others translate their own stories, and see no others here."""
    wanted = ("translate_edition", "see_every_edition")
    return any(person.has_perm(f"articles.{each}") for each in wanted)


def is_open(person: Account) -> Q:
    """Of editions: of stories whose languages this person may know of."""
    if not is_translator(person):
        return own(person) | named_to(person)
    known = Edition.objects.known_to(person).filter(article=OuterRef("article"))
    return Q(article__is_restricted=False) | Q(Exists(known))


def originals(person: Account, now: datetime) -> QuerySet[Edition]:
    """Of the newest that readers have, those whose story this person may translate."""
    out = Edition.objects.visible_to(person).published(now).originals().filter(is_open(person))
    if not person.has_perm("articles.translate_edition"):
        out = out.filter(article__created_by=person)
    newest = out.order_by("-published_at", "-pk").values("pk")[:MOST_LOOKED_AT]
    return Edition.objects.filter(pk__in=newest)


def lacking(language: str) -> Q:
    """Of originals: nobody has begun the story in that language."""
    begun = Edition.objects.filter(article=OuterRef("article"), language=language)
    return ~Q(article__original_language=language) & ~Exists(begun)


def counts(person: Account, now: datetime) -> dict[str, int]:
    """How many wait for each language: one query."""
    asked = {f"lacks_{code}": Count("pk", filter=lacking(code)) for code in LANGUAGES}
    found = originals(person, now).aggregate(**asked)
    return {code: found[f"lacks_{code}"] for code in LANGUAGES}


def waiting(person: Account, now: datetime, into: Iterable[str], before: str = "") -> Page:
    """Stories that lack one of the languages `into`: breaking first, then the newest.

    `before` is the key of the page before; ValueError where that is none.
    """
    lacks = Q(pk=None)
    for code in into:
        lacks |= lacking(code)
    is_breaking = Q(article__breaking_until__gt=now)
    rows = originals(person, now).filter(lacks)
    if before:
        rows = rows.exclude(is_breaking).before(before)
    burns = Case(When(is_breaking, then=Value(0)), default=Value(1))
    rows = rows.order_by(burns, "-published_at", "-pk").select_related("article__section")
    found = list(with_cells(rows.defer(*UNREAD), person)[: MOST_WAITING + 1])
    shown = found[:MOST_WAITING]
    return Page(
        [row(each.article, person, wanted=tuple(into), words=count_words(each.body))
         for each in shown],
        key(shown[-1]) if len(found) > MOST_WAITING else "",
    )  # fmt: skip


def begun(person: Account) -> list[Edition]:
    """This person's own translations that are in their hands, what moved last first."""
    rows = Edition.objects.known_to(person).filter(created_by=person, state__in=WITH_THE_WRITER)
    return list(of_lists(rows.translations()).order_by("-moved_at", "-pk")[:MOST_OWN])


def out_of_date_for(person: Account) -> list[Edition]:
    """Translations whose original says something else by now, the newest change first."""
    rows = newest_out_of_date(Edition.objects.visible_to(person).filter(is_open(person)))
    rows = of_lists(rows.filter(state__in=IN_HAND)).order_by("-told", "-pk")
    return list(rows[:MOST_OWN])


def of_lists(rows: QuerySet[Edition]) -> QuerySet[Edition]:
    return rows.select_related("article__section").defer("body", *UNREAD)


def stories(person: Account) -> QuerySet[Article]:
    rows = Edition.objects.visible_to(person).filter(is_open(person), article=OuterRef("pk"))
    return Article.objects.filter(Exists(rows))


def standing(
    person: Account, *, is_out_of_date: bool = False, missing: str = "", section: str = "",
    before: int | None = None,
) -> Page:  # fmt: skip
    """Stories with all their languages, those that were begun last first; `before` as in a key."""
    rows = stories(person)
    if is_out_of_date:
        in_hand = Edition.objects.filter(state__in=IN_HAND, pk__in=translated())
        keys = list(out_of_date(in_hand).values_list("pk", flat=True))
        seen = Edition.objects.visible_to(person).filter(pk__in=keys)
        rows = rows.filter(pk__in=list(seen.values_list("article", flat=True)))
    if missing:
        there = Edition.objects.filter(article=OuterRef("pk"), language=missing)
        rows = rows.filter(~Exists(there))
    if section:
        rows = rows.filter(section__slug=section)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    rows = rows.select_related("section").prefetch_related(*editions_of(person))
    found = list(rows.order_by("-pk")[: MOST_STORIES + 1])
    shown = found[:MOST_STORIES]
    is_cut = len(found) > MOST_STORIES
    return Page([row(each, person) for each in shown], str(shown[-1].pk) if is_cut else "")


def with_cells(rows: QuerySet[Edition], person: Account) -> QuerySet[Edition]:
    return rows.prefetch_related(*editions_of(person, "article__editions"))


def editions_of(person: Account, through: str = "editions") -> tuple[Prefetch, Prefetch]:
    """Those that this person may open, with whether they are out of date; the languages of all."""
    same = Edition.objects.filter(pk=OuterRef("pk"))
    seen = Edition.objects.visible_to(person).annotate(is_out_of_date=Exists(out_of_date(same)))
    every = Edition.objects.only("article_id", "language")
    return (
        Prefetch(through, seen.defer("body", *UNREAD), "seen"), Prefetch(through, every, "every")
    )  # fmt: skip


def row(article: Any, person: Account, *, wanted: tuple[str, ...] = (), words: int = 0) -> Row:
    """`article` with what `editions_of` fetched. `wanted`: it can be begun in these languages;
    none: in all."""
    seen = {each.language: each for each in article.seen}
    first = article.original_language
    told = seen.get(first) or next(iter(article.seen))
    cells = [cell(article, code, seen, person, wanted or tuple(LANGUAGES)) for code in LANGUAGES]
    return Row(article, told, cells, words)


def cell(
    article: Any, code: str, seen: dict[str, Any], person: Account, wanted: tuple[str, ...]
) -> Cell:  # fmt: skip
    language, edition = LANGUAGES[code], seen.get(code)
    is_original = code == article.original_language
    if edition:
        url = reverse("admin:articles_edition_change", args=[edition.pk])
        is_out_of_date = edition.is_out_of_date and edition.state in IN_HAND
        return Cell(language, edition, url, is_original, is_out_of_date)
    if any(each.language == code for each in article.every):
        return Cell(language, is_original=is_original, hidden=True)
    url = begin(article, code) if code in wanted and may_translate(person, article) else ""
    return Cell(language, url=url, is_original=is_original)


def begin(article: Article, code: str) -> str:
    return f"{reverse('admin:articles_edition_add')}?article={article.pk}&language={code}"
