"""XMP is XML, but no parser of XML sees it here: entities of a hostile packet stay unread."""

from __future__ import annotations

import html
import re

from newsroom.media.traces.found import MOST_OF_A_BLOCK, Found, Kind

PROPERTIES = {
    Kind.PLACE: (
        "City", "State", "Country", "CountryCode", "CountryName", "Location", "LocationName",
        "LocationCreated", "LocationShown", "ProvinceState", "Sublocation", "WorldRegion",
    ),
    Kind.CAMERA: (
        "Make", "Model", "Software", "CreatorTool", "Lens", "LensID", "LensInfo", "LensMake",
        "LensModel", "Firmware",
    ),
    Kind.SERIAL: (
        "SerialNumber", "BodySerialNumber", "CameraSerialNumber", "LensSerialNumber",
        "ImageUniqueID", "DocumentID", "InstanceID", "OriginalDocumentID", "DigitalImageGUID",
    ),
    Kind.NAMES: (
        "creator", "contributor", "rights", "publisher", "Artist", "Copyright", "CameraOwnerName",
        "OwnerName", "Owner", "Credit", "Source", "AuthorsPosition", "CaptionWriter",
        "CreatorContactInfo", "CiAdrCity", "CiEmailWork", "CiTelWork", "PersonInImage",
        "PersonName", "PersonDisplayName", "Photographer", "RegionPersonDisplayName",
        "UsageTerms", "WebStatement", "CopyrightOwner", "ImageCreator", "Licensor",
    ),
    Kind.TIME: (
        "CreateDate", "ModifyDate", "MetadataDate", "DateCreated", "DateTime", "DateTimeOriginal",
        "DateTimeDigitized", "DateAcquired", "date",
    ),
    Kind.THUMBNAIL: ("Thumbnails", "image"),
    Kind.COMMENT: (
        "description", "title", "subject", "Headline", "Instructions", "UserComment", "Keywords",
        "LastKeywordXMP", "hierarchicalSubject", "AltTextAccessibility", "TransmissionReference",
    ),
    Kind.MULTI_PICTURE: ("MotionPhoto", "MicroVideo", "HasExtendedXMP", "Directory"),
    Kind.MAKER_NOTE: ("MakerNote",),
}  # fmt: skip
KINDS = {name: kind for kind, names in PROPERTIES.items() for name in names}
#: A property as an element or as an attribute, whatever its prefix.
PROPERTY = re.compile(
    r"[<\s][\w.-]{1,40}:([A-Za-z]\w{1,60})(?:\s{0,9}=\s{0,9}(?:\"([^\"<]*)\"|'([^'<]*)'))?"
)
TAG = re.compile(r"<[^<>]{0,2000}>")
#: How far behind an element's name its text is looked for.
NEAR = 2000
MARKS = ((b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"),
         (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
         (b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"),
         (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))  # fmt: skip


def read(data: bytes, found: Found) -> None:
    found.add(Kind.XMP, "XMP")
    text = data[:MOST_OF_A_BLOCK].decode(encoding(data), "replace")
    found.spend(len(text))
    for match in PROPERTY.finditer(text):
        name = match[1]
        kind = Kind.GPS if name.startswith("GPS") else KINDS.get(name)
        if kind and (kind, f"xmp:{name}") not in found.traces and name != "GPSVersionID":
            # Each is looked into at some length, again and again where there are too many to keep.
            found.spend(NEAR)
            found.add(kind, f"xmp:{name}", value(text, match))


def encoding(data: bytes) -> str:
    return next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")


def value(text: str, match: re.Match[str]) -> str:
    """What the property says: its attribute, or the first words inside of its element."""
    said = match[2] or match[3]
    if said is None:
        inner = text[match.end() : match.end() + NEAR].partition(f":{match[1]}>")[0]
        said = TAG.sub(" ", inner.partition(">")[2] + ">").partition("<")[0].strip(" >\r\n\t")
    return html.unescape(" ".join(said[:NEAR].split()))
