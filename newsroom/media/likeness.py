"""What pictures that look alike nearly share, however large, bright or compressed each is."""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image

#: Bits in which two pictures of the same may differ; those of different scenes differ in some 20.
NEAR = 6
#: Steps of brightness in a line, and lines.
STEPS = 8
#: A picture with fewer steps up, or fewer down, is a plain surface: it looks like every other one.
LEAST = 8


def likeness(picture: Image.Image) -> str:
    """16 hexadecimal digits: along 8 lines, whether the picture gets brighter at each of 8 steps (a
    "difference hash"). Empty where it shows too little to be told from others."""
    small = picture.convert("L").resize((STEPS + 1, STEPS), Image.Resampling.BOX)
    tones = small.tobytes()
    bits = 0
    for line in range(STEPS):
        row = tones[line * (STEPS + 1) : (line + 1) * (STEPS + 1)]
        for before, after in zip(row, row[1:], strict=False):
            bits = bits << 1 | (after > before)
    is_plain = not LEAST <= bits.bit_count() <= STEPS * STEPS - LEAST
    return "" if is_plain else f"{bits:016x}"


def distance(one: str, other: str) -> int:
    """Bits in which two likenesses differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def nearest(wanted: str, known: Iterable[tuple[int, str]]) -> int | None:
    """The key whose likeness is the nearest that is near enough; of two the first. `known` are
    (key, likeness); None where there is none."""
    if not wanted:
        return None
    found = [(distance(wanted, each), key) for key, each in known if each]
    apart, key = min(found, default=(NEAR + 1, None), key=lambda pair: pair[0])
    return key if apart <= NEAR else None
