"""The covered street of the market."""

from itertools import pairwise

from newsroom.demo.scenes.built import wire
from newsroom.demo.scenes.canvas import HEIGHT, Canvas
from newsroom.demo.scenes.people import CARRY, TROUSERS, WALK, crowd, person
from newsroom.demo.scenes.shapes import box_points, mix

AWNINGS = ("#b5473c", "#2f7d76", "#d69a3a", "#8a4a6b", "#3f6a94", "#c96f43")


def market_street(c: Canvas) -> None:
    """A narrow market street with awnings, crates of fruit and shoppers."""
    c.wash([(0, "#d9a763"), (0.5, "#f6d79a"), (1, "#fbe9c6")], 0, 700)
    c.glow(800, 420, 640, "#fff6dc", 0.9)
    for side in (-1, 1):
        _facades(c, side)
    c.shade([(740, 560), (860, 560), (1640, HEIGHT), (-40, HEIGHT)], "#f3d9a6", "#7d5536")
    c.mottle([(740, 560), (860, 560), (1640, HEIGHT), (-40, HEIGHT)], "#5e3d28", 0.4, 14, 34)
    for depth in (0.08, 0.13, 0.2, 0.31, 0.48, 0.75, 1.12):
        for side in (-1, 1):
            _stall(c, side, depth)
        if depth < 0.5:
            spots = [
                (
                    800 + c.rng.uniform(-0.4, 0.4) * 1000 * depth,
                    560 + c.rng.uniform(400, 500) * depth,
                )
                for _ in range(6)
            ]
            crowd(
                c,
                spots,
                360 * depth + 10,
                [
                    mix("#fbe3b4", t, 0.3 + depth * 0.9)
                    for t in ("#3d3a4c", "#7a3f3a", "#2f5a5c", "#54422f")
                ],
                [mix("#fbe3b4", t, 0.4 + depth) for t in ("#2a2530", "#e9dcc0", "#8c3f4a")],
            )
            c.glow(800, 500, 420 + 700 * depth, "#fbe6bc", 0.22, 0.8)
    for x in (660, 830):
        c.soft([(x, 90), (x + 60, 90), (x + 300, 1000), (x + 40, 1000)], "#fff4d0", 0.26, 30)
    for index in range(5):
        y = 150 + index * 62
        half = 520 - index * 100
        wire(c, (800 - half, y), (800 + half, y), 40 - index * 5, "#4a3020", 2)
        for k in range(1, 6):
            t = k / 6
            _bulb(c, 800 - half + 2 * half * t, y + (40 - index * 5) * 4 * t * (1 - t), 9 - index)
    person(c, 660, 985, 370, "#2b3a4a", "#d9c7a2", WALK, 1, "#ffe6b0")
    person(c, 940, 965, 350, "#6d2f3e", "#33222c", CARRY, -1, "#ffe6b0")
    c.poly([(968, 796), (1024, 796), (1034, 880), (960, 880)], "#3f7a5a")
    person(c, 1050, 960, 225, "#c07a3a", "#54341f", TROUSERS, -1, "#ffe6b0")


def _bulb(c: Canvas, x: float, y: float, size: float) -> None:
    c.glow(x, y + size, size * 5, "#ffe9a8", 0.8)
    c.disc(x, y + size, size * 0.7, "#fffbe6")


def _facades(c: Canvas, side: int) -> None:
    edges = [1.08, 0.74, 0.5, 0.33, 0.21, 0.13, 0.075]
    for near, far in pairwise(edges):
        xa, xb = 800 + side * near * 800, 800 + side * far * 800
        top = c.rng.uniform(0.85, 1.1)
        wall = mix("#f9dfab", c.rng.choice(("#8c5a3c", "#a87348", "#7a5a4a")), near**0.5)
        ya, yb = 470 - 640 * near * top, 470 - 640 * far * top
        shape = [(xa, ya), (xb, yb), (xb, 560 + 480 * far), (xa, 560 + 480 * near)]
        c.shade(shape, mix(wall, "#fff1d0", 0.15), mix(wall, "#3a2418", 0.35))
        c.mottle(shape, mix(wall, "#3a2418", 0.5), 0.3, 8, 12)
        for share in (0.3, 0.7):
            wx, scale = xa + (xb - xa) * share, near + (far - near) * share
            wy, half = 470 - 350 * scale, 44 * scale
            c.rect(wx - half, wy - 120 * scale, wx + half, wy, mix(wall, "#2a1c18", 0.6))
            c.rect(wx - half * 1.3, wy, wx + half * 1.3, wy + 16 * scale, mix(wall, "#fff1d0", 0.4))


