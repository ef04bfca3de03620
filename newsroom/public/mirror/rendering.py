"""One address of the site, made into files of a mirror."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Mapping

from django.conf import settings
from django.core.files.storage import default_storage

from newsroom.delivery.mirror.asking import Answer, ask
from newsroom.delivery.mirror.ledger import Made, shared
from newsroom.delivery.mirror.links import Rewriter, relative
from newsroom.delivery.mirror.signing import File
from newsroom.delivery.mirror.trees import Tree
from newsroom.delivery.record import recording
from newsroom.media.renditions import NAME
from newsroom.public.mirror import own, search
from newsroom.public.mirror.places import Places, file_of
from newsroom.public.mirror.seeds import Seed
from newsroom.public.mirror.standing import Standing

#: As `defences.PUBLIC`, for a page without headers; opened from a disk it is not itself a "self".
POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
    " script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:;"
    " font-src 'self' file:; form-action 'self' file:; base-uri 'none'\">"
)
CHARSET = '<meta charset="utf-8">'
#: The day on which a page is read: of a page that is carried, that is never the day it was made.
TODAY = re.compile(r'\s*<span class="today">.*?</span>', re.S)
#: A file opened from a disk may load no font ahead; the style sheet asks for it all the same, and
#: what is set before it came is set in it then: "optional" would leave the page without it.
AHEAD = re.compile(r'<link rel="preload" as="font"[^>]*>\s*')
LATE = "font-display:optional", "font-display:fallback"
PHOTO = re.compile(rf"photos/\w+/{NAME}")
PACKED = re.compile(r"\.(html|xml|txt|json|js|css|svg|rss|atom|py)\Z")
PAGES = (200, 404, 410)
#: How long a card may have to wait for others', in tries and seconds.
TRIES, PAUSE = 600, 0.1
log = logging.getLogger(__name__)


class Refused(Exception):
    """The site answered with a failure."""


class Renderer:
    def __init__(
        self,
        tree: Tree,
        places: Places,
        seeds: Mapping[str, Seed],
        standing: Standing,
        url: str,
    ) -> None:
        self.tree, self.places, self.seeds = tree, places, seeds
        self.standing, self.url = standing, url
        self.parts = search.parts(standing)

    def attempt(self, address: str) -> tuple[str, Made | None]:
        """None where it failed; the log says where, and no word of a story."""
        try:
            return address, self.made(address)
        except Exception:
            log.exception("A page of the mirror failed")
            return address, None

    def made(self, address: str) -> Made:
        seed = self.seeds.get(address, Seed())
        rewriter = Rewriter(settings.SITE_URL, self.url, self.places.resolve)
        with recording() as record:
            files = self.files(address, seed, rewriter)
        tags = seed.tags | record.tags | ({"site"} if address not in self.seeds else set())
        # What is scheduled comes with marks of its own, and no mirror says what day it is.
        until = record.own_until.timestamp() if record.own_until else None
        # Each is looked up: to take all seeds away from them would go through all, for every page.
        links = [link for link in rewriter.found if link != address and link not in self.seeds]
        told = shared(sorted(tags)), tuple(sorted(links))
        return Made(address, tuple(files), *told, until, seed.onward)

    def files(self, address: str, seed: Seed, rewriter: Rewriter) -> list[File]:
        at = file_of(address)
        if seed.onward:
            return self.onward(address, seed.onward)
        if address in self.parts:
            return self.put(at, search.part(self.standing, self.parts[address]))
        if address.startswith("/search-index/"):
            return self.put(at, search.contents(self.standing, address.split("/")[2]))
        if seed.make:
            shown_at = None if seed.is_anywhere else at
            return self.put(at, self.page(seed.make(address), shown_at, rewriter))
        if address.startswith(settings.MEDIA_URL):
            return self.photo(address, at)
        return self.asked(address, at, rewriter)

    def asked(self, address: str, at: str, rewriter: Rewriter) -> list[File]:
        answer = patiently(address)
        if answer.status in (301, 302):
            own = rewriter.own(answer.location)
            return self.onward(address, own) if own else []
        if answer.status not in PAGES:
            raise Refused(f"The site answered with {answer.status}")
        if not self.tree.takes(at) or answer.status != 200 and not at.endswith(".html"):
            # Such as a link of a story to /a//b, or to /sections: that is a folder here.
            return []
        if answer.type == "text/html":
            # What does not exist has a page only where the site's own links lead to it.
            return self.put(at, self.page(answer.content.decode(), at, rewriter))
        if answer.status != 200:
            return []
        if answer.type == "text/css":
            text = answer.content.decode().replace(*LATE)
            return self.put(at, rewriter.sheet(text, at, address))
        if PACKED.search(at):
            return self.put(at, rewriter.whole(answer.content.decode()))
        return self.tree.put(at, answer.content)

    def page(self, text: str, at: str | None, rewriter: Rewriter) -> str:
        text = AHEAD.sub("", TODAY.sub("", text))
        return rewriter.page(text, at).replace(CHARSET, f"{CHARSET}\n{POLICY}", 1)

    def onward(self, address: str, location: str) -> list[File]:
        target, at = self.places.resolve(location), file_of(address)
        if target is None or not at.endswith(".html"):
            return []
        link = relative(target.file, at)
        return self.put(at, own.onward(address, target.address, link, self.url))

    def photo(self, address: str, at: str) -> list[File]:
        """From where the web server gives it out, by the same rules."""
        name = address.removeprefix(settings.MEDIA_URL)
        if not PHOTO.fullmatch(name) or not default_storage.exists(name):
            return []
        with default_storage.open(name) as file:
            return self.tree.put(at, file.read())

    def put(self, at: str, text: str) -> list[File]:
        return self.tree.put(at, text.encode(), packed=bool(PACKED.search(at)))


def patiently(address: str) -> Answer:
    """Cards are drawn one at a time on a machine; readers go before a mirror."""
    for _ in range(TRIES):
        answer = ask(address)
        if answer.status != 503:
            break
        time.sleep(PAUSE)
    return answer
