"""Links to videos elsewhere: a paragraph that is nothing but one is shown as a card."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from newsroom.text.markup import plain

#: A paragraph that is one link, or one address that nobody made a link of.
LINK = re.compile(
    r"<p(?P<said>(?: [^>]*)?)>"
    r'(?:<a href="(?P<href>[^"]*)"[^>]*>(?P<words>.*)</a>|(?P<bare>https?://[^\s<>"]+))</p>'
)


@dataclass(frozen=True)
class Platform:
    """`hosts` without www. and m.; `path` of a page with one video; `kept`: what of a query says
    which video, all else says who shares it; without `needed` it is none."""

    name: str
    hosts: tuple[str, ...]
    path: str
    kept: tuple[str, ...] = ()
    needed: str = ""


KEY = r"[\w-]+"
CHANNEL = r"(?!(?:share|joinchat|addstickers)/)\w{4,}"
PLATFORMS = (
    Platform("YouTube", ("youtube.com", "music.youtube.com"), r"/watch", ("v", "t", "list"), "v"),
    Platform("YouTube", ("youtube.com",), rf"/(?:shorts|live|embed|v)/{KEY}", ("t", "start")),
    Platform("YouTube", ("youtube-nocookie.com",), rf"/embed/{KEY}", ("start",)),
    Platform("YouTube", ("youtu.be",), rf"/{KEY}", ("t",)),
    Platform("Vimeo", ("vimeo.com",), rf"(?:/channels/{KEY})?/\d+(?:/{KEY})?", ("h",)),
    Platform("Vimeo", ("player.vimeo.com",), r"/video/\d+", ("h",)),
    Platform("Dailymotion", ("dailymotion.com",), rf"(?:/embed)?/video/{KEY}", ("start",)),
    Platform("Dailymotion", ("dai.ly",), rf"/{KEY}", ("start",)),
    Platform("Facebook", ("facebook.com",), r"/watch|/video\.php", ("v",), "v"),
    Platform("Facebook", ("facebook.com",), r"/[\w.-]+/videos/(?:[\w.%-]+/)?\d+|/reel/\d+"),
    Platform("Facebook", ("facebook.com",), rf"/share/[vr]/{KEY}"),
    Platform("Facebook", ("fb.watch",), rf"/{KEY}"),
    Platform("X", ("x.com", "twitter.com"), r"/\w+/status/\d+(?:/video/\d)?"),
    Platform("TikTok", ("tiktok.com",), rf"/@[\w.-]+/video/\d+|/t/{KEY}"),
    Platform("TikTok", ("vm.tiktok.com", "vt.tiktok.com"), rf"/{KEY}"),
    Platform("Telegram", ("t.me", "telegram.me"), rf"/(?:s/)?{CHANNEL}/\d+(?:/\d+)?"),
)  # fmt: skip


@dataclass(frozen=True)
class Video:
    """`url` without what tells who shared it. `words` are the link's own, "" where they are but an
    address; `language` and `direction` are the paragraph's, "" where they are the text's."""

    platform: str
    url: str
    words: str = ""
    language: str = ""
    direction: str = ""


def video(unit: str) -> Video | None:
    """Of one outermost block of stored text; None where it is no lone link to a known platform."""
    found = LINK.fullmatch(unit)
    if found is None or "<a " in (found["words"] or ""):
        return None
    where = known(html.unescape(found["href"] or found["bare"]))
    if where is None:
        return None
    words = plain(f"<p>{found['words'] or ''}</p>")
    is_address = re.match(r"(?:https?://)?[\w.-]+\.[a-z]+/\S*$", words)
    if is_address or not words:
        return Video(*where)
    said = dict(re.findall(r'(dir|lang)="([^"]*)"', found["said"]))
    return Video(*where, words, language=said.get("lang", ""), direction=said.get("dir", ""))


def known(url: str) -> tuple[str, str] | None:
    """The platform, and the address there."""
    try:
        said = urlsplit(url)
        is_plain = said.scheme in ("http", "https") and said.port in (None, 80, 443)
    except ValueError:
        return None
    if not is_plain or said.username or said.password or not said.hostname:
        return None
    host = re.sub(r"^(?:www|m|mobile)\.", "", said.hostname)
    path = said.path.rstrip("/")
    asked = dict(parse_qsl(said.query))
    for each in PLATFORMS:
        if host in each.hosts and re.fullmatch(each.path, path, re.ASCII):
            is_one = not each.needed or each.needed in asked
            return (each.name, address(each, said.hostname, path, said.query)) if is_one else None
    return None


def address(platform: Platform, host: str, path: str, query: str) -> str:
    kept = [(name, value) for name, value in parse_qsl(query) if name in platform.kept]
    return f"https://{host}{path}" + (f"?{urlencode(kept)}" if kept else "")
