"""People without faces: small figures seen from behind or afar, hands at work."""

import math
from dataclasses import dataclass, replace

from newsroom.demo.scenes.canvas import Canvas
from newsroom.demo.scenes.shapes import Color, Point, curve, mix, place

SKIN = "#b07a52"


@dataclass(frozen=True)
class Pose:
    """How a body is held: degrees from the vertical, positive towards the way it faces."""

    lean: float = 0
    arms: tuple[tuple[float, float], ...] = ((-14, -6), (16, 24))
    stride: float = 0.06
    robe: float = 1.0
    sit: bool = False


STAND = Pose()
WALK = Pose(lean=4, arms=((-26, -12), (24, 40)), stride=0.13)
BEND = Pose(lean=78, arms=((12, 8), (26, 18)), stride=0.12)
REACH = Pose(lean=8, arms=((60, 110), (120, 150)), stride=0.08)
CARRY = Pose(lean=3, arms=((4, 2), (-5, -3)), stride=0.1)
HEAD_LOAD = Pose(lean=0, arms=((-12, -4), (150, 185)), stride=0.1)
SIT = Pose(lean=12, arms=((30, 70), (40, 60)), sit=True)
TROUSERS = replace(WALK, robe=0.42)


def person(
    c: Canvas,
    x: float,
    y: float,
    height: float,
    cloth: Color,
    scarf: Color,
    pose: Pose = STAND,
    facing: int = 1,
    rim: Color | None = None,
) -> None:
    """A figure whose feet stand at (x, y); ``rim`` edges it with light on the left."""
    if rim:
        edge = max(1.0, height * 0.014)
        _figure(c, x - edge, y - edge * 0.5, height, (rim, rim, rim), pose, facing)
    _figure(c, x, y, height, (cloth, scarf, mix(SKIN, cloth, 0.35)), pose, facing)


def shadow(
    c: Canvas, x: float, y: float, height: float, color: Color, reach: float, alpha: float = 0.45
) -> None:
    """The long shadow of a standing figure."""
    half = height * 0.09
    c.soft(
        [
            (x - half, y),
            (x + half, y),
            (x + reach + half, y + height * 0.12),
            (x + reach - half, y + height * 0.16),
        ],
        color,
        alpha,
        max(3, height * 0.03),
    )


def _along(start: Point, degrees: float, length: float, facing: int) -> Point:
    angle = math.radians(degrees)
    return start[0] + math.sin(angle) * length * facing, start[1] - math.cos(angle) * length


def _figure(
    c: Canvas,
    x: float,
    y: float,
    h: float,
    colors: tuple[Color, Color, Color],
    pose: Pose,
    facing: int,
) -> None:
    cloth, scarf, skin = colors
    hip = (x, y - h * (0.2 if pose.sit else 0.47))
    shoulder = _along(hip, pose.lean, h * 0.34, facing)
    dim = mix(cloth, "#1c1410", 0.28) if cloth != skin else cloth
    far, near = pose.arms
    _arm(c, shoulder, far, h, dim, skin, facing)
    _lower(c, x, y, h, hip, pose, facing, (cloth, dim))
    c.limb([hip, shoulder], h * 0.2, h * 0.17, cloth)
    side = _along(hip, pose.lean, h * 0.3, facing)
    c.limb([(hip[0] + h * 0.05, hip[1]), (side[0] + h * 0.05, side[1])], h * 0.09, h * 0.07, dim)
    head = _along(shoulder, pose.lean * 0.85, h * 0.12, facing)
    c.limb([head, _along(shoulder, pose.lean + 180, h * 0.05, facing)], h * 0.1, h * 0.15, scarf)
    c.disc(*head, h * 0.068, scarf, h * 0.08)
    _arm(c, shoulder, near, h, mix(cloth, dim, 0.4), skin, facing)


def _arm(
    c: Canvas,
    shoulder: Point,
    angles: tuple[float, float],
    h: float,
    cloth: Color,
    skin: Color,
    facing: int,
) -> None:
    elbow = _along(shoulder, 180 - angles[0], h * 0.17, facing)
    hand = _along(elbow, 180 - angles[1], h * 0.16, facing)
    c.limb([shoulder, elbow, hand], h * 0.085, h * 0.05, cloth)
    c.disc(*hand, h * 0.026, skin)


