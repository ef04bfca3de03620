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


def load() -> int:
    """Adds the places that are missing, published; leaves the others. Returns how many."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [SYRIA, *csv.DictReader(file, delimiter="\t")]
    known = {region.pcode or region.slug: region for region in Region.objects.all()}
    before = len(known)
    for row in rows:
        slug = free_slug(row, known)
        if (row["pcode"] or slug) not in known:
            known[row["pcode"] or slug] = make(row, slug, known.get(row["parent"]))
    return len(known) - before


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
        name_ar=row["name_ar"],
        name_en=row["name_en"],
        name_ku=row["name_ku_latn"],
        name_ckb=row["name_ckb"],
        state=State.PUBLISHED,
    )
    region.save()
    return region
