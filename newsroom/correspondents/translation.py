from modeltranslation.translator import TranslationOptions, register

from newsroom.correspondents.models import Correspondent


@register(Correspondent)
class CorrespondentOptions(TranslationOptions):
    fields = ("public_name", "pen_name", "role_line", "about")
