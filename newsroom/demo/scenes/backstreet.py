"""A street corner where gas cylinders change hands."""

from newsroom.demo.scenes.built import house, wire
from newsroom.demo.scenes.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo.scenes.nature import clouds
from newsroom.demo.scenes.people import CARRY, STAND, WALK, person, shadow
from newsroom.demo.scenes.plants import crown
from newsroom.demo.scenes.shapes import Color, box_points, mix
from newsroom.demo.scenes.vehicles import wheel

PAINTS: tuple[Color, ...] = ("#3f86a0", "#c2553a", "#7a8f5a", "#3f86a0", "#b8b0a0", "#3f86a0")


def gas_cylinders(c: Canvas) -> None:
    """Cylinders stand in a row along a wall, a cart beside them, people wait their turn."""
    c.wash([(0, "#9cc0cc"), (0.6, "#e3dcc4"), (1, "#fbe6bc")], 0, 520)
    clouds(c, 10, 260, "#ffffff", 0.5)
    for x, width in ((-40, 330), (250, 260), (1010, 280), (1260, 380)):
        house(c, x, 600, width, width * 0.9, "#d9bd90", windows=2, concrete=True)
    for y in (190, 230):
        wire(c, (0, y), (820, y - 40), 40, "#5a4a3a", 2)
        wire(c, (820, y - 40), (WIDTH, y), 36, "#5a4a3a", 2)
    _wall(c)
    c.shade(box_points(0, 596, WIDTH, HEIGHT), "#dcc096", "#a07a4e")
    c.mottle(box_points(0, 596, WIDTH, HEIGHT), "#7d5a34", 0.35, 14, 26)
    c.soft([(0, 640), (WIDTH, 640), (WIDTH, 690), (0, 700)], "#5a3f22", 0.45, 18)
    crown(c, 1480, 330, 190, "#47683c", "#b9b866", 420, 0.8)
    for i in range(13):
        cylinder(c, 150 + i * 74, 742 + (i % 3) * 4, 66, PAINTS[(i * 5) % 6])
    for i in range(9):
        cylinder(c, 110 + i * 104, 862 + (i % 2) * 6, 92, PAINTS[(i * 5 + 2) % 6])
    _queue(c)
    _cart(c)


def _wall(c: Canvas) -> None:
    c.shade(box_points(60, 430, 1130, 660), "#efe0bc", "#cdb284")
    c.mottle(box_points(60, 430, 1130, 660), "#a98a58", 0.4, 16, 8)
    c.rect(52, 418, 1138, 438, "#fff3d6")
    c.rect(860, 474, 1060, 660, "#2f6f6a", radius=4)
    for y in range(486, 660, 16):
        c.line([(864, y), (1056, y)], "#1f4f4c", 3, 0.7)
    c.rect(850, 452, 1070, 476, "#c2553a")
    c.rect(200, 476, 470, 590, "#4a5a52", radius=4)
    for i in range(6):
        c.line([(222, 496 + i * 15), (222 + c.rng.uniform(120, 220), 496 + i * 15)], "#e6e0cc", 4)


def cylinder(c: Canvas, x: float, y: float, size: float, paint: Color) -> None:
    """A household cylinder; (x, y) is the middle of its foot and `size` its width."""
    half, tall = size / 2, size * 1.25
    lit, dark = mix(paint, "#fff3d6", 0.45), mix(paint, "#1c1a18", 0.5)
    c.soft(box_points(x - half, y - 6, x + size * 1.3, y + size * 0.16), "#4a3218", 0.5, size / 9)
    c.rect(x - half * 0.8, y - size * 0.14, x + half * 0.8, y, dark, radius=4)
    c.rect(x - half, y - tall, x + half, y - size * 0.08, paint, radius=half * 0.72)
    for step in range(7):
        t = step / 7
        inset = half * 0.4 * (1 + t)
        start = x + half * (0.2 + 0.11 * step)
        end = x + half * (0.98 - t * 0.02)
        c.rect(start, y - tall + inset, end, y - size * 0.08 - inset, dark, 0.13, 4)
    c.rect(x - half * 0.72, y - tall + half * 0.5, x - half * 0.46, y - half * 0.7, lit, 0.8, 8)
    c.rect(x - half, y - tall * 0.52, x + half, y - tall * 0.5, dark, 0.5)
    c.rect(x - size * 0.08, y - tall - size * 0.16, x + size * 0.08, y - tall + 4, "#b5a24a")
    grip = y - tall - size * 0.26
    for side in (-1, 1):
        c.line(
            [(x + side * half * 0.6, y - tall + 6), (x + side * half * 0.6, grip)],
            dark,
            size * 0.07,
        )
    c.line([(x - half * 0.66, grip), (x + half * 0.66, grip)], dark, size * 0.09)


def _queue(c: Canvas) -> None:
    for x, y, tall, cloth, scarf, pose in (
        (1120, 740, 240, "#35506b", "#e9dcc0", STAND),
        (1200, 765, 256, "#7a3f4a", "#33222c", CARRY),
        (1285, 790, 275, "#4a5a3c", "#d9c7a2", STAND),
        (1375, 825, 300, "#5a4632", "#8c3f3a", CARRY),
        (1480, 870, 330, "#3f3a5c", "#e6d2a8", WALK),
    ):
        shadow(c, x, y, tall, "#5a3a1c", tall * 0.5, 0.45)
        person(c, x, y, tall, cloth, scarf, pose, -1, "#fff0c8")
        cylinder(c, x + tall * 0.24, y + 8, tall * 0.2, PAINTS[x % 6])


def _cart(c: Canvas) -> None:
    """A hand cart with two cylinders, pushed from the left."""
    c.soft(box_points(420, 1010, 1000, 1050), "#4a3218", 0.6, 16)
    for x in (640, 760):
        cylinder(c, x, 942, 118, PAINTS[1 if x == 640 else 0])
    c.shade([(540, 930), (880, 930), (868, 966), (552, 966)], "#8a5f38", "#5a3a20")
    c.limb([(560, 940), (440, 850)], 12, 12, "#6b4a2c")
    wheel(c, 620, 992, 50, "#2a2420", "#b5a890")
    wheel(c, 800, 992, 50, "#2a2420", "#b5a890")
    person(c, 400, 1020, 370, "#4f6b5c", "#d9c7a2", WALK, 1, "#fff0c8")
