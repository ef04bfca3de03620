from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.text.languages import LANGUAGES
from newsroom.text.markup import clean_line


class LexiconTerm(models.Model):
    """A line of the house lexicon. It flags and never replaces: the editor decides.

    With `expansion` the term is a short name: the story says the full form first. Without, the
    term is discouraged, and `preferred` is what the house writes.
    """

    language = models.CharField(
        _("language"), max_length=3, default="ar",
        choices=[(code, language.endonym) for code, language in LANGUAGES.items()],
    )  # fmt: skip
    term = models.CharField(_("term"), max_length=80, help_text=_("In its plain form."))
    preferred = models.CharField(_("the house writes"), max_length=120, blank=True)
    expansion = models.CharField(_("full form at first mention"), max_length=120, blank=True)
    note = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("lexicon term")
        verbose_name_plural = _("lexicon")
        ordering = ["language", "term"]
        constraints = [models.UniqueConstraint(fields=["language", "term"], name="one_line_a_term")]

    def __str__(self):
        return self.term

    def save(self, **kwargs):
        for name in ("term", "preferred", "expansion", "note"):
            setattr(self, name, clean_line(getattr(self, name)))
        super().save(**kwargs)
