"""Compiles `locale/*/LC_MESSAGES/*.po`: a fresh machine has no msgfmt.

`python -m newsroom.text.catalogues` does all that are older than their source.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent.parent / "locale"


def compile_all(folder: Path = LOCALE) -> list[Path]:
    """The catalogues that had to be compiled."""
    return [source for source in sorted(folder.rglob("*.po")) if compile_one(source)]


def compile_one(source: Path) -> bool:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    with source.open("rb") as file:
        catalogue = read_po(file)
    beside = target.with_suffix(".mo.new")
    with beside.open("wb") as file:
        write_mo(file, catalogue)
    beside.replace(target)
    return True


if __name__ == "__main__":
    for compiled in compile_all():
        print(f"compiled {compiled.relative_to(LOCALE.parent)}")
