"""Make the public site's fonts from the npm package `@fontsource/vazirmatn` (OFL, see OFL.txt).

    npm pack @fontsource/vazirmatn && tar xzf fontsource-vazirmatn-*.tgz
    python static/fonts/make_fonts.py package

Needs `fonttools[woff]`. The package cuts Vazirmatn into arabic, latin and latin-ext files and drops
some signs. Two files a weight come out: one for pages in Arabic letters, which carries the digits
and the punctuation too, so that a page without a Latin word fetches nothing else; and one for
pages in Latin letters. The ranges printed at the end are those of `unicode-range` in `site.css`.

`vazirmatn-card-bold.woff2` is for the social cards, which no browser draws: all four languages in
one file, since Pillow looks for a missing letter nowhere else.
"""

import sys
import tempfile
from pathlib import Path
from unicodedata import normalize

from fontTools.merge import Merger
from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
WEIGHTS = {400: "regular", 700: "bold"}

#: Arabic with harakat; Arabic-Indic and Persian digits; Persian and Sorani letters; ZWNJ, ZWJ, LRM.
ARABIC = [*range(0x060C, 0x0657), *range(0x0660, 0x0672), *range(0x06F0, 0x06FA)]
ARABIC += [*map(ord, "پچڕژڤکگڵھۀہۆۇیێەے۔"), *range(0x200C, 0x200F)]
#: What Arabic text borrows: space, digits, punctuation.
SHARED = [ord(sign) for sign in " \u00a00123456789!\"%'()*+,-./:=[]~°±«»‹›–—‘’“”…•·×−"]
#: Latin-1 and the letters Kurmanji and Turkish names need.
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "ĞğİıŞşŒœ‘’‚“”„•…‹›–—−€™")]
#: Signs without ink that the package has no glyph for: ALM, RLM, the isolates.
BLANK = [0x061C, 0x200F, *range(0x2066, 0x206A)]
#: Signs the package lacks and `draw_signs` makes.
DRAWN = [0x2190, 0x2192, 0x2248]

#: What a headline of any of the four languages may have: names from anywhere in Latin letters too.
CARD = [*LATIN, *SHARED, *range(0x100, 0x180), *map(ord, "ǍǎǏǐǑǒǓǔȘșȚț"), *range(0x300, 0x329)]
CARD += [*range(0x0600, 0x0700), *range(0x200C, 0x200F)]
#: Letters of Kurmanji that the package lacks too, for sounds it shares with Arabic.
KURMANJI = "ḦḧẌẍ"

FILES = {
    "arabic": {"arabic": ARABIC, "latin": SHARED},
    "latin": {"latin": LATIN, "latin-ext": LATIN},
    "card": {"arabic": CARD, "latin": CARD, "latin-ext": CARD},
}
#: Only the cards' headlines, names and sections: all of them bold.
BOLD_ALONE = {"card"}


def cut(path: Path, codepoints: list[int]) -> TTFont:
    """The part of a font that draws `codepoints`, without hints and rare features."""
    options = Options(hinting=False, desubroutinize=True, notdef_outline=True, name_IDs=[0, 1, 13])
    options.layout_features = [
        "calt", "ccmp", "fina", "init", "kern", "liga", "locl", "mark", "medi", "mkmk", "rlig"
    ]  # fmt: skip
    options.drop_tables += ["DSIG", "gasp", "meta", "STAT"]
    font = TTFont(path)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=set(codepoints) & set(font.getBestCmap()))
    subsetter.subset(font)
    return font


