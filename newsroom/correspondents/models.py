from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.accounts.models import Account
from newsroom.correspondents.moves import MOVES
from newsroom.delivery.record import Noted
from newsroom.paths import public_path
from newsroom.regions.models import Region
from newsroom.text import protected
from newsroom.text.folding import fold
from newsroom.text.languages import LANGUAGES, Language, listed
from newsroom.text.named import Named
from newsroom.text.slugs import slugify
from newsroom.workflow.addresses import Addressed, AddressedQuerySet
from newsroom.workflow.found import Found, FoundQuerySet


class Signing(models.TextChoices):
    """How a correspondent, or a story, is signed. DESK names nobody at all."""

    NAMED = "named", _("Name")
    PEN_NAME = "pen_name", _("Pen name")
    WITHHELD = "withheld", _("Byline withheld")
    DESK = "desk", _("The desk")


#: The modes in which a reader learns a name. Everything that lists people starts from these.
NAMING = (Signing.NAMED, Signing.PEN_NAME)


class CorrespondentQuerySet(FoundQuerySet, AddressedQuerySet):
    def public(self):
        """Those who have a page: cleared by the chief, and not always withheld."""
        return self.published().filter(signing__in=NAMING)

    def visible_to(self, account: Account):
        """The desk knows everybody; others whom readers know, and themselves. Of one whose byline
        is withheld even colleagues see no pen name: it leads from story to story."""
        if account.has_perm("correspondents.change_correspondent"):
            return self
        known = self.public().values("pk")
        return self.filter(models.Q(pk__in=known) | models.Q(account=account))


class Correspondent(Noted, Found, Named, Addressed):
    """Somebody who reports. Account, pen name and byline are three things, kept apart.

    `signing` is this person's rule. A story may be signed more cautiously, never less: one who is
    withheld stays withheld on every story, has no page and stands in no list or feed.
    """

    LINES = ("public_name", "pen_name", "role_line")
    TEXTS = ("about",)
    NAMES = ("public_name", "pen_name")
    #: In each language; the column beneath them repeats one.
    NAMES_TOLD = tuple(
        f"{name}_{code}" for name in ("public_name", "pen_name") for code in LANGUAGES
    )
    KNOWN_BY = ("slug", "signing", *NAMES_TOLD)

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True,
        verbose_name=_("account"),
    )  # fmt: skip
    signing = models.CharField(
        _("how this person signs"), max_length=10, default=Signing.WITHHELD,
        choices=[choice for choice in Signing.choices if choice[0] != Signing.DESK],
    )  # fmt: skip
    public_name = models.CharField(_("name for bylines"), max_length=100, blank=True)
    pen_name = models.CharField(_("pen name"), max_length=100, blank=True)
    role_line = models.CharField(
        _("line where the byline is withheld"), max_length=120, blank=True,
        help_text=_("Role and area only, such as “Our correspondent in rural Deir ez-Zor”."),
    )  # fmt: skip
    about = models.TextField(_("about, for readers"), blank=True)
    slug = models.SlugField(
        _("name in the address"), max_length=100, unique=True, allow_unicode=True
    )
    area = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("area")
    )
    languages = models.CharField(
        _("languages"), max_length=20, blank=True, help_text=_("Codes with commas: ar, ku")
    )

    objects = CorrespondentQuerySet.as_manager()

    class Meta:
        verbose_name = _("correspondent")
        verbose_name_plural = _("correspondents")
        ordering = ["slug"]
        permissions = [
            ("publish_correspondent", _("Decides who has a public page")),
            ("protect_correspondent", _("Keeps words that no reader may read")),
        ]

    def __str__(self):
        return self.named("pen_name")[0] or self.named("public_name")[0] or self.slug

    @classmethod
    def moves(cls):
        return MOVES

    def names(self) -> Iterator[tuple[str, str]]:
        """The pen name. Who is behind it is nobody's to find."""
        for code in LANGUAGES:
            yield code, getattr(self, f"pen_name_{code}") or ""

    def words(self) -> Iterator[tuple[str, list[str]]]:
        for code, name in self.names():
            yield code, [name, getattr(self, f"role_line_{code}") or ""]

    def save(self, **kwargs):
        self.slug = slugify(self.slug, "en")
        super().save(**kwargs)

    def get_absolute_url(self):
        return public_path("correspondent", self.slug)

    url = property(get_absolute_url)

    def is_still(self, was: Correspondent) -> bool:
        """Under another name nobody may find them by the old one: no address tells who a pen name
        is, nor who bore another before."""
        told, now = was.told_names(), self.told_names()
        return was.signing == self.signing and all(
            fold(name, code) == fold(now.get(code, ""), code) for code, name in told.items()
        )

    def had_a_page(self) -> bool:
        return self.is_public

    def may_lead_from(self, slug: str) -> bool:
        """A slug that is not of the pen name's own words may have been the real name."""
        known = {word for name in self.told_names().values() for word in fold(name, "en").split()}
        return self.signing == Signing.NAMED or known.issuperset(fold(slug, "en").split())

    def writes_in(self) -> list[Language]:
        return listed([code.strip() for code in self.languages.split(",")])

    def told_names(self) -> dict[str, str]:
        """By language, as far as readers are told one."""
        field = {Signing.NAMED: "public_name", Signing.PEN_NAME: "pen_name"}.get(self.signing)
        names = {code: getattr(self, f"{field}_{code}") for code in LANGUAGES} if field else {}
        return {code: name for code, name in names.items() if name}

    @property
    def is_public(self) -> bool:
        return self.is_published and self.signing in NAMING

    @property
    def shown_by(self) -> tuple[str, ...]:
        """The modes in which a story bears the name that this person's page has."""
        if not self.is_public:
            return ()
        return (Signing.NAMED,) if self.signing == Signing.NAMED else NAMING

    def signed(self, signing: str, language: str) -> tuple[str, str]:
        """The byline as (text, language) when a story is signed in this mode.

        The more cautious of the story's mode and the person's own rule wins; nobody is named who
        is not cleared.
        """
        if self.is_public and signing == self.signing == Signing.NAMED:
            return self.named("public_name", language)
        if self.is_public and signing in NAMING:
            return self.named("pen_name", language)
        return self.named("role_line", language)


class WordKind(models.TextChoices):
    """The values are `text.protected`'s. A village is kept from that person's stories alone."""

    NAME = protected.NAME, _("Legal name")
    PHONE = protected.PHONE, _("Telephone number")
    VILLAGE = protected.VILLAGE, _("Village")


class ProtectedWord(models.Model):
    """What would tell who or where a correspondent is, as nobody can read it any more.

    `protection.protect` makes one; nothing shows one. `digests` are keyed, of each form of the
    word, among as many that are of nothing: their number does not tell how long a name is.
    """

    correspondent = models.ForeignKey(Correspondent, models.CASCADE, related_name="protected")
    kind = models.CharField(max_length=7, choices=WordKind)
    digests = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = []

    def __str__(self):
        return f"#{self.pk}"
