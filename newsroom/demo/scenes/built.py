"""Houses, tents, pylons and wires."""

from itertools import pairwise

from newsroom.demo.scenes.canvas import Canvas
from newsroom.demo.scenes.shapes import Color, Point, box_points, mix


def house(
    c: Canvas,
    x: float,
    y: float,
    width: float,
    height: float,
    wall: Color,
    depth: float = 0.3,
    windows: int = 2,
    lit: Color | None = None,
    concrete: bool = False,
) -> None:
    """A flat-roofed house standing on y, its shaded side to the right."""
    side, top = width * depth, y - height
    dark = mix(wall, "#2b1c1a", 0.42)
    front = box_points(x, top, x + width, y)
    c.shade(front, mix(wall, "#fff3dc", 0.16), mix(wall, "#5a3a28", 0.18))
    c.shade(
        [
            (x + width, top),
            (x + width + side, top + height * 0.1),
            (x + width + side, y - height * 0.04),
            (x + width, y),
        ],
        dark,
        mix(dark, wall, 0.25),
    )
    if height > 60:
        c.mottle(front, mix(wall, "#4a3020", 0.5), 0.22, 8, 8)
    c.rect(
        x - width * 0.015,
        top - height * 0.05,
        x + width * 1.015,
        top + height * 0.015,
        mix(wall, "#fff3dc", 0.3),
    )
    if concrete:
        _roof_clutter(c, x, top - height * 0.05, width, dark)
    else:
        for i in range(1, 8):
            c.disc(x + width * i / 8, top + height * 0.09, max(1, height * 0.017), dark)
    _openings(c, x, y, width, height, windows, lit or mix(wall, "#1d1717", 0.78), wall)


def _openings(
    c: Canvas,
    x: float,
    y: float,
    width: float,
    height: float,
    windows: int,
    pane: Color,
    wall: Color,
) -> None:
    slots = windows + 1
    for i in range(slots):
        middle, half = x + width * (i + 0.5) / slots, width * 0.22 / slots
        if i == slots // 2:
            c.rect(
                middle - half * 1.05,
                y - height * 0.52,
                middle + half * 1.05,
                y,
                mix("#3f6b66", wall, 0.25),
            )
            c.rect(middle - half * 0.1, y - height * 0.5, middle + half * 0.1, y, "#24403e", 0.5)
            continue
        c.rect(middle - half, y - height * 0.68, middle + half, y - height * 0.38, pane)
        c.rect(
            middle - half * 1.2,
            y - height * 0.38,
            middle + half * 1.2,
            y - height * 0.355,
            mix(wall, "#fff3dc", 0.4),
        )
        c.line(
            [(middle, y - height * 0.68), (middle, y - height * 0.38)],
            mix(pane, wall, 0.4),
            max(1, half * 0.12),
        )


def _roof_clutter(c: Canvas, x: float, top: float, width: float, dark: Color) -> None:
    for share in (0.03, 0.5, 0.97):
        for nudge in (-0.01, 0.01):
            px = x + width * (share + nudge)
            c.line([(px, top), (px + nudge * width, top - width * 0.09)], dark, 1.3)
    tank = x + width * 0.72
    c.rect(
        tank,
        top - width * 0.14,
        tank + width * 0.13,
        top - width * 0.03,
        mix(dark, "#c9c2b4", 0.55),
        radius=width * 0.02,
    )
    c.line([(tank, top), (tank, top - width * 0.04)], dark, 1.5)
    c.line([(tank + width * 0.13, top), (tank + width * 0.13, top - width * 0.04)], dark, 1.5)


def tent(
    c: Canvas, x: float, y: float, size: float, cloth: Color, shade: Color, pipe: bool = False
) -> None:
    """A family tent: front to the left, the long side running to the right."""
    wall, roof, long = size * 0.32, size * 0.78, size * 1.15
    left, right, ridge = x - size * 0.5, x + size * 0.5, (x, y - roof)
    back = (ridge[0] + long, ridge[1] + size * 0.08)
    c.soft(
        [
            (left, y),
            (right + long, y - size * 0.08),
            (right + long, y + size * 0.06),
            (left, y + size * 0.08),
        ],
        "#1d2530",
        0.5,
        size * 0.05,
    )
    eave, end = (right, y - wall), (right + long * 0.92, y - wall - size * 0.02)
    c.shade([ridge, back, end, eave], mix(cloth, shade, 0.1), mix(cloth, shade, 0.45))
    c.shade([eave, end, (end[0], y - size * 0.1), (right, y)], mix(cloth, shade, 0.55), shade)
    c.poly([(left, y), (left, y - wall), ridge, eave, (right, y)], mix(cloth, shade, 0.28))
    c.poly(
        [(x - size * 0.04, y), (x - size * 0.02, y - roof * 0.72), (x + size * 0.17, y)],
        mix(shade, "#141a24", 0.7),
    )
    c.poly([(x + size * 0.17, y), (x - size * 0.02, y - roof * 0.72), (x + size * 0.24, y)], cloth)
    for share in (0.3, 0.62):
        px = ridge[0] + long * share
        c.line(
            [(px, ridge[1] + size * 0.05 * share), (eave[0] + long * share, y - wall)],
            shade,
            max(1, size * 0.008),
            0.6,
        )
    c.line([ridge, back], mix(cloth, "#ffffff", 0.6), max(1.2, size * 0.018))
    for start, reach in (((left, y - wall), -0.25), ((end[0], end[1]), 0.2)):
        c.line([start, (start[0] + size * reach, y)], shade, max(1, size * 0.008))
    if pipe:
        px = ridge[0] + long * 0.55
        c.rect(
            px - size * 0.02,
            ridge[1] - size * 0.22,
            px + size * 0.02,
            ridge[1] + size * 0.1,
            "#3a3d44",
        )


def pylon(c: Canvas, x: float, y: float, height: float, color: Color) -> list[Point]:
    """A lattice tower; returns the ends of its arms, where the wires hang."""
    line = max(1.0, height * 0.007)

    def half(t: float) -> float:
        return height * (0.11 * (1 - t) ** 1.6 + 0.018)

    levels = [0, 0.18, 0.34, 0.48, 0.6, 0.7, 0.79, 0.87, 0.94, 1.0]
    for a, b in pairwise(levels):
        ya, yb, ha, hb = y - height * a, y - height * b, half(a), half(b)
        for p, q in (((x - ha, ya), (x - hb, yb)), ((x + ha, ya), (x + hb, yb))):
            c.line([p, q], color, line * 1.5)
        c.line([(x - ha, ya), (x + hb, yb)], color, line)
        c.line([(x + ha, ya), (x - hb, yb)], color, line)
        c.line([(x - hb, yb), (x + hb, yb)], color, line)
    tips: list[Point] = []
    for level, reach in ((0.66, 0.17), (0.79, 0.22), (0.92, 0.15)):
        arm = y - height * level
        for side in (-1, 1):
            tip = (x + side * height * reach, arm)
            c.line([(x, arm - height * 0.05), tip, (x, arm)], color, line * 1.2)
            c.line([tip, (tip[0], arm + height * 0.035)], color, line * 1.8)
            tips.append((tip[0], arm + height * 0.035))
    return tips


def wire(c: Canvas, start: Point, end: Point, sag: float, color: Color, width: float = 1.2) -> None:
    """A hanging wire."""
    points = [
        (
            start[0] + (end[0] - start[0]) * t,
            start[1] + (end[1] - start[1]) * t + sag * 4 * t * (1 - t),
        )
        for t in (i / 24 for i in range(25))
    ]
    c.line(points, color, width)
