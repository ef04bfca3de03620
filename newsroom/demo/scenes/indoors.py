"""Scenes of public rooms: a library and the door of a clinic."""

import math

from newsroom.demo.scenes.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo.scenes.people import STAND, WALK, Pose, hand, person, shadow
from newsroom.demo.scenes.shapes import Point, box_points, curve, mix

BINDINGS = ("#7a2f2c", "#2f5a54", "#b5823a", "#3a4a6b", "#8a5a3c", "#d9c49a", "#54364a", "#4f6b3f")


def library_shelves(c: Canvas) -> None:
    """Light falls across shelves of old books; hands mend a manuscript."""
    c.wash([(0, "#3a2519"), (1, "#241710")])
    for row in range(5):
        _shelf(c, 20 + row * 158, 132, 0, 1130)
    for x in (0, 372, 748, 1118):
        c.shade(box_points(x, 0, x + 26, 830), "#8f5f36", "#4d2f1a")
    _arched_window(c)
    c.soft([(1230, 120), (1460, 200), (900, 1000), (260, 1000)], "#ffe6b0", 0.42, 60)
    c.soft([(1250, 300), (1330, 330), (820, 1000), (620, 1000)], "#fff3d0", 0.3, 24)
    _ladder(c)
    person(
        c, 240, 700, 330, "#4a5a52", "#d9c7a0", Pose(0, ((20, 30), (120, 165)), 0.08), 1, "#ffe3a8"
    )
    c.shade([(0, 850), (WIDTH, 830), (WIDTH, HEIGHT), (0, HEIGHT)], "#a8703f", "#4f2d18")
    for _ in range(26):
        y = c.rng.uniform(850, HEIGHT)
        c.line([(0, y), (WIDTH, y - 14)], "#4f2d18", 1.4, 0.35)
    _manuscript(c)
    hand(c, 690, 930, 84, 52, "#35505a", "#a86f48", True, "#ffd9a0")
    hand(c, 1130, 905, 84, -50, "#35505a", "#a86f48", light="#ffd9a0")
    c.line([(1062, 862), (940, 912)], "#3a2416", 8)
    c.line([(958, 905), (926, 918)], "#e8d9b4", 8)
    for x, y, count in ((190, 950, 5), (1430, 960, 4)):
        for i in range(count):
            c.rect(
                x - 130 + i * 7,
                y - i * 32,
                x + 130 - i * 9,
                y - i * 32 + 28,
                BINDINGS[(i * 3 + count) % 8],
                radius=4,
            )
            c.rect(x + 60, y - i * 32 + 4, x + 126 - i * 9, y - i * 32 + 24, "#eadbb8")
    for _ in range(120):
        c.disc(
            c.rng.uniform(350, 1300),
            c.rng.uniform(180, 840),
            c.rng.uniform(0.8, 2.6),
            "#fff3cf",
            alpha=c.rng.uniform(0.2, 0.8),
        )


def _shelf(c: Canvas, y: float, tall: float, x0: float, x1: float) -> None:
    c.rect(x0, y, x1, y + tall, "#1d120c")
    x = x0 + 4
    while x < x1 - 10:
        width, high = c.rng.uniform(13, 34), tall * c.rng.uniform(0.68, 0.95)
        tone = mix(c.rng.choice(BINDINGS), "#2a1a10", c.rng.uniform(0, 0.3))
        lean = c.rng.choice((0, 0, 0, 0, 0, 9))
        book = [
            (x + lean, y + tall - high),
            (x + width + lean, y + tall - high),
            (x + width, y + tall),
            (x, y + tall),
        ]
        c.shade(book, mix(tone, "#fff0cc", 0.18), mix(tone, "#150c08", 0.4))
        for share in (0.16, 0.3, 0.8):
            ly = y + tall - high * (1 - share)
            c.line(
                [(x + lean * (1 - share) + 2, ly), (x + width + lean * (1 - share) - 2, ly)],
                "#e6c47a",
                2,
                0.75,
            )
        x += width + lean + 1.5 + (c.rng.random() < 0.05) * 26
    c.shade(box_points(x0, y + tall, x1, y + tall + 20), "#a06c3e", "#5a3820")


