"""The judges that npm brings (tests/install.sh puts them into var/node)."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BIN = ROOT / "var" / "node" / "node_modules" / ".bin"


def judge(name: str) -> str:
    """The command's path; without it the test is skipped, but never where CI runs it."""
    found = shutil.which(name, path=str(BIN))
    if not found and os.environ.get("CI") != "true":
        pytest.skip(f"No {name} here: sh tests/install.sh, where npm is, brings it.")
    assert found, f"CI needs {name}"
    return found
