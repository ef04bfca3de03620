"""A football pitch on waste ground, in the last light of the afternoon."""

from dataclasses import replace

from newsroom.demo.scenes.built import house
from newsroom.demo.scenes.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo.scenes.nature import clouds, hills
from newsroom.demo.scenes.people import REACH, STAND, Pose, crowd, person, shadow
from newsroom.demo.scenes.plants import poplar
from newsroom.demo.scenes.shapes import Color, box_points, curve

RUN = Pose(16, ((-60, 10), (50, 110)), 0.22, 0.3)
KICK = Pose(-8, ((60, 80), (-50, -20)), 0.2, 0.3)
KEEPER = replace(REACH, lean=2, arms=((70, 60), (110, 120)), stride=0.16, robe=0.34)
LIME = "#fbf5e4"
RED, GREEN = "#b5473c", "#2f7d6a"


def football_pitch(c: Canvas) -> None:
    """Two teams on a dirt pitch marked with lime, people on a stand of loose stones."""
    c.wash([(0, "#7fb0c4"), (0.6, "#e9d8b4"), (1, "#ffe0a8")], 0, 480)
    clouds(c, 20, 300, "#fff1dc", 0.55)
    hills(c, 410, 24, "#b9a98c", "#d9c49a", 500)
    for x, width in ((-20, 200), (190, 150), (350, 190), (1130, 210), (1350, 160), (1500, 180)):
        house(c, x, 480, width, width * c.rng.uniform(0.7, 1.0), "#d8bd92", windows=3)
    for x in (560, 620, 1070):
        poplar(c, x, 482, c.rng.uniform(150, 210), "#4f7350", "#b9b772", 110)
    field = box_points(0, 474, WIDTH, HEIGHT)
    c.shade(field, "#e3c08a", "#b88450")
    c.mottle(field, "#96683a", 0.4, 14, 34)
    _stand(c)
    _lines(c)
    _goal(c)
    _players(c)


def _stand(c: Canvas) -> None:
    for row in range(4):
        y = 496 + row * 24
        c.rect(180 - row * 30, y, 1010 + row * 20, y + 22, "#a8977c")
        for x in range(180 - row * 30, 1000, 34):
            c.rect(x + 2, y + 2, x + 31, y + 20, c.rng.choice(("#c9b894", "#b7a680", "#d6c6a2")))
    spots = [(c.rng.uniform(200, 980), 500 + 24 * c.rng.randrange(4)) for _ in range(52)]
    cloths = ["#7a3f4a", "#35506b", "#4a5a3c", "#d6a64a", "#5a4632", "#8a4a6b"]
    crowd(c, spots, 62, cloths, ["#e9dcc0", "#33222c", "#8c3f3a"], "#fff0cc")


def _lines(c: Canvas) -> None:
    c.line([(-20, 640), (1620, 612)], LIME, 5, 0.8)
    c.line([(1240, 620), (1500, HEIGHT + 10)], LIME, 7, 0.8)
    c.line([(1300, 690), (960, 700), (1040, 900), (1420, 890)], LIME, 6, 0.75)
    ring = [(330, 700), (470, 672), (600, 700), (640, 760), (590, 830), (440, 860), (300, 820),
            (270, 760), (330, 700)]  # fmt: skip
    c.line(curve(ring, 10), LIME, 5, 0.55)


def _goal(c: Canvas) -> None:
    """Water pipes and a fishing net."""
    near, far, top = (1430, 900), (1310, 700), 250
    back = ((1530, 880), (1400, 690))
    for i in range(13):
        t = i / 12
        x, y = near[0] + (far[0] - near[0]) * t, near[1] + (far[1] - near[1]) * t
        bx, by = back[0][0] + (back[1][0] - back[0][0]) * t, back[0][1] - 190 * t
        high = top - 70 * t
        c.line([(x, y - high), (bx, by - high * 0.55), (bx, by)], "#f6efe0", 1.6, 0.65)
    for i in range(1, 8):
        lift = i / 8
        c.line(
            [(back[0][0], back[0][1] - 137 * lift), (back[1][0], back[1][1] - 99 * lift)],
            "#f6efe0", 1.6, 0.65,
        )  # fmt: skip
    c.limb([near, (near[0], near[1] - top)], 15, 14, "#8b969a")
    c.limb([far, (far[0], far[1] - top + 70)], 10, 10, "#8b969a")
    c.limb([(near[0], near[1] - top), (far[0], far[1] - top + 70)], 14, 10, "#a5b0b4")


def _players(c: Canvas) -> None:
    small: tuple[tuple[float, float, float, Color, int], ...] = (
        (520, 700, 110, RED, 1), (330, 716, 112, GREEN, -1), (760, 690, 106, GREEN, 1),
        (1090, 720, 118, RED, 1), (180, 760, 126, RED, 1),
    )  # fmt: skip
    for x, y, tall, shirt, side in small:
        _player(c, x, y, tall, shirt, RUN, side)
    _player(c, 1330, 800, 185, "#d6a63a", KEEPER, -1)
    _player(c, 640, 930, 270, GREEN, RUN, 1)
    _player(c, 880, 900, 255, RED, KICK, 1)
    _player(c, 330, 1010, 300, RED, RUN, 1)
    _player(c, 1130, 880, 235, GREEN, STAND, -1)
    c.soft(box_points(1010, 876, 1056, 886), "#5e3c18", 0.7, 6)
    c.disc(1034, 848, 21, "#fdf8ea")
    for px, py in ((-7, -5), (8, -8), (1, 8), (-12, 8), (13, 6)):
        c.disc(1034 + px, 848 + py, 5, "#3a3a40")
    for _ in range(7):
        c.glow(c.rng.uniform(800, 930), c.rng.uniform(880, 920), 60, "#f0d7a6", 0.4, 0.5)


def _player(
    c: Canvas, x: float, y: float, tall: float, shirt: Color, pose: Pose, side: int
) -> None:
    shadow(c, x, y, tall, "#6b4520", -tall * 1.1, 0.5)
    short = replace(pose, robe=min(pose.robe, 0.34))
    person(c, x, y, tall, shirt, "#2f2420", short, side, "#fff0c8")
