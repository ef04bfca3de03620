from modeltranslation.translator import TranslationOptions, register

from newsroom.articles.models import Section, Topic


@register(Section)
class SectionOptions(TranslationOptions):
    fields = ("name",)


@register(Topic)
class TopicOptions(TranslationOptions):
    fields = ("name",)
