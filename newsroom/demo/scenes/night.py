"""A village by night."""

from newsroom.demo.scenes.built import house
from newsroom.demo.scenes.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo.scenes.nature import clouds, hills, mirror, ripples
from newsroom.demo.scenes.people import STAND, person
from newsroom.demo.scenes.plants import palm, poplar
from newsroom.demo.scenes.shapes import box_points, curve, mix


def night_village(c: Canvas) -> None:
    """A village by the water under the stars, most of its windows lit."""
    c.wash([(0, "#0d1230"), (0.55, "#26325f"), (0.85, "#4d5488"), (1, "#7d6f98")], 0, 640)
    for _ in range(520):
        x, y, size = c.rng.uniform(0, WIDTH), c.rng.uniform(0, 1) ** 1.4 * 560, c.rng.random() ** 5
        c.disc(x, y, 0.7 + size * 1.9, "#fff6e0", alpha=c.rng.uniform(0.3, 1))
    clouds(c, 60, 460, "#6f78b4", 0.28, 4, 6)
    c.glow(1190, 200, 420, "#8f9bd6", 0.55)
    c.disc(1190, 200, 52, "#fdf3d8")
    for x, y, size in ((1176, 188, 14), (1204, 212, 18), (1196, 176, 8), (1170, 218, 9)):
        c.disc(x, y, size, "#dccfb4", alpha=0.6)
    hills(c, 560, 50, "#2f3a6c", "#454a7e", 650)
    hills(c, 610, 26, "#1f2850", "#2f3664", 660, 2.3)
    _lamplit_rows(c)
    mirror(c, 742, box_points(0, 742, WIDTH, HEIGHT), "#141a3c", 0.25, 0.85, 5)
    ripples(c, 750, HEIGHT, "#8f9bd0", 200, 0.2)
    for x in (240, 560, 700, 930, 1210, 1400):
        ripples(c, 750, 980, "#ffc868", 40, 0.5, x, 24)
    bank = curve([(-40, 1010), (400, 990), (900, 1040), (1640, 1000)])
    c.poly([*bank, (1640, 1100), (-40, 1100)], "#090c1e")
    palm(c, 130, 1030, 640, "#080b1c", "#1a2244", 50)
    palm(c, 1490, 1040, 520, "#080b1c", "#1a2244", -40)
    person(c, 900, 1036, 130, "#0b0e22", "#10142c", STAND, 1, "#5560a0")
    person(c, 975, 1040, 92, "#0b0e22", "#10142c", STAND, -1, "#5560a0")


def _lamplit_rows(c: Canvas) -> None:
    c.rect(0, 690, WIDTH, 742, "#141a38")
    for row, y in enumerate((672, 706, 742)):
        x = -30.0 - row * 40
        while x < WIDTH:
            width = c.rng.uniform(80, 130) * (0.8 + row * 0.28)
            lit = c.rng.random() < 0.78
            pane = "#ffc65a" if lit else "#10142e"
            wall = mix("#4c4f80", "#2a2f5a", c.rng.random())
            house(
                c,
                x,
                y,
                width,
                width * c.rng.uniform(0.5, 0.85),
                wall,
                0.28,
                c.rng.choice((2, 2, 3)),
                pane,
                c.rng.random() < 0.5,
            )
            if lit:
                c.glow(x + width * 0.4, y - width * 0.3, width * 0.9, "#ffb648", 0.42)
            x += width * c.rng.uniform(1.2, 1.6)
        for _ in range(5):
            poplar(c, c.rng.uniform(0, WIDTH), y, c.rng.uniform(90, 150), "#0f1530", "#2c3766", 70)
