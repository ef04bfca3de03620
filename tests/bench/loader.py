"""What `demo --stories` costs beside FTS5 alone: PYTHONPATH=tests python -m bench.loader [STORIES]

Prints stories into a demo newsroom of its own on SQLite, then has FTS5 alone index the terms of
the same stories: a file of its own, as many rows in a statement, the same settings. By CPU time,
so that what else the machine does is not counted.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import tempfile
from time import process_time

FOLDER = tempfile.TemporaryDirectory(prefix="bench-loader-")
os.environ.pop("DATABASE_URL", None)
os.environ.update(VAR_DIR=FOLDER.name, DEBUG="1", DJANGO_SETTINGS_MODULE="newsroom.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from newsroom.demo import bulk, rows

WANTED = 0.35


def main(count: int) -> None:
    call_command("demo", no_serve=True, verbosity=0)
    press = bulk.Press()
    started = process_time()
    for _made in press.print(count):
        pass
    loader = process_time() - started
    with connection.cursor() as cursor:
        cursor.execute("SELECT place, terms FROM articles_edition_searched ORDER BY place DESC")
        terms = cursor.fetchall()[-count:]
    alone = fts5(f"{FOLDER.name}/alone.sqlite3", terms, bulk.BATCH, rows.BULK)
    print(f"{count:,} stories: {count / loader:,.0f} a second; FTS5 alone {count / alone:,.0f}")
    print(f"{alone / loader:.2f} of it (wanted: {WANTED})")


def fts5(path: str, terms: list[tuple[int, str]], batch: int, pragmas: dict[str, int]) -> float:
    there = sqlite3.connect(path, isolation_level=None)
    there.execute("PRAGMA journal_mode = WAL")
    for name, value in pragmas.items():
        there.execute(f"PRAGMA {name} = {value}")
    there.execute("CREATE TABLE story(place INTEGER PRIMARY KEY, terms TEXT)")
    there.execute(
        "CREATE VIRTUAL TABLE found USING fts5(terms, content='story', content_rowid='place',"
        " tokenize='unicode61', detail=none, columnsize=0)"
    )
    started = process_time()
    for at in range(0, len(terms), batch):
        there.execute("BEGIN")
        there.execute("CREATE TEMP TABLE printed(place INTEGER, terms TEXT)")
        there.executemany("INSERT INTO printed VALUES (?, ?)", terms[at : at + batch])
        there.execute("INSERT INTO found(rowid, terms) SELECT place, terms FROM printed")
        there.execute("DROP TABLE printed")
        there.execute("COMMIT")
    taken = process_time() - started
    there.close()
    return taken


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="bench.loader", description=__doc__)
    parser.add_argument("stories", type=int, nargs="?", default=20_000)
    main(parser.parse_args().stories)
