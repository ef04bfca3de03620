"""What a language is called in a sentence of another one."""

from django.utils.translation import override

from newsroom.text.language import Language
from newsroom.text.languages import LANGUAGES

NAMES = {
    "ar": ["العربية", "السورانية", "الكرمانجية", "الإنكليزية"],
    "ckb": ["عەرەبی", "سۆرانی", "کرمانجی", "ئینگلیزی"],
    "ku": ["erebî", "soranî", "kurmancî", "îngilîzî"],
    "en": ["Arabic", "Sorani", "Kurmanji", "English"],
}


def test_each_language_has_a_name_in_each():
    for code, names in NAMES.items():
        with override(code):
            assert [language.name for language in LANGUAGES.values()] == names


def test_a_language_that_no_catalogue_names_is_called_in_english():
    further = Language("syr", "ܣܘܪܝܝܐ", "Syriac", "rtl", locale="syr")
    for code in LANGUAGES:
        with override(code):
            assert further.name == "Syriac"