def _arched_window(c: Canvas) -> None:
    c.shade(box_points(1130, 0, WIDTH, 850), "#c9a878", "#7d5a3a")
    c.mottle(box_points(1130, 0, WIDTH, 850), "#8f6b44", 0.4, 8, 12)
    arch = [
        (1230, 660),
        (1230, 260),
        *[
            (1365 - 135 * math.cos(a / 12 * math.pi), 260 - 150 * math.sin(a / 12 * math.pi))
            for a in range(13)
        ],
        (1500, 660),
    ]
    c.poly([(1365 + (x - 1365) * 1.14, 400 + (y - 400) * 1.07) for x, y in arch], "#5f4028")
    c.shade(arch, "#fff9e4", "#f6d290")
    c.glow(1365, 360, 420, "#fff3cc", 0.7)
    for x in (1298, 1365, 1432):
        c.line([(x, 130), (x, 660)], "#6b4a2e", 7)
    for y in (260, 400, 540):
        c.line([(1230, y), (1500, y)], "#6b4a2e", 7)


def _ladder(c: Canvas) -> None:
    for x in (180, 290):
        c.line([(x, 860), (x + 60, 0)], "#c08a50", 13)
    for i in range(11):
        y = 820 - i * 82
        lean = (860 - y) / 860 * 60
        c.line([(180 + lean, y), (290 + lean, y)], "#a87340", 11)


def _manuscript(c: Canvas) -> None:
    """An open book whose lines are only strokes of ink."""
    c.soft([(600, 960), (1220, 940), (1260, 1030), (560, 1040)], "#1c0f08", 0.7, 22)
    for side in (-1, 1):
        page: list[Point] = [
            (910, 868),
            (910 + side * 130, 838),
            (910 + side * 290, 872),
            (910 + side * 320, 1010),
            (910 + side * 140, 978),
            (910, 1006),
        ]
        c.poly([(x + side * 8, y + 12) for x, y in page], "#8a5f38")
        c.shade(page, "#fbeecb", "#dcbf8a")
        for i in range(8):
            y = 886 + i * 13
            start, end = 910 + side * 34, 910 + side * (258 + i * 4)
            c.line(
                curve([(start, y), ((start + end) / 2, y - 16), (end, y + 4)], 8),
                "#6b4426",
                2.4,
                0.55,
            )
        c.rect(910 + side * 240 - 20, 880, 910 + side * 240 + 20, 905, "#b5483a", 0.7)
    c.line([(910, 868), (910, 1006)], "#8a6238", 4)


def clinic_door(c: Canvas) -> None:
    """The lit door of a clinic; a mother walks in with a child, others wait outside."""
    c.wash([(0, "#aab9b4"), (1, "#d9d3c0")])
    wall = box_points(0, 0, WIDTH, 800)
    c.shade(wall, "#e6e6da", "#cfc7b0")
    c.mottle(wall, "#c2b99e", 0.3, 9, 6)
    c.rect(0, 590, WIDTH, 800, "#4f9a92")
    c.mottle(box_points(0, 590, WIDTH, 800), "#2f726e", 0.5, 18, 5)
    c.rect(0, 582, WIDTH, 592, "#f6f1de")
    c.shade([(0, 800), (WIDTH, 800), (WIDTH, HEIGHT), (0, HEIGHT)], "#cfc0a0", "#8f7a5c")
    for i in range(9):
        c.line([(800 + (i - 4) * 190, 800), (800 + (i - 4) * 420, HEIGHT)], "#8a775a", 2, 0.6)
    for y in (835, 905, 1005):
        c.line([(0, y), (WIDTH, y)], "#8a775a", 2, 0.6)
    _corridor(c)
    _clinic_front(c)
    c.soft([(640, 800), (960, 800), (1120, 1060), (480, 1060)], "#fff3cc", 0.55, 30)
    shadow(c, 760, 930, 330, "#4a3a2a", -30)
    person(c, 760, 930, 370, "#8a3f5a", "#efe2c6", Pose(0, ((6, 4), (26, 30)), 0.08), 1, "#fff6da")
    person(c, 880, 935, 210, "#35689a", "#3a2a22", WALK, -1, "#fff6da")
    _bench(c)
    _wheelchair(c, 1330, 950)
    c.soft([(0, 0), (520, 0), (240, 1067), (0, 1067)], "#3a4a54", 0.3, 60)


def _corridor(c: Canvas) -> None:
    """What the open door shows: a bright corridor, a bed, a drip stand, a nurse at work."""
    c.shade(box_points(620, 300, 980, 800), "#fffbe8", "#f0deb0")
    c.poly([(620, 800), (720, 690), (880, 690), (980, 800)], "#d9c9a0")
    c.poly([(620, 300), (720, 400), (720, 690), (620, 800)], "#e9dcb8")
    c.poly([(980, 300), (880, 400), (880, 690), (980, 800)], "#dccba2")
    c.rect(760, 408, 840, 424, "#ffffff")
    c.glow(800, 420, 190, "#ffffff", 0.9)
    c.rect(726, 470, 790, 676, "#8cc2b8")
    for x in range(726, 790, 13):
        c.line([(x, 470), (x, 676)], "#5f9c94", 3, 0.7)
    person(c, 846, 722, 180, "#f7f7f2", "#5fa39c", STAND, -1)
    c.line([(908, 500), (908, 742)], "#7a8a8a", 5)
    c.line([(890, 500), (926, 500)], "#7a8a8a", 4)
    c.rect(912, 506, 932, 552, "#cfe9ee", 0.9, 6)


