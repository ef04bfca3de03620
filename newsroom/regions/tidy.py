"""Names in several languages, clean in whatever way they are stored."""

from typing import ClassVar

from newsroom.text.languages import LANGUAGES
from newsroom.text.markup import clean_line, clean_text
from newsroom.text.named import Named


class TidyNamed(Named):
    """Forms, imports and code alike: a control character from a paste would break every feed."""

    #: Translated fields of one line, and those of many.
    LINES: ClassVar[tuple[str, ...]] = ("name",)
    TEXTS: ClassVar[tuple[str, ...]] = ()

    def tidy(self) -> None:
        for fields, clean in ((self.LINES, clean_line), (self.TEXTS, clean_text)):
            for name in [f"{field}_{code}" for field in fields for code in LANGUAGES]:
                if text := getattr(self, name):
                    setattr(self, name, clean(text))

    def save(self, **kwargs):
        self.tidy()
        super().save(**kwargs)
