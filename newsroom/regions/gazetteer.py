"""Loads the gazetteer that the project carries (`data/regions.tsv`, attribution beside it)."""

import csv
from pathlib import Path

from newsroom.regions.models import Level, Region
from newsroom.text.slugs import slugify
from newsroom.workflow.models import State

TABLE = Path(__file__).parent / "data" / "regions.tsv"

SYRIA = {
    "level": "0", "pcode": "SY", "parent": "", "lat": "", "lon": "",
    "name_ar": "سوريا", "name_en": "Syria", "name_ku_latn": "Sûriye", "name_ckb": "سووریا",
}  # fmt: skip
#: Fields of a place, by the columns of the table that they are read from.
NAMES = {
    "name_ar": "name_ar", "name_en": "name_en", "name_ku": "name_ku_latn", "name_ckb": "name_ckb",
}  # fmt: skip


def table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [SYRIA, *csv.DictReader(file, delimiter="\t")]


def load() -> int:
    """Adds the places that are missing, published; leaves the others. Returns how many."""
    rows = table()
    known = {region.pcode or region.slug: region for region in Region.objects.all()}
    before = len(known)
    for row in rows:
        slug = free_slug(row, known)
        if (row["pcode"] or slug) not in known:
            known[row["pcode"] or slug] = make(row, slug, known.get(row["parent"]))
    return len(known) - before


def fill_names() -> int:
    """Gives the places that it knows the names that they lack; what somebody wrote stays. Returns
    how many places got some. On demand alone: a name may be missing on purpose."""
    known = {region.pcode: region for region in Region.objects.exclude(pcode=None)}
    return sum(filled(known[row["pcode"]], row) for row in table() if row["pcode"] in known)


def filled(region: Region, row: dict[str, str]) -> bool:
    told = {field: row[column] for field, column in NAMES.items() if row[column]}
    lacking = {field: text for field, text in told.items() if not getattr(region, field)}
    for field, text in lacking.items():
        setattr(region, field, text)
    if lacking:
        region.save()
    return bool(lacking)


def free_slug(row: dict[str, str], known: dict[str, Region]) -> str:
    """The English name; a place named as a larger one carries its level behind it."""
    slug = slugify(row["name_en"], "en")
    taken = {region.slug: region for region in known.values()}
    same = taken.get(slug)
    if same is None or (same.pcode or "") == row["pcode"]:
        return slug
    return f"{slug}-{Level(int(row['level'])).name.lower()}"


def make(row: dict[str, str], slug: str, parent: Region | None) -> Region:
    region = Region(
        parent=parent,
        level=int(row["level"]),
        slug=slug,
        pcode=row["pcode"] or None,
        latitude=float(row["lat"]) if row["lat"] else None,
        longitude=float(row["lon"]) if row["lon"] else None,
        **{field: row[column] for field, column in NAMES.items()},
        aliases="\n".join(filter(None, row.get("aliases", "").split("|"))),
        state=State.PUBLISHED,
    )
    region.save()
    return region
