"""Scenes of small harvests: beehives in a valley, sesame set up to dry."""

import math

from newsroom.demo.scenes.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo.scenes.nature import clouds, furrows, ground, hills, smoke, sun
from newsroom.demo.scenes.people import BEND, CARRY, REACH, person, shadow
from newsroom.demo.scenes.plants import crown, poplar, tufts
from newsroom.demo.scenes.shapes import Color, Point, box_points, mix

BOXES = ("#d9a23a", "#4f86a0", "#e6dcc2", "#7a9a5a", "#c2704a")


def beehives(c: Canvas) -> None:
    """Hives stand in rows in a flowering valley as the sun comes up; a keeper with smoke."""
    c.wash([(0, "#6f9fc0"), (0.5, "#e3cfae"), (1, "#ffe6b4")], 0, 560)
    clouds(c, 20, 330, "#fff0d8", 0.5)
    sun(c, 1210, 420, 44, "#fff6d8", "#ffd890")
    hills(c, 380, 90, "#7f93a0", "#a8ab94", 560)
    hills(c, 470, 60, "#6f8a68", "#9aa86a", 580)
    ground(c, 560, "#6f8040", "#b5b468", "#51602c")
    for x, size in ((70, 120), (1510, 150), (1390, 90)):
        crown(c, x, 540 - size * 0.4, size, "#3f6440", "#b0b25e", 320, 0.8)
    _flowers(c)
    for row, (y, size) in enumerate(((640, 62), (730, 96), (870, 150))):
        for i in range(9 - row * 2):
            x = 120 + row * 40 + i * size * (2.5 - row * 0.1)
            _hive(c, x, y + c.rng.uniform(-5, 5), size, BOXES[(i * 2 + row) % 5])
    shadow(c, 1270, 930, 380, "#3c451c", -340, 0.5)
    person(c, 1270, 930, 380, "#efe7d2", "#f6efdc", BEND, -1, "#fff3cf")
    smoke(c, 1080, 800, 200, "#f2ead8", -60)
    for _ in range(150):
        x, y = c.rng.uniform(60, 1300), c.rng.uniform(520, 900)
        c.disc(x, y, c.rng.uniform(1.6, 3.6), "#4a3412", alpha=0.8)
        c.disc(x + 2, y - 3, 2, "#fff8e0", 1.4, 0.7)


def _flowers(c: Canvas) -> None:
    tufts(c, 580, HEIGHT, "#7f8c3e", 420, 20)
    for y in sorted(c.rng.uniform(575, HEIGHT) for _ in range(900)):
        size = 1.5 + (y - 575) / 110
        tone = c.rng.choice(("#8a5aa0", "#a878b8", "#f3e6f0", "#e0b84a"))
        c.disc(c.rng.uniform(0, WIDTH), y, size, tone, size * 0.8, 0.85)


def _hive(c: Canvas, x: float, y: float, size: float, paint: Color) -> None:
    half, tall = size / 2, size * 0.86
    dark = mix(paint, "#2c2010", 0.4)
    c.soft(box_points(x - half * 2.2, y - 4, x + half, y + size * 0.14), "#38401c", 0.55, size / 8)
    for side in (-0.38, 0.38):
        c.rect(x + side * size - 4, y - 4, x + side * size + 4, y + size * 0.12, "#4a3826")
    c.shade(box_points(x - half, y - tall, x + half, y), mix(paint, "#fff3cf", 0.3), paint)
    c.poly(
        [(x + half, y - tall), (x + half * 1.4, y - tall * 1.06), (x + half * 1.4, y - tall * 0.1),
         (x + half, y)], dark,
    )  # fmt: skip
    c.line([(x - half, y - tall * 0.5), (x + half, y - tall * 0.5)], dark, max(1, size * 0.02))
    c.poly(
        [(x - half * 1.1, y - tall), (x + half * 1.06, y - tall), (x + half * 1.5, y - tall * 1.1),
         (x - half * 0.7, y - tall * 1.1)], "#d8d2c4",
    )  # fmt: skip
    c.rect(x - half * 1.1, y - tall, x + half * 1.06, y - tall * 0.93, "#a8a294")
    c.rect(x - half * 0.5, y - size * 0.12, x + half * 0.5, y - size * 0.05, "#2a1d10")
    c.rect(x - half * 0.6, y - size * 0.03, x + half * 0.6, y + size * 0.02, mix(paint, dark, 0.6))


def sesame_drying(c: Canvas) -> None:
    """Sheaves of sesame lean together like small tents on cloths, at first light."""
    c.wash([(0, "#33456b"), (0.45, "#8a7898"), (0.8, "#eeb08a"), (1, "#ffdca0")], 0, 560)
    clouds(c, 40, 380, "#ffc8a0", 0.45)
    sun(c, 380, 520, 40, "#fff0c8", "#ffc078")
    hills(c, 510, 30, "#7a6a78", "#b98e78", 580)
    for x in (1040, 1090, 1150, 1210, 1500, 1550):
        poplar(c, x, 566, c.rng.uniform(150, 230), "#34503f", "#8f9a5a", 110)
    ground(c, 560, "#8a6a3e", "#c9a468", "#6a4c28")
    furrows(c, 566, 380, 30, "#6a4a28", 0.35)
    for y, size, step in ((620, 62, 120), (690, 100, 190), (800, 165, 310)):
        for i in range(int(WIDTH / step) + 2):
            _sheaf(c, i * step - 40 + c.rng.uniform(-12, 12), y + c.rng.uniform(-8, 8), size)
    c.shade([(180, 900), (1180, 880), (1300, HEIGHT), (60, HEIGHT)], "#efe2c4", "#cdb78c")
    c.mottle([(300, 920), (1080, 905), (1160, 1050), (240, 1060)], "#c8a45a", 0.7, 16, 16)
    for x, y, tall, cloth, scarf, pose, side in (
        (470, 960, 330, "#6d2f4e", "#e6d2a8", BEND, 1),
        (1010, 950, 340, "#2f5a5c", "#b5473c", REACH, -1),
        (1420, 900, 290, "#4a3f5c", "#d9a24a", CARRY, -1),
    ):
        shadow(c, x, y, tall, "#3c2a18", tall * 0.8, 0.45)
        person(c, x, y, tall, cloth, scarf, pose, side, "#ffdf9f")
    _sheaf(c, 820, 1000, 230)


def _sheaf(c: Canvas, x: float, y: float, size: float) -> None:
    """Stems tied under their tops, spread at the foot."""
    c.soft(box_points(x - size * 0.4, y - 6, x + size * 0.9, y + size * 0.1), "#3c2a18", 0.5, 10)
    for i in range(34):
        t = (i / 33 - 0.5) * 2
        foot: Point = (x + t * size * 0.5, y - abs(t) * size * 0.04)
        neck: Point = (x + t * size * 0.09, y - size * 0.86)
        tip: Point = (x + t * size * 0.26, y - size * (1.2 - 0.1 * math.cos(t)))
        tone = mix("#c9a452", c.rng.choice(("#7a5a26", "#f0d690", "#94803a")), c.rng.random() * 0.8)
        c.line([foot, neck, tip], tone, max(1.2, size * 0.022))
        for k in range(3):
            share = 0.35 + 0.25 * k
            px, py = neck[0] + (tip[0] - neck[0]) * share, neck[1] + (tip[1] - neck[1]) * share
            c.disc(px, py, size * 0.022, mix(tone, "#f6e6b4", 0.3), size * 0.034)
    c.line([(x - size * 0.1, y - size * 0.85), (x + size * 0.1, y - size * 0.85)], "#a8483a",
           size * 0.04)  # fmt: skip