def _lower(
    c: Canvas,
    x: float,
    y: float,
    h: float,
    hip: Point,
    pose: Pose,
    facing: int,
    colors: tuple[Color, Color],
) -> None:
    cloth, dim = colors
    if pose.sit:
        knee = (x + facing * h * 0.22, y - h * 0.13)
        c.limb([hip, knee, (knee[0] + facing * h * 0.02, y - h * 0.03)], h * 0.2, h * 0.11, dim)
        c.limb(
            [hip, (x - h * 0.02, y - h * 0.06), (knee[0], y - h * 0.04)], h * 0.2, h * 0.12, cloth
        )
        return
    for step, tone in ((-1, dim), (1, mix(cloth, dim, 0.5))):
        foot = (x + step * facing * h * pose.stride, y)
        c.limb([hip, (foot[0], y - h * 0.028)], h * 0.1, h * 0.05, mix(tone, "#2a211c", 0.4))
        c.disc(foot[0] + facing * h * 0.015, y - h * 0.012, h * 0.04, "#2a211c", h * 0.02)
    hem, wide = hip[1] + (y - hip[1]) * 0.93 * pose.robe, h * (0.1 + pose.stride * 0.75)
    c.poly(
        [
            (hip[0] - h * 0.1, hip[1] - 2),
            (hip[0] + h * 0.1, hip[1] - 2),
            (x + wide, hem),
            (x - wide, hem),
        ],
        cloth,
    )
    c.poly(
        [
            (hip[0] + h * 0.03, hip[1]),
            (hip[0] + h * 0.1, hip[1]),
            (x + wide, hem),
            (x + wide * 0.25, hem),
        ],
        dim,
    )


def hand(
    c: Canvas,
    x: float,
    y: float,
    size: float,
    degrees: float,
    sleeve: Color,
    skin: Color = SKIN,
    flip: bool = False,
    light: Color = "#f2c79a",
    spread: float = 1,
) -> None:
    """The back of a hand reaching upwards from a sleeve; (x, y) is the knuckles' middle."""
    mirror = -1 if flip else 1

    def at(points: list[Point]) -> list[Point]:
        return place([(px * mirror, py) for px, py in points], x, y, size, degrees)

    dim, lit = mix(skin, "#3a1d10", 0.35), mix(skin, light, 0.4)
    c.poly(at([(-0.36, 1.0), (0.34, 1.0), (0.52, 2.2), (-0.5, 2.2)]), skin)
    c.poly(at([(0.08, 1.0), (0.34, 1.0), (0.52, 2.2), (0.16, 2.2)]), dim)
    c.poly(at([(-0.62, 1.75), (0.62, 1.7), (1.0, 4.6), (-0.95, 4.6)]), sleeve)
    c.poly(at([(0.15, 1.72), (0.62, 1.7), (1.0, 4.6), (0.35, 4.6)]), mix(sleeve, "#120c0a", 0.35))
    c.limb(
        at([(-0.66, 1.72), (0.0, 1.82), (0.66, 1.68)]),
        size * 0.16,
        size * 0.16,
        mix(sleeve, lit, 0.3),
    )
    c.limb(
        at(curve([(-0.34, 0.75), (-0.68, 0.3), (-0.72, -0.18)], 5)), size * 0.3, size * 0.19, dim
    )
    back = curve(
        [
            (-0.46, 0.05),
            (-0.22, -0.12),
            (0.2, -0.1),
            (0.46, 0.1),
            (0.44, 0.6),
            (0.33, 1.1),
            (-0.35, 1.1),
            (-0.5, 0.5),
            (-0.46, 0.05),
        ],
        5,
    )
    c.poly(at(back), skin)
    fingers = (
        (-0.36, -0.78, -0.1),
        (-0.12, -0.98, -0.02),
        (0.13, -0.92, 0.05),
        (0.36, -0.68, 0.14),
    )
    for fx, reach, fan in fingers:
        bones = at(
            curve(
                [(fx, 0.1), (fx + fan * spread * 0.6, reach * 0.55), (fx + fan * spread, reach)], 5
            )
        )
        c.limb(bones, size * 0.27, size * 0.19, dim)
        shift = size * 0.018
        c.limb([(bx - shift, by - shift) for bx, by in bones], size * 0.23, size * 0.16, skin)
        c.limb(bones[-3:-1], size * 0.08, size * 0.08, lit)
    for fx in (-0.34, -0.11, 0.13, 0.35):
        c.line(at([(fx, 0.15), (fx * 0.75, 0.7)]), lit, size * 0.035, 0.45)


def crowd(
    c: Canvas,
    spots: list[tuple[float, float]],
    height: float,
    cloths: list[Color],
    scarves: list[Color],
    rim: Color | None = None,
) -> None:
    """Figures standing and walking, nearer ones last; a spot is x and y."""
    for x, y in sorted(spots, key=lambda spot: spot[1]):
        pose = c.rng.choice((STAND, WALK, CARRY, WALK))
        person(
            c,
            x,
            y,
            height * c.rng.uniform(0.9, 1.06),
            c.rng.choice(cloths),
            c.rng.choice(scarves),
            pose,
            c.rng.choice((-1, 1)),
            rim,
        )
