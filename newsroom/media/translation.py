from modeltranslation.translator import TranslationOptions, register

from newsroom.media.models import Photo


@register(Photo)
class PhotoOptions(TranslationOptions):
    fields = ("caption", "alt", "credit")
