"""Scenes of the town: a school yard, a queue for fuel."""

from newsroom.demo.scenes.built import house
from newsroom.demo.scenes.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo.scenes.nature import clouds, hills
from newsroom.demo.scenes.people import CARRY, STAND, TROUSERS, Pose, crowd, person, shadow
from newsroom.demo.scenes.plants import crown, poplar
from newsroom.demo.scenes.shapes import Color, box_points, curve
from newsroom.demo.scenes.vehicles import car_back


def school_yard(c: Canvas) -> None:
    """Children play ball in a school yard in the long light of morning."""
    c.wash([(0, "#8ec3d4"), (0.6, "#d5e6da"), (1, "#fbeccb")], 0, 520)
    clouds(c, 10, 330, "#ffffff", 0.6)
    hills(c, 440, 30, "#b8c6b4", "#e0d8ba", 560)
    for x in (40, 96, 1490, 1545, 1590):
        poplar(c, x, 560, c.rng.uniform(230, 300), "#4f7d5a", "#c2cf86", 140)
    c.shade(box_points(0, 556, WIDTH, HEIGHT), "#ecd3a2", "#b98d5a")
    c.mottle(box_points(0, 556, WIDTH, HEIGHT), "#a4794a", 0.35, 12, 30)
    _school(c)
    c.line([(60, 700), (1540, 700)], "#fff6e0", 4, 0.5)
    c.line([(800, 600), (640, HEIGHT)], "#fff6e0", 6, 0.45)
    _yard_children(c)
    c.soft([(0, 960), (520, 930), (640, 1000), (420, 1080), (0, 1080)], "#5a4a2a", 0.5, 40)
    c.limb([(150, 1000), (160, 760), (190, 560)], 46, 26, "#5b4129")
    crown(c, 170, 420, 270, "#2c5a3c", "#b5c86a", 620, 0.72)


def _school(c: Canvas) -> None:
    c.shade(box_points(210, 290, 1430, 590), "#f7e8c6", "#e3c894")
    c.mottle(box_points(210, 290, 1430, 590), "#c9a870", 0.25, 12, 8)
    c.rect(210, 530, 1430, 590, "#3f8f8b")
    c.rect(195, 272, 1445, 296, "#fff6de")
    c.rect(210, 428, 1430, 440, "#d2ae78")
    for row, y in enumerate((330, 462)):
        for i in range(12):
            x = 236 + i * 100
            if row and i in (5, 6):
                continue
            c.rect(x, y, x + 66, y + 72, "#4c7f86")
            c.poly([(x, y), (x + 34, y), (x + 8, y + 72), (x, y + 72)], "#cfe6e2", 0.5)
            c.line([(x + 33, y), (x + 33, y + 72)], "#f6ecd2", 4)
            c.line([(x, y + 30), (x + 66, y + 30)], "#f6ecd2", 3)
            c.rect(x - 5, y + 72, x + 71, y + 79, "#fff6de")
    c.rect(716, 446, 920, 590, "#7a5a3c")
    c.shade(box_points(732, 460, 904, 590), "#3a2c28", "#6b4a34")
    c.shade([(690, 446), (946, 446), (970, 470), (666, 470)], "#c2603a", "#9a4428")
    for x in (678, 946):
        c.rect(x, 470, x + 14, 592, "#efdcb2")
    c.soft(box_points(210, 588, 1430, 606), "#6b4f2a", 0.6, 8)


def _yard_children(c: Canvas) -> None:
    kids = (
        (330, 660, 84),
        (420, 690, 88),
        (600, 720, 98),
        (1010, 650, 80),
        (1130, 668, 84),
        (1260, 640, 76),
        (1330, 740, 104),
        (560, 640, 78),
        (780, 640, 76),
        (826, 644, 72),
    )
    bags = ("#c2453a", "#2f6f94", "#d69a2f", "#6b4a8a", "#2f8a6b")
    for i, (x, y, tall) in enumerate(kids):
        shadow(c, x, y, tall, "#7a5228", tall * 1.5, 0.5)
        side = 1 if i % 2 else -1
        person(
            c,
            x,
            y,
            tall,
            ("#35609a", "#4a7fb0", "#8a96a4")[i % 3],
            "#3a2a22",
            TROUSERS,
            side,
            "#fff3cf",
        )
        c.rect(
            x - tall * 0.1,
            y - tall * 0.8,
            x + tall * 0.1,
            y - tall * 0.54,
            bags[i % 5],
            radius=tall * 0.04,
        )
    runners = (
        (760, 900, 215, 1, "#b5473c"),
        (1090, 880, 205, -1, "#35609a"),
        (1290, 960, 230, -1, "#d69a2f"),
        (520, 930, 215, 1, "#4a7fb0"),
    )
    for x, y, tall, side, shirt in runners:
        shadow(c, x, y, tall, "#6b4520", tall * 1.4, 0.55)
        pose = Pose(14, ((-50, 10), (50, 110)), 0.24, 0.3)
        person(c, x, y, tall, shirt, "#35261f", pose, side, "#fff3cf")
    c.soft(box_points(920, 888, 1010, 900), "#5e3c18", 0.7, 8)
    c.disc(928, 866, 26, "#fdf8ea")
    for px, py in ((-8, -6), (10, -10), (2, 10), (-16, 10), (18, 8)):
        c.disc(928 + px, 866 + py, 6, "#3a3a40")
    c.disc(934, 874, 20, "#b99a68", 16, 0.25)


