"""What may stand in an address. No number is longer than the databases know."""

from django.urls import register_converter

from newsroom.text.slugs import SLUG_PATTERN


class Segment:
    """Whatever people and programs write in a name's place; no control character, which no database
    needs to see."""

    regex = r"[^/\x00-\x1f\x7f]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class UnicodeSlug(Segment):
    """Django's own `slug` knows only ASCII."""

    regex = SLUG_PATTERN


class Key:
    """The number of a row; Django's own `int` has no end, and the databases' has."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Year(Key):
    regex = "[0-9]{4}"


class Month(Key):
    regex = "[0-9]{1,2}"


class Digest(Segment):
    """Of a social card."""

    regex = "[0-9a-f]{16}"


class Form(Segment):
    """Of a feed."""

    regex = "rss|atom|json"


register_converter(Segment, "segment")
register_converter(UnicodeSlug, "uslug")
register_converter(Digest, "digest")
register_converter(Key, "key")
register_converter(Year, "year")
register_converter(Month, "month")
register_converter(Form, "form")
