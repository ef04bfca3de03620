"""Scenes of the steppe: tents in winter, a sheep market, a power line."""

import math

from newsroom.demo.scenes.animals import sheep
from newsroom.demo.scenes.built import house, pylon, tent, wire
from newsroom.demo.scenes.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo.scenes.nature import clouds, ground, hills, ripples, smoke, sun
from newsroom.demo.scenes.people import CARRY, REACH, STAND, WALK, Pose, crowd, person
from newsroom.demo.scenes.plants import tufts
from newsroom.demo.scenes.shapes import box_points, curve, mix


def tents_winter(c: Canvas) -> None:
    """Rows of tents under a low winter sky, with puddles and stove smoke."""
    c.wash([(0, "#76859a"), (0.6, "#b4bdc7"), (1, "#e6dcd2")], 0, 480)
    clouds(c, -40, 420, "#5f6d84", 0.6, 6, 9)
    clouds(c, 180, 440, "#fff1de", 0.5, 8, 8)
    c.glow(1080, 360, 420, "#ffeccd", 0.7, 0.6)
    c.disc(1080, 352, 34, "#fff8e8", alpha=0.85)
    hills(c, 440, 34, "#9fabba", "#cfccca", 500)
    hills(c, 470, 20, "#8894a5", "#b9b6b3", 520, 2.8)
    ground(c, 478, "#5d5348", "#bdb3a6", "#463d36", 0.4)
    c.mottle(box_points(0, 480, WIDTH, HEIGHT), "#eef1f4", 0.75, 11, 34, -8)
    rows = ((500, 44, 22), (536, 66, 16), (588, 102, 11), (668, 160, 7), (800, 250, 5))
    for index, (y, size, count) in enumerate(rows):
        for i in range(count):
            x = (i + 0.3 + 0.35 * (index % 2)) * WIDTH / count - size * 0.4
            x += c.rng.uniform(-8, 8)
            if index >= 3 and 620 < x + size * 0.4 < 960:
                continue
            pipe = c.rng.random() < 0.45
            if pipe:
                smoke(
                    c,
                    x + size * 0.6,
                    y - size * 0.95,
                    size * 1.5,
                    "#dfe2e6",
                    size * 0.6,
                    0.5,
                    size * 0.09,
                )
            blue = c.rng.random() < 0.18
            tent(c, x, y, size, "#8fb0c9" if blue else "#f1ede4", "#6f7c8f", pipe)
        c.veil(478, y + 30, "#d5d6d8", 0.28, 0.04)
    _puddles(c)
    person(c, 790, 850, 190, "#39465e", "#7c3340", CARRY, 1, "#f6efe2")
    _jerrycans(c, 790, 850)
    person(c, 705, 800, 108, "#9c5a3c", "#d9cdb8", WALK, 1, "#f6efe2")
    crowd(
        c,
        [(860, 640), (810, 650), (770, 604), (842, 592)],
        62,
        ["#4a5468", "#6b4a50"],
        ["#2f3646", "#c7bca8"],
    )


