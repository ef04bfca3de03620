"""Jars, sacks, baskets and lattices."""

from itertools import pairwise

from newsroom.demo.scenes.canvas import Canvas
from newsroom.demo.scenes.shapes import Color, Point, curve, mix


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
