"""The reader's doors, once in each language."""

from django.urls import path, register_converter

from newsroom.public import feeds
from newsroom.public.views import archive, article, errors, front, lists, search
from newsroom.text.slugs import SLUG_PATTERN


class UnicodeSlug:
    """Django's own `slug` knows only ASCII."""

    regex = SLUG_PATTERN

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(UnicodeSlug, "uslug")

app_name = "public"
urlpatterns = [
    path("", front.front, name="front"),
    path("feed.rss", feeds.newest, name="feed"),
    path("articles/<int:pk>/", article.article, name="article_by_id"),
    path("articles/<int:pk>/<uslug:slug>/", article.article, name="article"),
    path("sections/<slug:slug>/", lists.section, name="section"),
    path("sections/<slug:slug>/feed.rss", feeds.section, name="section_feed"),
    path("regions/<slug:slug>/", lists.region, name="region"),
    path("regions/<slug:slug>/feed.rss", feeds.region, name="region_feed"),
    path("topics/<slug:slug>/", lists.topic, name="topic"),
    path("topics/<slug:slug>/feed.rss", feeds.topic, name="topic_feed"),
    path("correspondents/<uslug:slug>/", lists.correspondent, name="correspondent"),
    path("correspondents/<uslug:slug>/feed.rss", feeds.correspondent, name="correspondent_feed"),
    path("archive/", archive.years, name="archive"),
    path("archive/<int:year>/<int:month>/", archive.month, name="month"),
    path("search/", search.search, name="search"),
    path("<path:rest>", errors.nowhere),
]
