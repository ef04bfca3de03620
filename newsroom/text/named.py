from typing import Any, ClassVar

from django.utils.translation import get_language

from newsroom.text.languages import DEFAULT, LANGUAGES, first_filled
from newsroom.text.markup import clean_line, clean_text


class Named:
    """For a model that is one row with names in several languages (`name_ar`, `name_ckb`, …).

    Stands before `models.Model` among the bases. Names are stored clean whoever saves them: a
    control character from a paste would break every feed.
    """

    #: Translated fields of one line, and those of many.
    LINES: ClassVar[tuple[str, ...]] = ("name",)
    TEXTS: ClassVar[tuple[str, ...]] = ()

    def named(self, field: str, language: str | None = None) -> tuple[str, str]:
        """The text of `field` for readers of `language` (the active one where None), and the
        language it is really in: along the fallback chain when `language` lacks it."""
        return first_filled(
            lambda code: getattr(self, f"{field}_{code}") or "",
            language or get_language() or DEFAULT,
        )

    def tidy(self) -> None:
        for fields, clean in ((self.LINES, clean_line), (self.TEXTS, clean_text)):
            for name in [f"{field}_{code}" for field in fields for code in LANGUAGES]:
                if text := getattr(self, name):
                    setattr(self, name, clean(text))

    def save(self, **kwargs: Any) -> None:
        self.tidy()
        super().save(**kwargs)  # type: ignore[misc]  # the model's own, next among the bases
