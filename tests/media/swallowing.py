"""A process of its own that takes in every file of a folder, and clears what it took: its memory is
limited and measured, and who hangs in one file is killed.

    python -m tests.media.swallowing FOLDER

Prints a line of JSON for each file, and one about itself at the end. On SQLite, whatever the tests
run on: what is tried is what happens before the database.
"""

import json
import os
import re
import resource
import signal
import sys
from pathlib import Path

os.environ.pop("DATABASE_URL", None)
os.environ.pop("CACHE_URL", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.management import call_command

from newsroom.accounts.models import Account
from newsroom.media import clearance
from newsroom.media.intake import take_in
from newsroom.media.models import Photo
from newsroom.media.sweeping import files_in
from newsroom.workflow.moves import move

#: Seconds for one file, on a machine that is busy with other tests.
LONGEST = 90
#: What the process may ask the system for: twice what it may need. Not in use, so not measured.
ADDRESSES = 3 * 1024**3


def people() -> tuple[Account, Account]:
    call_command("migrate", verbosity=0)
    make = Account.objects.create_user
    return make("reporter"), make("photo", is_superuser=True, is_staff=True)


def sent(path: Path) -> TemporaryUploadedFile:
    """As a large upload arrives: on the disk."""
    file = TemporaryUploadedFile("picture.jpg", "image/jpeg", path.stat().st_size, None)
    file.write(path.read_bytes())
    file.seek(0)
    return file


def swallow(path: Path, reporter: Account, editor: Account) -> dict:
    try:
        photo = take_in(sent(path), by=reporter, words="", beside=())
    except ValidationError as error:
        return {"refused": " ".join(error.messages), "code": error.code}
    photo.alt_ar = photo.caption_ar = "النهر"
    photo.credit_ar, photo.rights, photo.depicts = "طرفاء", "own", "nobody"
    photo.save()
    move(photo, "publish", by=editor)
    clearance.reconcile(Photo(pk=photo.pk))
    public = files_in(default_storage, f"photos/{photo.token}")
    return {"stored": [default_storage.path(name) for name in public], "master": photo.master.path}


def most() -> int:
    """Megabytes that were in use at most since `forget()`. What `getrusage` tells begins with the
    process that started this one."""
    said = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", said)[1]) // 1024


def forget() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def main(folder: Path) -> None:
    reporter, editor = people()
    forget()
    at_first = most()
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    for path in sorted(folder.iterdir()):
        forget()
        signal.alarm(LONGEST)
        try:
            said = swallow(path, reporter, editor)
        except Exception as error:
            said = {"failed": f"{type(error).__name__}: {error}"}
        signal.alarm(0)
        print(json.dumps({"name": path.name, "most": most()} | said), flush=True)
    print(json.dumps({"at_first": at_first}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
