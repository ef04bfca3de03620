from modeltranslation.translator import TranslationOptions, register

from newsroom.regions.models import Region


@register(Region)
class RegionOptions(TranslationOptions):
    fields = ("name",)
