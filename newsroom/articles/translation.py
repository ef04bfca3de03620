from modeltranslation.translator import TranslationOptions, register

from newsroom.articles.models import Claim, Figure, Moment, Section, SourceRecord, Topic


@register(Section)
class SectionOptions(TranslationOptions):
    fields = ("name",)


@register(Topic)
class TopicOptions(TranslationOptions):
    fields = ("name", "background")


@register(Moment)
class MomentOptions(TranslationOptions):
    fields = ("text",)


@register(SourceRecord)
class SourceRecordOptions(TranslationOptions):
    fields = ("wording", "reason")


@register(Claim)
class ClaimOptions(TranslationOptions):
    fields = ("text",)


@register(Figure)
class FigureOptions(TranslationOptions):
    fields = ("unit", "what", "counted_by")
