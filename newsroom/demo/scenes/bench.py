"""A repairer's bench: a phone under a lens."""

from newsroom.demo.scenes.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo.scenes.people import hand
from newsroom.demo.scenes.shapes import Color, box_points, curve, mix, place

CASES: tuple[Color, ...] = ("#2b3038", "#3f5a74", "#8c3f3a", "#d9d2c2", "#2f6a5c", "#6b4a7a")


def phone_bench(c: Canvas) -> None:
    """Two hands mend an open phone in the circle of a lamp; dead phones wait in a box."""
    c.wash([(0, "#2c2a33"), (0.5, "#4a3a34"), (1, "#6b4a34")])
    _wall(c)
    c.shade([(0, 470), (WIDTH, 450), (WIDTH, HEIGHT), (0, HEIGHT)], "#9a6b42", "#4a2e1c")
    c.mottle([(0, 470), (WIDTH, 450), (WIDTH, HEIGHT), (0, HEIGHT)], "#3a2212", 0.35, 40, 12)
    c.glow(790, 690, 620, "#ffe2a8", 0.6, 0.62)
    c.shade([(420, 590), (1150, 575), (1250, 900), (330, 920)], "#4f7f80", "#2f5658")
    for i in range(1, 9):
        t = i / 9
        c.line([(420 + 730 * t, 590 - 15 * t), (330 + 920 * t, 920 - 20 * t)], "#6fa09c", 1.5, 0.5)
    for i in range(1, 6):
        t = i / 6
        c.line(
            [(420 - 90 * t, 590 + 330 * t), (1150 + 100 * t, 575 + 325 * t)], "#6fa09c", 1.5, 0.5
        )
    _box_of_phones(c)
    _battery(c)
    _phone(c)
    hand(c, 560, 850, 96, 24, "#3f5a74", light="#ffe0a8")
    _iron(c)
    hand(c, 1050, 835, 96, -28, "#3f5a74", flip=True, light="#ffe0a8", spread=0.6)
    _lens(c)
    for x, y in ((470, 660), (510, 640), (1120, 640), (1160, 690), (690, 880), (720, 890)):
        c.disc(x, y, 7, "#c9c2b2", 4)
        c.disc(x - 1, y - 1, 4, "#fff3d6", 2)


def _wall(c: Canvas) -> None:
    """Shelves of cables and covers, out of the light."""
    for y in (150, 330):
        c.rect(60, y, 1540, y + 14, "#6b4a30")
        c.soft(box_points(60, y + 14, 1540, y + 34), "#140e0c", 0.5, 10)
        for i in range(24):
            x, tall = 90 + i * 60, c.rng.uniform(60, 100)
            c.rect(x, y - tall, x + 40, y, mix(c.rng.choice(CASES), "#2c2420", 0.35), radius=7)
            c.rect(x + 5, y - tall + 8, x + 35, y - 14, "#15171c", 0.7, 4)
    for i in range(9):
        x = 130 + i * 165
        cable = curve([(x, 344), (x - 20, 400), (x + 14, 440), (x + 36, 400), (x + 24, 344)], 8)
        c.line(cable, c.rng.choice(("#b5473c", "#d69a3a", "#3f86a0", "#dcd2bc")), 5, 0.75)


def _box_of_phones(c: Canvas) -> None:
    c.shade([(40, 640), (330, 620), (300, 900), (20, 930)], "#b58a54", "#7a5530")
    for i in range(15):
        x, y = 62 + i % 5 * 52, 640 + i // 5 * 26 + c.rng.uniform(-8, 8)
        shape = place([(-22, -44), (22, -44), (22, 44), (-22, 44)], x, y, 1, c.rng.uniform(-24, 24))
        c.poly(shape, c.rng.choice(CASES))
        c.poly([(px * 0.8 + x * 0.2, py * 0.8 + y * 0.2) for px, py in shape], "#14161c")
    c.shade([(34, 715), (316, 695), (298, 900), (20, 930)], "#c99a60", "#7a5530")
    c.line([(34, 715), (316, 695)], "#e6bd84", 6)


