"""Cars and carts."""

import math

from newsroom.demo.scenes.canvas import Canvas
from newsroom.demo.scenes.shapes import Color, box_points, mix


def car_back(c: Canvas, x: float, y: float, size: float, paint: Color, tall: float = 0.75) -> None:
    """A car from behind, its lamps on."""
    half, top = size / 2, y - size * tall
    dark = mix(paint, "#101018", 0.55)
    c.soft(
        [
            (x - half, y - 4),
            (x + half, y - 4),
            (x + half, y + size * 0.05),
            (x - half, y + size * 0.05),
        ],
        "#0d0a12",
        0.7,
        size * 0.04,
    )
    for side in (-0.36, 0.36):
        c.rect(
            x + side * size - size * 0.09,
            y - size * 0.2,
            x + side * size + size * 0.09,
            y,
            "#15131a",
            radius=size * 0.03,
        )
    middle = y - size * 0.4
    c.shade(
        [(x - half, middle), (x - half * 0.72, top), (x + half * 0.72, top), (x + half, middle)],
        mix(paint, "#ffd9a8", 0.25),
        paint,
    )
    c.poly(
        [
            (x - half * 0.8, middle),
            (x - half * 0.62, top + size * 0.07),
            (x + half * 0.62, top + size * 0.07),
            (x + half * 0.8, middle),
        ],
        "#2a2a38",
    )
    c.poly(
        [
            (x - half * 0.8, middle),
            (x - half * 0.62, top + size * 0.07),
            (x - half * 0.1, top + size * 0.07),
            (x - half * 0.4, middle),
        ],
        "#a97f7c",
        0.35,
    )
    c.shade(box_points(x - half, middle, x + half, y - size * 0.1), paint, dark)
    c.rect(
        x - half * 1.02,
        y - size * 0.17,
        x + half * 1.02,
        y - size * 0.09,
        "#2b2830",
        radius=size * 0.02,
    )
    for side in (-1, 1):
        lx = x + side * half * 0.82
        c.rect(
            lx - size * 0.07,
            middle + size * 0.03,
            lx + size * 0.07,
            middle + size * 0.11,
            "#ff5a3c",
            radius=size * 0.02,
        )
        c.glow(lx, middle + size * 0.07, size * 0.22, "#ff4a30", 0.6)


def wheel(c: Canvas, x: float, y: float, radius: float, color: Color, hub: Color) -> None:
    """A wheel seen from the side."""
    c.disc(x, y, radius, color)
    c.disc(x, y, radius * 0.55, hub)
    for i in range(8):
        angle = math.pi * i / 4
        c.line(
            [(x, y), (x + math.cos(angle) * radius * 0.55, y + math.sin(angle) * radius * 0.55)],
            mix(hub, color, 0.5),
            max(1, radius * 0.06),
        )
    c.disc(x, y, radius * 0.16, color)
