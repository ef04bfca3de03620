from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.text import languages


class Account(AbstractUser):
    """Somebody who may sign in. It asks for no legal name: a byline is another thing.

    `name` is what colleagues at the desk read in a story's history.
    """

    first_name = None
    last_name = None
    name = models.CharField(_("name at the desk"), max_length=80, blank=True)
    language = models.CharField(
        _("language of the desk"),
        max_length=3,
        choices=[(code, language.endonym) for code, language in languages.LANGUAGES.items()],
        default=languages.DEFAULT,
    )

    #: Made by `manage.py demo`, with a password that everybody knows.
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self):
        return self.name or self.username

    @property
    def may_sign_in(self) -> bool:
        """The demo's people stay outside wherever DEBUG is off, also with a session from before."""
        return settings.DEBUG or not self.is_demo

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)
