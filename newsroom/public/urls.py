"""The reader's doors, once in each language."""

from django.urls import path

from newsroom.public import converters, feeds  # noqa: F401 (converters register themselves)
from newsroom.public.views import archive, article, card, corrections, front, lists, search

app_name = "public"
urlpatterns = [
    path("", front.front, name="front"),
    path("feed.rss", feeds.newest, name="feed"),
    path("articles/<key:pk>/", article.article, name="article_by_id"),
    path("articles/<key:pk>/<uslug:slug>/", article.article, name="article"),
    path("articles/<key:pk>/changes/<key:correction>/", corrections.change, name="change"),
    path("cards/<key:pk>-<digest:digest>.jpg", card.card, name="card"),
    path("corrections/", corrections.log, name="corrections"),
    path("corrections/feed.rss", feeds.corrections, name="corrections_feed"),
    path("sections/<slug:slug>/", lists.section, name="section"),
    path("sections/<slug:slug>/feed.rss", feeds.section, name="section_feed"),
    path("regions/<slug:slug>/", lists.region, name="region"),
    path("regions/<slug:slug>/feed.rss", feeds.region, name="region_feed"),
    path("topics/<slug:slug>/", lists.topic, name="topic"),
    path("topics/<slug:slug>/feed.rss", feeds.topic, name="topic_feed"),
    path("correspondents/<uslug:slug>/", lists.correspondent, name="correspondent"),
    path("correspondents/<uslug:slug>/feed.rss", feeds.correspondent, name="correspondent_feed"),
    path("archive/", archive.years, name="archive"),
    path("archive/<year:year>/<month:month>/", archive.month, name="month"),
    path("search/", search.search, name="search"),
]
