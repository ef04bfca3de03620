"""A radio studio during a broadcast."""

import math

from newsroom.demo.scenes.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo.scenes.people import STAND, person
from newsroom.demo.scenes.shapes import Point, box_points, curve


def radio_studio(c: Canvas) -> None:
    """A presenter, seen from behind, at the microphone under a red lamp."""
    c.wash([(0, "#1c2430"), (1, "#12161f")])
    for row in range(6):
        for i in range(14):
            _foam(c, i * 120 - 40, row * 120 - 30, 118, (i + row) % 2 == 0)
    c.glow(1120, 330, 760, "#f0a860", 0.34)
    _booth_window(c)
    c.glow(270, 130, 330, "#ff3c2a", 0.75)
    c.rect(200, 96, 340, 164, "#3a1210", radius=14)
    c.rect(212, 106, 328, 154, "#ff5140", radius=10)
    c.rect(226, 114, 314, 126, "#ffd0c0", 0.8, 6)
    c.shade([(0, 800), (WIDTH, 770), (WIDTH, HEIGHT), (0, HEIGHT)], "#7a5236", "#2c1c14")
    _mixer(c)
    _presenter(c)
    _microphone(c)


def _foam(c: Canvas, x: float, y: float, size: float, upright: bool) -> None:
    for i in range(4):
        a, b = i * size / 4, (i + 0.5) * size / 4
        spans = ((a, b, "#2c3848"), (b, a + size / 4, "#161d28"))
        for start, end, tone in spans:
            if upright:
                c.rect(x + start, y, x + end, y + size, tone)
            else:
                c.rect(x, y + start, x + size, y + end, tone)


def _booth_window(c: Canvas) -> None:
    c.rect(520, 110, 1330, 520, "#3f2c20", radius=10)
    c.shade(box_points(545, 135, 1305, 495), "#f3b56a", "#7a4a3a")
    c.glow(1020, 300, 380, "#ffe0a0", 0.8)
    c.rect(545, 420, 1305, 495, "#4a3028")
    for x in (610, 720, 1210):
        c.rect(x, 330, x + 84, 430, "#33232a", radius=6)
        c.rect(x + 8, 340, x + 76, 410, "#5fb0a8", 0.8)
    person(c, 960, 700, 400, "#3a2c3c", "#2a1f24", STAND, -1, "#ffe0a0")
    c.rect(520, 496, 1330, 520, "#54392a")
    c.poly([(580, 135), (760, 135), (620, 495), (545, 495), (545, 230)], "#fff3d6", 0.13)
    c.rect(545, 520, 1305, 700, "#1a212c")
    for row in range(2):
        for i in range(7):
            _foam(c, 540 + i * 110, 522 + row * 108, 106, (i + row) % 2 == 0)


def _mixer(c: Canvas) -> None:
    c.soft([(820, 1000), (1560, 960), (1600, 1060), (800, 1067)], "#0a0806", 0.7, 18)
    c.shade([(900, 850), (1520, 826), (1600, 1040), (840, 1067)], "#3c4450", "#1a1e26")
    for i in range(15):
        t = (i + 0.5) / 15
        top, bottom = (905 + 612 * t, 862 - 22 * t), (850 + 740 * t, 1056 - 22 * t)
        for k, tone in enumerate(("#e0b04a", "#5fc0a8", "#d9604a")):
            share = 0.1 + k * 0.14
            c.disc(
                top[0] + (bottom[0] - top[0]) * share,
                top[1] + (bottom[1] - top[1]) * share,
                10,
                tone,
                7,
            )
        a, b = (_between(top, bottom, share) for share in (0.52, 0.96))
        c.line([a, b], "#0a0c10", 6)
        x, y = _between(a, b, c.rng.uniform(0.1, 0.8))
        c.rect(x - 14, y - 8, x + 14, y + 8, "#efe6d2", radius=3)
        c.line([(x - 12, y), (x + 12, y)], "#b5483a", 3)
    for i in range(22):
        lamp = "#6fe08a" if i < 14 else "#ffcf4a" if i < 19 else "#ff5140"
        c.rect(960 + i * 22, 806 - i * 0.8, 976 + i * 22, 822 - i * 0.8, lamp, 1 if i < 17 else 0.3)


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _presenter(c: Canvas) -> None:
    """Back, head and headphones of the one who speaks."""
    back = curve(
        [
            (120, HEIGHT + 40),
            (150, 820),
            (280, 700),
            (420, 664),
            (560, 700),
            (690, 820),
            (720, HEIGHT + 40),
        ],
        10,
    )
    c.poly([(x + 8, y - 6) for x, y in back], "#f0a860", 0.8)
    c.shade(back, "#3f6b74", "#1d333c")
    c.limb([(430, 690), (432, 600)], 110, 100, "#8f5c3e")
    c.disc(434, 500, 124, "#f0a860", 146, 0.8)
    c.disc(428, 502, 122, "#2a1d18", 144)
    for i in range(16):
        c.line(
            curve(
                [
                    (340 + i * 11, 400 + abs(i - 8) * 6),
                    (345 + i * 11, 500),
                    (350 + i * 10, 610 - abs(i - 8) * 5),
                ],
                6,
            ),
            "#4a3428",
            2,
            0.6,
        )
    band = [
        (
            428 + 150 * math.cos(a / 20 * math.pi + math.pi),
            480 + 158 * math.sin(a / 20 * math.pi + math.pi),
        )
        for a in range(21)
    ]
    c.line(band, "#10141a", 26)
    c.line([(x, y - 6) for x, y in band], "#7d8a96", 5)
    for x in (278, 578):
        c.rect(x - 32, 440, x + 32, 570, "#161b22", radius=26)
        c.rect(
            x + (6 if x > 400 else -24), 456, x + (24 if x > 400 else -6), 554, "#b5483a", radius=9
        )


def _microphone(c: Canvas) -> None:
    c.line([(1480, 860), (1400, 560), (1060, 470)], "#0f1318", 18)
    c.line([(1476, 852), (1396, 556), (1060, 464)], "#8a949c", 4)
    c.disc(1400, 560, 18, "#2a323a")
    c.line([(1060, 470), (900, 600)], "#0f1318", 14)
    c.glow(850, 600, 190, "#f0b070", 0.35)
    c.limb([(905, 590), (800, 640)], 128, 112, "#12161c")
    c.limb([(900, 584), (800, 632)], 108, 92, "#5a646e")
    for i in range(9):
        t = i / 8
        x, y = 890 - 110 * t, 590 + 52 * t
        c.line([(x - 22, y - 50), (x + 22, y + 50)], "#1d232a", 3, 0.8)
        c.line([(790 + i * 3, 590 + i * 10), (890 + i * 3, 545 + i * 10)], "#1d232a", 2, 0.7)
    c.limb([(935, 572), (985, 548)], 100, 84, "#b5823a")
    c.disc(870, 566, 30, "#ffe3b8", 12, 0.5)