def _clinic_front(c: Canvas) -> None:
    frame = "#f4efdc"
    for x0, x1 in ((590, 622), (978, 1010)):
        c.shade(box_points(x0, 250, x1, 805), frame, "#b5ab90")
    c.rect(590, 250, 1010, 302, frame)
    for hinge, edge in ((622, 520), (978, 1080)):
        c.shade([(hinge, 302), (edge, 270), (edge, 850), (hinge, 802)], "#2f8a80", "#1d5f5a")
        inner = hinge + (edge - hinge) * 0.25, hinge + (edge - hinge) * 0.78
        c.poly(
            [(inner[0], 352), (inner[1], 336), (inner[1], 530), (inner[0], 520)], "#d9efe8", 0.85
        )
        c.rect(min(edge, hinge) + 42, 596, min(edge, hinge) + 60, 650, "#e9d9a8", radius=4)
    c.soft([(500, 250), (1100, 250), (1160, 330), (440, 330)], "#2c3a38", 0.5, 20)
    c.shade([(540, 160), (1060, 160), (1130, 246), (470, 246)], "#3aa394", "#22756c")
    for i in range(1, 9, 2):
        a, b = i / 9, (i + 1) / 9
        c.poly(
            [
                (540 + 520 * a, 160),
                (540 + 520 * b, 160),
                (470 + 660 * b, 246),
                (470 + 660 * a, 246),
            ],
            "#f6f3e4",
            0.85,
        )
    for x in (140, 1230):
        c.rect(x - 12, 278, x + 252, 512, frame)
        c.shade(box_points(x, 290, x + 240, 500), "#7fa8ae", "#cfe0d8")
        for i in range(1, 6):
            c.line([(x + i * 40, 290), (x + i * 40, 500)], "#f4efdc", 5)
        c.line([(x, 395), (x + 240, 395)], "#f4efdc", 5)


def _bench(c: Canvas) -> None:
    c.soft(box_points(70, 930, 490, 960), "#2a2018", 0.55, 16)
    for x, cloth, scarf, tall in (
        (150, "#54422f", "#e9dcc0", 330),
        (290, "#3d4a6b", "#27222e", 320),
        (420, "#a8603a", "#f0e2c2", 240),
    ):
        pose = Pose(6, ((20, 50), (24, 46)), sit=True)
        person(c, x, 950, tall * 1.25, cloth, scarf, pose, 1, "#f6efd8")
    c.shade(box_points(40, 846, 560, 962), "#c9a878", "#86683f")
    c.mottle(box_points(40, 846, 560, 962), "#6b5030", 0.3, 16, 5)
    c.rect(30, 834, 570, 852, "#e6cfa0", radius=4)


def _wheelchair(c: Canvas, x: float, y: float) -> None:
    c.soft(box_points(x - 90, y - 10, x + 120, y + 14), "#2a2018", 0.55, 12)
    for radius, tone in ((78, "#2a2c30"), (70, "#5f9a94")):
        c.disc(x, y - 78, radius, tone)
    c.disc(x, y - 78, 64, "#b3a888")
    for i in range(12):
        a = i * math.pi / 6
        c.line([(x, y - 78), (x + 66 * math.cos(a), y - 78 + 66 * math.sin(a))], "#e9e2cc", 1.6)
    c.disc(x + 106, y - 20, 20, "#2a2c30")
    c.limb(
        [(x - 54, y - 250), (x - 40, y - 110), (x + 70, y - 110), (x + 110, y - 26)],
        10,
        8,
        "#3a4448",
    )
    c.line([(x - 92, y - 250), (x - 50, y - 250)], "#2a2c30", 11)
    c.poly([(x - 58, y - 232), (x - 40, y - 232), (x - 26, y - 118), (x - 46, y - 118)], "#27424a")
    c.rect(x - 44, y - 132, x + 66, y - 110, "#27424a", radius=6)
    c.line([(x - 40, y - 168), (x + 50, y - 168), (x + 56, y - 120)], "#3a4448", 8)
