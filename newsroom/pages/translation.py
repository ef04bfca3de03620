from modeltranslation.translator import TranslationOptions, register

from newsroom.pages.models import BreakingBar, FollowLink, Network, Page


@register(Network)
class NetworkOptions(TranslationOptions):
    fields = ("name", "short_name", "tagline", "about")


@register(FollowLink)
class FollowLinkOptions(TranslationOptions):
    fields = ("label",)


@register(Page)
class PageOptions(TranslationOptions):
    fields = ("title", "intro", "body")


@register(BreakingBar)
class BreakingBarOptions(TranslationOptions):
    fields = ("text",)
