"""Scenes on the water: pumps, a bridge, boats and a canal."""

import math
from itertools import pairwise

from newsroom.demo.scenes.built import house
from newsroom.demo.scenes.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo.scenes.nature import clouds, hills, mirror, ripples, sun
from newsroom.demo.scenes.people import CARRY, HEAD_LOAD, SIT, STAND, WALK, Pose, person
from newsroom.demo.scenes.plants import crown, palm, poplar, reeds, tufts
from newsroom.demo.scenes.shapes import Point, Points, box_points, curve, mix
from newsroom.demo.scenes.wares import lattice


def pumps(c: Canvas) -> None:
    """A diesel pump lifts the river into a basin on the bank, early in the day."""
    c.wash([(0, "#7fb3b5"), (0.5, "#c9d9c0"), (0.8, "#f6dcae"), (1, "#f2c48f")], 0, 560)
    clouds(c, 20, 330, "#fff2d8", 0.5)
    sun(c, 1130, 300, 44, "#fff3d0", "#ffd9a0")
    hills(c, 470, 46, "#a9bdb0", "#d8cfae", 560)
    hills(c, 505, 26, "#7fa394", "#b4bf9c", 560, 2.4)
    shore = curve([(-20, 540), (300, 534), (700, 541), (1100, 533), (1640, 539)])
    for _ in range(44):
        x = c.rng.uniform(-20, WIDTH)
        poplar(c, x, 545, c.rng.uniform(70, 135), "#3f6f66", "#8fb08c", 46)
    for x, width in ((180, 90), (330, 70), (890, 84), (1010, 64)):
        house(c, x, 545, width, width * 0.55, "#d3b68c")
    c.poly([*shore, (1640, 548), (-20, 548)], "#6f8a62")
    c.veil(430, 548, "#fbe6bd", 0.0, 0.42)
    mirror(c, 545, box_points(0, 545, WIDTH, 930), "#3f8f8b", 0.4, 0.85)
    ripples(c, 560, 900, "#e9f3dd", 240, 0.22)
    ripples(c, 556, 900, "#fff1c4", 240, 0.6, 1130, 70)
    _pump_bank(c)
    _pump(c)
    person(
        c, 560, 872, 236, "#35506b", "#d9c9a6", Pose(34, ((50, 70), (40, 62)), 0.1), 1, "#ffe3ad"
    )
    person(c, 1395, 850, 200, "#7a4338", "#e8dcc3", STAND, -1, "#ffe3ad")
    reeds(c, -20, 260, HEIGHT + 10, 330, "#1c3f38", "#7c9a5c", 70)
    reeds(c, 1450, 1640, HEIGHT + 10, 240, "#1c3f38", "#8fa362", 40)


def _pump_bank(c: Canvas) -> None:
    bank = curve([(-40, 800), (240, 850), (480, 838), (820, 820), (1150, 800), (1640, 760)])
    shape = [*bank, (1640, HEIGHT + 20), (-40, HEIGHT + 20)]
    c.shade(shape, "#b08a58", "#4c3a26")
    c.mottle(shape, "#6f5a34", 0.5, 26, 14)
    c.mottle(shape, "#5f7a44", 0.5, 18, 8, -20)
    c.line(bank, "#e9c98c", 4, 0.7)
    tufts(c, 870, 1060, "#5c6b35", 90, 22)


def _pump(c: Canvas) -> None:
    """The engine, its pipe into the river and the water it throws out."""
    for color, width, lift in (("#24383a", 36, 0), ("#4c6f70", 22, -5), ("#9fc0b8", 5, -12)):
        c.line(
            [
                (x, y + lift)
                for x, y in curve([(690, 812), (590, 768), (470, 732), (372, 748), (346, 806)])
            ],
            color,
            width,
        )
    c.disc(346, 812, 34, "#2f7a78", 11)
    c.glow(346, 812, 84, "#e9f6ea", 0.7, 0.26)
    c.soft(box_points(640, 868, 900, 890), "#1b130c", 0.7, 14)
    c.rect(650, 850, 890, 872, "#33261c", radius=6)
    c.shade(box_points(665, 745, 800, 850), "#3f8a75", "#1d4a43")
    c.rect(665, 745, 800, 757, "#8ccdb0", 0.8)
    for i in range(6):
        c.rect(680 + i * 18, 772, 690 + i * 18, 826, "#12312d", 0.8)
    c.rect(765, 668, 781, 748, "#2a2622")
    c.glow(773, 655, 30, "#4b4640", 0.5)
    for i in range(7):
        c.glow(778 + i * 13, 640 - i * 34, 22 + i * 13, "#6b645a", 0.32 - i * 0.035)
    c.disc(835, 800, 52, "#1c2c2d")
    c.disc(835, 800, 42, "#b4552f")
    c.disc(835, 800, 14, "#f0c08a")
    for i in range(6):
        angle = i * math.pi / 3
        c.line([(835, 800), (835 + math.cos(angle) * 40, 800 + math.sin(angle) * 40)], "#6b2c1a", 6)
    c.line([(860, 770), (1010, 730)], "#24383a", 34)
    c.line([(860, 762), (1010, 722)], "#7fa39e", 8)
    c.shade(box_points(1010, 880, 1340, 960), "#cdbb9a", "#85704f")
    c.shade([(1030, 866), (1320, 866), (1340, 884), (1010, 884)], "#5fb0ac", "#2d7f80")
    for i in range(46):
        t = i / 45
        end = 1085 + t * 60
        stream = curve([(1008, 716 + t * 28), (1050 + t * 20, 735 + t * 26), (end, 870)], 6)
        c.line(stream, mix("#ffffff", "#7cc3c0", c.rng.random()), 3, 0.65)
    c.glow(1120, 868, 90, "#ffffff", 0.9, 0.35)
    ripples(c, 869, 881, "#ffffff", 22, 0.7, 1170, 44)


