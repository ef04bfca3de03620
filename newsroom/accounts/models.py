from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from newsroom import keys
from newsroom.text import languages
from newsroom.text.markup import clean_line


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
        choices=languages.CHOICES,
        default=languages.DEFAULT,
    )

    #: Made by `manage.py demo`, with a password that everybody knows.
    is_demo = models.BooleanField(default=False, editable=False)

    #: Part of what a session is checked against: when it is raised, all of them are dead.
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        permissions = [("reset_second_factor", "Can take away a lost second factor")]

    def __str__(self):
        return self.name or self.username

    def save(self, **kwargs):
        """The name stands beside others' words all over the desk."""
        self.name = clean_line(self.name)
        super().save(**kwargs)

    @property
    def may_sign_in(self) -> bool:
        """Asked at every request: who is taken from the desk is out at once, and so are the demo's
        people wherever DEBUG is off."""
        return self.is_active and self.is_staff and (settings.DEBUG or not self.is_demo)

    @property
    def owner_mark(self) -> str:
        """Under what a browser keeps this person's drafts apart from those of others who sign in
        on the same device; tells nobody who it is."""
        return keys.digest("drafts on a device", str(self.pk))[:16]

    def end_sessions(self) -> None:
        """Everywhere, at the next request."""
        type(self).objects.filter(pk=self.pk).update(sessions_ended=F("sessions_ended") + 1)
        self.refresh_from_db(fields=["sessions_ended"])

    def _get_session_auth_hash(self, secret=None):
        """Django's, which a new password changes, and `sessions_ended`; `secret` is an old key."""
        known = f"{self.password}\n{self.sessions_ended}"
        salt = "newsroom.accounts.session"
        return salted_hmac(salt, known, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)
