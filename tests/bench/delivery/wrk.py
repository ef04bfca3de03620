"""One burst of requests by `wrk` (Debian), and what came of it."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

REPORT = Path(__file__).parent / "report.lua"


@dataclass(frozen=True)
class Burst:
    per_second: float
    #: Milliseconds.
    p50: float
    p99: float
    errors: int


def burst(url: str, *, seconds: float, connections: int = 8, threads: int = 2) -> Burst:
    command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{max(1, round(seconds))}s", "-s"]
    command += [str(REPORT), "-H", "Accept-Encoding: gzip", url]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return Burst(
        told["requests"] / (told["microseconds"] / 1e6), told["p50"] / 1000, told["p99"] / 1000,
        told["errors"],
    )  # fmt: skip
