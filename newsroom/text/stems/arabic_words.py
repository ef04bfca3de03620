"""Arabic words that the stemmer has to know: what begins or ends like a particle and is none."""

from collections.abc import Iterator

from newsroom.text.folding import fold
from newsroom.text.stems.arabic_plurals import PEOPLE, THINGS

#: Beginnings of words whose first و ف ب ل ك is their own. Anything not listed may lose it, in the
#: index and in the query alike, so a gap here costs precision, never a missing answer.
ROOTED = fold(
    "الماني الكترون باحث باديه بارزاني باريس باكستان بايدن بترول بحرين بحري بحوث بحيرة "
    "بداية بديل بذور برازيل "
    "براميل برامج برقية بركان بركة بريد برلمان برلين برميل برنامج بروكسل بريطان بساتين بستان "
    "بشار بشري بصرة بصيرة بصمة بضائع بضاعة بطاريات بطارية بطاقة بطاقات بطالة بطولة بعثة بعيد "
    "بغداد بقاء بلاد بلاغ بلجيك بلدات بلدة بلدي بلغار بلدوز بناء بنات بناية بندقية بندور بنزين "
    "بوابة بؤرة بيئة بيان بيروت بيوت بيطر بطاطا بكالوريا بلاستيك باكر باهظ باخرة "
    "فئات فارس فارق فاعل فاكهة فائز فاتورة فاجعة فتاة فترة فتيات فرار فرات فرصة فرقة فرنس فروع "
    "فريد فريق فساد فستق فصائل فصيل فصلية فضاء فضائي فضيحة فعال فعلي فقدان فقراء فقرة فقير "
    "فقيد فكرة فلاح فلسط فلفل فنادق فنان فندق فنزويل فنون فواكه فوضى فيديو فيروس فيزياء فيضان "
    "فيلق فيلم فرحة فردي فدرال فحوص فجوة "
    "كابل كاتب كارثة كافة كافي كامل كاميرا كانت كانون كانوا كبار كبير كتائب كتاب كتلة "
    "كتيبة كثافة "
    "كثير كرامة كربلاء كراسي كرسي كريم كردستان كردي كركوك كسرة كسوف كشاف كفاءة كفاح كفالة كفيل "
    "كلام كلمات كلمة كلية كلفة كمال كمامات كمامة كميات كمية كمين كمائن كندا كنائس كنيسة "
    "كهرب كهوف "
    "كوادر كوارث كوكب كيلو كيماوي كيميا كييف كوليرا كورونا "
    "لاجئ لاحق لاعب لافتة لافروف لاهاي لباس لبنان لجان لجنة لجوء لحظات لحظة لحوم لسان لصوص لطيف "
    "لغات لغوي لقاء لقاح لقمة لندن لهجة لوازم لوجست ليالي ليبي ليرات ليرة ليلة ليلى ليمون "
    "واجب واحد وارد واسع واشنطن واضح واقع واسطة وباء وثائق وثيق وجود وجوه وجبة وحدات وحدة وحيد "
    "وديع ورشات ورشة ورقة ورقية ورود وزارة وزارات وزاري وزراء وزير وساطة وسام وسائد وسادة وسائل "
    "وسيط وسيلة وصايا وصول وصية وضعية وطني وظائف وظيف وعود وعورة وفاء وفاة وفاق وفود وفيات وفير "
    "وقائع وقاية وقود وقوع وقوف وكالات وكالة وكلاء وكيل ولادة ولاية ولايات ولائم وليد وهمي "
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
        "الله لله اللهم التي الذي الذين والد والده والدها والدته والدتها والدي والي وادي ليل "
        "وجه وحل ورد ورق وزن وسط وصف وضع وطن وعد وفد وقت وقف بعض بعد كرات فضة لعبة",
        "ar",
    ).split()
)
#: Words whose ة makes another word of a masculine one, beside those of the tables.
OTHER_WITH_TEH = frozenset(
    fold(
        "مدرس جامع دائر شرك رحل نظر حمل حرك ثور ضرب دفع قبيل مهم نسخ محكم ناقل حامل جول "
        "جمل عود عاد شرط "
        "قص حص غاب ترب قاعد شبك خدم منطق نشر كلم قائم شاحن رابط نقط مد غار وصل حلب فرح "
        "شهر قدر شد "
        "قطر شام طبق رتب صف هيب خبر صدف نزل وقف عرض قبل بعث فرص فتر حفظ طلع",
        "ar",
    ).split()
)
#: Names and words that end like plurals, duals or nisbas.
WHOLE = frozenset(
    fold(
        "طالبان جمهوري لبنان إيران عمان رمضان نيسان حزيران "
        "تشرين سلطان "
        "عفرين بحرين نصيبين الله لله برلين فلسطين ياسمين حسين ياسين عدنان مروان سليمان "
        "عثمان شاهين عنوان عدوان "
        "إنسان ميدان ديوان بيروت إنترنت إسمنت كويت تكريت هرات",
        "ar",
    ).split()
)
#: Triliteral verbs whose first letter is their own: وصلوا is no «and they prayed».
VERBS = frozenset(
    fold(
        "وصل وقع وجد ولد وقف وضع وعد وافق واصل وزع وثق وجه ورد وصف وفر ودع وزن وعى فتح "
        "فجر فرض فقد "
        "فشل فاز فصل فرق فكك فحص فتش بدأ بلغ بحث بنى بقي باع بعث كشف كتب كرر كلف كسر كرم "
        "لقي لجأ لحق "
        "لعب لبس",
        "ar",
    ).split()
)
#: What verbs have behind them.
CONJUGATED = ("", "ت", "وا", "ا", "تا", "ون", "ه", "ها", "هم")
#: Two spellings that are both current.
VARIANTS = dict(
    fold(pair, "ar").split()
    for pair in ("مائة مئة", "مائتين مئتين", "شئون شؤون", "إبرهيم إبراهيم", "إسمعيل إسماعيل")
)
#: Tens are no plurals of their units.
TENS = {
    fold(f"{unit}ين", "ar"): fold(f"{unit}ون", "ar")
    for unit in ["عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
}


def _lines(table: str) -> Iterator[tuple[str, list[str]]]:
    for line in table.replace("\n", "/").split("/"):
        singular, *plurals = fold(line, "ar").split() or [""]
        if singular:
            yield singular, plurals


def _plurals() -> dict[str, str]:
    """Plural → singular; of نساء also نسا, as people type it."""
    found: dict[str, str] = {}
    for singular, plurals in (*_lines(PEOPLE), *_lines(THINGS)):
        for plural in plurals:
            found.setdefault(plural, singular)
            if plural.endswith("اء") and len(plural) > 4:
                found.setdefault(plural[:-1], singular)
    return found


PLURALS = _plurals()
THING = frozenset(word for word, _plurals in _lines(THINGS))
PERSON = frozenset(word for word, _plurals in _lines(PEOPLE))
SINGULARS = THING | PERSON
KNOWN = SINGULARS | frozenset(PLURALS)
#: What stays another word when it gets a ة, and what is none without it.
FEMININE = OTHER_WITH_TEH | frozenset(PLURALS) | THING | {word.removesuffix("ه") for word in THING}
#: Endings behind which a known word keeps its first letter.
BEHIND = ("", "ه", "ها", "هم", "هما", "نا", "ي", "ا", "ات", "ين", "ان", "ون")
