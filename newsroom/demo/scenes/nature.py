"""Sky, hills, water, fields and smoke."""

import math

from PIL import Image, ImageDraw, ImageFilter

from newsroom.demo.scenes.canvas import HEIGHT, SCALE, WIDTH, Canvas
from newsroom.demo.scenes.shapes import Color, Points, rgb


def sun(c: Canvas, x: float, y: float, radius: float, color: Color, halo: Color) -> None:
    """A disc with two halos."""
    c.glow(x, y, radius * 9, halo, 0.75)
    c.glow(x, y, radius * 3.2, color, 0.8)
    c.disc(x, y, radius, color)


def clouds(
    c: Canvas, y0: float, y1: float, color: Color, alpha: float = 0.5, cols: int = 7, rows: int = 12
) -> None:
    """Long streaks of cloud or dust between two heights."""
    size = (WIDTH, round(y1 - y0))
    noise = c.noise(size, cols, rows)
    table = [round(alpha * min(255, max(0, (v - 120) * 3))) for v in range(256)]
    fade = (
        Image.linear_gradient("L")
        .point([round(255 * math.sin(v / 255 * math.pi)) for v in range(256)])
        .resize(size)
    )
    mask = Image.composite(noise.point(table), Image.new("L", size), fade)
    big = mask.resize((size[0] * SCALE, size[1] * SCALE), Image.Resampling.BILINEAR)
    top = round(y0 * SCALE)
    c.image.paste(rgb(color), (0, top, big.width, top + big.height), big)


def hills(
    c: Canvas,
    y: float,
    height: float,
    color: Color,
    foot: Color,
    bottom: float = HEIGHT,
    waves: float = 1.5,
) -> None:
    """A ridge across the picture, paler towards its foot."""
    a, b, d = (c.rng.uniform(0, 6.3) for _ in range(3))
    ridge = [
        (
            x,
            y
            - height
            * (
                0.55 * math.sin(x / WIDTH * 6.3 * waves / 1.6 + a)
                + 0.3 * math.sin(x / WIDTH * 6.3 * waves * 1.7 + b)
                + 0.08 * math.sin(x / WIDTH * 6.3 * waves * 6 + d)
            ),
        )
        for x in range(-20, WIDTH + 40, 20)
    ]
    c.shade([*ridge, (WIDTH + 20, bottom), (-20, bottom)], color, foot)


def ground(c: Canvas, y: float, near: Color, far: Color, speck: Color, alpha: float = 0.35) -> None:
    """A plain from the horizon to the lower edge, with dry patches."""
    field = [(0, y), (WIDTH, y), (WIDTH, HEIGHT), (0, HEIGHT)]
    c.shade(field, far, near)
    c.mottle(field, speck, alpha, 14, 44)
    for _ in range(380):
        depth = c.rng.random() ** 0.6
        px, py = c.rng.uniform(0, WIDTH), y + 6 + depth * (HEIGHT - y)
        c.disc(px, py, 1 + depth * 7, speck, 0.5 + depth * 1.6, alpha * 0.8)


def furrows(
    c: Canvas,
    y: float,
    at: float,
    count: int,
    color: Color,
    alpha: float = 0.4,
    reach: float = 3000,
    fill: float = 0.45,
) -> None:
    """Rows running towards a point on the horizon."""
    for i in range(count):
        x = at - reach / 2 + reach * (i + 0.5) / count
        half = reach / count * fill / 2
        tip = at + (x - at) * 0.04
        c.poly(
            [(tip - 0.4, y), (tip + 0.4, y), (x + half, HEIGHT), (x - half, HEIGHT)], color, alpha
        )


def mirror(
    c: Canvas,
    y: float,
    bank: Points,
    tint: Color,
    share: float = 0.35,
    squeeze: float = 1.0,
    ripple: float = 5,
) -> None:
    """Water in the shape of ``bank``: what stands above y, upside down and broken by ripples."""
    depth = round(max(p[1] for p in bank) - y)
    above = min(round(y), round(depth / squeeze))
    strip = c.image.crop((0, round(y - above) * SCALE, WIDTH * SCALE, round(y) * SCALE))
    margin = 60
    strip = strip.resize((WIDTH + 2 * margin, depth)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    strip = strip.filter(ImageFilter.BoxBlur((1.5, 5)))
    water = Image.new("RGB", (WIDTH, depth), rgb(tint))
    for row in range(0, depth, 2):
        near = row / depth
        shift = round(
            ripple
            * (0.4 + near * 2)
            * (math.sin(row / (1.6 + near * 7)) + c.rng.uniform(-0.5, 0.5))
        )
        line = strip.crop((0, row, strip.width, row + 2))
        water.paste(line, (max(-margin, min(margin, shift)) - margin, row))
    water = Image.blend(water, Image.new("RGB", water.size, rgb(tint)), share)
    mask = Image.new("L", water.size)
    ImageDraw.Draw(mask).polygon([(px, py - y) for px, py in bank], 255)
    size = (WIDTH * SCALE, depth * SCALE)
    c.image.paste(
        water.resize(size, Image.Resampling.BILINEAR),
        (0, round(y) * SCALE),
        mask.resize(size, Image.Resampling.BILINEAR),
    )


def ripples(
    c: Canvas,
    y0: float,
    y1: float,
    color: Color,
    count: int,
    alpha: float = 0.35,
    at: float | None = None,
    spread: float = 90,
) -> None:
    """Short strokes of light on water, gathered under ``at`` where one is given."""
    for _ in range(count):
        depth = c.rng.random() ** 1.2
        x = c.rng.uniform(0, WIDTH) if at is None else c.rng.gauss(at, spread * (0.5 + depth))
        y = y0 + depth * (y1 - y0)
        c.disc(
            x,
            y,
            c.rng.uniform(8, 26) * (0.35 + depth * 1.6),
            color,
            0.7 + depth * 1.6,
            alpha * c.rng.uniform(0.4, 1),
        )


def smoke(
    c: Canvas,
    x: float,
    y: float,
    height: float,
    color: Color,
    drift: float = 60,
    alpha: float = 0.35,
    size: float = 10,
) -> None:
    """A column of smoke or dust, wider and fainter as it rises."""
    for i in range(9):
        t = i / 8
        sway = math.sin(t * 5 + x) * size
        c.glow(
            x + drift * t * t + sway * t,
            y - height * t,
            size * (1 + t * 4),
            color,
            alpha * (1 - t * 0.75),
        )
