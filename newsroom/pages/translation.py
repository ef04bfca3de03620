from modeltranslation.translator import TranslationOptions, register

from newsroom.pages.models import FollowLink, Network


@register(Network)
class NetworkOptions(TranslationOptions):
    fields = ("name", "short_name", "tagline", "about")


@register(FollowLink)
class FollowLinkOptions(TranslationOptions):
    fields = ("label",)
