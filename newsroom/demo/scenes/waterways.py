"""An irrigation canal, its gate and the people beside it."""

import math

from newsroom.demo.scenes.built import wire
from newsroom.demo.scenes.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo.scenes.nature import clouds, hills, mirror, ripples
from newsroom.demo.scenes.people import BEND, person, shadow
from newsroom.demo.scenes.plants import poplar, tufts
from newsroom.demo.scenes.shapes import box_points


def canal(c: Canvas) -> None:
    """A concrete canal runs straight between poplars and green fields."""
    c.wash([(0, "#6fa8bd"), (0.55, "#b9d6d0"), (1, "#f6e5bd")], 0, 440)
    clouds(c, 20, 360, "#ffffff", 0.6, 6, 9)
    hills(c, 405, 26, "#9dbab0", "#d4d6b6", 450)
    c.shade(box_points(0, 430, WIDTH, HEIGHT), "#a9b768", "#4b6f33")
    for i in range(16):
        y = 436 + (i / 16) ** 2 * 600
        tone = c.rng.choice(("#8fa850", "#bfae5c", "#6f9446", "#c9b96c"))
        c.mottle(box_points(0, y, WIDTH, y + 14 + i * 5), tone, 0.7, 12, 3)
    c.poly([(792, 430), (808, 430), (1500, HEIGHT), (100, HEIGHT)], "#b39a6a")
    c.shade([(794, 430), (806, 430), (1330, HEIGHT), (270, HEIGHT)], "#e2d9bf", "#b3a88e")
    for i in range(15):
        y = 432 + (i / 15) ** 2.4 * 640
        half = (y - 430) / 637 * 530
        c.line([(800 - half, y), (800 + half, y)], "#84795f", 1 + i * 0.2, 0.6)
    for i in reversed(range(11)):
        y, tall = 434 + 470 * 0.7**i, 640 * 0.715**i
        offset = (y - 430) * 1.22 + 4
        for side in (-1, 1):
            poplar(c, 800 + side * offset, y, tall, "#2f5a33", "#c3c76c", 230 - i * 12, 0.085)
    mirror(c, 434, [(797, 434), (803, 434), (1185, HEIGHT), (415, HEIGHT)], "#3f8d94", 0.22, 1.5, 4)
    for side in (-1, 1):
        c.poly(
            [(800 + side * 3, 434), (800 + side * 385, HEIGHT), (800 + side * 410, HEIGHT)],
            "#6d6a52",
            0.5,
        )
    ripples(c, 560, HEIGHT, "#f2fae8", 60, 0.3, 800, 120)
    _cyclist(c, 1180, 800)
    person(c, 330, 830, 165, "#8a3c4c", "#eadcc0", BEND, 1, "#fff0c8")
    tufts(c, 900, 1066, "#3d5f2a", 60, 22)
    _gate(c)


def _gate(c: Canvas) -> None:
    """A small sluice across the canal."""
    y, half = 640, 172
    c.rect(800 - half - 18, y - 105, 800 - half + 12, y + 26, "#cfc4a6")
    c.rect(800 + half - 12, y - 105, 800 + half + 18, y + 26, "#a59a7e")
    c.rect(800 - half - 26, y - 122, 800 + half + 26, y - 100, "#ddd2b4")
    for px in (735, 800, 865):
        c.line([(px, y - 168), (px, y - 20)], "#3a4a4a", 5)
        c.line([(px - 20, y - 168), (px + 20, y - 168)], "#a4472f", 8)
        c.shade(box_points(px - 28, y - 100, px + 28, y - 34), "#51777a", "#2c4c50")


def _cyclist(c: Canvas, x: float, y: float) -> None:
    shadow(c, x, y, 150, "#3a4520", 110)
    for wx in (x - 46, x + 46):
        ring = [
            (wx + 34 * math.cos(a * 0.2618), y - 34 + 34 * math.sin(a * 0.2618)) for a in range(25)
        ]
        c.line(ring, "#22262a", 4)
    for a, b in (
        ((-46, -34), (-12, -74)),
        ((-12, -74), (30, -74)),
        ((46, -34), (28, -90)),
        ((-2, -34), (30, -74)),
        ((-2, -34), (-46, -34)),
        ((-2, -34), (-14, -80)),
    ):
        c.line([(x + a[0], y + a[1]), (x + b[0], y + b[1])], "#8c2f2a", 4)
    wire(c, (x + 28, y - 92), (x + 44, y - 98), 0, "#22262a", 4)
    c.limb([(x - 14, y - 86), (x + 8, y - 56), (x - 2, y - 22)], 20, 12, "#3a3f4a")
    c.limb([(x - 14, y - 90), (x + 8, y - 138)], 26, 24, "#2f5f74")
    c.limb([(x + 6, y - 134), (x + 20, y - 104), (x + 38, y - 98)], 14, 9, "#2f5f74")
    c.disc(x + 16, y - 162, 13, "#e7dcc2", 15)
