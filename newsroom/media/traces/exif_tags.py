"""Which tags of EXIF and TIFF tell what. Sources: Exif 3.0 (CIPA DC-008), TIFF 6.0, DNG 1.7."""

from newsroom.media.traces.found import Kind

EXIF_IFD, GPS_IFD, INTEROPERABILITY_IFD, SUB_IFDS = 0x8769, 0x8825, 0xA005, 0x014A
STRIPS, JPEG_THUMBNAIL = 0x0111, 0x0201
XMP, IPTC, PHOTOSHOP, ICC = 0x02BC, 0x83BB, 0x8649, 0x8773

#: Those that hold text, and say nothing where they are blank.
WORDS = {
    0x010D: (Kind.NAMES, "DocumentName"),
    0x010E: (Kind.COMMENT, "ImageDescription"),
    0x010F: (Kind.CAMERA, "Make"),
    0x0110: (Kind.CAMERA, "Model"),
    0x0131: (Kind.CAMERA, "Software"),
    0x0132: (Kind.TIME, "DateTime"),
    0x013B: (Kind.NAMES, "Artist"),
    0x013C: (Kind.CAMERA, "HostComputer"),
    0x8298: (Kind.NAMES, "Copyright"),
    0x9003: (Kind.TIME, "DateTimeOriginal"),
    0x9004: (Kind.TIME, "DateTimeDigitized"),
    0x9010: (Kind.TIME, "OffsetTime"),
    0x9011: (Kind.TIME, "OffsetTimeOriginal"),
    0x9012: (Kind.TIME, "OffsetTimeDigitized"),
    0x9286: (Kind.COMMENT, "UserComment"),
    0x9290: (Kind.TIME, "SubSecTime"),
    0x9291: (Kind.TIME, "SubSecTimeOriginal"),
    0x9292: (Kind.TIME, "SubSecTimeDigitized"),
    0x9C9B: (Kind.COMMENT, "XPTitle"),
    0x9C9C: (Kind.COMMENT, "XPComment"),
    0x9C9D: (Kind.NAMES, "XPAuthor"),
    0x9C9E: (Kind.COMMENT, "XPKeywords"),
    0x9C9F: (Kind.COMMENT, "XPSubject"),
    0xA004: (Kind.NAMES, "RelatedSoundFile"),
    0xA420: (Kind.SERIAL, "ImageUniqueID"),
    0xA430: (Kind.NAMES, "CameraOwnerName"),
    0xA431: (Kind.SERIAL, "BodySerialNumber"),
    0xA433: (Kind.CAMERA, "LensMake"),
    0xA434: (Kind.CAMERA, "LensModel"),
    0xA435: (Kind.SERIAL, "LensSerialNumber"),
    0xA436: (Kind.COMMENT, "ImageTitle"),
    0xA437: (Kind.NAMES, "Photographer"),
    0xA438: (Kind.NAMES, "ImageEditor"),
    0xA439: (Kind.CAMERA, "CameraFirmware"),
    0xA43A: (Kind.CAMERA, "RAWDevelopingSoftware"),
    0xA43B: (Kind.CAMERA, "ImageEditingSoftware"),
    0xA43C: (Kind.CAMERA, "MetadataEditingSoftware"),
    0xC614: (Kind.CAMERA, "UniqueCameraModel"),
    0xC62F: (Kind.SERIAL, "CameraSerialNumber"),
    0xC68B: (Kind.NAMES, "OriginalRawFileName"),
    0xC71B: (Kind.TIME, "PreviewDateTime"),
}
#: Those that are there or not.
BARE = {
    0x927C: (Kind.MAKER_NOTE, "MakerNote"),
    0xC634: (Kind.MAKER_NOTE, "DNGPrivateData"),
    0xC65D: (Kind.SERIAL, "RawDataUniqueID"),
}
POSITION = {1: "GPSLatitudeRef", 2: "GPSLatitude", 3: "GPSLongitudeRef", 4: "GPSLongitude"}
#: Says only that there might be a position.
GPS_VERSION = 0
