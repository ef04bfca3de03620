"""Scenes of the road: a dust storm, the village bus."""

from newsroom.demo.scenes.built import house, pylon, wire
from newsroom.demo.scenes.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo.scenes.nature import clouds, ground, hills, sun
from newsroom.demo.scenes.people import CARRY, STAND, WALK, person, shadow
from newsroom.demo.scenes.plants import poplar, tufts
from newsroom.demo.scenes.shapes import box_points
from newsroom.demo.scenes.vehicles import car_back, wheel

ROAD = [(770, 600), (850, 600), (1330, HEIGHT), (180, HEIGHT)]


def dust_road(c: Canvas) -> None:
    """Cars stop with their lamps on as a wall of dust swallows the road."""
    c.wash([(0, "#c98f4e"), (0.5, "#dfae6c"), (1, "#e8c48a")], 0, 620)
    c.glow(1180, 210, 300, "#ffe2ad", 0.55)
    ground(c, 596, "#a87743", "#d8aa6c", "#8a5d30")
    hills(c, 560, 40, "#c89a5e", "#d8ab6e", 604)
    towers = [(1010, 602, 70.0), (1130, 612, 120.0), (1330, 640, 240.0)]
    ends = [pylon(c, x, y, tall, "#8f6637") for x, y, tall in towers]
    for near, far in zip(ends, ends[1:], strict=False):
        for start, end in zip(near, far, strict=False):
            wire(c, start, end, 12, "#8f6637")
    c.shade(ROAD, "#c59a63", "#6b4d33")
    for y, tall in ((640, 9), (690, 16), (770, 26), (890, 44)):
        c.rect(790 - (y - 600) * 0.1, y, 797 + (y - 600) * 0.02, y + tall, "#f4dfb4", 0.6)
    _dust(c)
    for x, y, size, paint in (
        (838, 652, 46, "#7a5a40"), (872, 700, 84, "#8c4a3a"), (930, 800, 170, "#4f6470"),
    ):  # fmt: skip
        car_back(c, x, y, size, paint)
        c.veil(600, y - size * 0.2, "#d3a263", 0.1, 0.04)
    _walkers(c)
    clouds(c, 640, HEIGHT, "#e6bd80", 0.3, 5, 9)


def _dust(c: Canvas) -> None:
    """The wall itself: heaped, darker at its foot, torn at its top."""
    for _ in range(46):
        x, y = c.rng.uniform(-60, 900), c.rng.uniform(120, 560)
        c.glow(x, y, c.rng.uniform(110, 250), c.rng.choice(("#b57b3c", "#a36a30", "#c78f4f")), 0.5)
    c.soft([(0, 330), (620, 420), (760, 640), (0, 700)], "#8a5526", 0.5, 90)
    c.veil(380, 660, "#c48d4e", 0.0, 0.45)


def _walkers(c: Canvas) -> None:
    for x, y, tall, cloth, scarf, side in (
        (520, 905, 300, "#5a3f4c", "#d9c09a", 1),
        (430, 950, 330, "#3f5560", "#8c3f3a", 1),
        (1245, 760, 165, "#4f4033", "#c9a26c", -1),
    ):
        shadow(c, x, y, tall, "#5e3d1c", tall * 0.3, 0.4)
        person(c, x, y, tall, cloth, scarf, WALK, side, "#ffdca0")
        hem = (x - side * tall * 0.08, y - tall * 0.74)
        c.poly(
            [
                hem,
                (x - side * tall * 0.34, y - tall * 0.82),
                (x - side * tall * 0.3, y - tall * 0.7),
                (x - side * tall * 0.06, y - tall * 0.64),
            ],
            scarf,
            0.9,
        )