def _puddles(c: Canvas) -> None:
    for x, y, half in ((600, 960, 300), (1150, 905, 190), (250, 1010, 150)):
        bends = [
            (
                x + half * math.cos(a / 12 * 6.283) * c.rng.uniform(0.75, 1.1),
                y + half * 0.16 * math.sin(a / 12 * 6.283),
            )
            for a in range(12)
        ]
        edge = curve([*bends, bends[0]], 5)
        c.soft(edge, "#2a2422", 0.55, 9)
        c.shade(edge, "#8995a6", "#c9ccd0")
        c.line(edge[len(edge) // 2 :], "#ffffff", 2, 0.6)
        ripples(c, y - half * 0.08, y + half * 0.08, "#7f8ba0", 6, 0.35, x, half * 0.5)


def _jerrycans(c: Canvas, x: float, y: float) -> None:
    for side in (-1, 1):
        px = x + side * 34
        c.rect(px - 17, y - 84, px + 17, y - 34, "#e3b23c" if side < 0 else "#4f83a8", radius=5)
        c.line(
            [(px - 9, y - 84), (px - 9, y - 92), (px + 9, y - 92), (px + 9, y - 84)], "#2c3038", 4
        )


def sheep_market(c: Canvas) -> None:
    """Flocks and buyers in the dust of a weekly market."""
    c.wash([(0, "#c9bfa0"), (0.6, "#ecd6a6"), (1, "#f7e6c2")], 0, 460)
    sun(c, 400, 190, 46, "#fff6da", "#ffe3a6")
    clouds(c, 20, 400, "#fff4da", 0.5)
    hills(c, 400, 26, "#c6ab7f", "#e6cf9f", 470)
    for x, width in ((40, 170), (260, 130), (1180, 150), (1380, 190)):
        house(c, x, 462, width, width * 0.45, "#cfae7c")
    ground(c, 448, "#a17a4a", "#e3c793", "#7f5c36", 0.35)
    _truck(c, 980, 560)
    c.veil(360, 560, "#f6e2b8", 0.1, 0.5)
    robes, scarves = ["#6d5a48", "#e4d8be", "#4d5a66", "#8a7256", "#3f4a44"], ["#f3ead6", "#a5453c"]
    crowd(
        c,
        [
            (x + c.rng.gauss(0, 46), c.rng.uniform(530, 606))
            for x in (90, 130, 170, 330, 360, 520, 560, 600, 760, 800, 1000, 1290, 1330, 1370, 1500)
        ],
        110,
        robes,
        scarves,
    )
    for y, size, step in ((640, 40, 62), (690, 52, 84), (760, 68, 112)):
        for x in range(-20, WIDTH + 60, step):
            _ewe(c, x + c.rng.uniform(-14, 14), y + c.rng.uniform(-12, 12), size)
        c.veil(430, y + 40, "#f3dcae", 0.0, 0.16)
    for x, tall, cloth, pose, side in (
        (330, 310, "#e8dcc2", STAND, 1),
        (470, 300, "#57493d", Pose(3, ((10, 60), (38, 80))), -1),
        (1230, 320, "#3f4d57", CARRY, -1),
    ):
        person(c, x, 900, tall, cloth, "#b0483d" if x > 400 else "#f5ecd9", pose, side, "#fff1c9")
    c.line([(1290, 640), (1318, 905)], "#4b3320", 9)
    for x, y, size in (
        (80, 940, 112),
        (660, 930, 112),
        (860, 905, 100),
        (1060, 950, 116),
        (1480, 935, 116),
        (300, 1040, 130),
        (560, 1050, 130),
        (1290, 1055, 136),
    ):
        _ewe(c, x, y, size)
    c.soft(box_points(0, 930, WIDTH, HEIGHT + 60), "#c79c60", 0.35, 40)


def _ewe(c: Canvas, x: float, y: float, size: float) -> None:
    wool = c.rng.choice(("#f5ead2", "#efe0c2", "#fbf3e0", "#d8bf98"))
    head = c.rng.choice(("#7a4a2c", "#8c5631", "#5b3722"))
    c.soft(
        [
            (x - size * 0.7, y),
            (x + size * 1.1, y),
            (x + size * 1.1, y + size * 0.14),
            (x - size * 0.6, y + size * 0.14),
        ],
        "#4b3018",
        0.45,
        max(4, size * 0.06),
    )
    sheep(c, x, y, size, wool, head, c.rng.choice((-1, 1)), c.rng.random() < 0.3)


def _truck(c: Canvas, x: float, y: float) -> None:
    c.rect(x, y - 96, x + 250, y - 30, "#7a5a3a")
    for i in range(9):
        c.rect(x + i * 31, y - 150, x + i * 31 + 7, y - 30, "#5a3f27")
    for level in (-148, -118, -90):
        c.rect(x, y + level, x + 250, y + level + 9, "#6c4d30")
    for i in range(6):
        sheep(c, x + 32 + i * 38, y - 84, 26, "#efe2c6", "#7a4a2c", 1)
    c.shade(
        [(x - 92, y - 22), (x - 92, y - 84), (x - 70, y - 140), (x - 6, y - 140), (x - 6, y - 22)],
        "#4f8a92",
        "#2c565e",
    )
    c.poly([(x - 80, y - 88), (x - 64, y - 130), (x - 26, y - 130), (x - 26, y - 88)], "#d6e0d6")
    for wheel in (x - 52, x + 70, x + 190):
        c.disc(wheel, y - 16, 27, "#2a221c")
        c.disc(wheel, y - 16, 11, "#a58f70")


def power_line(c: Canvas) -> None:
    """Pylons cross the steppe at dusk; one man works up on a tower."""
    c.wash([(0, "#46557c"), (0.35, "#9a7f96"), (0.7, "#efa878"), (1, "#ffdf9f")], 0, 800)
    clouds(c, 60, 420, "#ffc79a", 0.7, 6, 12)
    clouds(c, 0, 300, "#39456b", 0.5, 5, 10)
    clouds(c, 380, 700, "#ffe7b5", 0.5, 7, 12)
    sun(c, 1250, 700, 60, "#fff4cf", "#ffcf82")
    hills(c, 770, 28, "#c58466", "#eeb883", 830)
    hills(c, 800, 16, "#a0694f", "#c9905f", 830, 3)
    ground(c, 806, "#4a2f22", "#bd8253", "#3a241b", 0.4)
    spots = ((1235, 812, 90), (1160, 818, 150), (1030, 832, 260), (800, 858, 470), (330, 925, 850))
    tips = [pylon(c, x, y, tall, mix("#b77a63", "#221a2b", tall / 700)) for x, y, tall in spots]
    for far, near, spot in zip(tips, tips[1:], spots[1:], strict=False):
        for a, b in zip(far, near, strict=True):
            wire(c, a, b, spot[2] * 0.09, "#221a2b", max(0.8, spot[2] / 420))
    for x, y in tips[-1]:
        wire(c, (x, y), (x - 620, y - 190), 80, "#1d1726", 2.4)
    _linesman(c)
    for x in (1330, 1366, 1404):
        person(c, x, 846, 40, "#2f1f22", "#3a2528", WALK, -1, "#ffd79a")
    tufts(c, 850, 1064, "#2e1d18", 240, 30)
    tufts(c, 840, 1000, "#d49a5c", 120, 20, 0.6)


def _linesman(c: Canvas) -> None:
    """A man on the near tower and his mates below with a rope."""
    person(c, 372, 372, 118, "#b5482f", "#f2c14e", REACH, -1, "#ffe0a8")
    c.line(curve([(376, 330), (400, 620), (468, 905)], 10), "#f3d7a2", 2.5)
    person(c, 490, 960, 150, "#2f3550", "#f2c14e", REACH, -1, "#ffd79a")
    person(c, 590, 975, 152, "#4a2a2a", "#f2c14e", STAND, -1, "#ffd79a")
