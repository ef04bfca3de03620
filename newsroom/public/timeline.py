"""The days of a topic as readers get them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from newsroom.articles.expecting import expect
from newsroom.articles.models import Edition, Moment, Topic
from newsroom.articles.querysets import NOT_ON_CARDS
from newsroom.prepared import Prepared, any_of, param
from newsroom.public.page import active

MOMENTS = Prepared(
    lambda: (
        Moment.objects.filter(topic__in=any_of("topics"))
        .select_related("edition")
        .defer(*(f"edition__{name}" for name in NOT_ON_CARDS))
    )
)
TOLD = Prepared(
    lambda: Edition.objects.published(param("now")).filter(article__in=any_of("articles")).narrow()
)


@dataclass(frozen=True)
class Day:
    """`edition` None: no story, or none that readers of this language have."""

    date: date
    text: str
    language: str
    edition: Edition | None = None


def timeline(topic: Topic) -> list[Day]:
    """The earliest first."""
    return timelines([topic])[topic.pk]


def timelines(topics: Sequence[Topic]) -> dict[int, list[Day]]:
    """By topic; two queries however many there are, one where no story is named."""
    moments = MOMENTS.all(topics=[topic.pk for topic in topics])
    stories = with_readers(moments)
    found: dict[int, list[Day]] = {topic.pk: [] for topic in topics}
    for moment in moments:
        if told := day_of(moment, stories):
            found[moment.topic_id].append(told)
    return found


def with_readers(moments: Iterable[Moment]) -> dict[int, dict[str, Edition]]:
    """By article and language, what readers have of the stories."""
    articles = {moment.edition.article_id for moment in moments if moment.edition}
    found: dict[int, dict[str, Edition]] = {}
    if articles:
        expect(articles)
        for edition in TOLD.all(articles=articles, now=timezone.now()):
            found.setdefault(edition.article_id, {})[edition.language] = edition
    return found


def day_of(moment: Moment, stories: dict[int, dict[str, Edition]]) -> Day | None:
    """None also for a story that is with no reader any more: the line may say what had to go."""
    out = stories.get(moment.edition.article_id) if moment.edition else {}
    if out is None:
        return None
    story = out.get(active())
    text, language = moment.named("text")
    if not text and story:
        text, language = story.headline, story.language
    return Day(moment.date, text, language, story) if text else None
