"""How Django writes dates and numbers, in every language there is: day first, 24 hours, 0-9.

Django looks for a module `<language>.formats` below this one. All of them are this one: it puts
itself where imports look first.
"""

import sys

from django.utils.translation import to_locale

from newsroom.text.languages import LANGUAGES

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"
FIRST_DAY_OF_WEEK = 6
# Everywhere: what a template prints of a fraction stands in an input, which takes no comma. What
# people read of numbers is `text.digits.grouped`.
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"]
TIME_INPUT_FORMATS = ["%H:%M:%S", "%H:%M"]

for code in LANGUAGES:
    name = f"{__name__}.{to_locale(code)}"
    sys.modules[name] = sys.modules[f"{name}.formats"] = sys.modules[__name__]