def bridge_crossing(c: Canvas) -> None:
    """People and cars cross an iron bridge over the river at dusk."""
    c.wash([(0, "#3f3b66"), (0.4, "#a2678a"), (0.75, "#f29e8e"), (1, "#ffd7ba")], 0, 650)
    clouds(c, 40, 420, "#ffb9a0", 0.55)
    clouds(c, 20, 250, "#37335c", 0.4)
    sun(c, 520, 545, 58, "#fff0cf", "#ffb98c")
    hills(c, 600, 40, "#a8708c", "#e39d92", 650)
    hills(c, 630, 22, "#7b527c", "#b87488", 655, 2.6)
    for _ in range(16):
        x = c.rng.choice((c.rng.uniform(0, 380), c.rng.uniform(1150, WIDTH)))
        palm(c, x, 650, c.rng.uniform(60, 110), "#4a3562", "#84547a", 6)
    _bridge(c)
    mirror(c, 652, box_points(0, 652, WIDTH, HEIGHT), "#4b4173", 0.22, 0.78, 6)
    ripples(c, 665, HEIGHT, "#ffd9bd", 260, 0.3)
    ripples(c, 656, HEIGHT, "#fff0cf", 260, 0.7, 520, 75)
    for pier in (300, 800, 1300):
        c.glow(pier, 655, 90, "#2c2547", 0.7, 0.12)
    bank = curve([(-40, 940), (260, 985), (560, 1050), (760, 1100)])
    c.poly([*bank, (-40, 1100)], "#211c38")
    reeds(c, -20, 430, 1080, 250, "#17132b", "#4d3a5f", 80)


def _bridge(c: Canvas) -> None:
    iron, deck = "#2b2547", 560
    for pier in (300, 800, 1300):
        c.shade(
            [(pier - 38, deck), (pier + 38, deck), (pier + 54, 655), (pier - 54, 655)],
            "#6a4a70",
            "#2f2850",
        )
    for start in (-200, 300, 800, 1300):
        arch = [(start + 500 * i / 20, deck - 178 * math.sin(math.pi * i / 20)) for i in range(21)]
        c.line(arch, iron, 15)
        c.line([(x, y - 4) for x, y in arch], "#d98b86", 2.4)
        for x, y in arch[1:-1]:
            c.line([(x, y), (x, deck)], iron, 3)
        for (ax, _), (bx, by) in pairwise(arch[2:-2]):
            c.line([(ax, deck), (bx, by)], iron, 1.6)
    _traffic(c, deck)
    lattice(c, (-20, deck + 2), (1620, deck + 2), 22, 82, iron, 3)
    c.rect(-10, deck, WIDTH + 10, deck + 24, iron)
    c.line([(0, deck + 1), (WIDTH, deck + 1)], "#ffb79c", 2.5, 0.8)


def _traffic(c: Canvas, deck: float) -> None:
    for x in (120, 360, 430, 620, 668, 724, 905, 990, 1090, 1130, 1390, 1500):
        pose = c.rng.choice((WALK, CARRY, HEAD_LOAD, WALK))
        person(c, x, deck, c.rng.uniform(74, 88), "#2a2342", "#3d2f52", pose, -1, "#ffbf9f")
        if pose is HEAD_LOAD:
            c.disc(x, deck - 84, 19, "#2a2342", 11)
    for x, high in ((205, 34), (1215, 52), (820, 34)):
        c.rect(x, deck - high - 12, x + 118, deck - 8, "#241e3c", radius=8)
        c.rect(x + 14, deck - high - 34, x + 84, deck - high, "#241e3c", radius=9)
        c.rect(x + 24, deck - high - 27, x + 74, deck - high - 9, "#f4a58f", 0.8, 4)
        for wheel in (x + 26, x + 92):
            c.disc(wheel, deck - 7, 13, "#171228")
        c.glow(x, deck - 26, 34, "#fff0c0", 0.9)


