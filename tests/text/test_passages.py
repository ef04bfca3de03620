"""What is taken out is found however it is spelt, and nothing beside it is touched."""

import pytest

from newsroom.text.passages import REMOVED, pattern, without


def taken(text: str, words: str) -> str:
    found = pattern(words)
    assert found
    return without(text, [found])


@pytest.mark.parametrize(("text", "left"), [
    ("قالت ندى الغَرَب إن", f"قالت {REMOVED} إن"),
    ("قالت نَدَى الغرب.", f"قالت {REMOVED}."),
    ("رسالة لندى الغرب", f"رسالة ل{REMOVED}"),
    ("وبندى الغرب", f"وب{REMOVED}"),
    ("ندي  الغرب", REMOVED),
    ("<p>ندى <b>الغرب</b> هنا</p>", f"<p>{REMOVED}<b></b> هنا</p>"),
    ("<p>يا <em>ندى</em> الغرب</p><p>هنا</p>", f"<p>يا <em>{REMOVED}</em></p><p>هنا</p>"),
    ("<p>يا ندى</p><p>الغرب هنا</p>", f"<p>يا {REMOVED}</p><p> هنا</p>"),
    ('<p>ندى <a href="https://example.org/ندى">الغرب</a></p>', f"<p>{REMOVED}<a></a></p>"),
    ("ندى&nbsp;الغرب", REMOVED),
    ("ندى-الغرب-في-الرقة", f"{REMOVED}-في-الرقة"),
    ('<a href="https://example.org/ندى_الغرب">هنا</a>',
     f'<a href="https://example.org/{REMOVED}">هنا</a>'),
    ("نـــدى الغرب، وندى الغرب", f"{REMOVED}، و{REMOVED}"),
])  # fmt: skip
def test_name_is_found_in_its_forms(text, left):
    assert taken(text, "ندى الغرب") == left


@pytest.mark.parametrize("text", [
    "ندى في الغرب", "ندى", "الغرب", "ندى الغربية", "هدى الغرب", "قندى الغرب",
])  # fmt: skip
def test_what_is_beside_it_stays(text):
    assert taken(text, "ندى الغرب") == text


@pytest.mark.parametrize(("text", "left"), [
    ("said NADA AL-GHARAB.", f"said {REMOVED}."), ("Nada al Gharab", REMOVED),
    ("Kobanî Sûsê", "Kobanî Sûsê"),
])  # fmt: skip
def test_latin_letters(text, left):
    assert taken(text, "Nada al-Gharab") == left


def test_accents_do_not_matter():
    assert taken("Baran Kaniye û", "Baran Kaniyê") == f"{REMOVED} û"


@pytest.mark.parametrize("name", [
    "Ra'ed al-Saleh", "Raʿd Hasan", "O’Neill Karim", "José Pérez", "عبد الله محمود",
    "عبدالله محمود",
    "أبو القاسم حسن", "Çiya Berfîn", "تشيا برفين", "چیا بەفرین", "0944 123 456", "ندى الغَرَب",
])  # fmt: skip
def test_every_name_finds_itself(name):
    assert taken(f"قال {name} هنا", name) == f"قال {REMOVED} هنا"


@pytest.mark.parametrize(("name", "text"), [
    ("Ra'ed al-Saleh", "Raed al Saleh"), ("Raed al-Saleh", "Ra’ed Al-Saleh"),
    ("عبد الله محمود", "عبدالله محمود"), ("عبدالله محمود", "عبد الله محمود"),
    ("0944123456", "٠٩٤٤١٢٣٤٥٦"), ("0944123456", "0944 123-456"), ("José Pérez", "Jose Perez"),
    ("ندى الغرب", "ندا الغرب"), ("ندى الغرب", "ندى، الغرب"), ("ندى الغرب", "ندىالغرب"),
    ("Jose Perez", "JOSÉ PÉREZ"), ("Berfîn Kobanî", "Berfin Kobani"),
])  # fmt: skip
def test_name_is_found_as_others_spell_it(name, text):
    assert taken(text, name) == REMOVED


@pytest.mark.parametrize("words", ["", "  ", "…", "\u200f"])
def test_nothing_to_look_for(words):
    assert pattern(words) is None
