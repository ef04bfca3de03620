"""Scenes of handwork: an oven, an olive press."""

import math

from newsroom.demo.scenes.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo.scenes.nature import smoke
from newsroom.demo.scenes.people import Pose, hand, person
from newsroom.demo.scenes.shapes import box_points, curve, mix
from newsroom.demo.scenes.wares import basket, jar


def _ellipse(
    x: float, y: float, rx: float, ry: float, start: float = 0, end: float = 360
) -> list[tuple[float, float]]:
    return [
        (
            x + rx * math.cos(math.radians(start + (end - start) * i / 40)),
            y + ry * math.sin(math.radians(start + (end - start) * i / 40)),
        )
        for i in range(41)
    ]


def bread_oven(c: Canvas) -> None:
    """Hands lay dough in a clay oven; baked flat loaves cool beside it."""
    c.wash([(0, "#2a1913"), (0.6, "#4d2d1d"), (1, "#6b3f26")])
    c.mottle(box_points(0, 0, WIDTH, 640), "#7a4a2e", 0.4, 14, 8)
    for row in range(9):
        for i in range(14):
            x, y = i * 130 - 60 * (row % 2), row * 72 - 10
            c.rect(
                x + 3, y + 3, x + 124, y + 66, mix("#4a2c1e", "#6f4429", c.rng.random()), 0.55, 4
            )
    c.glow(620, 560, 820, "#ff9a3c", 0.62, 0.8)
    c.shade([(0, 720), (WIDTH, 660), (WIDTH, HEIGHT), (0, HEIGHT)], "#8a5734", "#3a2114")
    _oven(c)
    smoke(c, 640, 380, 420, "#e9b88a", 120, 0.22, 28)
    _bread_cloth(c)
    _dough_hands(c)
    for _ in range(90):
        px, py = c.rng.gauss(610, 210), 560 - abs(c.rng.gauss(0, 190))
        c.disc(px, py, c.rng.uniform(1, 3.2), "#ffd27a", alpha=c.rng.uniform(0.3, 0.9))


def _oven(c: Canvas) -> None:
    body = curve(
        [(230, 560), (150, 760), (190, HEIGHT + 40), (1010, HEIGHT + 40), (1060, 760), (970, 560)],
        10,
    )
    c.shade(body, "#c98a56", "#4a2a1a")
    c.mottle(body, "#6b3f26", 0.3, 22, 9)
    c.mottle(body, "#f0bd84", 0.2, 26, 7, -10)
    c.poly(_ellipse(600, 565, 390, 130), "#e2aa72")
    c.poly(_ellipse(600, 572, 340, 106), "#7a2a10")
    c.shade(_ellipse(600, 578, 326, 98), "#5a1c0c", "#ffae3c")
    c.glow(600, 640, 300, "#fff0a8", 0.95, 0.34)
    for i in range(26):
        x = 360 + i * 19 + c.rng.uniform(-8, 8)
        tall = c.rng.uniform(24, 84) * (1 - abs(x - 600) / 400)
        flame = curve(
            [
                (x - 13, 660),
                (x - 6, 640 - tall * 0.4),
                (x + c.rng.uniform(-8, 8), 640 - tall),
                (x + 8, 640 - tall * 0.3),
                (x + 13, 660),
            ],
            4,
        )
        c.poly(flame, c.rng.choice(("#ff8a2a", "#ffc24a", "#ffe690")), 0.75)
    for x, y, size in ((400, 556, 54), (500, 528, 58), (770, 545, 56)):
        _loaf(c, x, y, size, 0.5)
    c.line(_ellipse(600, 572, 342, 108, 10, 170), "#ffc27a", 6, 0.8)