def village_bus(c: Canvas) -> None:
    """An old white bus takes on passengers at dawn, crates and bundles on its roof."""
    c.wash([(0, "#5f7fa8"), (0.45, "#c9a5a8"), (0.8, "#f6c88f"), (1, "#ffe3b0")], 0, 640)
    clouds(c, 30, 420, "#ffd6b8", 0.5)
    sun(c, 300, 560, 46, "#fff3cf", "#ffcf8a")
    hills(c, 560, 50, "#a5868e", "#d8b08a", 650)
    for x, width in ((1240, 150), (1390, 210)):
        house(c, x, 640, width, width * 0.6, "#d9b98a", windows=2, lit="#ffdf9a")
    for x in (1180, 1230, 1560):
        poplar(c, x, 640, c.rng.uniform(200, 280), "#4b6a4a", "#b9b36a", 130)
    ground(c, 632, "#a97c4e", "#e0bd86", "#7a5530")
    tufts(c, 660, 760, "#8a7a3e", 160, 12)
    c.shade([(0, 800), (WIDTH, 770), (WIDTH, 1000), (0, 1040)], "#d8b580", "#a67c50")
    for y in (862, 930):
        c.line([(0, y + 20), (WIDTH, y - 10)], "#8a6238", 16, 0.35)
    _bus(c)
    _passengers(c)


def _bus(c: Canvas) -> None:
    c.soft(box_points(340, 872, 1290, 920), "#4a3018", 0.6, 22)
    c.shade(box_points(360, 520, 1260, 860), "#fdf6e6", "#cdbd9f")
    c.shade([(1260, 540), (1330, 600), (1340, 860), (1260, 860)], "#efe4cc", "#a89a80")
    c.rect(360, 700, 1336, 742, "#2f7f86")
    c.rect(360, 748, 1338, 758, "#c2553a")
    for i in range(7):
        x = 392 + i * 106
        c.rect(x, 560, x + 84, 664, "#3a4a58", radius=10)
        c.poly([(x + 6, 566), (x + 50, 566), (x + 14, 658), (x + 6, 658)], "#ffdcae", 0.4)
        c.disc(x + 46, 640, 17, "#26303a")
        c.rect(x + 22, 648, x + 70, 664, "#26303a")
    c.shade([(1266, 566), (1316, 610), (1322, 690), (1266, 690)], "#5a7078", "#2f3d46")
    c.rect(1140, 556, 1222, 852, "#3a2f2a", radius=6)
    c.glow(1180, 700, 90, "#ffd890", 0.5)
    c.rect(1140, 800, 1222, 816, "#6b5a48")
    for x in (520, 1090):
        c.disc(x, 866, 74, "#8c7c66")
        wheel(c, x, 872, 62, "#1d1a1c", "#a8a29a")
    c.rect(1322, 770, 1346, 806, "#ffe9b0", radius=8)
    c.glow(1345, 788, 170, "#ffedb8", 0.5)
    c.rect(380, 506, 1240, 518, "#7a6a52")
    for x in range(390, 1240, 84):
        c.line([(x, 520), (x, 486)], "#7a6a52", 4)
    c.line([(384, 486), (1236, 486)], "#7a6a52", 5)
    bundles = (
        (410, 96, 70, "#b5473c"), (520, 120, 54, "#d69a3a"), (650, 90, 84, "#3f6a94"),
        (752, 140, 60, "#8a5f38"), (905, 84, 76, "#5a7a4a"), (1000, 130, 50, "#8a4a6b"),
    )  # fmt: skip
    for x, width, tall, cloth in bundles:
        c.rect(x, 508 - tall, x + width, 508, cloth, radius=22)
        c.line([(x, 508 - tall / 2), (x + width, 508 - tall / 2)], "#f3e3c0", 4, 0.7)


def _passengers(c: Canvas) -> None:
    c.rect(1390, 900, 1440, 950, "#e8e4da", radius=8)
    c.rect(1404, 886, 1426, 902, "#2f7f86")
    for x, y, tall, cloth, scarf, pose, side in (
        (1180, 880, 260, "#35506b", "#e9dcc0", WALK, -1),
        (1320, 930, 290, "#7a3f4a", "#33222c", CARRY, -1),
        (1470, 950, 300, "#4a5a3c", "#d9c7a2", STAND, -1),
        (230, 930, 280, "#5a4632", "#8c3f3a", WALK, 1),
    ):
        shadow(c, x, y, tall, "#5a3a1c", tall * 0.9, 0.45)
        person(c, x, y, tall, cloth, scarf, pose, side, "#ffe6b0")
    c.rect(208, 760, 246, 822, "#2f6f94", radius=8)
