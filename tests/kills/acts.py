"""What people do while the server dies, and what they may rely on once they had an answer.

Each act is prepared while the server lives and sent when `send()` is called; `confirm()` is asked
afterwards, and returns what has to be there.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import uuid4

from PIL import Image

from kills.browser import Answer, Browser, Fields, Files

STORIES, PHOTOS = "/admin/articles/edition/", "/admin/media/photo/"
#: Moves that need a note, or nothing, on both kinds of thing.
NOTE = {"return", "hold", "hold_back", "spike", "take_down", "withdraw"}
PLAIN = {"submit", "take", "approve", "recall", "reopen", "release", "revive", "unschedule"}


@dataclass
class Act:
    who: Browser
    path: str
    fields: Fields
    told: dict[str, Any]
    files: Files = field(default_factory=dict)
    #: Sent again as it is where no answer came, as a phone on a bad link does.
    is_sent_again: bool = False

    @property
    def kind(self) -> str:
        return self.told["act"]

    def send(self) -> Answer:
        return self.who.post(self.path, self.fields, self.files)

    def confirm(self, answer: Answer) -> dict[str, Any] | None:
        if answer.status != 302:
            return None
        if self.kind == "moved" and "Done: " not in self.who.get(answer.location).page:
            return None
        return self.told


class Newsroom:
    """Knows what the desk's lists show, and thinks up what to do next."""

    def __init__(self, people: dict[str, Browser], chance: Random):
        self.people, self.chance, self.moves = people, chance, {}

    def next(self) -> Act | None:
        often = {self.file: 3, self.save: 3, self.move: 4, self.photo: 2, self.clear: 5}
        (act,) = self.chance.choices(list(often), often.values())
        return act()

    def word(self) -> str:
        return f"برقية {uuid4().hex[:12]}"

    def listed(self, who: str, path: str) -> list[int]:
        page = self.people[who].get(path).page
        return sorted({int(pk) for pk in re.findall(rf"{path}(\d+)/change/", page)})

    def file(self) -> Act:
        who, key, headline = self.people["reporter"], str(uuid4()), self.word()
        captions = [self.word() for _ in range(self.chance.randint(0, 2))]
        is_submitted = self.chance.random() < 0.6
        fields = {
            "key": [key], "language": ["ar"], "headline": [headline], "signing": ["desk"],
            "body": ["فقرة أولى.\n\nفقرة ثانية."], "section": ["1"], "place": ["3"],
            "submit" if is_submitted else "save": ["1"],
        } | {f"caption_{number}": [each] for number, each in enumerate(captions, 1)}  # fmt: skip
        files = {f"picture_{number}": self.picture() for number in range(1, len(captions) + 1)}
        told = {"act": "filed", "key": key, "headline": headline, "captions": captions,
                "submitted": is_submitted}  # fmt: skip
        return Act(who, "/admin/file/", fields, told, files, is_sent_again=True)

    def picture(self) -> tuple[str, bytes]:
        out = io.BytesIO()
        noise = Image.frombytes("RGB", (60, 40), self.chance.randbytes(7200))
        noise.resize((420, 280)).save(out, "JPEG")
        return "picture.jpg", out.getvalue()

    def save(self) -> Act | None:
        who = self.people["editor"]
        if not (pks := self.listed("editor", STORIES)):
            return None
        pk = self.chance.choice(pks)
        path, headline = f"{STORIES}{pk}/change/", self.word()
        fields = who.get(path).forms.having("headline")
        if not fields:
            return None
        fields |= {"headline": [headline], "body": [f"<p>{headline}</p>"], "_continue": ["1"]}
        return Act(who, path, fields, {"act": "saved", "pk": pk, "headline": headline})

    def move(self) -> Act | None:
        return self.step("chief", STORIES, "edition", NOTE | PLAIN)

    def clear(self) -> Act | None:
        return self.step("photo", PHOTOS, "photo", {"publish", "withdraw"})

    def step(self, name: str, path: str, kind: str, verbs: set[str]) -> Act | None:
        who = self.people[name]
        if not (pks := self.listed(name, path)):
            return None
        pk = self.chance.choice(pks)
        page = who.get(f"{path}{pk}/change/")
        offered = {value for name, value in page.forms.buttons if name == "_move"}
        offered |= set(re.findall(rf"{path}{pk}/move/(\w+)/", page.page))
        if not (possible := sorted(offered & verbs)):
            return None
        verb = self.chance.choice(possible)
        asked = who.get(f"{path}{pk}/move/{verb}/")
        fields = asked.forms.having("seen") | {"note": ["سبب مكتوب"], "told": ["1"]}
        told = {"act": "moved", "kind": kind, "pk": pk, "verb": verb}
        return Act(who, f"{path}{pk}/move/{verb}/", fields, told)

    def photo(self) -> Act:
        alt = self.word()
        fields = {
            "alt_ar": [alt], "credit_ar": ["طرفاء"], "rights": ["own"], "depicts": ["nobody"],
            "_save": ["1"],
        }  # fmt: skip
        who = self.people["photo"]
        return Act(who, f"{PHOTOS}add/", fields, {"act": "sent", "alt": alt},
                   {"upload": self.picture()})  # fmt: skip
