"""A judge who knows nothing of our code: Phil Harvey's exiftool, in what it sees of a file."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

#: Everything, repeated and unknown tags included, what stands behind the picture, and whether the
#: file is as its format wants it.
ASKED = ["-json", "-G1", "-a", "-u", "-ee", "-Trailer", "-Validate", "-Warning", "-Error", "-All"]
#: What exiftool says of pixels, of the file on the disk, and of itself.
PIXELS = re.compile(
    r"""SourceFile | System:.* | Composite:(ImageSize|Megapixels) | ExifTool:ExifToolVersion
    | File:(FileType|FileTypeExtension|MIMEType|ImageWidth|ImageHeight|EncodingProcess
        |BitsPerSample|ColorComponents|YCbCrSubSampling)
    | JFIF:(JFIFVersion|ResolutionUnit|XResolution|YResolution)
    | RIFF:(VP8Version|ImageWidth|ImageHeight|HorizontalScale|VerticalScale|WebP_Flags|AlphaIsUsed)
    | PNG:(ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace)
    | GIF:(GIFVersion|ImageWidth|ImageHeight|HasColorMap|ColorResolutionDepth|BitsPerPixel
        |BackgroundColor)
    | Meta:PrimaryItemReference
    | QuickTime:(MajorBrand|MinorVersion|CompatibleBrands|HandlerType|ImageSpatialExtent
        |ImagePixelDepth|AV1ConfigurationVersion|SeqProfile|SeqLevelIdx0|SeqTier0|HighBitDepth
        |TwelveBit|ChromaFormat|ChromaSamplePosition|InitialDelaySamples|ColorProfiles
        |ColorPrimaries|TransferCharacteristics|MatrixCoefficients|VideoFullRangeFlag
        |QuickTime_ColorRep_0x000a|MediaDataSize|MediaDataOffset|MediaData)""",
    re.VERBOSE,
)
#: What of its answers stands for which of our kinds.
KINDS = {
    "gps": r"GPS:GPSLat|XMP-exif:GPS",
    "place": r"IPTC:City",
    "names": r".*:(Artist|OwnerName|Creator|By-line|Author)$",
    "serial": r".*SerialNumber$",
    "camera": r"IFD0:(Make|Model)",
    "time": r"IFD0:ModifyDate|PNG:ModifyDate",
    "thumbnail": r".*:ThumbnailImage",
    "comment": r"File:Comment|PNG:Comment|IFD0:ImageDescription|IPTC:Caption",
    "maker-note": r".*MakerNotes",
    "exif": r"IFD\d:|ExifIFD:|GPS:",
    "xmp": r"XMP-",
    "iptc": r"IPTC:",
    "photoshop": r"Photoshop:",
    "icc": r"ICC",
    "c2pa": r"JUMBF:|QuickTime:UUID",
    "multi-picture": r"MPF0:",
    "trailer": r"File:Trailer|ExifTool:Warning.*(Truncated '|corrupted|after PNG IEND)",
    "unknown": r"(RIFF|QuickTime):Unknown|ExifTool:Warning.*Unknown APP",
}


def wanted() -> None:
    """Skips where it is not installed; never in CI."""
    if shutil.which("exiftool") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs exiftool: sh tests/install.sh")
        pytest.skip("exiftool is not installed: sh tests/install.sh, or libimage-exiftool-perl")


def judged(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """What it finds in each file besides pixels."""
    asked = subprocess.run(
        ["exiftool", *ASKED, "-@", "-"], input="\n".join(map(str, paths)), text=True,
        capture_output=True,
    )  # fmt: skip
    return {Path(said["SourceFile"]): strange(said) for said in json.loads(asked.stdout or "[]")}


def strange(said: dict[str, object]) -> list[str]:
    is_sound = said.pop("ExifTool:Validate", "OK") == "OK"
    found = [f"{tag}={value}" for tag, value in said.items() if not PIXELS.fullmatch(tag)]
    return found if is_sound else [*found, "is not as its format wants it"]


def kinds(found: Iterable[str]) -> set[str]:
    return {kind for kind, tags in KINDS.items() for tag in found if re.match(tags, said_of(tag))}


def said_of(tag: str) -> str:
    """A warning by what it says, all else by its name."""
    return tag if tag.startswith("ExifTool:Warning") else tag.partition("=")[0]