def fuel_queue(c: Canvas) -> None:
    """Cars, a motorcycle and people with cans wait before a lit station at dusk."""
    c.wash([(0, "#2c3560"), (0.4, "#74568a"), (0.75, "#d9807a"), (1, "#fbc98f")], 0, 560)
    clouds(c, 20, 420, "#ffb08f", 0.5)
    hills(c, 505, 30, "#6b4a72", "#a8697a", 570)
    for x, width in ((-30, 190), (200, 150), (420, 120), (560, 90)):
        house(c, x, 560, width, width * 0.8, "#6b5476", windows=2, lit="#ffcf7a", concrete=True)
    c.shade(box_points(0, 555, WIDTH, HEIGHT), "#8a6070", "#241c30")
    c.shade([(900, 556), (1010, 556), (1500, HEIGHT), (100, HEIGHT)], "#7d6478", "#2b2438")
    _station(c)
    c.glow(1120, 590, 560, "#ffe2a0", 0.5, 0.5)
    for i in reversed(range(8)):
        size = 300 * 0.72**i
        y = 575 + 380 * 0.70**i
        paint = (
            "#8c3f3a",
            "#c9b8a0",
            "#3f5a74",
            "#d9c9a4",
            "#5a6b5c",
            "#a4624a",
            "#6b5a7a",
            "#b5a68c",
        )[i]
        car_back(c, 915 - (y - 575) * 0.42, y, size, paint, 0.62 + 0.13 * (i % 3 == 1))
    _waiting(c)


def _station(c: Canvas) -> None:
    c.glow(1180, 470, 460, "#ffeab8", 0.75, 0.7)
    c.rect(1300, 430, 1600, 590, "#d9c4a8")
    for x in (1330, 1420, 1510):
        c.rect(x, 470, x + 62, 545, "#fff0c4")
    for x in (960, 1290):
        c.rect(x, 400, x + 22, 610, "#e9dcc4")
    c.shade([(880, 340), (1420, 320), (1440, 384), (880, 396)], "#fbf0d8", "#d9bfa0")
    c.poly([(880, 376), (1440, 362), (1440, 384), (880, 396)], "#2f8a7d")
    c.poly([(890, 398), (1434, 386), (1380, 402), (930, 408)], "#fffbe6")
    for x in (1050, 1180):
        c.shade(box_points(x, 505, x + 56, 612), "#c2503a", "#7d2c22")
        c.rect(x + 10, 518, x + 46, 548, "#fff3cf")
        c.line(curve([(x + 56, 530), (x + 80, 570), (x + 62, 590)], 6), "#1f1a26", 4)
    crowd(
        c,
        [(1010, 618), (1140, 622), (1260, 620), (1030, 622)],
        88,
        ["#3a3350", "#54404f"],
        ["#2a2438", "#d9c4a0"],
        "#fff0c0",
    )


def _waiting(c: Canvas) -> None:
    """The second line: people on foot with cans, one on a motorcycle."""
    line: tuple[tuple[float, float, float, Color], ...] = (
        (1130, 690, 120, "#4a3a5c"),
        (1180, 730, 148, "#7a4a4a"),
        (1250, 790, 190, "#35506b"),
        (1350, 880, 260, "#5a3f34"),
        (1480, 1000, 350, "#2f4a4a"),
    )
    for i, (x, y, tall, cloth) in enumerate(line):
        shadow(c, x, y, tall, "#0f0b18", tall * 0.35, 0.6)
        person(
            c,
            x,
            y,
            tall,
            cloth,
            ("#d9c9a4", "#9a3f3a")[i % 2],
            (STAND, CARRY)[i % 2],
            -1,
            "#ffdf9f",
        )
        for side in (-1, 1):
            px, size = x + side * tall * 0.22, tall * 0.085
            c.rect(
                px - size, y - size * 2.6, px + size, y, ("#d6a32f", "#4f83a8")[side > 0], radius=4
            )
            c.rect(px - size * 0.4, y - size * 3.1, px + size * 0.5, y - size * 2.6, "#2a2436")
    _motorcycle(c, 190, 1015)


def _motorcycle(c: Canvas, x: float, y: float) -> None:
    """A rider waiting astride, from behind."""
    c.soft(box_points(x - 90, y - 8, x + 100, y + 16), "#0d0a12", 0.7, 14)
    for side in (-1, 1):
        c.line([(x, y - 190), (x + side * 112, y - 214)], "#1a1622", 9)
        c.disc(x + side * 116, y - 236, 17, "#2a2436", 12)
    person(
        c, x, y, 400, "#3a4258", "#c9b48c", Pose(0, ((34, 62), (34, 62)), 0.17, 0.28), 1, "#ffcf9a"
    )
    c.rect(x - 22, y - 150, x + 22, y + 8, "#14101c", radius=20)
    c.shade(
        [(x - 58, y - 196), (x + 58, y - 196), (x + 40, y - 118), (x - 40, y - 118)],
        "#a8463a",
        "#5c231f",
    )
    c.rect(x - 64, y - 214, x + 64, y - 188, "#1c1824", radius=12)
    c.rect(x - 26, y - 150, x + 26, y - 128, "#ff5a3c", radius=8)
    c.glow(x, y - 140, 90, "#ff4a30", 0.6)
