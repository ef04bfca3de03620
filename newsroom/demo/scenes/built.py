"""Houses, tents, pylons, vehicles, jars and other made things."""

import math
from itertools import pairwise

from newsroom.demo.scenes.canvas import Canvas, Color, Point, box_points, curve, mix


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


def jar(c: Canvas, x: float, y: float, height: float, clay: Color) -> None:
    """A clay jar with a narrow neck."""
    half = height * 0.36
    right = [
        (0.28, -1.0),
        (0.3, -0.92),
        (0.2, -0.84),
        (0.55, -0.7),
        (1.0, -0.45),
        (0.8, -0.15),
        (0.42, 0.0),
    ]
    edge = curve([(px * half, py * height) for px, py in right], 6)
    outline = [(x + px, y + py) for px, py in edge] + [(x - px, y + py) for px, py in edge[::-1]]
    c.shade(outline, mix(clay, "#ffe2b5", 0.35), mix(clay, "#1e100a", 0.6), sideways=True)
    c.disc(x, y - height, half * 0.28, mix(clay, "#1e100a", 0.6), half * 0.08)


def sack(c: Canvas, x: float, y: float, size: float, cloth: Color) -> None:
    """An open sack heaped with cotton."""
    body = curve(
        [
            (x - size * 0.34, y),
            (x - size * 0.46, y - size * 0.35),
            (x - size * 0.36, y - size * 0.7),
            (x + size * 0.36, y - size * 0.7),
            (x + size * 0.46, y - size * 0.35),
            (x + size * 0.34, y),
        ],
        6,
    )
    for i in range(22):
        px = (i % 8 - 3.5) * size * 0.1
        py = size * (0.7 + 0.09 * (i // 8) * (1 - abs(i % 8 - 3.5) / 6))
        tone = mix("#ffffff", "#d5cdbc", 0.18 * (i % 4))
        c.disc(x + px, y - py, size * 0.11, tone)
    c.shade(body, mix(cloth, "#fff0d0", 0.2), mix(cloth, "#4a3018", 0.55), sideways=True)
    for share in (-0.2, 0.05, 0.24):
        c.line(
            [(x + size * share, y - size * 0.66), (x + size * share * 1.3, y - size * 0.1)],
            mix(cloth, "#4a3018", 0.5),
            size * 0.02,
            0.6,
        )


def basket(c: Canvas, x: float, y: float, width: float, color: Color) -> None:
    """A woven basket; its rim is at y - 0.5 width, to be filled by the caller."""
    half, tall = width / 2, width * 0.5
    c.shade(
        [(x - half, y - tall), (x + half, y - tall), (x + half * 0.74, y), (x - half * 0.74, y)],
        mix(color, "#ffe4b0", 0.25),
        mix(color, "#2a1508", 0.5),
        sideways=True,
    )
    for row in range(5):
        for i in range(14):
            t = (i + 0.5 * (row % 2)) / 14
            wide = half * (0.76 + 0.24 * (1 - (row + 0.5) / 5))
            px, py = x - wide + 2 * wide * t, y - tall + tall * (row + 0.5) / 5
            c.line(
                [(px, py - tall * 0.07), (px + width * 0.035, py + tall * 0.07)],
                mix(color, "#2a1508", 0.45),
                width * 0.012,
                0.7,
            )
    c.disc(x, y - tall, half, mix(color, "#2a1508", 0.5), half * 0.2)


def lattice(
    c: Canvas, start: Point, end: Point, height: float, panels: int, color: Color, width: float = 3
) -> None:
    """A girder with crossed braces between two points."""
    points = [
        (start[0] + (end[0] - start[0]) * i / panels, start[1] + (end[1] - start[1]) * i / panels)
        for i in range(panels + 1)
    ]
    for (ax, ay), (bx, by) in pairwise(points):
        c.line([(ax, ay), (bx, by - height)], color, width * 0.6)
        c.line([(ax, ay - height), (bx, by)], color, width * 0.6)
        c.line([(ax, ay), (ax, ay - height)], color, width * 0.8)
    for lift in (0.0, height):
        c.line(
            [(points[0][0], points[0][1] - lift), (points[-1][0], points[-1][1] - lift)],
            color,
            width,
        )


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
