"""Addresses that exist once, whatever the language."""

from django.urls import path

from newsroom.public import converters, sitemaps  # noqa: F401 (converters register themselves)
from newsroom.public.views import preview, ready

urlpatterns = [
    path("preview/<str:token>/", preview.lent, name="preview"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.others, name="sitemap_pages"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("sitemap-<year:year>-<month:month>.xml", sitemaps.month, name="sitemap_month"),
    path("healthz/", ready.alive, name="alive"),
    path("readyz/", ready.ready, name="ready"),
    path("favicon.ico", sitemaps.favicon, name="favicon"),
    path("robots.txt", sitemaps.robots, name="robots"),
]
