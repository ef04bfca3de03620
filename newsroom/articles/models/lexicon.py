from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.text.languages import CHOICES, Said
from newsroom.text.markup import clean_line
from newsroom.workflow.found import Found, FoundQuerySet


class LexiconTerm(Found, models.Model):
    """A line of the house lexicon. It flags and never replaces: the editor decides.

    With `expansion` the term is a short name: the story says the full form first. Without, the
    term is discouraged, and `preferred` is what the house writes.
    """

    language = models.CharField(
        _("language"), max_length=3, default="ar",
        choices=CHOICES,
    )  # fmt: skip
    term = models.CharField(_("term"), max_length=80, help_text=_("In its plain form."))
    preferred = models.CharField(_("the house writes"), max_length=120, blank=True)
    expansion = models.CharField(_("full form at first mention"), max_length=120, blank=True)
    note = models.CharField(_("why"), max_length=200, blank=True)

    objects = FoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("lexicon term")
        verbose_name_plural = _("lexicon")
        ordering = ["language", "term"]
        constraints = [models.UniqueConstraint(fields=["language", "term"], name="one_line_a_term")]

    def __str__(self):
        return Said(self.term, self.language)

    def words(self) -> Iterator[tuple[str, list[str]]]:
        yield self.language, [self.term, self.preferred, self.expansion]

    def save(self, **kwargs):
        for name in ("term", "preferred", "expansion", "note"):
            setattr(self, name, clean_line(getattr(self, name)))
        self.folded = self.terms()
        super().save(**kwargs)
