"""Holds what people had confirmed (a JSON list on stdin) against what is there; prints what is
missing or half written, as JSON."""

import json
import sys
from io import StringIO
from time import sleep

import django

django.setup()

from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from PIL import Image

from newsroom.articles.models import Article, Edition, Revision
from newsroom.media import clearance
from newsroom.media.models import Photo
from newsroom.workflow.duties import do_all
from newsroom.workflow.models import Transition


def filed(key, headline, captions, submitted, **_more):
    yield Article.objects.filter(filing_key=key).count() == 1
    yield Revision.objects.filter(headline=headline, edition__article__filing_key=key).exists()
    for caption in captions:
        uses = Photo.objects.filter(caption_ar=caption, uses__article__filing_key=key)
        yield uses.count() == 1
    moves = Transition.objects.filter(
        verb="submit", object_id__in=Edition.objects.filter(article__filing_key=key).values("pk")
    )
    yield not submitted or moves.exists()


def saved(pk, headline, **_more):
    yield Revision.objects.filter(edition=pk, headline=headline).count() == 1


def sent(alt, **_more):
    yield Photo.objects.filter(alt_ar=alt).count() == 1


def moved(kind, pk, verb, times, **_more):
    lines = Transition.objects.filter(content_type__model=kind, object_id=pk, verb=verb)
    yield lines.count() >= times


def missing(confirmed):
    for each in confirmed:
        if not all(globals()[each["act"]](**each)):
            yield each


def half_written():
    """Past what `check_newsroom` asks: files that cannot be read to their end."""
    for photo in Photo.objects.all():
        files = [(photo.master.storage, photo.master.name)]
        files += [(default_storage, name) for name in clearance.there(photo.token)]
        for storage, name in files:
            try:
                with storage.open(name) as file:
                    Image.open(file).load()
            except OSError as error:
                yield f"photo {photo.pk}: {name}: {error}"
    for edition in Edition.objects.select_related("latest"):
        if edition.latest is None:
            yield f"edition {edition.pk} without a revision"
    for article in Article.objects.filter(editions=None):
        yield f"article {article.pk} without an edition"


def faults() -> str:
    out = StringIO()
    try:
        call_command("check_newsroom", stdout=out)
    except CommandError:
        return out.getvalue()
    return ""


def the_dead_are_gone() -> None:
    """PostgreSQL carries out what a killed client had sent to the end: a commit may come later."""
    for _try in range(100 if connection.vendor == "postgresql" else 0):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND state <> 'idle'"
            )
            if cursor.fetchone() == (0,):
                return
        sleep(0.1)


the_dead_are_gone()
done, failed = do_all(timezone.now())
confirmed = json.load(sys.stdin)
found = {
    "duties that failed": failed, "faults": faults(), "missing": list(missing(confirmed)),
    "half written": list(half_written()),
    "there": [Revision.objects.count(), Transition.objects.count(), Photo.objects.count()],
}  # fmt: skip
json.dump(found, sys.stdout)
