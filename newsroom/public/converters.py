"""What may stand in an address. No number is longer than the databases know."""

from django.urls import register_converter

from newsroom.text.slugs import SLUG_PATTERN


class UnicodeSlug:
    """Django's own `slug` knows only ASCII."""

    regex = SLUG_PATTERN

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


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


class Digest:
    """Of a social card."""

    regex = "[0-9a-f]{16}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(UnicodeSlug, "uslug")
register_converter(Digest, "digest")
register_converter(Key, "key")
register_converter(Year, "year")
register_converter(Month, "month")
