"""How fast renditions are made, against a bare Pillow loop: python -m tests.bench.renditions

Photos of 12 megapixels (a phone's), full of detail of every size. Both sides decode each master,
resize it to the same sizes and encode them with the same settings, by turns in one process; prints
renditions a second and their ratio. Then the memory that one more such photo takes at its highest,
in a process of its own for each step: taken in, and all its renditions made.
"""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
from pathlib import Path
from time import perf_counter, process_time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from PIL import Image

from newsroom.media import renditions
from newsroom.media.models import Photo
from newsroom.media.pixels import encoded, fresh

SIZE = (4000, 3000)
ROUNDS = 3
LEAST = 0.9


def drawn(seed: int, size: tuple[int, int] = SIZE) -> Image.Image:
    """Noise in octaves, as photographs have it: less of it the finer it is."""
    chance = random.Random(seed)
    picture = Image.new("RGB", size, (120, 130, 110))
    for width, share in ((8, 0.5), (32, 0.35), (128, 0.2), (512, 0.1), (2000, 0.04)):
        height = width * size[1] // size[0]
        noise = Image.frombytes("RGB", (width, height), chance.randbytes(width * height * 3))
        picture = Image.blend(picture, noise.resize(size, Image.Resampling.BICUBIC), share)
    return picture


def sent(seed: int) -> bytes:
    out = io.BytesIO()
    drawn(seed).save(out, "JPEG", quality=90)
    return out.getvalue()


def photo_of(master: bytes) -> Photo:
    with Image.open(io.BytesIO(master)) as picture:
        return Photo(width=picture.width, height=picture.height)


def ours(master: bytes) -> dict[str, bytes]:
    photo = photo_of(master)
    picture = Image.open(io.BytesIO(master))
    picture.load()
    return dict(renditions.make(photo, picture, renditions.names(photo)))


def bare(master: bytes) -> list[bytes]:
    photo = photo_of(master)
    picture = Image.open(io.BytesIO(master))
    picture.load()
    files = []
    for each in renditions.renditions(photo):
        small = picture.resize(
            (each.width, each.height), Image.Resampling.LANCZOS,
            box=renditions.box(photo, each.kind),
        )  # fmt: skip
        for format in renditions.FORMATS:
            out = io.BytesIO()
            small.save(out, format.kind, **format.options)
            files.append(out.getvalue())
    return files


def measured(work, masters) -> tuple[int, float, float]:
    """(files, seconds, seconds of the processor)"""
    wall, busy = perf_counter(), process_time()
    files = sum(len(work(master)) for master in masters)
    return files, perf_counter() - wall, process_time() - busy


def compare() -> bool:
    masters = [encoded(fresh(io.BytesIO(sent(n)), 1)).getvalue() for n in range(2)]
    ours(masters[0]), bare(masters[0])
    sums = {work: [0, 0.0, 0.0] for work in (bare, ours)}
    for turn in range(ROUNDS):
        for work in (bare, ours) if turn % 2 else (ours, bare):
            told = measured(work, masters)
            sums[work] = [a + b for a, b in zip(sums[work], told, strict=True)]
    print(f"{'':22}{'files':>6}{'a second':>10}{'a CPU second':>14}")
    for work, name in ((bare, "bare Pillow"), (ours, "ours")):
        files, wall, busy = sums[work]
        print(f"{name:22}{files:>6}{files / wall:>10.2f}{files / busy:>14.2f}")
    by_time, by_work = (sums[bare][n] / sums[ours][n] for n in (1, 2))
    print(f"{'ratio':22}{'':>6}{by_time:>10.2f}{by_work:>14.2f}   (wanted: {LEAST})")
    sizes = {name.split("/")[-1]: len(content) for name, content in ours(masters[0]).items()}
    print("KB:", ", ".join(f"{name} {size / 1024:.0f}" for name, size in sorted(sizes.items())))
    return by_work >= LEAST


def peak() -> float:
    """MB of this process at its highest; `getrusage` would tell its parent's."""
    told = Path("/proc/self/status").read_text()
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024


def memory(step: str) -> None:
    content = sys.stdin.buffer.read()
    before = peak()
    if step == "intake":
        encoded(fresh(io.BytesIO(content), len(content)))
    else:
        ours(content)
    print(f"{step:22}{peak() - before:>6.0f} MB over {before:.0f} MB")


def memories() -> None:
    content = sent(1)
    master = encoded(fresh(io.BytesIO(content), len(content))).getvalue()
    for step, given in (("intake", content), ("renditions", master)):
        command = [sys.executable, "-m", "tests.bench.renditions", step]
        subprocess.run(command, input=given, check=True)


if __name__ == "__main__":
    if sys.argv[1:]:
        memory(sys.argv[1])
    else:
        is_fast_enough = compare()
        memories()
        sys.exit(0 if is_fast_enough else 1)