def join(parts: list[TTFont]) -> TTFont:
    """One font from several that share their metrics; the first one's glyph wins."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, part in enumerate(parts):
            part.flavor = None
            paths.append(str(Path(folder, f"{number}.ttf")))
            part.save(paths[-1])
        return Merger().merge(paths)


def draw_signs(font: TTFont) -> None:
    """Add ≈ (two tildes), ← and →, and the signs without ink."""
    stem = weight_of_bars(font)
    width, middle = 1400, 640
    arrow = [(140, middle - stem // 2), (140, middle + stem // 2), (940, middle + stem // 2)]
    head = [(720, middle + 420), (820, middle + 480), (1260, middle), (820, middle - 480)]
    outline = [*arrow, *head, (720, middle - 420), (940, middle - stem // 2)]
    add(font, 0x2192, width, lambda pen: polygon(pen, outline))
    add(font, 0x2190, width, lambda pen: polygon(pen, [(width - x, y) for x, y in outline[::-1]]))
    glyphs, tilde = font.getGlyphSet(), font.getBestCmap()[0x7E]

    def twice(pen: TTGlyphPen) -> None:
        for rise in (-200, 200):
            glyphs[tilde].draw(TransformPen(pen, Transform(1, 0, 0, 1, 0, rise)))

    add(font, 0x2248, font["hmtx"][tilde][0], twice)
    for codepoint in BLANK:
        add(font, codepoint, 0, lambda pen: None)


def set_dots(font: TTFont, letters: str) -> None:
    """Add letters with two dots that the package lacks: the base letter's outline, and the dots as
    far above it as they are above an "x"."""
    glyphs, names = font.getGlyphSet(), font.getBestCmap()

    def bounds(name: str) -> tuple[float, float, float, float]:
        pen = BoundsPen(glyphs)
        glyphs[name].draw(pen)
        return pen.bounds

    dots, lowest = names[0xA8], bounds(names[ord("x")])[3]
    for letter in letters:
        base = names[ord(normalize("NFD", letter)[0])]
        left, _under, right, top = bounds(base)
        near, _low, far, _high = bounds(dots)
        shift = Transform(1, 0, 0, 1, (left + right - near - far) / 2, top - lowest)
        outline = DecomposingRecordingPen(glyphs)
        glyphs[base].draw(outline)
        glyphs[dots].draw(TransformPen(outline, shift))
        add(font, ord(letter), font["hmtx"][base][0], outline.replay)


def weight_of_bars(font: TTFont) -> int:
    """How thick the hyphen is, so that arrows match the weight."""
    glyphs = font.getGlyphSet()
    bounds = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[0x2D]].draw(bounds)
    return round(bounds.bounds[3] - bounds.bounds[1])


def polygon(pen: TTGlyphPen, points: list[tuple[int, int]]) -> None:
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def add(font: TTFont, codepoint: int, width: int, draw) -> None:
    name, pen = f"uni{codepoint:04X}", TTGlyphPen(None)
    draw(pen)
    glyph = pen.glyph()
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, getattr(glyph, "xMin", 0))
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[codepoint] = name


def make(package: Path, script: str, weight: int) -> TTFont:
    pieces = FILES[script].items()
    pattern = "vazirmatn-{}-{}-normal.woff2"
    font = join([cut(package / "files" / pattern.format(name, weight), cp) for name, cp in pieces])
    draw_signs(font)
    if script == "card":
        set_dots(font, KURMANJI)
    font.flavor = "woff2"
    return font


def ranges(codepoints: set[int]) -> str:
    """`U+0-7F,U+AB` of a set of codepoints."""
    runs: list[list[int]] = []
    for codepoint in sorted(codepoints):
        if runs and codepoint == runs[-1][1] + 1:
            runs[-1][1] = codepoint
        else:
            runs.append([codepoint, codepoint])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def main(package: Path) -> None:
    for script in FILES:
        for weight, word in WEIGHTS.items():
            if script in BOLD_ALONE and word != "bold":
                continue
            path = HERE / f"vazirmatn-{script}-{word}.woff2"
            font = make(package, script, weight)
            font.save(path)
            print(f"{path.name}: {path.stat().st_size:,} bytes")
        print(ranges(set(font.getBestCmap()) - {0, 0xD}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
