"""Search folding: what the index stores and what a query becomes, by the same functions.

After Lucene's ArabicNormalizer, SoraniNormalizer and light10, so that one folded column gives
the same answers under SQLite's FTS5 (`unicode61`) and PostgreSQL's `simple` configuration.
"""

import re
import unicodedata
from functools import lru_cache

#: Letters that Unicode's own decomposition does not bring together. All languages.
SAME = {
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ے": "ي",
    "ک": "ك",
    "ڪ": "ك",
    "ة": "ه",
    "ھ": "ه",
    "ہ": "ه",
    "ۃ": "ه",
    "ı": "i",
    # Tatweel, and the signs that transliterations of ع and ء use: Raʿd, Saʾid, Qurʼan.
    **dict.fromkeys("ـʿʾʼʹ", ""),
}


class Letters(dict[int, str]):
    """A `str.translate` table that works a character out when it is first met."""

    def __init__(self, exceptions: dict[str, str]) -> None:
        super().__init__({ord(char): folded for char, folded in exceptions.items()})

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._folded(chr(code))
        return folded

    def _folded(self, char: str) -> str:
        kind = unicodedata.category(char)
        if kind[0] == "M" or kind == "Cf":  # harakat, accents; bidi controls, ZWNJ
            return ""
        if kind == "Nd":
            return str(unicodedata.decimal(char))
        if kind[0] not in "LN":
            return " "
        bare = "".join(
            c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c)
        )
        bare = unicodedata.normalize("NFC", bare)
        return bare if bare == char else bare.translate(self)


#: In Arabic a phone's keyboard hides ئ and ؤ behind a long press, and قايد, موتمر are what people
#: type: both lose their hamza, as أ does. Sorani opens its vowels with ئ (ئاو): there it stays.
ARABIC = Letters({**SAME, "ە": "ه"})
SORANI = Letters({**SAME, "ە": "ە", "ئ": "ئ"})
OPEN_HEH = re.compile("[هھەة]\u200c")
FINAL_HEH = re.compile(r"ه(?!\w)")
FIRST_REH = re.compile(r"(?<!\w)ر")


