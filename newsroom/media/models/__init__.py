from newsroom.media.models.former_token import FormerToken
from newsroom.media.models.obscuring import Obscuring
from newsroom.media.models.photo import Depicts, Photo, Rights, TakenPrecision, new_token, vault
from newsroom.media.models.unreferenced import Unreferenced
from newsroom.media.models.upload import Part, Upload

__all__ = [
    "Depicts",
    "FormerToken",
    "Obscuring",
    "Part",
    "Photo",
    "Rights",
    "TakenPrecision",
    "Unreferenced",
    "Upload",
    "new_token",
    "vault",
]
