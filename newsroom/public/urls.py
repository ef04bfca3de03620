"""The reader's doors, once in each language; every page a second time, text alone, under `lite/`.

Each page has one address, the one with a name here. Those of stories and lists are also found
without the slash at the end, or with what a mail program took for part of a link: `)`, `.`, `»`.
"""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, include, path, re_path

from newsroom.public.converters import Segment
from newsroom.public.feeds import views as feeds
from newsroom.public.views import (
    archive,
    article,
    card,
    corrections,
    feedback,
    front,
    indexes,
    lists,
    search,
    trust,
)

CLINGS = r"(?:/[^\w/]{0,20})?\Z"


def listed(kind: str, folder: str) -> list[URLPattern]:
    view = getattr(lists, kind)
    return [
        path(f"{folder}/<segment:slug>/", view, name=kind),
        re_path(f"^{folder}/(?P<slug>{Segment.regex}){CLINGS}", view),
    ]


pages = [
    path("", front.front, name="front"),
    path("articles/<key:pk>/", article.article, name="article_by_id"),
    path("articles/<key:pk>/feedback/", feedback.feedback, name="feedback"),
    path("articles/<key:pk>/feedback/thanks/", feedback.thanks, name="feedback_thanks"),
    path("articles/<key:pk>/<uslug:slug>/", article.article, name="article"),
    path("articles/<key:pk>/changes/<key:correction>/", corrections.change, name="change"),
    re_path(rf"^articles/(?P<pk>[0-9]{{1,18}})[^\w/]{{0,20}}(?:/[^/]*)?{CLINGS}", article.article),
    path("corrections/", corrections.log, name="corrections"),
    *listed("section", "sections"),
    *listed("region", "regions"),
    *listed("topic", "topics"),
    *listed("correspondent", "correspondents"),
    path("regions/", indexes.regions, name="regions"),
    path("topics/", indexes.topics, name="topics"),
    path("correspondents/", indexes.correspondents, name="correspondents"),
    path("kinds/<segment:slug>/", lists.kind, name="kind"),
    path("archive/", archive.years, name="archive"),
    path("archive/<year:year>/<month:month>/", archive.month, name="month"),
    path("about/", trust.about, name="about"),
    path("about/<segment:slug>/", trust.trust, name="trust"),
    path("search/", search.search, name="search"),
]


def fed(name: str, folder: str, view: Callable[..., HttpResponse]) -> list[URLPattern]:
    """In all forms; asked for without one, the address is that of RSS."""
    return [
        path(f"{folder}feed.<form:form>", view, name=name),
        path(f"{folder}feed.rss", view, {"form": "rss"}, name=name),
    ]


#: Before the pages: what clings to a list's address would take these for its own.
files = [
    *fed("feed", "", feeds.newest),
    *fed("corrections_feed", "corrections/", feeds.corrections),
    *fed("section_feed", "sections/<segment:slug>/", feeds.section),
    *fed("region_feed", "regions/<segment:slug>/", feeds.region),
    *fed("topic_feed", "topics/<segment:slug>/", feeds.topic),
    *fed("kind_feed", "kinds/<segment:slug>/", feeds.kind),
    *fed("correspondent_feed", "correspondents/<segment:slug>/", feeds.correspondent),
    path("cards/<key:pk>-<digest:digest>.jpg", card.card, name="card"),
]

app_name = "public"
urlpatterns = [*files, *pages, path("lite/", include((pages, "lite")))]
