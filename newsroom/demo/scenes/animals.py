"""Animals without faces."""

import math

from newsroom.demo.scenes.canvas import Canvas
from newsroom.demo.scenes.shapes import Color, mix


def sheep(
    c: Canvas,
    x: float,
    y: float,
    size: float,
    wool: Color,
    head: Color,
    facing: int = 1,
    graze: bool = False,
) -> None:
    """An Awassi sheep: pale fleece, brown head, fat tail."""
    shade = mix(wool, "#6b4c33", 0.45)
    for lx in (-0.5, -0.34, 0.3, 0.48):
        c.limb(
            [(x + lx * size, y - size * 0.4), (x + lx * size, y)],
            size * 0.1,
            size * 0.07,
            mix(head, "#2a1a10", 0.3),
        )
    c.disc(x - facing * size * 0.72, y - size * 0.5, size * 0.17, shade, size * 0.24)
    c.disc(x, y - size * 0.6, size * 0.76, shade, size * 0.38)
    for i in range(26):
        angle = i * 2.4
        far = math.sqrt(i / 26)
        px, py = math.cos(angle) * far * 0.62, math.sin(angle) * far * 0.25
        c.disc(
            x + px * size,
            y - size * (0.68 - py),
            size * 0.15,
            mix(wool, shade, max(0.0, py * 2.4 + 0.1 * (i % 3))),
        )
    nx, ny = x + facing * size * 0.78, y - size * (0.34 if graze else 0.92)
    c.limb([(x + facing * size * 0.5, y - size * 0.7), (nx, ny)], size * 0.36, size * 0.24, wool)
    c.limb([(nx, ny), (nx + facing * size * 0.2, ny + size * 0.16)], size * 0.25, size * 0.15, head)
    c.limb(
        [(nx - facing * size * 0.04, ny), (nx - facing * size * 0.14, ny + size * 0.2)],
        size * 0.11,
        size * 0.06,
        mix(head, "#2a1a10", 0.35),
    )
