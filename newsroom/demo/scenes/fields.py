"""Scenes of the fields: wheat and cotton."""

from newsroom.demo.scenes.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo.scenes.nature import clouds, furrows, hills, sun
from newsroom.demo.scenes.people import BEND, HEAD_LOAD, WALK, Pose, person, shadow
from newsroom.demo.scenes.plants import crown, poplar
from newsroom.demo.scenes.shapes import box_points, curve, mix
from newsroom.demo.scenes.vehicles import wheel
from newsroom.demo.scenes.wares import sack


def wheat_harvest(c: Canvas) -> None:
    """A combine works through ripe wheat, dust behind it."""
    c.wash([(0, "#8db8bf"), (0.5, "#d7dcb8"), (1, "#fbe3a6")], 0, 500)
    clouds(c, 20, 380, "#fff8e2", 0.6)
    sun(c, 1260, 220, 50, "#fffbe6", "#ffe9a8")
    hills(c, 450, 30, "#b9b98a", "#e6cf8c", 520)
    for _ in range(13):
        poplar(c, c.rng.uniform(0, 560), 490, c.rng.uniform(50, 110), "#6f8452", "#b5b870", 40)
    field = box_points(0, 486, WIDTH, HEIGHT)
    c.shade(field, "#f3cf74", "#c98a2c")
    furrows(c, 488, 700, 46, "#a8701f", 0.35, 5200)
    c.mottle(field, "#fbe6a0", 0.45, 14, 50)
    c.poly([(690, 488), (720, 488), (1180, HEIGHT), (330, HEIGHT)], "#e3bd78", 0.8)
    furrows(c, 488, 704, 9, "#b98b48", 0.5, 860, 0.3)
    for x, y, size in ((640, 640, 40), (560, 790, 62), (745, 560, 24)):
        c.soft(box_points(x - size, y, x + size * 1.5, y + size * 0.2), "#7a4d18", 0.5, 8)
        c.shade(box_points(x - size, y - size, x + size, y), "#f0d28a", "#b07a30")
        c.line([(x - size, y - size * 0.5), (x + size, y - size * 0.5)], "#8c5d22", 2)
    for i in range(12):
        c.glow(1290 + i * 34, 560 - i * 9, 70 + i * 15, "#fbe3ae", 0.5 - i * 0.02, 0.75)
    _combine(c, 1000, 700)
    person(c, 470, 716, 150, "#3d5a66", "#f3ead2", Pose(4, ((8, 4), (40, 90))), 1, "#fff0bf")
    person(c, 400, 730, 150, "#8c3f46", "#e3cfae", WALK, 1, "#fff0bf")
    _ears(c)


def _combine(c: Canvas, x: float, y: float) -> None:
    """The machine from the side, its reel to the left."""
    c.soft(box_points(x - 190, y - 4, x + 340, y + 26), "#5e3a10", 0.7, 16)
    c.shade(
        [
            (x + 30, y - 230),
            (x + 320, y - 230),
            (x + 350, y - 150),
            (x + 330, y - 60),
            (x - 10, y - 60),
            (x + 10, y - 150),
        ],
        "#cf5a3a",
        "#83301f",
    )
    c.rect(x + 60, y - 262, x + 250, y - 226, "#e6b34a", radius=5)
    c.shade(box_points(x + 120, y - 198, x + 300, y - 128), "#e07a52", "#a4432b")
    for i in range(8):
        c.rect(x + 134 + i * 21, y - 186, x + 144 + i * 21, y - 140, "#5f2116", 0.6)
    c.shade(
        [(x - 46, y - 150), (x - 30, y - 286), (x + 62, y - 286), (x + 62, y - 150)],
        "#d5e6e2",
        "#7ea3a6",
    )
    c.line([(x - 46, y - 150), (x - 30, y - 286), (x + 62, y - 286)], "#7a2c1d", 7)
    c.limb([(x + 22, y - 160), (x + 14, y - 220)], 40, 34, "#3b4a55")
    c.disc(x + 10, y - 246, 16, "#f1e6cc", 18)
    c.limb([(x + 120, y - 240), (x + 40, y - 320), (x - 70, y - 338)], 24, 18, "#d9a53e")
    c.poly([(x - 20, y - 120), (x - 140, y - 60), (x - 140, y - 26), (x + 10, y - 70)], "#9c3d28")
    c.poly([(x - 214, y - 14), (x - 120, y - 70), (x - 106, y - 8), (x - 200, y + 4)], "#e2a83f")
    wheel(c, x - 178, y - 58, 62, "#7d5a1e", "#f6d07a")
    wheel(c, x + 46, y - 56, 72, "#2c231d", "#e3b04a")
    wheel(c, x + 268, y - 40, 44, "#2c231d", "#e3b04a")
    for i in range(150):
        px, tone = x - 330 + i * 1.5, mix("#d9a544", "#fbe08c", c.rng.random())
        tall = 70 * min(1.0, i / 40, (150 - i) / 30)
        c.line(
            [
                (px, y + 20 + c.rng.uniform(-7, 7)),
                (px - c.rng.uniform(-4, 8), y + 16 - tall * c.rng.uniform(0.7, 1)),
            ],
            tone,
            2,
        )


