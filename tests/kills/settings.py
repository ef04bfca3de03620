"""The newsroom's settings for a server that is killed: accounts without a phone, and storages that
take their time, so that a kill meets them in the middle of a file."""

import time

from newsroom.settings import *
from newsroom.settings import STORAGES
from newsroom.storage import WholeFiles

SECOND_FACTOR_ROLES = ()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class Pieces:
    def __init__(self, content):
        self.content = content

    def chunks(self):
        whole = b"".join(self.content.chunks())
        size = len(whole) // 4 + 1
        for start in range(0, len(whole), size):
            yield whole[start : start + size]
            time.sleep(0.003)


class SlowFiles(WholeFiles):
    def write(self, begun, content):
        super().write(begun, Pieces(content))


STORAGES = STORAGES | {
    "default": STORAGES["default"] | {"BACKEND": "kills.settings.SlowFiles"},
    "vault": STORAGES["vault"] | {"BACKEND": "kills.settings.SlowFiles"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
