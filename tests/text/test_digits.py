import pytest

from newsroom.text.digits import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("", None),
        ("-1", None),
        ("1.5", None),
        (" 1", None),
        ("²", None),
        ("٣", None),
    ],
)
def test_a_whole_number_is_european_digits_that_a_key_may_have(text, number):
    assert whole_number(text) == number
