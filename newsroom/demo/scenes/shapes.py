"""Colours and outlines, before anybody paints them."""

import math
from collections.abc import Sequence

Color = str
Point = tuple[float, float]
Points = Sequence[Point]


def rgb(color: Color) -> tuple[int, int, int]:
    """The three channels of a ``#rrggbb`` colour."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def mix(first: Color, second: Color, share: float) -> Color:
    """The colour ``share`` of the way from the first to the second."""
    share = min(1.0, max(0.0, share))
    pairs = zip(rgb(first), rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def place(points: Points, x: float, y: float, scale: float = 1, degrees: float = 0) -> list[Point]:
    """Points turned, scaled and moved to (x, y)."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [
        (x + (px * cos - py * sin) * scale, y + (px * sin + py * cos) * scale) for px, py in points
    ]


def curve(points: Points, steps: int = 16) -> list[Point]:
    """A smooth line (Catmull-Rom) through the points."""
    ends = [points[0], *points, points[-1]]
    smooth: list[Point] = []
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in zip(
        ends, ends[1:], ends[2:], ends[3:], strict=False
    ):
        for step in range(steps):
            t = step / steps
            w = (
                -t + 2 * t**2 - t**3,
                2 - 5 * t**2 + 3 * t**3,
                t + 4 * t**2 - 3 * t**3,
                t**3 - t**2,
            )
            smooth.append(
                (
                    (ax * w[0] + bx * w[1] + cx * w[2] + dx * w[3]) / 2,
                    (ay * w[0] + by * w[1] + cy * w[2] + dy * w[3]) / 2,
                )
            )
    return [*smooth, points[-1]]


def box_points(x0: float, y0: float, x1: float, y1: float) -> list[Point]:
    """The corners of a rectangle."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