def fold(text: str, language: str) -> str:
    """One spelling for all the ways a word is written; idempotent; words parted by one space.

    Accents go in every language, not only in Kurmanji and English: an Arabic story that says
    Qamişlo is found under qamislo too. Unknown languages fold as Arabic does.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    text = unicodedata.normalize("NFKC", text)
    text = _sorani(text) if language == "ckb" else text.translate(ARABIC)
    return " ".join(unicodedata.normalize("NFC", text).split())


def _sorani(text: str) -> str:
    """ه before ZWNJ or at a word's end is the vowel ە; a word's first ر is always ڕ."""
    text = OPEN_HEH.sub("ە", text).translate(SORANI)
    return FIRST_REH.sub("ڕ", FINAL_HEH.sub("ە", text))


#: Beginnings of words whose first و ف ب ل ك is their own. Anything not listed may lose it, in the
#: index and in the query alike, so a gap here costs precision, never a missing answer.
ROOTED = fold(
    "باحث باديه بارزاني باريس باكستان بايدن بترول بحرين بحري بحوث بداية برازيل براميل برامج "
    "برلمان برلين برميل برنامج بروكسل بريطان بساتين بستان بشار بشري بصرة بصيرة بضائع بضاعة "
    "بطاقة بطاقات بطالة بعثة بغداد بلاد بلجيك بلدات بلدة بلدي بلغار بناء بنات بناية بندقية "
    "بنزين بيئة بيان بيروت بيوت "
    "فئات فارس فاعل فتاة فترة فتيات فرار فرات فرصة فرقة فرنس فروع فريق فساد فستق فصائل فصيل "
    "فضاء فضائي فعال فقدان فقراء فقير فلاح فلسط فنادق فنان فندق فنزويل فنون فيديو فيروس فيضان "
    "فيلق "
    "كابل كاتب كارثة كافة كامل كانت كانوا كبار كبير كتائب كتاب كتلة كتيبة كثير كرامة كربلاء "
    "كردستان كردي كركوك كسرة كشاف كفاح كلام كلمات كلمة كلية كمال كميات كمية كندا كنائس كنيسة "
    "كهرب كيلو كيماوي كيميا كييف "
    "لاجئ لاعب لافتة لافروف لاهاي لباس لبنان لجان لجنة لحظات لحظة لحوم لسان لغات لقاء لقاح "
    "لندن ليالي ليبي ليرات ليرة ليلة ليلى "
    "واجب واحد وارد واسع واشنطن واضح واقع وباء وثائق وثيق وجود وجوه وحدات وحدة ورشات ورشة "
    "ورود وزارة وزارات وزاري وزراء وزير وساطة وسام وسائل وسيط وسيلة وصايا وصول وصية وطني وظائف "
    "وظيف وعود وفاة وفود وفيات وقائع وقاية وقود وقوع وقوف وكالات وكالة وكلاء وكيل ولادة ولاية "
    "ولايات وليد وهمي "
    # and from the gazetteer and the founding story
    "باغوز بانياس بصرى بيضاء كسوة كشفة كفرنبل لاذقية وجهة وردي "
    "بينه بينها بينهم فيها فيهم كأنه لديه لديها لديهم لكنه ليست ليسوا",
    "ar",
).split()
#: مدينة is مدينت before an ending.
KEPT = (*ROOTED, *(f"{word[:-1]}ت" for word in ROOTED if word.endswith("ه") and len(word) > 3))
#: The same for whole words that begin like others (والد, والدولة), and short ones with و or لل.
KEPT_WORDS = frozenset(
    fold(
        "الله لله اللهم والد والده والدها والدته والدتها والدي والي وادي ليل "
        "وجه وحل ورد ورق وزن وسط وصف وضع وطن وعد وفد وقت وقف",
        "ar",
    ).split()
)


def _is_kept(word: str) -> bool:
    return word in KEPT_WORDS or word.startswith(KEPT)


def _one_prefix_less(word: str) -> str:
    """At least two letters stay after the article (السد, سد), three after a particle (بريف, ريف).

    A preposition never stands before و "and", so كوباني, بوكمال, كورونا are left alone.
    """
    if len(word) < 4 or _is_kept(word):
        return word
    if word.startswith("ال"):
        return word[2:]
    rest = word[1:]
    if word.startswith("لل"):  # ل + اللجنة is written للجنة
        return rest if _is_kept(rest) else rest[1:]
    if word[0] in "وفبكل" and (word[0] == "و" or rest[0] != "و" or _is_kept(rest)):
        return rest
    return word


def _without_ending(word: str) -> str:
    """ون ين ان need four letters before them: لبنان, إيران, قانون, تشرين are no plurals.

    ية loses only its ه, so that سورية, سوري, سوريين and (by its ا) سوريا meet.
    """
    if (word.endswith("ها") and len(word) >= 5) or (word.endswith("هم") and len(word) >= 6):
        word = word[:-2]
        if word.endswith("ت") and len(word) >= 4 and not word.endswith("ات"):  # مدينتها: مدينة
            return word[:-1]
    if word.endswith(("ون", "ين", "ان")) and len(word) >= 6:
        return word[:-2]
    if word.endswith("ات") and len(word) >= 5:
        return word[:-2]
    if (word.endswith("ه") and len(word) >= 4) or (word.endswith("يا") and len(word) >= 5):
        return word[:-1]
    return word


@lru_cache(maxsize=65536)
def _arabic_stem(word: str) -> str:
    """Prefixes are taken off until none is left: only so بكتاب, الكتاب, كتاب always end alike.

    The final ء goes last and only from long words: نساء meets نسا, ماء never meets ما.
    """
    while (less := _one_prefix_less(word)) != word:
        word = less
    word = _without_ending(word)
    return word[:-1] if word.endswith("ء") and len(word) >= 4 else word


WORDS = re.compile(r"[^\W\d]+|\d+")


def terms(text: str, language: str) -> list[str]:
    """The search terms of a text or a query, in order, with repetitions.

    Only Arabic is stemmed: in English even a plural -s would make Hamas meet Hama. In Arabic
    script a number stands alone, so that بـ26 and 26قاطرة are found under 26.
    """
    folded = fold(text, language)
    if language == "ar":
        return [_arabic_stem(word) for word in WORDS.findall(folded)]
    return WORDS.findall(folded) if language == "ckb" else folded.split()


def index(text: str, language: str) -> str:
    """What the folded column of an edition stores."""
    return " ".join(terms(text, language))


def query_terms(text: str, language: str, most: int = 12) -> list[str]:
    """The different terms a reader asked for, first come first; holds no query syntax."""
    return list(dict.fromkeys(terms(text, language)))[:most]
