"""The newsroom's own settings, with an environment of the tests' own: nothing of a run lands in
the project's var/. DATABASE_URL and CACHE_URL choose the database, as anywhere."""

import os
import tempfile

os.environ.update(
    VAR_DIR=tempfile.mkdtemp(prefix="newsroom-tests-"),
    SECRET_KEY="only-for-tests-" + "x" * 40,
    PROTECTION_KEY="only-for-tests-" + "p" * 40,
    ALLOWED_HOSTS="testserver,127.0.0.1,localhost",
    SITE_URL="http://testserver",
    DEBUG="0",
    # Tests change what pages are made of and read them at once; tests/kept has them kept.
    KEPT_PAGES="off",
)

from hypothesis import settings as chance
from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(os.environ["VAR_DIR"])
# How long an example takes is the machine's to say, and no fault.
chance.register_profile("unhurried", chance.default, deadline=None)
chance.load_profile("unhurried")

from newsroom.text.catalogues import compile_all

compile_all()

from newsroom.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests of the sign-in ask for it; the others open sessions without one.
SECOND_FACTOR_ROLES = ()
# As under DEBUG, of the whole run: what no test has collected has no manifest, and a request that a
# closed browser left behind may come between two tests' own settings.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

# A file, so that a browser's requests have connections of their own; no need to survive a crash.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"{os.environ['VAR_DIR']}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;"
    )
else:
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
