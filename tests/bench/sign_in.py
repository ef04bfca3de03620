"""How long a failed sign-in takes for a name that exists and for one that does not.

`python tests/bench/sign_in.py [TIMES]`, with the password hasher of a real newsroom. The ratio of
the medians has to stay within the noise, which the third column shows: the known names against
themselves. Nothing of it is asserted in the suite, where a busy machine would decide.
"""

import argparse
import os
import sys
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django
from django.conf import settings

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
settings.ACCOUNT_RATE_LIMITS = {"login_failed": None, "reauthenticate": None}
django.setup()

from django.test import Client
from django.test.utils import setup_databases, setup_test_environment
from django.urls import reverse

from newsroom.accounts.models import Account

KINDS = ("known", "unknown", "known again", "disabled")


def seconds(name: str) -> float:
    client, address = Client(), reverse("admin:login")
    start = perf_counter()
    response = client.post(address, {"username": name, "password": "wrong"})
    taken = perf_counter() - start
    assert response.status_code == 200
    return taken


def main(times: int) -> None:
    setup_test_environment()
    setup_databases(verbosity=0, interactive=False)
    for name, is_active in (("editor", True), ("disabled", False)):
        Account.objects.create_user(name, password="right", is_staff=True, is_active=is_active)
    names = {"known": "editor", "unknown": "nobody", "known again": "editor",
             "disabled": "disabled"}  # fmt: skip
    measured: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for number in range(times + 3):
        # In turn, and the order turned: whatever the machine does besides meets all alike.
        for kind in KINDS[number % 4 :] + KINDS[: number % 4]:
            taken = seconds(names[kind])
            if number >= 3:
                measured[kind].append(taken)
    known = median(measured["known"])
    print(f"{'name':12} {'median ms':>10} {'quartiles ms':>16} {'to known':>9}")
    for kind, each in measured.items():
        low, middle, high = quantiles(each, n=4)
        spread = f"{low * 1000:.1f} to {high * 1000:.1f}"
        print(f"{kind:12} {middle * 1000:10.1f} {spread:>16} {middle / known:9.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", type=int, nargs="?", default=100)
    main(parser.parse_args().times)
