"""A painter's canvas: flat shapes, washes, glows, haze, noise and paper grain.

Coordinates are those of the finished picture; everything is painted at twice that size and
reduced at the end, which smooths the edges.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from newsroom.demo.scenes.shapes import Color, Point, Points, mix, rgb

WIDTH, HEIGHT, SCALE = 1600, 1067, 2

Box = tuple[int, int, int, int]
Stops = Sequence[tuple[float, Color]]


class Canvas:
    """One picture in the making; ``rng`` is its only source of chance."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE))
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def _ink(self, color: Color, alpha: float) -> tuple[int, int, int, int]:
        return (*rgb(color), round(255 * min(1.0, max(0.0, alpha))))

    def poly(self, points: Iterable[Point], color: Color, alpha: float = 1) -> None:
        """A flat polygon."""
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], self._ink(color, alpha))

    def line(
        self, points: Iterable[Point], color: Color, width: float = 2, alpha: float = 1
    ) -> None:
        """A line of even width."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        joint = "curve" if len(scaled) > 2 and width > 2 else None
        self.pen.line(scaled, self._ink(color, alpha), max(1, round(width * SCALE)), joint)

    def disc(
        self, x: float, y: float, rx: float, color: Color, ry: float | None = None, alpha: float = 1
    ) -> None:
        """A filled ellipse around (x, y)."""
        ry = rx if ry is None else ry
        self.pen.ellipse(
            [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE],
            self._ink(color, alpha),
        )

    def rect(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        color: Color,
        alpha: float = 1,
        radius: float = 0,
    ) -> None:
        """A filled rectangle, its corners rounded where a radius is given."""
        corners = [x0 * SCALE, y0 * SCALE, x1 * SCALE, y1 * SCALE]
        self.pen.rounded_rectangle(corners, radius * SCALE, self._ink(color, alpha))

    def limb(self, points: Points, start: float, end: float, color: Color) -> None:
        """A rounded stroke tapering from one width to another."""
        last = max(1, len(points) - 1)
        for i, (a, b) in enumerate(pairwise(points)):
            wa = start + (end - start) * i / last
            wb = start + (end - start) * (i + 1) / last
            length = math.hypot(b[0] - a[0], b[1] - a[1]) or 1
            nx, ny = (a[1] - b[1]) / length / 2, (b[0] - a[0]) / length / 2
            self.disc(*a, wa / 2, color)
            self.disc(*b, wb / 2, color)
            self.poly(
                [
                    (a[0] + nx * wa, a[1] + ny * wa),
                    (b[0] + nx * wb, b[1] + ny * wb),
                    (b[0] - nx * wb, b[1] - ny * wb),
                    (a[0] - nx * wa, a[1] - ny * wa),
                ],
                color,
            )

    def wash(self, stops: Stops, y0: float = 0, y1: float = HEIGHT) -> None:
        """A vertical gradient across the whole width, its stops from 0 (y0) to 1 (y1)."""
        column = Image.new("RGB", (1, 256))
        for row in range(256):
            column.putpixel((0, row), rgb(_at(stops, row / 255)))
        size = (WIDTH * SCALE, round((y1 - y0) * SCALE))
        self.image.paste(column.resize(size, Image.Resampling.BILINEAR), (0, round(y0 * SCALE)))

    def _mask(self, points: Points) -> tuple[Image.Image, Box] | None:
        """The polygon as a mask, with the part of the image it covers."""
        xs, ys = [p[0] * SCALE for p in points], [p[1] * SCALE for p in points]
        left, top = max(0, math.floor(min(xs))), max(0, math.floor(min(ys)))
        right = min(self.image.width, math.ceil(max(xs)))
        bottom = min(self.image.height, math.ceil(max(ys)))
        if right <= left or bottom <= top:
            return None
        mask = Image.new("L", (right - left, bottom - top))
        moved = [(x - left, y - top) for x, y in zip(xs, ys, strict=True)]
        ImageDraw.Draw(mask).polygon(moved, 255)
        return mask, (left, top, right, bottom)

    def shade(self, points: Points, top: Color, bottom: Color, sideways: bool = False) -> None:
        """A polygon filled with a gradient, downwards or to the right."""
        if found := self._mask(points):
            mask, box = found
            ramp = Image.linear_gradient("L")
            ramp = ramp.rotate(90) if sideways else ramp
            self.image.paste(rgb(top), box, mask)
            self.image.paste(rgb(bottom), box, ImageChops.multiply(mask, ramp.resize(mask.size)))

    def mottle(
        self,
        points: Points,
        color: Color,
        alpha: float = 0.5,
        cols: int = 40,
        rows: int = 40,
        bias: int = 0,
    ) -> None:
        """Patches of a colour inside a polygon, soft and irregular."""
        if found := self._mask(points):
            mask, box = found
            noise = self.noise(mask.size, cols, rows)
            table = [round(alpha * min(255, max(0, (v - 128 + bias) * 3 + 60))) for v in range(256)]
            self.image.paste(rgb(color), box, ImageChops.multiply(mask, noise.point(table)))

    def noise(self, size: tuple[int, int], cols: int, rows: int) -> Image.Image:
        """Smooth noise in two octaves."""
        coarse = Image.frombytes("L", (cols, rows), self.rng.randbytes(cols * rows))
        fine = Image.frombytes("L", (cols * 3, rows * 3), self.rng.randbytes(cols * rows * 9))
        half = (max(1, size[0] // 4), max(1, size[1] // 4))
        coarse, fine = (layer.resize(half, Image.Resampling.BICUBIC) for layer in (coarse, fine))
        return Image.blend(coarse, fine, 0.35).resize(size, Image.Resampling.BILINEAR)

    def glow(
        self, x: float, y: float, radius: float, color: Color, alpha: float = 1, squash: float = 1
    ) -> None:
        """A round light that fades outwards."""
        width, height = round(radius * 2 * SCALE), round(radius * 2 * squash * SCALE)
        table = [round(255 * alpha * max(0, 1 - v / 181) ** 2) for v in range(256)]
        mask = (
            Image.radial_gradient("L")
            .point(table)
            .resize((width, max(1, height)), Image.Resampling.BILINEAR)
        )
        corner = (round((x - radius) * SCALE), round((y - radius * squash) * SCALE))
        whole = (corner[0], corner[1], corner[0] + width, corner[1] + mask.height)
        self.image.paste(rgb(color), whole, mask)

    def soft(self, points: Points, color: Color, alpha: float = 0.5, blur: float = 20) -> None:
        """A polygon with blurred edges: shadow, beam, smoke, mist."""
        cell, pad = 4.0, blur * 2.5
        left, top = min(p[0] for p in points) - pad, min(p[1] for p in points) - pad
        right, bottom = max(p[0] for p in points) + pad, max(p[1] for p in points) + pad
        small = Image.new("L", (math.ceil((right - left) / cell), math.ceil((bottom - top) / cell)))
        moved = [((x - left) / cell, (y - top) / cell) for x, y in points]
        ImageDraw.Draw(small).polygon(moved, round(255 * alpha))
        small = small.filter(ImageFilter.GaussianBlur(blur / cell))
        factor = round(cell * SCALE)
        mask = small.resize(
            (small.width * factor, small.height * factor), Image.Resampling.BILINEAR
        )
        x0, y0 = round(left * SCALE), round(top * SCALE)
        self.image.paste(rgb(color), (x0, y0, x0 + mask.width, y0 + mask.height), mask)

    def veil(self, y0: float, y1: float, color: Color, start: float, end: float) -> None:
        """A band of haze whose strength goes from start to end."""
        column = Image.new("L", (1, 128))
        for row in range(128):
            column.putpixel((0, row), round(255 * (start + (end - start) * row / 127)))
        box = (0, round(y0 * SCALE), self.image.width, round(y1 * SCALE))
        mask = column.resize((box[2], box[3] - box[1]), Image.Resampling.BILINEAR)
        self.image.paste(rgb(color), box, mask)

    def finish(self, grain: int = 5) -> Image.Image:
        """The picture at its final size, with a vignette and the tooth of paper."""
        picture = self.image.reduce(SCALE)
        edge = [255 - round(46 * max(0, v - 120) / 135) for v in range(256)]
        vignette = Image.radial_gradient("L").point(edge).resize(picture.size)
        picture = ImageChops.multiply(picture, Image.merge("RGB", [vignette] * 3))
        return ImageChops.soft_light(picture, self._paper(picture.size, grain))

    def _paper(self, size: tuple[int, int], grain: int) -> Image.Image:
        tooth = Image.frombytes("L", size, self.rng.randbytes(size[0] * size[1]))
        tooth = tooth.filter(ImageFilter.BoxBlur(0.6))
        fibre = self.noise(size, 200, 130)
        paper = Image.blend(tooth, fibre, 0.5)
        paper = paper.point([128 + round((v - 128) * grain / 36) for v in range(256)])
        return Image.merge("RGB", [paper] * 3)


def _at(stops: Stops, position: float) -> Color:
    for (start, first), (end, second) in pairwise(stops):
        if position <= end:
            return mix(first, second, (position - start) / ((end - start) or 1))
    return stops[-1][1]
