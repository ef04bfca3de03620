"""Kills the server while several people wait for an answer, again and again, and keeps the account
of what they were told."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from http.client import HTTPException
from random import Random
from typing import Any

from kills.acts import Act, Newsroom
from kills.browser import Answer, Browser
from kills.server import Server

#: People who wait for an answer when the server dies.
AT_ONCE = 2


class Killing:
    def __init__(self, server: Server, cookies: dict[str, str], seed: int):
        self.server, self.seed, self.chance = server, seed, Random(seed)
        people = {name: Browser(server.port, cookie) for name, cookie in cookies.items()}
        self.newsroom = Newsroom(people, self.chance)
        self.confirmed: list[dict[str, Any]] = []
        self.told: Counter[str] = Counter()
        self.moves: Counter[tuple[str, int, str]] = Counter()
        #: Seconds that an act took when nobody disturbed it.
        self.takes: dict[str, float] = {}
        #: Grows while nobody gets an answer: of people and kills each should be first as often.
        self.stretch = 1.5

    def live(self, acts: int) -> None:
        """The same without a kill: something to work on, and how long things take."""
        for _ in range(acts):
            if act := self.newsroom.next():
                begins = time.monotonic()
                answer = act.send()
                self.takes[act.kind] = time.monotonic() - begins
                self.note(act, answer)

    def kill(self, *, everything: bool = False) -> None:
        acts: list[Act] = []
        while len(acts) < AT_ONCE:
            act = self.newsroom.next()
            # Each another person's: the desk tells what was done in the next page of the session.
            if act and all(act.who is not other.who for other in acts):
                acts.append(act)
        with ThreadPoolExecutor(AT_ONCE) as waiting:
            sent = [(act, waiting.submit(act.send)) for act in acts]
            usual = self.takes.get(acts[0].kind, 0.3)
            time.sleep(self.chance.uniform(0, usual * self.stretch))
            if everything:
                self.server.kill_all()
            else:
                self.server.kill_workers()
            answers = [(act, answer_of(each)) for act, each in sent]
        if everything:
            self.server.start()
        for act, answer in answers:
            self.told["answered" if answer else "died"] += 1
            self.stretch = min(max(self.stretch * (0.85 if answer else 1.18), 0.7), 12)
            if answer is None and act.is_sent_again and self.chance.random() < 0.5:
                answer = act.send()
            if answer:
                self.note(act, answer)

    def note(self, act: Act, answer: Answer) -> None:
        told = act.confirm(answer)
        self.told[f"{act.kind} {'confirmed' if told else 'refused'}"] += 1
        if told and act.kind == "moved":
            key = (told["kind"], told["pk"], told["verb"])
            self.moves[key] += 1
            told = told | {"times": self.moves[key]}
        if told:
            self.confirmed.append(told)

    def check(self) -> None:
        """After what the worker does for the dead: nothing amiss, nothing missing."""
        found = self.server.verify(self.confirmed)
        there = found.pop("there")
        assert found == {
            "duties that failed": 0, "faults": "", "missing": [], "half written": [],
        }, (found, self.told)  # fmt: skip
        assert there[0] >= sum(1 for each in self.confirmed if each["act"] in ("filed", "saved"))


def answer_of(sent: Future[Answer]) -> Answer | None:
    """None where the connection ended before a whole answer came."""
    try:
        return sent.result()
    except (OSError, HTTPException):
        return None
