"""Addresses that exist once, whatever the language."""

from django.urls import path

from newsroom.public import sitemaps

urlpatterns = [
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<int:year>-<int:month>.xml", sitemaps.month, name="sitemap_month"),
    path("favicon.ico", sitemaps.favicon, name="favicon"),
    path("robots.txt", sitemaps.robots, name="robots"),
]