def _ears(c: Canvas) -> None:
    """The near edge of the standing crop."""
    for i in range(150):
        x = c.rng.uniform(-10, WIDTH + 10)
        edge = abs(x - 800) / 800
        tall = (90 + 230 * edge) * c.rng.uniform(0.7, 1.1)
        bend = c.rng.uniform(-10, 46)
        tone = mix("#8f5d18", "#f8d983", c.rng.random() * (0.4 + i / 250))
        stem = curve(
            [(x, HEIGHT + 20), (x + bend * 0.2, HEIGHT - tall * 0.6), (x + bend, HEIGHT - tall)], 5
        )
        c.line(stem, tone, 3)
        tip = stem[-1]
        for k in range(7):
            kx, ky = tip[0] + k * bend * 0.07, tip[1] - k * 9
            for side in (-1, 1):
                c.disc(kx + side * 5, ky, 4.2, mix(tone, "#fff0b8", 0.2 + 0.1 * side), 7.5)
            c.line([(kx, ky), (kx + 15 + bend * 0.2, ky - 34)], tone, 1, 0.7)


def cotton_field(c: Canvas) -> None:
    """Pickers with sacks among white rows of cotton."""
    c.wash([(0, "#7ba9c4"), (0.6, "#c2d7d6"), (1, "#f4e3c4")], 0, 460)
    clouds(c, 10, 340, "#ffffff", 0.65, 6, 9)
    hills(c, 415, 30, "#a7b9b0", "#d9d3b5", 480)
    for _ in range(30):
        x = c.rng.uniform(-10, WIDTH)
        poplar(c, x, 458, c.rng.uniform(40, 84), "#567a5c", "#a3b580", 30)
    c.veil(380, 462, "#f6e9cd", 0, 0.4)
    c.shade(box_points(0, 455, WIDTH, HEIGHT), "#b79a6c", "#6e4a2e")
    furrows(c, 455, 860, 45, "#4f6b38", 1, 11700, 0.62)
    furrows(c, 455, 830, 45, "#7d9450", 0.6, 11700, 0.3)
    _bolls(c)
    people = (
        (1120, 560, 92, "#b5476b", "#f2e3c0"),
        (640, 590, 104, "#3f6f8c", "#e8b84e"),
        (380, 640, 138, "#8a5a9c", "#f5ead2"),
        (1330, 700, 190, "#c2603a", "#fbf0d8"),
        (930, 800, 262, "#2f6b74", "#d9486a"),
    )
    for x, y, tall, cloth, scarf in people:
        shadow(c, x, y, tall, "#33321c", tall * 0.5)
        pose = HEAD_LOAD if tall == 138 else BEND
        person(c, x, y, tall, cloth, scarf, pose, -1 if x > 700 else 1, "#fff3d6")
        if pose is HEAD_LOAD:
            c.disc(x, y - tall * 1.1, tall * 0.3, "#fdf8ec", tall * 0.17)
            c.disc(x + 8, y - tall * 1.06, tall * 0.22, "#d8cfba", tall * 0.1, 0.6)
        else:
            sack(c, x + (0.45 if x > 700 else -0.45) * tall, y + 4, tall * 0.62, "#efe4cb")
    _cotton_plants(c)


def _bolls(c: Canvas) -> None:
    for i in range(45):
        bottom = 860 - 5850 + 260 * (i + 0.5)
        for _ in range(120):
            t = c.rng.random() ** 1.5
            half = 260 * 0.3 * t
            x = 860 + (bottom - 860) * (0.04 + 0.96 * t) + c.rng.uniform(-half, half)
            if -10 < x < WIDTH + 10:
                size = 1.2 + t * 9
                y = 457 + t * (HEIGHT - 455)
                c.disc(x, y, size * 1.4, "#3f5a2c", size, 0.5)
                c.disc(x, y - size * 0.8, size * c.rng.uniform(0.6, 1), "#fffaf0")


def _cotton_plants(c: Canvas) -> None:
    """Large open bolls at the lower edge."""
    for x, tall in (
        (60, 330),
        (190, 230),
        (330, 160),
        (480, 120),
        (640, 110),
        (1080, 120),
        (1220, 170),
        (1360, 220),
        (1490, 290),
        (1590, 350),
    ):
        top = HEIGHT - tall
        c.line(curve([(x, HEIGHT + 10), (x + 12, HEIGHT - tall * 0.5), (x, top)], 6), "#4a3a22", 6)
        crown(c, x, HEIGHT - tall * 0.35, tall * 0.5, "#22401f", "#7f9c4c", 60, 0.8)
        for k in range(5):
            bx, by = x + c.rng.uniform(-0.34, 0.34) * tall, top + tall * 0.2 * k
            size = c.rng.uniform(17, 25)
            for px in (-1, 1):
                c.poly(
                    [(bx, by + size), (bx + px * size * 1.3, by + size * 0.5), (bx, by)], "#6b4a2a"
                )
            for ox, oy in ((-0.5, 0.0), (0.5, 0.05), (0, -0.5), (0, 0.35)):
                c.disc(bx + ox * size, by + oy * size, size * 0.66, "#e3dccb")
                c.disc(bx + ox * size - 2, by + oy * size - 3, size * 0.58, "#fffdf5")