def _loaf(c: Canvas, x: float, y: float, size: float, squash: float) -> None:
    """A flat round loaf with scorched bubbles."""
    c.disc(x + 3, y + size * 0.1, size, "#5e3416", size * squash, 0.8)
    c.disc(x, y, size, "#d99a4e", size * squash)
    c.disc(x - size * 0.04, y - size * 0.05, size * 0.9, "#f3c886", size * squash * 0.88)
    for _ in range(26):
        angle, far = c.rng.uniform(0, 6.3), c.rng.random() ** 0.5 * 0.8
        tone = c.rng.choice(("#a8622a", "#7a3f1a", "#fbe0ac", "#c98540"))
        c.disc(
            x + math.cos(angle) * far * size,
            y + math.sin(angle) * far * size * squash,
            size * c.rng.uniform(0.03, 0.1),
            tone,
            size * squash * c.rng.uniform(0.03, 0.09),
            0.8,
        )


def _bread_cloth(c: Canvas) -> None:
    c.soft([(1060, 820), (1600, 800), (1600, 1067), (1100, 1067)], "#160b06", 0.7, 30)
    cloth = curve(
        [
            (1070, 900),
            (1200, 800),
            (1420, 780),
            (1660, 800),
            (1660, 1100),
            (1110, 1100),
            (1070, 900),
        ],
        8,
    )
    c.shade(cloth, "#f2e2c4", "#a8855e")
    for i in range(7):
        c.line([(1090 + i * 90, 1080), (1170 + i * 74, 800)], "#b5483a", 5, 0.55)
    for i in range(9):
        _loaf(c, 1350 + c.rng.uniform(-12, 12), 985 - i * 24, 190 - i * 2, 0.36)
    _loaf(c, 1140, 1010, 130, 0.4)
    c.soft([(1300, 700), (1420, 700), (1400, 560), (1330, 560)], "#ffe9cc", 0.18, 30)


def _dough_hands(c: Canvas) -> None:
    sleeve = "#2f6b6b"
    c.disc(742, 408, 170, "#a8763f", 86, 0.6)
    c.shade(_ellipse(736, 398, 172, 88), "#fff0d2", "#dfb482")
    for _ in range(26):
        c.disc(
            c.rng.gauss(736, 70),
            c.rng.gauss(398, 30),
            c.rng.uniform(4, 12),
            "#fffaf0",
            c.rng.uniform(3, 6),
            0.5,
        )
    hand(c, 905, 372, 112, -72, sleeve, "#a56a42", light="#ffc27a", spread=1.6)
    hand(c, 690, 300, 106, -158, sleeve, "#a56a42", True, "#ffc27a", 1.4)


def olive_press(c: Canvas) -> None:
    """A stone wheel crushes olives; new oil runs into a jar."""
    c.wash([(0, "#3a3428"), (0.6, "#6b5a3f"), (1, "#4a3a28")])
    for row in range(8):
        for i in range(9):
            x, y = i * 210 - 100 * (row % 2), row * 92 - 10
            c.rect(
                x + 4, y + 4, x + 204, y + 86, mix("#6f6248", "#98845c", c.rng.random()), 0.6, 10
            )
    c.mottle(box_points(0, 0, WIDTH, 740), "#2c261c", 0.5, 9, 7)
    c.rect(130, 110, 330, 390, "#2a2418", radius=90)
    c.shade(box_points(150, 140, 310, 380), "#fff3cf", "#f3cf8a")
    c.line([(230, 120), (230, 385)], "#3a3020", 9)
    c.line([(140, 260), (320, 260)], "#3a3020", 9)
    c.shade([(0, 730), (WIDTH, 730), (WIDTH, HEIGHT), (0, HEIGHT)], "#8f7449", "#33281a")
    c.mottle(box_points(0, 730, WIDTH, HEIGHT), "#40321f", 0.5, 14, 12)
    c.soft([(160, 140), (300, 370), (1150, 900), (760, 1010)], "#ffeab5", 0.34, 46)
    _millstone(c)
    _oil(c)
    person(
        c, 1225, 800, 440, "#5a4a3a", "#d9c59a", Pose(24, ((50, 70), (62, 84)), 0.1), -1, "#fff0c2"
    )
    for x, y, width, tone in ((190, 1010, 300, "#b98a48"), (470, 1052, 220, "#a87a3c")):
        basket(c, x, y, width, tone)
        _olives(c, x, y - width * 0.5, width * 0.46, 150)
    for x, tall in ((1370, 330), (1520, 290)):
        jar(c, x, 1020, tall, "#a8673c")
    _branch(c)


