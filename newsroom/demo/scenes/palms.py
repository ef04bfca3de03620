"""A grove of date palms."""

from newsroom.demo.scenes.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo.scenes.nature import hills, sun
from newsroom.demo.scenes.people import CARRY, REACH, Pose, person
from newsroom.demo.scenes.plants import crown, palm
from newsroom.demo.scenes.shapes import box_points, curve, mix
from newsroom.demo.scenes.wares import basket


def date_palms(c: Canvas) -> None:
    """The date harvest: one man up a palm, baskets filling below."""
    c.wash([(0, "#86a98f"), (0.4, "#c9c88f"), (0.8, "#f9dd97"), (1, "#fbe7b5")], 0, 760)
    sun(c, 980, 430, 64, "#fffbe0", "#ffe694")
    hills(c, 690, 26, "#a5ac74", "#d8c683", 770)
    for depth, (y, tall, count) in enumerate(((735, 250, 15), (765, 360, 10))):
        tone = mix("#a3ab72", "#4f6d45", depth * 0.7)
        for i in range(count):
            x = (i + c.rng.uniform(0.1, 0.9)) * WIDTH / count
            palm(
                c,
                x,
                y,
                tall * c.rng.uniform(0.8, 1.1),
                tone,
                mix(tone, "#f3e39c", 0.5),
                c.rng.uniform(-20, 20),
            )
        c.veil(300, 780, "#fbe6a8", 0.0, 0.4)
    earth = box_points(0, 745, WIDTH, HEIGHT)
    c.shade(earth, "#e6c786", "#8a6236")
    c.mottle(earth, "#5c6b30", 0.6, 12, 20)
    for x in (260, 700, 1000, 1340):
        c.soft(
            [
                (x, 780),
                (x + 60, 780),
                (x - 140 + (x - 980) * 0.7, 1080),
                (x - 300 + (x - 980) * 0.7, 1080),
            ],
            "#4a3718",
            0.4,
            24,
        )
    for x in (520, 900, 1250):
        c.soft([(970, 380), (1000, 380), (x + 150, 980), (x - 60, 980)], "#fff3c0", 0.22, 30)
    palm(c, 1390, 930, 800, "#274a2c", "#b9b455", -30, "#b5601f")
    palm(c, 330, 960, 820, "#1f4028", "#a9ad50", 70, "#a8501a")
    for x, y in ((1390, 928), (330, 958)):
        crown(c, x, y, 64, "#3f5a2c", "#a9ad50", 60, 0.3)
    _climber(c)
    person(c, 640, 900, 230, "#7a3a4c", "#f0e2c2", REACH, -1, "#fff0b8")
    person(c, 1130, 880, 205, "#35606a", "#e7d6ae", CARRY, 1, "#fff0b8")
    basket(c, 1174, 800, 78, "#b98a48")
    for x, y, width in ((560, 960, 190), (800, 1010, 240), (1040, 985, 180)):
        _full_basket(c, x, y, width)


def _climber(c: Canvas) -> None:
    person(
        c,
        420,
        470,
        190,
        "#a9442f",
        "#f3e6c6",
        Pose(-4, ((70, 110), (115, 150)), 0.1, 0.35),
        -1,
        "#fff0b8",
    )
    rope = curve([(434, 372), (420, 402), (384, 416), (348, 402)], 8)
    c.line(rope, "#e8d29c", 5)


def _full_basket(c: Canvas, x: float, y: float, width: float) -> None:
    c.soft(box_points(x - width * 0.5, y - 8, x + width * 0.6, y + 16), "#2a1a0a", 0.6, 12)
    basket(c, x, y, width, "#c0934f")
    for i in range(210):
        px = c.rng.uniform(-0.46, 0.46)
        py = c.rng.uniform(-0.2, 0.1) * max(0.0, 1 - (px / 0.47) ** 2)
        if abs(px) < 0.46:
            tone = mix("#7a3213", "#d98b3a", c.rng.random())
            c.disc(x + px * width, y - width * (0.5 - py) - 2, width * 0.026, tone, width * 0.02)
            if i % 4 == 0:
                c.disc(x + px * width - 1, y - width * (0.51 - py) - 4, width * 0.008, "#ffe0a8")
