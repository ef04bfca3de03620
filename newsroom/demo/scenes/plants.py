"""Palms, poplars, crowns of trees, reeds and tufts."""

import math
from itertools import pairwise

from newsroom.demo.scenes.canvas import WIDTH, Canvas
from newsroom.demo.scenes.shapes import Color, Point, curve, mix


def palm(
    c: Canvas,
    x: float,
    y: float,
    height: float,
    dark: Color,
    light: Color,
    lean: float = 0,
    dates: Color | None = None,
) -> None:
    """A date palm: ringed trunk, drooping fronds, and bunches of dates if they are ripe."""
    trunk = curve(
        [(x, y), (x + lean * 0.3, y - height * 0.5), (x + lean, y - height)],
        7 if height < 400 else 19,
    )
    bark = mix(dark, "#7a5638", 0.6)
    c.limb(trunk, height * 0.055, height * 0.036, bark)
    for i, (tx, ty) in enumerate(trunk):
        half = height * 0.022
        c.line(
            [(tx - half, ty), (tx, ty + half * 0.6), (tx + half, ty - half * 0.4)],
            mix(bark, light if i % 2 else dark, 0.35),
            height * 0.006,
        )
    top = trunk[-1]
    angles = [c.rng.uniform(-25, 205) for _ in range(10)] + list(range(-30, 220, 21))
    for i, angle in enumerate(angles):
        tone = mix(dark, light, 0.15 + 0.75 * c.rng.random() * (0.4 if i < 10 else 1))
        frond(c, top, angle, height * c.rng.uniform(0.36, 0.44), tone)
        if dates and i == 9:
            _bunches(c, top, height, dates)


def frond(c: Canvas, start: Point, angle: float, length: float, color: Color) -> None:
    """One feathered leaf, thrown out at an angle and pulled down by its weight."""
    dx, dy = math.cos(math.radians(angle)), -math.sin(math.radians(angle))
    spine = [
        (start[0] + dx * length * t, start[1] + dy * length * t + length * 0.62 * t * t)
        for t in (i / 13 for i in range(14))
    ]
    c.line(spine, color, max(1.2, length * 0.022))
    for i, ((ax, ay), (bx, by)) in enumerate(pairwise(spine)):
        heading = math.atan2(by - ay, bx - ax)
        leaf = length * 0.26 * math.sin(math.pi * (0.12 + 0.8 * i / 13))
        for side in (-0.75, 0.75):
            tip = (
                bx + math.cos(heading + side) * leaf,
                by + math.sin(heading + side) * leaf + leaf * 0.35,
            )
            c.poly([(ax, ay), (bx, by), tip], color)


def _bunches(c: Canvas, top: Point, height: float, color: Color) -> None:
    for side in (-1, -0.35, 0.4, 1):
        x, y = top[0] + side * height * 0.085, top[1] + height * 0.13
        c.line(curve([top, (x, y - height * 0.08), (x, y)], 6), mix(color, "#f5c76a", 0.5), 2.5)
        for _ in range(46):
            dot = mix(color, "#f7d08a" if c.rng.random() < 0.3 else "#4a1f0d", c.rng.random() * 0.5)
            c.disc(
                c.rng.gauss(x, height * 0.02),
                c.rng.gauss(y, height * 0.032),
                height * 0.009,
                dot,
                height * 0.013,
            )


def poplar(
    c: Canvas,
    x: float,
    y: float,
    height: float,
    dark: Color,
    light: Color,
    leaves: int = 150,
    width: float = 0.1,
) -> None:
    """A slender poplar, lit from one side."""
    c.limb([(x, y), (x, y - height * 0.8)], height * 0.03, height * 0.008, mix(dark, light, 0.25))
    broad = max(1.0, (110 / leaves) ** 0.5)
    for i in range(leaves):
        t = (i / leaves) ** 0.9
        half = height * width * math.sin(math.pi * (0.06 + 0.94 * (1 - t)) ** 0.75) ** 0.8
        side = c.rng.uniform(-1, 1)
        size = height * c.rng.uniform(0.012, 0.028) * (1.4 - t * 0.7) * broad
        tone = mix(dark, light, 0.5 - 0.4 * side + c.rng.uniform(-0.25, 0.25))
        c.disc(x + side * half, y - height * (0.07 + 0.93 * t), size, tone, size * 1.7)


def crown(
    c: Canvas,
    x: float,
    y: float,
    radius: float,
    dark: Color,
    light: Color,
    leaves: int = 260,
    squash: float = 0.75,
) -> None:
    """The rounded head of a broad tree or bush, lighter towards the top."""
    broad = max(1.0, (160 / leaves) ** 0.5)
    for i in range(leaves):
        angle, far = c.rng.uniform(0, 6.3), c.rng.random() ** 0.5
        px, py = math.cos(angle) * far, math.sin(angle) * far
        tone = mix(dark, light, i / leaves * 0.75 + 0.25 * (-px - py) + c.rng.uniform(-0.2, 0.15))
        size = radius * c.rng.uniform(0.05, 0.12) * broad
        c.disc(x + px * radius, y + py * radius * squash, size, tone, size * 0.8)


def reeds(
    c: Canvas,
    x0: float,
    x1: float,
    y: float,
    height: float,
    dark: Color,
    light: Color,
    count: int = 60,
) -> None:
    """A stand of reeds bent by the wind, some with plumes."""
    for _ in range(count):
        x, tall = c.rng.uniform(x0, x1), height * c.rng.uniform(0.5, 1)
        bend = tall * c.rng.uniform(-0.08, 0.3)
        tone = mix(dark, light, c.rng.random() ** 1.5)
        stem = curve([(x, y), (x + bend * 0.25, y - tall * 0.55), (x + bend, y - tall)], 6)
        c.limb(stem, height * 0.016, height * 0.004, tone)
        leaf = stem[5]
        c.poly(
            [
                leaf,
                (leaf[0] + tall * 0.2, leaf[1] - tall * 0.12),
                (leaf[0] + 2, leaf[1] - tall * 0.05),
            ],
            tone,
        )
        if c.rng.random() < 0.4:
            plume = mix(tone, "#e9cfa0", 0.5)
            c.limb(
                [stem[-1], (stem[-1][0] + bend * 0.25, stem[-1][1] - tall * 0.1)],
                height * 0.032,
                height * 0.008,
                plume,
            )


def tufts(
    c: Canvas, y0: float, y1: float, color: Color, count: int, size: float = 14, alpha: float = 0.8
) -> None:
    """Dry grass scattered over a plain, larger when nearer."""
    for y in sorted(c.rng.uniform(y0, y1) for _ in range(count)):
        x, tall = c.rng.uniform(0, WIDTH), size * (0.25 + 1.2 * (y - y0) / (y1 - y0))
        for lean in (-0.5, -0.15, 0.2, 0.5):
            c.line(
                [(x, y), (x + lean * tall, y - tall * c.rng.uniform(0.6, 1))],
                color,
                max(1, tall * 0.08),
                alpha,
            )
