"""What a request asks for: the key of a page, made of its path and the query that the path knows.

Nothing else that a request says reaches the key, or the page: that is rendered for a request of our
own making.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.utils.module_loading import import_string

Environ = dict[str, Any]
#: What a path knows of a query; None: its answers are not kept.
Known = Callable[[str], Collection[str] | None]

LONGEST_KEY = 1000
MOST_FIELDS = 30
#: Names that were asked for and are ours, and those that are not.
hosts: dict[str, bool] = {}
MOST_HOSTS = 1000


@dataclass(frozen=True, slots=True)
class Rules:
    """What of the settings every request asks for, read once: Django's own are slow to ask."""

    never_kept: tuple[str, ...]
    is_tls: bool
    proxy_header: str
    proxy_secure: str
    has_cdn: bool

    @classmethod
    def of_settings(cls) -> Rules:
        name, secure = settings.SECURE_PROXY_SSL_HEADER or ("", "https")
        never, tls = tuple(settings.NEVER_KEPT), settings.SECURE_SSL_REDIRECT
        return cls(never, tls, str(name), str(secure), bool(settings.CDN))


def key_of(environ: Environ, rules: Rules, path: str) -> str | None:
    """None where nothing that is kept may answer: Django does, or refuses. `path` as WSGI has it,
    each byte a character."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ.get("SCRIPT_NAME"):
        return None
    if not is_ours(str(environ.get("HTTP_HOST", environ["SERVER_NAME"]))) or is_sent_to_tls(
        environ, rules
    ):
        return None
    # A "?" in the path itself (%3F) would read as the beginning of a query.
    if "?" in path or path.startswith(rules.never_kept):
        return None
    query = environ.get("QUERY_STRING")
    key = with_query(path, query) if query else path
    return key if key and len(key) <= LONGEST_KEY else None


def with_query(path: str, query: str) -> str | None:
    """The path with what it knows of the query, in one order; of a name the last, as Django reads
    it; what says nothing is left out."""
    known = known_query()(path)
    if known is None:
        return None
    try:
        fields = parse_qsl(query, max_num_fields=MOST_FIELDS)
    except ValueError:
        return None
    asked = {name: text for name, text in fields if name in known}
    return f"{path}?{urlencode(sorted(asked.items()))}" if asked else path


@cache
def known_query() -> Known:
    return import_string(settings.KEPT_PAGES_QUERIES)


def is_ours(host: str) -> bool:
    """As Django decides it. Forwarded names are never believed (settings.py)."""
    found = hosts.get(host)
    if found is None:
        found = validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS) and bool(host)
        if len(hosts) >= MOST_HOSTS:
            hosts.clear()
        hosts[host] = found
    return found


def is_sent_to_tls(environ: Environ, rules: Rules) -> bool:
    """As Django's own `is_secure`, of which it redirects what is not."""
    if not rules.is_tls:
        return False
    forwarded = str(environ.get(rules.proxy_header, environ["wsgi.url_scheme"]))
    return forwarded.split(",")[0].strip() != rules.proxy_secure


def is_somebody(environ: Environ) -> bool:
    """Whoever signed in gets what is kept, and is the cause of no page."""
    cookies = environ.get("HTTP_COOKIE", "")
    return "HTTP_AUTHORIZATION" in environ or f"{settings.SESSION_COOKIE_NAME}=" in cookies


def may_render() -> bool:
    """Pages are rendered as they are asked for at the site's own address."""
    return is_ours(urlsplit(settings.SITE_URL).netloc)


def bare(key: str) -> Environ:
    """A request for that page that says nothing else: from nobody, by the site's own address."""
    path, _mark, query = key.partition("?")
    site = urlsplit(settings.SITE_URL)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "REMOTE_ADDR": "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
