"""Links to videos elsewhere: a paragraph that is nothing but one is shown as a card."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from newsroom.text.markup import plain

#: A paragraph that is one link, or one address that nobody made a link of.
LINK = re.compile(r'<p(?: [^>]*)?>(?:<a href="([^"]*)"[^>]*>(.*)</a>|(https?://[^\s<>"]+))</p>')


@dataclass(frozen=True)
class Platform:
    """`hosts` without www. and m.; `path` of a page with one video; `kept`: what of a query says
    which video, all else says who shares it."""

    name: str
    hosts: tuple[str, ...]
    path: str
    kept: tuple[str, ...] = ()


KEY = r"[\w-]+"
PLATFORMS = (
    Platform("YouTube", ("youtube.com", "music.youtube.com"), r"/watch", ("v", "t", "list")),
    Platform("YouTube", ("youtube.com",), rf"/(?:shorts|live|embed|v)/{KEY}", ("t", "start")),
    Platform("YouTube", ("youtube-nocookie.com",), rf"/embed/{KEY}", ("start",)),
    Platform("YouTube", ("youtu.be",), rf"/{KEY}", ("t",)),
    Platform("Vimeo", ("vimeo.com",), rf"(?:/channels/{KEY})?/\d+(?:/{KEY})?", ("h",)),
    Platform("Vimeo", ("player.vimeo.com",), r"/video/\d+", ("h",)),
    Platform("Dailymotion", ("dailymotion.com",), rf"(?:/embed)?/video/{KEY}", ("start",)),
    Platform("Dailymotion", ("dai.ly",), rf"/{KEY}", ("start",)),
    Platform("Facebook", ("facebook.com",), r"/watch|/video\.php", ("v",)),
    Platform("Facebook", ("facebook.com",), r"/[\w.-]+/videos/(?:[\w.%-]+/)?\d+|/reel/\d+"),
    Platform("Facebook", ("facebook.com",), rf"/share/[vr]/{KEY}"),
    Platform("Facebook", ("fb.watch",), rf"/{KEY}"),
    Platform("X", ("x.com", "twitter.com"), r"/\w+/status/\d+(?:/video/\d)?"),
    Platform("TikTok", ("tiktok.com",), rf"/@[\w.-]+/video/\d+|/t/{KEY}"),
    Platform("TikTok", ("vm.tiktok.com", "vt.tiktok.com"), rf"/{KEY}"),
    Platform("Telegram", ("t.me", "telegram.me"), r"/(?:s/)?\w{4,}/\d+(?:/\d+)?"),
)  # fmt: skip


@dataclass(frozen=True)
class Video:
    """`url` without what tells who shared it. `words` are the link's own, "" where they are but an
    address."""

    platform: str
    url: str
    words: str = ""


def video(unit: str) -> Video | None:
    """Of one outermost block of stored text; None where it is no lone link to a known platform."""
    found = LINK.fullmatch(unit)
    if found is None or "<a " in (found[2] or ""):
        return None
    words = plain(f"<p>{found[2] or ''}</p>")
    is_address = re.match(r"(?:https?://)?[\w.-]+\.[a-z]+/\S*$", words)
    return known(html.unescape(found[1] or found[3]), "" if is_address else words)


def known(url: str, words: str) -> Video | None:
    try:
        said = urlsplit(url)
        is_plain = said.scheme in ("http", "https") and said.port in (None, 80, 443)
    except ValueError:
        return None
    if not is_plain or said.username or said.password or not said.hostname:
        return None
    host = re.sub(r"^(?:www|m|mobile)\.", "", said.hostname)
    path = said.path.rstrip("/")
    for each in PLATFORMS:
        if host in each.hosts and re.fullmatch(each.path, path, re.ASCII):
            return Video(each.name, address(each, said.hostname, path, said.query), words)
    return None


def address(platform: Platform, host: str, path: str, query: str) -> str:
    kept = [(name, value) for name, value in parse_qsl(query) if name in platform.kept]
    return f"https://{host}{path}" + (f"?{urlencode(kept)}" if kept else "")