def fishing_boats(c: Canvas) -> None:
    """Two boats on a misty river, one man casting a round net."""
    c.wash([(0, "#93b7c4"), (0.5, "#c9d8d3"), (0.85, "#f5dfc4"), (1, "#f3cfae")], 0, 500)
    clouds(c, 20, 300, "#ffffff", 0.35)
    sun(c, 420, 330, 50, "#fff6df", "#ffdcae")
    hills(c, 430, 50, "#a5bcbf", "#d5d3c4", 500)
    for layer, tone in ((0, "#8ba9aa"), (1, "#5f8786")):
        for _ in range(26):
            x = c.rng.uniform(-20, WIDTH)
            crown(c, x, 478 - layer * 2, c.rng.uniform(22, 54), tone, mix(tone, "#e2d9c0", 0.4), 54)
        c.veil(380, 500, "#f3e3cd", 0.05, 0.5)
    mirror(c, 492, box_points(0, 492, WIDTH, HEIGHT), "#5b8f98", 0.3, 0.9, 4)
    c.veil(492, 640, "#f7e7d0", 0.5, 0.0)
    ripples(c, 510, HEIGHT, "#eaf3ee", 330, 0.25)
    ripples(c, 500, HEIGHT, "#fff2d2", 200, 0.6, 420, 70)
    _boat(c, 1240, 585, 0.42, "#41646b")
    person(c, 1210, 574, 92, "#3c5c66", "#cfc3a8", SIT, 1)
    _boat(c, 760, 815, 1.0, "#2f5a5c")
    person(
        c,
        700,
        800,
        300,
        "#274a5a",
        "#e6d7b4",
        Pose(12, ((70, 80), (80, 95)), 0.13, 0.55),
        1,
        "#ffe8c2",
    )
    person(c, 530, 802, 190, "#83402f", "#efe3c8", SIT, 1, "#ffe8c2")
    _net(c)
    reeds(c, -30, 330, HEIGHT + 20, 430, "#1d3c38", "#81935a", 80)
    reeds(c, 1380, 1640, HEIGHT + 20, 300, "#1d3c38", "#8c9a5f", 50)


def _boat(c: Canvas, x: float, y: float, scale: float, paint: str) -> None:
    def at(points: Points) -> list[Point]:
        return [(x + px * scale, y + py * scale) for px, py in curve(points, 8)]

    c.soft(at([(-330, 40), (330, 40), (300, 110), (-300, 110)]), "#16363c", 0.6, 22 * scale)
    rim = [(-360, -62), (-200, -16), (0, -4), (200, -16), (370, -74)]
    c.poly(at([*rim, (200, -34), (0, -24), (-200, -34), (-360, -62)]), "#1c2a2a")
    c.shade(
        at([*rim, (290, 34), (0, 54), (-290, 34), (-360, -62)]), paint, mix(paint, "#0d1a1c", 0.6)
    )
    c.line(at(rim), "#e8b66a", 8 * scale)
    c.line(at([(-330, -26), (-200, 10), (0, 22), (200, 10), (340, -34)]), "#d9e2cf", 4 * scale, 0.6)


def _net(c: Canvas) -> None:
    """A cast net open in the air."""
    hands, middle, rx, ry = (824, 572), (1090, 640), 170.0, 92.0
    rim = [
        (middle[0] + rx * math.cos(a / 30 * 6.283), middle[1] + 40 + ry * math.sin(a / 30 * 6.283))
        for a in range(31)
    ]
    c.poly(rim, "#fff5df", 0.22)
    for ring in (0.3, 0.5, 0.7, 0.86):
        c.line(
            [(hands[0] + (x - hands[0]) * ring, hands[1] + (y - hands[1]) * ring) for x, y in rim],
            "#fff7e6",
            1.6,
            0.7,
        )
    for x, y in rim:
        c.line(
            curve([hands, ((hands[0] + x) / 2, (hands[1] + y) / 2 + 10), (x, y)], 5),
            "#fff7e6",
            1.5,
            0.7,
        )
        c.disc(x, y, 4, "#4d4a44")
    c.line(rim, "#f3e7cc", 3)
