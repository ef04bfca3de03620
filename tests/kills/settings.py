"""The newsroom's settings for a server that is killed: accounts without a phone, and a database and
storages that take their time between two writes, so that a kill meets them there."""

import time

from django.db.backends.signals import connection_created

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
            time.sleep(0.03)


class SlowFiles(WholeFiles):
    def write(self, begun, content):
        super().write(begun, Pieces(content))


STORAGES = STORAGES | {
    "default": STORAGES["default"] | {"BACKEND": "kills.settings.SlowFiles"},
    "vault": STORAGES["vault"] | {"BACKEND": "kills.settings.SlowFiles"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def slowly(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    if sql.startswith(("INSERT", "UPDATE", "DELETE")):
        time.sleep(0.01)
    return result


def slow_down(connection, **_of_the_signal):
    connection.execute_wrappers.append(slowly)


connection_created.connect(slow_down)
