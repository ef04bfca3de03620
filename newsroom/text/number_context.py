"""What stands around a number: words that qualify it, and words beside which it counts nothing."""

import re
from itertools import product

from newsroom.text.number_reading import Reader, letters
from newsroom.text.number_tokens import Kind
from newsroom.text.number_words import MONTH_WORDS, Qualifier, bare_forms, by_language, key, keys
from newsroom.text.stems.arabic_words import KEPT, KEPT_WORDS

Phrases = dict[tuple[str, ...], Qualifier]


def _phrases(language: str, **lines: str) -> Phrases:
    """Phrases are parted by commas; a slash parts the words that may stand at one place."""
    return {
        tuple(key(word, language) for word in words): Qualifier[name]
        for name, line in lines.items()
        for phrase in line.split(",")
        for words in product(*(place.split("/") for place in phrase.split()))
    }


BEFORE = {
    "ar": _phrases(
        "ar",
        ABOUT="نحو, قرابة, حوالي, حوالى, زهاء, تقريبا, ما يقارب/يناهز, يقارب/تقارب/يناهز/تناهز,"
        "ما يقارب من, يقرب من, ما يقرب من, حدود, في حدود",
        AT_LEAST="أكثر/أزيد من, على الأقل, كحد أدنى, فوق, لا يقل/تقل عن,"
        "ما لا يقل/تقل عن, ما يزيد عن/على, يزيد/تزيد عن/على, يتجاوز/تتجاوز/تجاوز/تجاوزت, ما يفوق",
        UP_TO="حتى, يقل/تقل عن, كحد أقصى, على الأكثر, لا/لم يزيد/تزيد/يزد/تزد عن/على,"
        "ما لا يزيد/تزيد عن/على,"
        "لا/لم/لن يتجاوز/تتجاوز, ما لا يتجاوز/تتجاوز, أقل من, ما يصل إلى",
    ),
    "en": _phrases(
        "en",
        ABOUT="about, around, nearly, almost, roughly, some, approximately",
        AT_LEAST="at least, more than, over, no/not fewer/less than, a minimum of",
        UP_TO="up to, at most, less/fewer than, under, no/not more than, a maximum of",
    ),
    "ku": _phrases(
        "ku", ABOUT="nêzîkî, nêzî", AT_LEAST="herî kêm, zêdetirî", UP_TO="heta, herî zêde"
    ),
    "ckb": _phrases("ckb", ABOUT="نزیکەی", AT_LEAST="لانیکەم, زیاتر لە", UP_TO="تا, کەمتر لە"),
}
AFTER = {
    "ar": _phrases(
        "ar",
        ABOUT="تقريبا, على وجه التقريب",
        AT_LEAST="على الأقل, كحد أدنى, بالحد الأدنى, بحد أدنى, على/في أقل تقدير, فأكثر, أو أكثر,"
        "وما فوق, فما فوق",
        UP_TO="كحد أقصى, بحد أقصى, على الأكثر, على/في أبعد/أقصى تقدير, أو أقل, فأقل",
    ),
    "en": _phrases(
        "en",
        ABOUT="or so, approximately",
        AT_LEAST="at least, or more",
        UP_TO="at most, or less/fewer",
    ),
    "ku": _phrases("ku", AT_LEAST="herî kêm", UP_TO="herî zêde"),
    "ckb": _phrases("ckb", AT_LEAST="لانیکەم"),
}
#: May stand between a phrase and its number: ما لا يقل عددهم عن 20, لا يتجاوز عددهم 20.
#: The empty one is a tatweel alone.
FILLERS = {""} | keys("عدد عدده عددها عددهم عددهن ب ل ف ك و ال بال لل وال فال وب ول")
#: يزيد وزنها على 8 أطنان
OVER = keys("عن على")
OWNED = ("ها", "هم", "ه")
TIME = by_language(
    ar="ثانية ثوان ثواني دقيقة دقائق دقيقتين ساعة ساعات يوم يوما أيام ليلة ليال ليالي أسبوع أسبوعا"
    " أسابيع شهر شهرا أشهر شهور سنة سنوات سنين عام عاما أعوام عقد عقدا عقود قرن قرنا قرون",
    en="second seconds minute minutes hour hours day days night nights week weeks month months"
    " year years decade decades century centuries",
    ku="saniye deqîqe deqe saet saetan roj rojan hefte hefteyan meh mehan sal salan salî salî",
    ckb="چرکە خولەک کاتژمێر سەعات ڕۆژ هەفتە مانگ ساڵ ساڵان",
)
#: The start of what is no counted thing though it follows a number.
NO_UNITS = by_language(
    ar="من في إلى على عن مع بين حتى منذ خلال بعد قبل عند لدى ضمن أو أم ثم أن إن أنه إنه التي الذي"
    " الذين هو هي هم كان كانت كانوا قد لم لن لا ما هذا هذه ذلك كما بينهم بينها بينهن منهم منها"
    " منهن فيما بحسب وفق كحد بحد تقريبا فقط آخرين آخرون أخرى آخر أخريات لعام لسنة بشأن بشأنه"
    " حول ضد عبر نحو تحت فوق داخل خارج قرب أمام بعضهم معظمهم جميعهم كلهم أي أكثر أقل فأكثر"
    " قتلوا أصيبوا قال إذ بل مما ممن حيث حين حسب لكن كل مرتين",
    en="of in on at to from and or by for with the a an that who which were was are is have had"
    " others more people's about least less most after before since until as but than",
    ku="û an ji di li bi ku de",
    ckb="و یان لە بۆ بە کە تا",
)
#: Words that begin like the article.
WITHOUT_ARTICLE = keys("آلية آليات آلاف ألف ألغام ألواح ألعاب ألوية الية اليات")
#: And those whose first ب و ل is their own, beside the search's.
OWN_LETTER = keys(
    "بيت بيتا بئر بئرا آبار بقرة بقرات بلد بلدا"
    " لتر ليتر لغم لوح لوحة لوحات وجبة وجبات ولد ولدا أولاد وردة واط"
)
SQUARE = keys("مربع مربعا مربعة مكعب مكعبا مكعبة")
PERCENT = keys("بالمئة بالمائة بالمية المئة المائة")
SIGN = re.compile(r"\s?[%٪$€£°]")
OPENING = re.compile(r"[(\[«‹“‘]")


