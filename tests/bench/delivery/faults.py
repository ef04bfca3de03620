"""What readers get while something fails: PYTHONPATH=tests python -m bench.delivery.faults WHAT

`database`: PostgreSQL, one of its own, is stopped under load and started again.
`publications`: ten stories a second come out while readers read everything; `--redis URL` with two
servers that share their pages in Redis, else one with its own file. Exits 1 where a promise fails.
"""

from __future__ import annotations

import argparse
import json
import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.delivery.newsrooms import Newsroom
from bench.delivery.readers import Readers, fetch
from bench.delivery.servers import end_with_us, granian
from served import ROOT, free_port

#: Seconds after which no reader may be given what was before.
STALE_AFTER = 1.0


class Postgres:
    """A server of its own in `folder`, which whoever may not be root runs as."""

    def __init__(self, folder: Path):
        self.folder, self.port = folder, free_port()
        self.binaries = max(Path("/usr/lib/postgresql").glob("*/bin"))
        if not (folder / "PG_VERSION").exists():
            folder.mkdir(parents=True, exist_ok=True)
            if os.geteuid() == 0:
                os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
            self.run("initdb", "-D", str(folder), "-U", "postgres", "-A", "trust")

    def run(self, program: str, *arguments: str) -> None:
        user = "postgres" if os.geteuid() == 0 else None
        command = [str(self.binaries / program), *arguments]
        subprocess.run(command, user=user, cwd="/", check=True, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        log = str(self.folder / "log")
        self.run("pg_ctl", "-D", str(self.folder), "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder), "-w", "-m", "immediate", "stop")

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"


@contextmanager
def postgres(folder: Path) -> Iterator[Postgres]:
    server = Postgres(folder)
    server.start()
    try:
        yield server
    finally:
        if (folder / "postmaster.pid").exists():
            server.stop()


def database_stopped(asked: argparse.Namespace) -> bool:
    with ExitStack() as stack:
        # Under /var/tmp: the user that PostgreSQL runs as has to reach it.
        place = Path(f"/var/tmp/newsroom-bench-{os.getuid()}")
        database = stack.enter_context(postgres(place))
        newsroom = Newsroom(asked.editions, database.url, "stopped")
        newsroom.build()
        server = stack.enter_context(
            granian("newsroom.wsgi", newsroom.environment(CACHE_URL=""), "/healthz/")
        )
        known = newsroom.ask("--articles", "40")["articles"]
        kept = [*known, "/", "/kinds/news/", "/feed.rss"]
        # What nobody asked for before was not kept before.
        new = [f"/search/?q=word{number}" for number in range(5000)]
        last = iter(reversed(new))
        for path in kept * 2:
            fetch(server.url, path)
        phase = "before"
        whole = stack.enter_context(Readers([server.url], kept, lambda: phase, pause=0.005))
        rest = stack.enter_context(Readers([server.url], new, lambda: phase, 1, 0.1))
        time.sleep(asked.seconds / 3)
        database.stop()
        phase = "stopped"
        time.sleep(asked.seconds)
        status, page = fetch(server.url, next(last))
        phase = "starting"
        database.start()
        begun = time.monotonic()
        while fetch(server.url, next(last))[0] != 200 and time.monotonic() - begun < 60:
            time.sleep(0.1)
        recovered = time.monotonic() - begun
        phase = "after"
        time.sleep(asked.seconds / 3)
    for name, told in (("kept", whole), ("not kept", rest)):
        for when in ("before", "stopped", "starting", "after"):
            print(f"{name:<10}{when:<10}{told.of(when)}")
    share = whole.share("stopped", 200)
    print(
        f"Kept pages answered while the database was stopped: {share:.2%}; the rest got {status}."
    )
    print(f"It was back {recovered:.1f} s after the database.")
    is_clear = status == 503 and b"<h1" in page
    return (
        share >= 0.999 and is_clear and whole.share("after", 200) == rest.share("after", 200) == 1
    )


def publications(asked: argparse.Namespace) -> bool:
    newsroom = Newsroom(asked.editions)
    newsroom.build()
    environment = newsroom.environment(CACHE_URL=asked.redis or "")
    count = asked.seconds * asked.per_second
    desk = subprocess.Popen(
        [sys.executable, "-m", "bench.delivery.publishing", str(count), str(asked.per_second)],
        cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert desk.stdin
    assert desk.stdout
    assert desk.stdout.readline() == "ready\n", "The desk could not begin."
    stale: list[float] = []
    took: list[float] = []
    with ExitStack() as stack:
        servers = [
            stack.enter_context(granian("newsroom.wsgi", environment, "/healthz/"))
            for _ in range(2 if asked.redis else 1)
        ]
        sites = [server.url for server in servers]
        paths = [page["path"] for page in newsroom.ask()["pages"] if "search" not in page["path"]]
        told = stack.enter_context(Readers(sites, paths, lambda: "publishing"))
        desk.stdin.write("go\n")
        desk.stdin.flush()
        for line in desk.stdout:
            story = json.loads(line)
            time.sleep(max(0.0, story["at"] + STALE_AFTER - time.time()))
            for site in sites:
                asked_at = time.time()
                _status, page = fetch(site, "/kinds/news/")
                # A list has the newest twenty: whoever asks too late finds it gone from there.
                if asked_at - story["at"] < 20 / asked.per_second - 0.5:
                    took.append(asked_at - story["at"])
                    if story["address"].encode() not in page:
                        stale.append(asked_at - story["at"])
    desk.wait()
    # It has more stories now than its name says.
    shutil.rmtree(newsroom.folder)
    print(
        f"{count} publications, {len(sites)} server(s): readers were told {told.of('publishing')}"
    )
    print(f"The list asked for {len(took)} times, 1 s after each or later; stale: {len(stale)}")
    return bool(took) and not stale and told.share("publishing", 200) == 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.delivery.faults")
    parser.add_argument("what", choices=["database", "publications"])
    parser.add_argument("--editions", type=int, default=1000)
    parser.add_argument("--seconds", type=int, help="stopped, 30; of publications, 60")
    parser.add_argument("--per-second", type=int, default=10)
    parser.add_argument("--redis", help="redis://127.0.0.1:6379/9, which is emptied")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    end_with_us()
    asked.seconds = asked.seconds or (30 if asked.what == "database" else 60)
    is_kept = {"database": database_stopped, "publications": publications}[asked.what](asked)
    sys.exit(0 if is_kept else "A promise was not kept.")


if __name__ == "__main__":
    main()