def _olives(c: Canvas, x: float, y: float, half: float, count: int) -> None:
    for _ in range(count):
        px = c.rng.uniform(-1, 1)
        py = c.rng.uniform(-0.42, 0.2) * (1 - px * px)
        tone = c.rng.choice(("#4a5a24", "#6f7f2f", "#2f2a2c", "#54304a", "#8a9440"))
        c.disc(x + px * half, y + py * half, 13, tone, 10)
        c.disc(x + px * half - 4, y + py * half - 3, 3, "#f3ecc0", 2, 0.7)


def _millstone(c: Canvas) -> None:
    c.soft(box_points(360, 880, 1060, 940), "#120d07", 0.7, 26)
    c.shade(
        [*_ellipse(700, 770, 370, 110, 180, 0), *_ellipse(700, 860, 340, 100, 0, 180)],
        "#b5a27a",
        "#54462e",
    )
    c.poly(_ellipse(700, 770, 370, 110), "#cdbb92")
    c.shade(_ellipse(700, 776, 330, 90), "#39301f", "#6b6a2c")
    _olives(c, 700, 796, 300, 340)
    c.rect(690, 240, 722, 780, "#4d3823")
    c.disc(770, 560, 222, "#5f5540", 226)
    c.shade(_ellipse(735, 560, 222, 226), "#e3d6b2", "#7d6f50")
    c.mottle(_ellipse(735, 560, 222, 226), "#857752", 0.45, 16, 16)
    for radius in (200, 150, 96):
        c.line(_ellipse(735, 560, radius, radius * 1.02), "#5f5540", 2.5, 0.45)
    for i in range(14):
        angle = i * math.pi / 7
        c.line(
            [
                (735 + 96 * math.cos(angle), 560 + 98 * math.sin(angle)),
                (735 + 205 * math.cos(angle + 0.25), 560 + 209 * math.sin(angle + 0.25)),
            ],
            "#5f5540",
            4,
            0.4,
        )
    c.limb([(430, 575), (1120, 548)], 40, 30, "#5a3f25")
    c.line([(430, 566), (1120, 540)], "#a8804c", 5, 0.8)
    c.disc(735, 562, 40, "#3f2c1a")
    c.disc(735, 562, 22, "#8a6a40")


def _oil(c: Canvas) -> None:
    """The spout and the golden stream."""
    c.shade([(900, 852), (1010, 876), (1010, 902), (890, 890)], "#cdbb92", "#6b5a3c")
    c.glow(1020, 980, 190, "#ffc93c", 0.5)
    jar(c, 1022, 1062, 130, "#8f5a34")
    for color, width in (("#b8860b", 17), ("#f0b428", 12), ("#fff0a0", 4)):
        c.line(curve([(985, 884), (1010, 890), (1021, 915), (1022, 945)], 8), color, width)
    c.disc(1022, 938, 30, "#f0b428", 9)
    c.disc(1016, 936, 12, "#fff3b0", 3)


def _branch(c: Canvas) -> None:
    twig = curve([(1640, 40), (1480, 110), (1330, 120), (1190, 200)], 10)
    c.line(twig, "#3a2f1c", 8)
    for i, (x, y) in enumerate(twig[::2]):
        for side in (-1, 1):
            angle = 2.7 + side * 0.7
            tip = (x + math.cos(angle) * 86, y + math.sin(angle) * 60 + 20)
            middle = ((x + tip[0]) / 2 + 8, (y + tip[1]) / 2 - side * 13)
            c.poly(
                curve([(x, y), middle, tip, ((x + tip[0]) / 2, (y + tip[1]) / 2 + 9), (x, y)], 5),
                mix("#3f4f2a", "#b5be84", 0.3 + 0.5 * (side > 0) * c.rng.random()),
            )
        if i % 2:
            c.disc(x - 8, y + 34, 14, "#4a5220", 19)
            c.disc(x - 12, y + 27, 4, "#e6ecb0", 5, 0.7)