def before(reader: Reader, i: int, floor: int) -> tuple[set[Qualifier], int | None]:
    """The qualifiers that lead to token `i`, and the offset where they begin, None without any.

    `floor` is where the number before has ended with all that belongs to it.
    """
    found: set[Qualifier] = set()
    start = None
    places = _words_before(reader, i, floor)
    while match := _longest(reader, places):
        size, prefix, qualifier = match
        first = reader.tokens[places[size - 1]]
        found.add(qualifier)
        start = first.start + letters(first.text, prefix)
        places = places[size:]
    return found, start


def _words_before(reader: Reader, i: int, floor: int) -> list[int]:
    """Places of the words that lead to token `i`, the nearest first, without fillers."""
    places: list[int] = []
    while len(places) < 8 and reader.is_near(i) and reader.kind(i - 1) is Kind.WORD:
        i -= 1
        word = reader.key(i)
        if reader.tokens[i].start < floor:
            break
        is_owner = bool(places) and reader.key(places[-1]) in OVER and word.endswith(OWNED)
        if word not in FILLERS and not is_owner:
            places.append(i)
    return places


def _longest(reader: Reader, places: list[int]) -> tuple[int, int, Qualifier] | None:
    """Words and letters before the first of the phrase that leads to a number, and its meaning."""
    phrases = BEFORE.get(reader.language, {})
    for size in range(min(5, len(places)), 0, -1):
        first, *rest = (reader.key(place) for place in reversed(places[:size]))
        for prefix, bare in bare_forms(first):
            if found := phrases.get((bare, *rest)):
                return size, prefix, found
    return None


def after(reader: Reader, last: int) -> tuple[set[Qualifier], int]:
    """The qualifiers up to three words behind token `last`, and the offset where they end."""
    phrases = AFTER.get(reader.language, {})
    found: set[Qualifier] = set()
    end, i, passed = reader.tokens[last].end, last + 1, 0
    while passed < 4 and reader.is_near(i) and not reader.is_number(i):
        if phrase := _phrase_at(reader, i, phrases):
            found.add(phrases[phrase])
            end = reader.tokens[i + len(phrase) - 1].end
        i += len(phrase) or 1
        passed += not phrase
    return found, end


def _phrase_at(reader: Reader, i: int, phrases: Phrases) -> tuple[str, ...]:
    """The phrase that begins at token `i`, unless it leads on to the next number."""
    for size in (3, 2, 1):
        end = i + size
        phrase = tuple(reader.key(place) for place in range(i, end))
        if phrase in phrases and all(reader.is_near(place) for place in range(i, end)):
            leads_on = reader.is_near(end) and reader.is_number(end) and not reader.is_joined(end)
            return () if leads_on else phrase
    return ()


def unit(reader: Reader, last: int) -> tuple[str, int, int]:
    """The counted noun behind token `last` as written, its last token, and where it ends."""
    end = reader.tokens[last].end
    if sign := SIGN.match(reader.text, end):
        return sign[0].strip(), last, sign.end()
    i = last + 1
    if not _is_beside(reader, i):
        return "", last, end
    if reader.key(i) == "في" and reader.key(i + 1) in PERCENT and reader.is_near(i + 1):
        i += 1
    elif reader.key(i) not in PERCENT and not _is_noun(reader, i):
        return "", last, end
    elif reader.key(i + 1) in SQUARE and _is_beside(reader, i + 1):
        i += 1
    end = reader.tokens[i].end
    return reader.text[reader.tokens[last + 1].start : end], i, end


def _is_beside(reader: Reader, i: int) -> bool:
    return reader.is_near(i) and not OPENING.search(reader.tokens[i].gap)


def _is_noun(reader: Reader, i: int) -> bool:
    """Whether a word behind a number can be what it counts; a verb cannot be told from a noun."""
    word, raw = reader.key(i), reader.tokens[i].text
    if reader.kind(i) is not Kind.WORD or not word or reader.piece(i):
        return False
    if word in NO_UNITS.get(reader.language, ()):
        return False
    if word in MONTH_WORDS.get(reader.language, ()) or word == reader.conjunction:
        return False
    if not reader.is_arabic:
        return True
    if word.startswith(("ال", "لل")) and raw[0] not in "أآ" and word not in WITHOUT_ARTICLE:
        return False
    is_own = word.startswith(KEPT) or word in KEPT_WORDS or word in OWN_LETTER
    return is_own or word[0] not in "بول" or "\u064b" in raw  # بساطًا
