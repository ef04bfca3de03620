from django.utils.translation import get_language

from newsroom.text.languages import DEFAULT, first_filled


class Named:
    """For one row with names in several languages (`name_ar`, `name_ckb`, …)."""

    def named(self, field: str, language: str | None = None) -> tuple[str, str]:
        """The text of `field` for readers of `language` (the active one where None), and the
        language it is really in: along the fallback chain when `language` lacks it."""
        return first_filled(
            lambda code: getattr(self, f"{field}_{code}") or "",
            language or get_language() or DEFAULT,
        )
