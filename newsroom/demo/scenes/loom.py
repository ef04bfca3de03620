"""A loom with its kilim."""

from newsroom.demo.scenes.canvas import HEIGHT, Canvas
from newsroom.demo.scenes.crafts import _ellipse
from newsroom.demo.scenes.people import hand
from newsroom.demo.scenes.shapes import Color, box_points, curve, mix


def loom_weaving(c: Canvas) -> None:
    """Hands at an upright loom, a patterned kilim growing row by row."""
    c.wash([(0, "#5a4030"), (1, "#2f1f18")])
    c.glow(300, 200, 1000, "#e8b878", 0.55)
    c.rect(150, 20, 1450, 90, "#6b4426")
    for x in range(212, 1390, 7):
        c.line([(x, 60), (x, 640)], mix("#e3cfa4", "#fff6df", c.rng.random()), 2.6)
    c.soft(box_points(210, 80, 1390, 120), "#2f1f18", 0.6, 26)
    _kilim(c, 205, 600, 168, 76)
    for y, tone in ((300, "#8a5a30"), (352, "#70451f")):
        c.rect(110, y, 1490, y + 26, tone, radius=12)
        c.rect(110, y + 3, 1490, y + 8, "#d9a868", 0.7, 4)
    for x in (90, 1420):
        c.shade(box_points(x, 0, x + 92, HEIGHT), "#a06c3c", "#4d2f1a")
        c.rect(x + 8, 0, x + 18, HEIGHT, "#e0b070", 0.4)
        for _ in range(7):
            px = x + c.rng.uniform(24, 84)
            c.line([(px, 0), (px + c.rng.uniform(-6, 6), HEIGHT)], "#3f2614", 1.6, 0.5)
    c.line(curve([(220, 596), (500, 588), (900, 592), (1200, 570)], 8), "#c2403a", 7)
    for i, tone in enumerate(("#a83a34", "#2f5a74", "#d69a36", "#3f7a5c")):
        _ball(c, 60 + i * 96 - 40, 1010 - (i % 2) * 30, 60, tone)
    hand(c, 560, 655, 118, 22, "#6b2f4a", "#a86f48", True, "#ffd09a", 1.1)
    hand(c, 1060, 650, 118, -24, "#6b2f4a", "#a86f48", light="#ffd09a", spread=1.2)
    c.shade(
        curve([(905, 570), (1010, 532), (1190, 512), (1090, 572), (905, 570)], 8),
        "#e0b070",
        "#8a5a30",
    )


def _kilim(c: Canvas, left: float, top: float, cols: int, rows: int) -> None:
    """The woven cloth: lozenges within lozenges, one small stroke for each knot."""
    bands: tuple[Color, ...] = ("#f0dfbc", "#a83a34", "#2c4a66", "#d69a36", "#7a2f3c", "#3f7a6c")
    width, height = 1185 / cols, (HEIGHT - top + 10) / rows
    for row in range(rows):
        for col in range(cols):
            u, v = abs((col % 42) - 21), abs(((row + 6) % 42) - 21)
            tone = bands[(u + v) // 5 % 6] if u + v < 24 else bands[4 if (u + v) % 4 < 3 else 3]
            if row < 6:
                tone = bands[2] if row % 3 else bands[0 if col % 4 < 2 else 1]
            x, y = left + col * width, top + row * height
            c.rect(
                x, y, x + width + 0.3, y + height + 0.3, mix(tone, "#1c1010", c.rng.random() * 0.2)
            )
            c.line([(x, y + height), (x + width, y)], mix(tone, "#fff0d8", 0.35), 1)
    c.veil(top, HEIGHT, "#1c0f0c", 0.0, 0.4)


def _ball(c: Canvas, x: float, y: float, size: float, tone: Color) -> None:
    c.disc(x, y, size, mix(tone, "#150c0a", 0.45))
    c.disc(x - size * 0.06, y - size * 0.06, size * 0.9, tone)
    for i in range(7):
        c.line(
            _ellipse(x, y, size * 0.9, size * (0.12 + i * 0.12), 180 + i * 6, 350 - i * 4),
            mix(tone, "#fff0d8", 0.35),
            2,
            0.7,
        )
