"""The desk of a newsroom that publishes so many stories a second, ready beforehand. Prints
"ready", waits for a line, then a line of JSON for each as soon as it is with readers."""

from __future__ import annotations

import json
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()

from django.utils import timezone

from newsroom.accounts.models import Account
from newsroom.articles import writing
from newsroom.correspondents.models import Correspondent
from newsroom.demo.stories import Production, files, shared


def ready(number: int, story: dict, writer: Account) -> Production:
    """An approved story like one of the demo's, without pictures."""
    article = writing.new_article(by=writer, language="ar", kind="news")
    writing.save_shared(article, by=writer, fields=shared(story) | {"kind": "news"}, version=1)
    writing.sign(article, [Correspondent.objects.get(slug=story["bylines"][0])])
    said = {
        "headline": f"فتح الطريق {number}",
        "short_headline": "",
        "standfirst": "فتح الطريق اليوم.",
    }
    said |= {"body": "<p>فتح الطريق اليوم.</p>", "state": "approved", "hours_ago": 0, "note": ""}
    made = Production(article, "ar", said, writer)
    made.run()
    return made


def main(count: int, per_second: float) -> None:
    story = next(each for _name, each in files() if each["language"] == "ar" and not each["photos"])
    writer = Correspondent.objects.get(slug=story["bylines"][0]).account
    waiting = [ready(number, story, writer) for number in range(count)]
    print("ready", flush=True)
    sys.stdin.readline()
    begun = time.monotonic()
    for number, each in enumerate(waiting):
        time.sleep(max(0.0, begun + number / per_second - time.monotonic()))
        each.move("publish", "chief", published_at=timezone.now())
        address = f"/articles/{each.edition.article_id}/"
        print(json.dumps({"address": address, "at": time.time()}), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
