import re
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.encoding import escape_uri_path

from newsroom.accounts.languages import of_path
from newsroom.public.languages import LITE
from newsroom.public.page import page
from newsroom.public.views.lists import newest
from newsroom.public.whereabouts import onward
from newsroom.text.languages import LANGUAGES

#: Words in an address: letters and marks, no numbers.
WORDS = re.compile(r"[^\W\d_]{2,}")
#: What addresses have beside words, ours and others'.
OURS = {
    *LANGUAGES, LITE, "articles", "sections", "regions", "topics", "correspondents", "kinds",
    "archive", "search", "corrections", "html", "htm", "php", "asp", "aspx", "index", "feed", "rss",
    "www", "amp", "news", "post", "category", "tag", "page",
}  # fmt: skip
LONGEST_QUERY = 80


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for what does not exist, what is not public yet, and what no longer is."""
    small = request.path.lower()
    if is_public_page(small) and not is_public_page(request.path):
        return onward(request, escape_uri_path(small))
    return page(request, "404.html", status=404, query=words_in(request), latest=newest())


def words_in(request: HttpRequest) -> str:
    """What somebody who came by such an address may have looked for, for the search; nothing of a
    preview's, which is a secret."""
    is_elsewhere = request.resolver_match and "public" not in request.resolver_match.namespaces
    words = [] if is_elsewhere else WORDS.findall(unquote(request.path).lower())
    return " ".join(word for word in words if word not in OURS)[:LONGEST_QUERY]


def is_public_page(path: str) -> bool:
    """Phones begin with a capital whatever is typed first: /Articles/, /En/."""
    with translation.override(of_path(path)):
        try:
            return resolve(path).namespaces[:1] == ["public"]
        except Resolver404:
            return False
