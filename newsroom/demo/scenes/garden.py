"""Green strips between the tents of a camp."""

from newsroom.demo.scenes.built import tent
from newsroom.demo.scenes.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo.scenes.nature import clouds, hills
from newsroom.demo.scenes.people import BEND, CARRY, person, shadow
from newsroom.demo.scenes.plants import crown
from newsroom.demo.scenes.shapes import box_points, mix


def camp_garden(c: Canvas) -> None:
    """Mint, maize and aubergines along a path between tents; a woman waters them."""
    c.wash([(0, "#6fb0d0"), (0.6, "#cfe3dc"), (1, "#fff0cc")], 0, 460)
    clouds(c, 20, 280, "#ffffff", 0.6)
    hills(c, 400, 26, "#b9ae8c", "#d6c598", 470)
    c.shade(box_points(0, 450, WIDTH, HEIGHT), "#e6cf9c", "#b58d58")
    c.mottle(box_points(0, 450, WIDTH, HEIGHT), "#96703c", 0.35, 14, 30)
    for x in range(-60, 1700, 150):
        tent(c, x, 486 + c.rng.uniform(-6, 6), 90, "#f3eddc", "#cfc6ae")
    for x, y, size in ((180, 620, 210), (1160, 610, 200), (-60, 850, 400), (1260, 840, 380)):
        tent(c, x, y, size, "#f6f0e0", "#c9bfa6", pipe=False)
    c.shade([(740, 500), (830, 500), (1080, HEIGHT), (520, HEIGHT)], "#f0dcae", "#cba26a")
    c.mottle([(740, 500), (830, 500), (1080, HEIGHT), (520, HEIGHT)], "#a57c46", 0.4, 10, 30)
    _washing(c)
    for i in range(17):
        t = (i / 16) ** 1.7
        y = 512 + t * 560
        for side in (-1, 1):
            x = 785 + side * (62 + t * 330)
            _plant(c, x, y, 16 + t * 120, (i + (side > 0)) % 3)
    _bucket(c, 690, 905, 92)
    shadow(c, 640, 960, 360, "#6b4a20", 300, 0.45)
    person(c, 600, 960, 350, "#6d3f5c", "#e9dcc0", BEND, -1, "#fff6d8")
    for x, y, tall, cloth in ((800, 640, 120, "#35506b"), (846, 648, 84, "#c2703a")):
        shadow(c, x, y, tall, "#6b4a20", tall, 0.4)
        person(c, x, y, tall, cloth, "#33261f", CARRY, 1, "#fff6d8")


def _washing(c: Canvas) -> None:
    c.line([(1010, 470), (1010, 560)], "#7a5c38", 5)
    c.line([(1250, 470), (1250, 590)], "#7a5c38", 5)
    c.line([(1010, 476), (1130, 494), (1250, 476)], "#5a4a3a", 2)
    for i, tone in enumerate(("#b5473c", "#f3eddc", "#3f86a0", "#d69a3a", "#7a4a6b")):
        x = 1030 + i * 42
        c.shade(box_points(x, 488, x + 32, 536 + i % 2 * 10), tone, mix(tone, "#3a2a1c", 0.3))


def _plant(c: Canvas, x: float, y: float, size: float, kind: int) -> None:
    c.soft(box_points(x - size * 0.6, y - 4, x + size * 0.9, y + size * 0.12), "#5a4018", 0.5, 8)
    if kind == 0:
        _maize(c, x, y, size)
        return
    light = "#a8cf6a" if kind == 1 else "#8fae6a"
    crown(c, x, y - size * 0.3, size * 0.5, "#2f6a3a", light, 130, 0.7)
    if kind == 2:
        for _ in range(5):
            px, py = x + c.rng.uniform(-0.36, 0.36) * size, y - c.rng.uniform(0.1, 0.42) * size
            c.disc(px, py, size * 0.06, "#3d2450", size * 0.11)
            c.disc(px - size * 0.02, py - size * 0.03, size * 0.016, "#b79ac8", size * 0.04)


def _maize(c: Canvas, x: float, y: float, size: float) -> None:
    for stalk in (-0.28, 0.05, 0.32):
        foot, top = x + stalk * size, y - size * c.rng.uniform(1.1, 1.4)
        c.line([(foot, y), (foot, top)], "#5f8a3a", max(1.5, size * 0.05))
        for k in range(5):
            side = -1 if k % 2 else 1
            at = y - (y - top) * (0.25 + k * 0.16)
            leaf = [(foot, at), (foot + side * size * 0.24, at - size * 0.2),
                    (foot + side * size * 0.42, at + size * 0.02)]  # fmt: skip
            c.limb(leaf, size * 0.07, size * 0.015, ("#4f7f38", "#7fa84a")[k % 2])
        c.disc(foot, top, size * 0.035, "#d9b45a", size * 0.1)


def _bucket(c: Canvas, x: float, y: float, size: float) -> None:
    """The pierced bucket on its stones, water running out of it."""
    c.soft(box_points(x - size * 0.5, y, x + size, y + 18), "#5a4018", 0.5, 8)
    for at in (-0.3, 0.3):
        c.disc(x + at * size, y - 4, size * 0.2, "#a89878", size * 0.14)
    rim, foot = size * 0.46, size * 0.36
    side = [(x - rim, y - size), (x + rim, y - size), (x + foot, y - size * 0.1)]
    c.shade([*side, (x - foot, y - size * 0.1)], "#4f9ac0", "#2a5f80")
    c.disc(x, y - size, size * 0.46, "#d9c48a", size * 0.13)
    for at in (-0.16, 0.02, 0.2):
        c.line([(x + at * size, y - size * 0.1), (x + at * size, y + size * 0.1)], "#d6eef4", 3)
