"""Draws a card: the words on paper, beside them the lead picture or a pattern in the section's
colour."""

from __future__ import annotations

import io
from math import cos, pi, sin

from PIL import Image, ImageColor, ImageDraw

from newsroom.media.models import Photo
from newsroom.public.cards.card import HEIGHT, WIDTH, Card
from newsroom.public.cards.colours import colours
from newsroom.public.cards.lettering import fitted, put

#: How much of the width the picture takes, and the pattern where there is none.
PICTURE, PATTERN = 500, 268
EDGE, MARGIN = 10, 56
#: Sizes of the headline, and how many lines each may have. The house writes up to 90 letters, which
#: four lines hold; a longer one is set in more of them before anything is cut off.
HEADLINE = (
    (84, 2), (76, 3), (68, 4), (62, 4), (56, 4), (51, 4), (46, 4), (42, 5), (38, 6), (35, 6),
    (32, 6),
)  # fmt: skip
SECTION, NETWORK = (33, 1), (30, 1)
#: Sides of a star of the pattern, and how often finer it is drawn than shown.
STAR, FINER = 134, 3
#: In every network's feed reader, and under what messengers still show: some 60 to 130 KB.
QUALITY = 86


def drawn(card: Card, picture: Image.Image | None) -> bytes:
    """The card as JPEG: pixels, and nothing else in the file."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), colours()["paper"])
    tone = colours()[f"tone-{card.tone}"]
    beside = PICTURE if picture else PATTERN
    is_rtl = card.headline.direction == "rtl"
    art = cropped(picture, card.photo) if picture and card.photo else pattern(tone)
    sheet.paste(art, (0 if is_rtl else WIDTH - beside, 0))
    draw = ImageDraw.Draw(sheet)
    edge = beside if is_rtl else WIDTH - beside - EDGE
    draw.rectangle((edge, 0, edge + EDGE - 1, HEIGHT), tone)
    letter(draw, card, tone, WIDTH - beside - EDGE)
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def cropped(picture: Image.Image, photo: Photo) -> Image.Image:
    """The largest part of the picture that has the card's shape, around what is to be seen."""
    width, height = picture.size
    scale = min(width / PICTURE, height / HEIGHT)
    across, down = PICTURE * scale, HEIGHT * scale
    left = min(max(width * photo.focus_x / 100 - across / 2, 0), width - across)
    upper = min(max(height * photo.focus_y / 100 - down / 2, 0), height - down)
    box = (left, upper, left + across, upper + down)
    return picture.resize((PICTURE, HEIGHT), Image.Resampling.LANCZOS, box, reducing_gap=3)


def pattern(tone: str) -> Image.Image:
    """Eight-pointed stars, line by line, as on tiles and woodwork of the region."""
    art = Image.new("RGB", (PATTERN * FINER, HEIGHT * FINER), tone)
    draw = ImageDraw.Draw(art)
    line = mixed(tone, "#ffffff", 0.3)
    for row in range(-1, HEIGHT // STAR + 2):
        for column in range(-1, PATTERN // STAR + 2):
            star(draw, (column * STAR * FINER, (row * STAR + STAR // 3) * FINER), line)
    return art.resize((PATTERN, HEIGHT), Image.Resampling.LANCZOS)


def star(draw: ImageDraw.ImageDraw, at: tuple[float, float], line: str) -> None:
    """Two squares, one on its corner; those of neighbours meet at the points."""
    reach = STAR * FINER / 2
    for turn in (0.0, pi / 4):
        angles = [turn + quarter * pi / 2 for quarter in range(5)]
        corners = [(at[0] + reach * cos(angle), at[1] + reach * sin(angle)) for angle in angles]
        draw.line(corners, line, round(1.6 * FINER), "curve")


def mixed(one: str, other: str, part: float) -> str:
    pairs = zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def letter(draw: ImageDraw.ImageDraw, card: Card, tone: str, width: int) -> None:
    """Section above, headline in the middle, the network's name below; all from the side where
    the headline's language begins."""
    side = card.headline.direction
    inside = width - 2 * MARGIN
    start, end = MARGIN, MARGIN + inside
    if side == "rtl":
        start, end = WIDTH - start, WIDTH - end
    top, foot = MARGIN - 12, HEIGHT - MARGIN - 34
    draw.line((start, foot - 18, end, foot - 18), colours()["rule"], 2)
    for words, step, y, fill in (
        (card.section, SECTION, top, tone), (card.network, NETWORK, foot, colours()["soft"]),
    ):  # fmt: skip
        if words and words.text:
            block = fitted(words, width=inside, height=60, steps=[step])
            put(draw, block, words, (start, y), side, fill)
    top += 60 if card.section else 0
    room = foot - 40 - top
    block = fitted(card.headline, width=inside, height=room, steps=HEADLINE)
    at = (start, top + (room - block.height) // 2)
    put(draw, block, card.headline, at, side, colours()["ink"])