def _stall(c: Canvas, side: int, depth: float) -> None:
    """An awning with its crates; depth runs from 0 (far) to 1 (near)."""
    outer, inner, length = 800 + side * 830 * depth, 800 + side * 520 * depth, 400 * depth
    high, low = 470 - 210 * depth, 470 - 60 * depth
    hue = mix("#f6dcae", c.rng.choice(AWNINGS), 0.35 + depth * 0.9)
    _shop(c, side, depth)
    far_out, far_in = outer - side * length * 0.75, inner - side * length * 0.42
    roof = [(outer, high), (far_out, high + 60 * depth), (far_in, low + 30 * depth), (inner, low)]
    c.shade(roof, mix(hue, "#fff2cf", 0.3), hue)
    for i in range(1, 6, 2):
        a, b = i / 6, (i + 1) / 6
        c.poly(
            [
                (outer + (far_out - outer) * a, high + 60 * depth * a),
                (outer + (far_out - outer) * b, high + 60 * depth * b),
                (inner + (far_in - inner) * b, low + 30 * depth * b),
                (inner + (far_in - inner) * a, low + 30 * depth * a),
            ],
            "#fbeccb",
            0.7,
        )
    c.line([(inner, low), (inner, 560 + 430 * depth)], mix(hue, "#3a2016", 0.6), 9 * depth + 1)
    for level in (0, 1):
        for k in range(4):
            x = inner + side * (40 + k * 74) * depth
            _crate(c, x, 560 + (430 - level * 92) * depth, 72 * depth)


def _shop(c: Canvas, side: int, depth: float) -> None:
    """The dark opening in the wall behind a stall, with cloth hung in it."""
    near, far = depth * 1.03, depth * 0.74
    xa, xb = 800 + side * near * 800, 800 + side * far * 800
    dark = mix("#f6dcae", "#2f1c16", min(1.0, 0.4 + depth))
    c.shade(
        [
            (xa, 470 - 150 * near),
            (xb, 470 - 150 * far),
            (xb, 560 + 440 * far),
            (xa, 560 + 440 * near),
        ],
        dark,
        mix(dark, "#a8683a", 0.4),
    )
    for k in range(7):
        scale = near + (far - near) * (k + 0.5) / 7
        x, half = 800 + side * scale * 800, 15 * scale
        tone = mix("#f6dcae", c.rng.choice(AWNINGS), min(1.0, 0.35 + depth * 0.8))
        long = c.rng.uniform(190, 300) * scale
        c.shade(
            box_points(x - half, 470 - 60 * scale, x + half, 470 - 60 * scale + long),
            mix(tone, "#fff2cf", 0.2),
            mix(tone, "#2f1c16", 0.35),
        )


def _crate(c: Canvas, x: float, y: float, size: float) -> None:
    fruit = c.rng.choice(("#c23b2e", "#e08a2e", "#6f9440", "#e3c24a", "#7a2f5a", "#a9c25a"))
    c.rect(x - size / 2, y - size * 0.5, x + size / 2, y, "#8a5f38")
    c.rect(x - size / 2, y - size * 0.3, x + size / 2, y - size * 0.24, "#5a3a20")
    for i in range(12):
        px, py = (i % 6 - 2.5) * size * 0.17, -size * (0.52 + 0.13 * (i // 6))
        c.disc(x + px, y + py, size * 0.11, mix(fruit, "#fff0c0", 0.25 * c.rng.random()))
