"""What the house's styles may not do to Arabic letters, and to a page that is set either way."""

import re

import pytest
from django.conf import settings

FILES = sorted(settings.BASE_DIR.glob("static/*/*.css"))
#: left and right of the screen; what a picture or a position in per cent means by them stands in
#: scripts, on the picture.
PHYSICAL = re.compile(
    r"^(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right).*|left|right"
    r"|border-(?:top|bottom)-(?:left|right)-radius)$"
)
#: For what belongs to Latin letters alone.
LATIN_ONLY = re.compile(r"\[dir=ltr\]|:lang\((?:en|ku)\)")
TATWEEL = "\u0640"
#: Arrows that no browser turns with the text; ‹ › « » are turned, and need no rule.
ARROWS = re.compile("[\u2190\u2192\u21d0\u21d2\u2794\u279c\u25c0\u25c2\u25b8]")


def rules(css: str):
    """(selector, property, value) of every declaration."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    for selector, block in re.findall(r"([^{}]*)\{([^{}]*)\}", css):
        for declaration in re.split(r";(?=(?:[^\"']|\"[^\"]*\"|'[^']*')*$)", block):
            name, colon, value = declaration.partition(":")
            if colon:
                yield (
                    selector.strip(),
                    name.strip().lower(),
                    value.replace("!important", "").strip(),
                )


def wrong(selector: str, name: str, value: str) -> str:
    """What is wrong with a declaration; "" if nothing."""
    if PHYSICAL.match(name) or name in ("float", "clear") and value in ("left", "right"):
        return "left and right are start and end"
    if name == "text-align" and value in ("left", "right"):
        return "left and right are start and end"
    if LATIN_ONLY.search(selector):
        return ""
    forbidden = {
        "letter-spacing": not re.fullmatch(r"0|normal", value),
        "word-spacing": not re.fullmatch(r"0|normal", value),
        "font-style": value != "normal",
        "font": "italic" in value or "oblique" in value,
        "text-align": value.startswith("justify"),
        "text-justify": True,
        "hyphens": value != "none",
        "text-transform": value != "none",
        "transform": "scaleX(-1)" in value or "skew" in value,
        "content": TATWEEL in value or bool(ARROWS.search(value)),
    }
    return "not with Arabic letters" if forbidden.get(name.removeprefix("-webkit-")) else ""


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_styles_are_made_for_both_directions(file):
    found = list(rules(file.read_text()))
    assert found
    assert not [rule for rule in found if wrong(*rule)]


def test_the_rules_notice():
    for css in (
        "a{margin-left:1em}", "a{float:right}", "a{letter-spacing:.1em}", "a{font-style:italic}",
        "a{text-align:justify}", "a{text-transform:uppercase}", 'a::after{content:"→"}',
        "a{left:0}", "b{transform:scaleX(-1)}", "p{hyphens:auto}", "a{text-align:left}",
    ):  # fmt: skip
        assert [rule for rule in rules(css) if wrong(*rule)], css
    assert not [rule for rule in rules("[dir=ltr] a{text-transform:uppercase}") if wrong(*rule)]
    assert not [rule for rule in rules('a{margin-inline:1em;content:"›"}') if wrong(*rule)]


def test_templates_turn_no_icon_and_stretch_no_word():
    """An arrow in a text would point the wrong way in half of the languages."""
    for file in settings.BASE_DIR.glob("templates/**/*.html"):
        text = file.read_text()
        assert not ARROWS.search(text), file
        assert TATWEEL not in text, file


TOKENS = (settings.BASE_DIR / "static" / "public" / "site.css").read_text()
#: What words are written in, and on what; an edge that one may press, or that says where one is.
TEXTS, GROUNDS = (
    ("ink", "soft", "brand", "alert", "rose", "ochre", "blue"),
    ("paper", "card", "sand"),
)
PAIRS = [(text, ground, 4.5) for text in TEXTS for ground in GROUNDS]
PAIRS += [(edge, ground, 3) for edge in ("edge", "focus") for ground in ("paper", "card", "sand")]
PAIRS += [
    ("on-brand", "brand", 4.5), ("on-alert", "alert", 4.5),
    ("deep-ink", "deep", 4.5), ("deep-strong", "deep", 4.5),
    # A button that is pressed, beside those that are not; in the foot, whose edge is its ink.
    ("brand", "card", 3), ("deep-ink", "deep", 3), ("deep-strong", "deep-ink", 1.3),
]  # fmt: skip


def tokens(scheme: str) -> dict[str, str]:
    light, dark = re.findall(r":root\{([^}]*)\}", TOKENS)[:2]
    named = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})\b", light))
    return named | dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})\b", dark * (scheme == "dark")))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2's, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_edges_stand_out(scheme):
    named = tokens(scheme)
    told = {
        f"{one} on {other}": round(contrast(named[one], named[other]), 2)
        for one, other, least in PAIRS
        if contrast(named[one], named[other]) < least
    }
    assert told == {}


def test_contrast_is_wcags():
    assert round(contrast("#000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#fff"), 2) == 4.54
    assert tokens("light")["paper"] != tokens("dark")["paper"]


#: What one types into or presses. A chip is none of these: it is a link that its words tell.
CONTROLS = (".menu>summary", ".find input", ".find button", ".pager a", ".sizes i")


def test_controls_have_an_edge_that_is_seen():
    """WCAG 1.4.11: 3:1, which is what `--edge` has."""
    found = [rule for rule in rules(TOKENS) if rule[1] == "border"]
    for control in CONTROLS:
        edges = [value for selector, _name, value in found if control in selector.split(",")]
        assert edges, control
        assert set(edges[-1].split()) & {"var(--edge)", "var(--brand)"}, (control, edges)
