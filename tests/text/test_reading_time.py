import pytest

from newsroom.text.languages import LANGUAGES
from newsroom.text.points import clean_points
from newsroom.text.reading_time import OTHERWISE, SPEEDS, minutes


@pytest.mark.parametrize("language", LANGUAGES)
def test_minutes_follow_the_speed_of_the_language(language):
    speed = SPEEDS.get(language, OTHERWISE)
    assert minutes(language, "<p>" + "كلمة " * speed * 3 + "</p>") == 3
    assert minutes(language, "كلمة " * speed, "<p>" + "كلمة " * speed + "</p>") == 2
    assert minutes(language, "") == minutes(language, "كلمة") == 1


def test_points_stand_one_a_line_without_marks_of_their_own():
    typed = " - عادت المحطات\r\n\n• ثلث الكلفة \n3) القمح أولًا\n40 عائلة عادت\x0b\n"
    stored = "عادت المحطات\nثلث الكلفة\nالقمح أولًا\n40 عائلة عادت"
    assert clean_points(typed) == stored
    assert clean_points(stored) == stored