def _battery(c: Canvas) -> None:
    """The car battery that feeds the lamp and the iron."""
    c.soft(box_points(1290, 780, 1590, 830), "#120c08", 0.6, 16)
    c.shade(box_points(1310, 600, 1580, 810), "#3a4048", "#1c2026")
    c.rect(1302, 586, 1588, 626, "#23282f", radius=8)
    c.rect(1340, 690, 1550, 750, "#d69a2f", radius=6)
    for x, tone in ((1360, "#b5473c"), (1530, "#20242a")):
        c.rect(x - 16, 560, x + 16, 592, "#b8b4a8", radius=5)
        c.rect(x - 26, 536, x + 26, 570, tone, radius=9)
    c.line(curve([(1360, 540), (1300, 450), (1180, 430), (1010, 380)], 10), "#b5473c", 8)
    c.line(curve([(1530, 540), (1450, 420), (1240, 390), (1012, 368)], 10), "#17191d", 8)


def _phone(c: Canvas) -> None:
    """Screen and board side by side, joined by a ribbon."""
    c.soft([(590, 640), (1010, 630), (1030, 850), (580, 860)], "#101c1c", 0.5, 14)
    c.shade([(610, 640), (770, 634), (778, 846), (600, 852)], "#2b3038", "#101318")
    c.poly([(622, 654), (758, 649), (764, 826), (614, 832)], "#3a5f8a")
    c.poly([(622, 654), (700, 651), (640, 831), (614, 832)], "#a8cbe6", 0.35)
    crack = [(622, 690), (664, 716), (690, 702), (722, 752), (764, 764)]
    c.line(crack, "#eaf4fa", 2, 0.9)
    c.line([(690, 702), (716, 664)], "#eaf4fa", 2, 0.8)
    c.shade([(810, 634), (980, 628), (992, 838), (806, 846)], "#c9c4b8", "#8a8578")
    c.shade([(822, 646), (968, 641), (974, 730), (820, 736)], "#2f7a5a", "#1c5440")
    c.rect(826, 748, 972, 826, "#22262c", radius=6)
    for x, y, width, tall in (
        (840, 660, 34, 26), (884, 656, 22, 22), (916, 668, 42, 34), (846, 698, 24, 20),
        (884, 694, 18, 26), (936, 708, 24, 14),
    ):  # fmt: skip
        c.rect(x, y, x + width, y + tall, "#15181c", radius=2)
        c.line([(x, y), (x + width, y)], "#d8c878", 2, 0.8)
    c.poly([(770, 700), (812, 690), (812, 712), (772, 722)], "#c9873a")


def _iron(c: Canvas) -> None:
    c.line([(1030, 752), (946, 690)], "#b8b4a8", 9)
    c.line([(946, 690), (918, 676)], "#f0e2c0", 5)
    c.limb([(1012, 738), (1120, 826)], 30, 34, "#c2703a")
    c.glow(914, 674, 60, "#ffcf7a", 0.9)
    c.soft([(906, 668), (926, 668), (960, 470), (880, 470)], "#f2eadc", 0.22, 18)


def _lens(c: Canvas) -> None:
    """A ring lamp on an arm."""
    c.line([(1000, 376), (860, 330), (800, 420)], "#15171b", 20)
    c.line([(996, 370), (858, 325), (800, 412)], "#6b747c", 5)
    c.disc(1004, 374, 20, "#2b3038")
    c.glow(790, 520, 330, "#fff0c4", 0.55)
    c.disc(790, 490, 176, "#20242a", 74)
    c.disc(790, 490, 160, "#fff6da", 64)
    c.disc(790, 490, 122, "#b8d0d0", 46)
    c.disc(790, 492, 118, "#5f8f92", 43, 0.8)
    c.poly([(720, 470), (770, 452), (760, 528), (730, 520)], "#ffffff", 0.3)
