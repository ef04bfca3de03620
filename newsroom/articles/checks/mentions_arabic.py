"""Where an Arabic text says مصدر or مصادر of people who told something, and how it puts that.

A source of water or of income is none of these: a mention needs somebody who speaks, before it
(«وقالت مصادر») or behind it («مصادر مطلعة رجحت»).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter

from newsroom.text.words import Word, folded, sentences, words


@dataclass(frozen=True)
class Mention:
    """`start` to `end` are the source with its qualifier; `said` to `bare_end` the word that
    attributes, where one stands before it, with the bare noun. `is_anaphoric`: "the source"."""

    start: int
    end: int
    said: int
    bare_end: int
    is_plural: bool
    is_qualified: bool
    is_anaphoric: bool = False


def table(text: str, language: str = "ar") -> frozenset[str]:
    return frozenset(folded(word, language) for word in text.split())


def past(text: str) -> frozenset[str]:
    """Arabic verbs in the third person: he, she, they, and the two; he and she "said it"."""
    ends = ("", "ت", "وا", "ا", "تا", "ه", "ته")
    return frozenset(f"{verb}{end}" for verb in table(text) for end in ends)


SOURCE = re.compile(
    r"[وف]?(?P<to>[بلك])?(?P<the>ال|ل)?(?:مصدرا?|(?P<many>مصدر(?:ين|ان)|مصادر))(?P<whose>نا|ها|هم|ه)?"
)
SAYS = past(
    "قال أفاد ذكر أكد رجح كشف أضاف صرح أوضح أشار لفت أعلن تحدث توقع أبلغ أخبر زعم حذر شدد تابع"
    " قدر اعتبر استبعد سرب نبه نقل أفصح روى أورد ألمح أقر اتهم وصف"
) | table(
    "نفى نفت نفوا روت رووا ادعى ادعت ادعوا بينت يقول تقول يؤكد تؤكد يفيد تفيد يذكر تذكر يرجح ترجح"
    " تشير يشير تتحدث يتحدث تتوقع يتوقع تكشف توضح تنفي تزعم ينقل تنقل"
)
ACCORDING = table("بحسب حسب وفق وفقا طبقا نقلا استنادا لسان")
THAT = table("إن أن إنه أنه إنها أنها إنهم أنهم إنهما بأن بأنه بأنها قوله قولها قولهم قولهما فإن")
#: Words behind the noun that say nothing of what kind the source is.
WEAK = table(
    "واحد آخر أخرى ثان ثاني ثانية ثالث ثالثة متعدد متعددة عدة عديدة مختلفة كثيرة خاص خاصة الخاصة"
    " متطابقة موثوق موثوقة نفسه نفسها ذاته ذاتها أيضا"
)
#: Nor do these, which begin what was told: أكدت مصادر مقتل ثلاثة, أفاد مصدر بانهيار الجسر.
TOLD = table(
    "عن إلى قد ذلك هذا هذه ما صحة نبأ أنباء مقتل قتل مصرع وفاة إصابة جرح غرق فقدان خطف اختطاف"
    " اعتقال احتجاز توقيف إيقاف إطلاق إفراج قصف استهداف انفجار تفجير اندلاع نشوب وقوع حدوث تجدد"
    " سقوط انهيار تدمير هدم حرق احتراق وصول دخول خروج عبور مرور مغادرة عودة نزوح انسحاب انتشار تقدم"
    " تراجع بدء انتهاء استمرار توقف وقف تعطل إغلاق فتح إعادة قطع انقطاع نفاد نقص منع رفع خفض"
    " ارتفاع انخفاض توزيع نقل إجلاء إخلاء إرسال تسليم تعرض تضرر اجتماع اتفاق إلغاء تأجيل وجود عدم"
)
TIMES = table(
    "اليوم أمس الأول صباح مساء ظهر فجر ليل السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة"
)
MEDIA = table(
    "ل لنا له لها لشبكة للشبكة لوكالة للوكالة لموقع للموقع لصحيفة للصحيفة لقناة لإذاعة لراديو"
    " لتلفزيون لمراسل لمراسلنا لمراسلتنا لمراسلة لمراسلي لوسائل لرويترز لفرانس به بها عنه عنها"
)
WHERE = table("في من داخل ضمن لدى")
NEAR = WHERE | table("مقرب مقربة مطلع مطلعة متواجد متواجدة")
#: Words that lead to a source where one of these stands before them: نقلت الشبكة عن مصادر.
LED = {
    "عن": ("نقل", "ونقل", "ينقل", "تنقل"),
    "من": ("علم", "وعلم", "معلومات", "تبلغ"),
    "الي": ("استناد", "بالاستناد"),
}
QUANTITIES = table("عدة بعض ثلاثة أربعة خمسة عدد")
MORE = table("أكثر عدد العديد عديد كثير الكثير")
OF_THINGS = table(
    "مياه المياه ماء الماء الشرب ري الري طاقة الطاقة كهرباء الكهرباء تيار التيار ضوء الضوء"
    " تمويل التمويل دخل الدخل رزق الرزق رزقه رزقهم عيش العيش قوت غذاء الغذاء وقود الوقود تلوث"
    " التلوث خبر الخبر معلومات المعلومات صورة الصورة بضائع البضائع بضاعة البضاعة ضوضاء الضوضاء"
    " قلق القلق إزعاج خطر الخطر إلهام فخر سلاح السلاح النار الحريق العدوى الصوت الضرر"
)
REFUSES = past("طلب رفض فضل اشترط تحفظ") | table("لم لا وهو وهي الذي التي")
NO_NAME = re.compile(
    r"\bعدم (?:ذكر|الكشف|كشف|نشر|التصريح|الافصاح|تسمي)|\b(?:رفض|رافض)\w* (?:الكشف|كشف|ذكر|نشر)"
    r"|\bلم (?:ي|ت)(?:كشف|سم|شا)"
)
#: Between two words: what ends a clause, and what only parts it.
STOP = re.compile(r"[.!?؟؛:\n…]")
COMMA = re.compile(r"[،,؛]")


@dataclass(frozen=True)
class Arabic:
    """One text; `number` is a word's place in it, and nothing stands before 0 or after the last."""

    text: str

    @cached_property
    def words(self) -> list[Word]:
        return list(words(self.text, "ar"))

    def mentions(self) -> Iterator[Mention]:
        for number, word in enumerate(self.words):
            form = SOURCE.fullmatch(word.folded)
            if form and "ّر" not in word.text and not word.text.endswith("ة"):
                found = self._mention(number, form)
                if found:
                    yield found

    def said(self, number: int) -> str:
        return self.words[number].folded if 0 <= number < len(self.words) else ""

    def gap(self, number: int) -> str:
        """What parts a word from the one before it; the text's ends part like full stops."""
        if not 0 < number < len(self.words):
            return "\n"
        return self.text[self.words[number - 1].end : self.words[number].start]

    def parted(self, number: int) -> bool:
        return bool(STOP.search(self.gap(number)) or COMMA.search(self.gap(number)))

    def speaks(self, number: int) -> bool:
        word = self.said(number)
        return word in SAYS or (word[:1] in ("و", "ف") and word[1:] in SAYS)

    def _mention(self, number: int, form: re.Match[str]) -> Mention | None:
        first, is_plural = self._first(number, bool(form["many"]))
        after = self._after_weak(number)
        if not self.parted(after) and self.said(after) in OF_THINGS:
            return None
        said = self._attributed(first, form["to"])
        if said is None and not self._speaks_after(number, after, first):
            return None
        is_qualified = self._is_qualified(after)
        return Mention(
            start=self.words[first].start,
            end=self.words[self._last(number)].end,
            said=self.words[first if said is None or first - said > 1 else said].start,
            bare_end=self.words[number].end,
            is_plural=is_plural,
            is_qualified=is_qualified,
            is_anaphoric=bool(form["the"]) and first == number,
        )

    def _first(self, number: int, is_plural: bool) -> tuple[int, bool]:
        """Where the noun with its quantity begins: أكثر من مصدر, عدة مصادر, عدد من المصادر."""
        if self.said(number - 1) == "من" and self._bare(number - 2) in MORE:
            return number - 2, True
        if self._bare(number - 1) in QUANTITIES and not self.parted(number):
            return number - 1, is_plural
        return number, is_plural

    def _last(self, number: int) -> int:
        """Where the noun with its adjective ends: مصادر غير رسمية."""
        last = number + 1 + (self.said(number + 1) == "غير")
        word = self.said(last)
        is_other = word in THAT | MEDIA | WHERE | TIMES | REFUSES or self._is_told(last)
        parted = any(self.parted(i) for i in range(number + 1, last + 1))
        return number if is_other or parted else last

    def _is_told(self, number: int) -> bool:
        """Whether the word says what the source does or tells, and nothing of who it is."""
        word = self.said(number)
        return self.speaks(number) or word in TOLD or word.removeprefix("ب") in TOLD

    def _bare(self, number: int) -> str:
        word = self.said(number)
        return word[1:] if word[:1] in ("و", "ف", "ل", "ب") and len(word) > 3 else word

    def _after_weak(self, number: int) -> int:
        after = number + 1
        while not self.parted(after) and self.said(after) in WEAK | TIMES:
            after += 1
        return after

    def _attributed(self, first: int, to: str | None) -> int | None:
        """The place of the word before the source that makes it speak."""
        before = first - 1
        if self.parted(first):
            return None
        word = self.said(before)
        if self.speaks(before) or word in ACCORDING or word[:1] in "وف" and word[1:] in ACCORDING:
            return before
        earlier = range(max(before - 6, 0), before)
        if word in LED:
            return before if any(self.said(i).startswith(LED[word]) for i in earlier) else None
        for i in reversed(earlier):  # قالت لشبكة طرفاء مصادر
            if self.parted(i + 1) or self.said(i + 1) in THAT:
                break
            if self.speaks(i) and self.said(i + 1) in MEDIA:
                return i
        return None

    def _speaks_after(self, number: int, after: int, first: int) -> bool:
        """مصادر رسمية صرحت, and the headline's «مصادر: …»."""
        opens = first == 0 or "\n" in self.gap(first)
        is_of = after == number + 1 and self.said(after).startswith("ال")
        for i in range(after, after + 9):
            if self.parted(i):
                is_credit = self.said(number).startswith("ال")  # المصدر: شبكة طرفاء
                return opens and ":" in self.gap(i) and not is_credit
            if self.said(i) in THAT:
                return i == after or self.said(after) in MEDIA
            if self.said(i) in ("الذي", "التي"):
                return False
            if self.said(i) in SAYS:  # with و it is somebody else who speaks
                return not is_of or opens
        return False

    def _is_qualified(self, after: int) -> bool:
        """Whether anything says what kind of source it is, or that it would not be named."""
        word = self.said(after)
        is_open = self.parted(after) or word in THAT or self._is_told(after)
        if not is_open and word not in MEDIA:
            return True
        return self._would_not_be_named(after) or (not is_open and self._is_placed(after))

    def _is_placed(self, after: int) -> bool:
        """مصدر لشبكة طرفاء من داخل المخيم."""
        for i in range(after + 1, after + 10):
            if self.parted(i) or self.said(i) in THAT or self.speaks(i):
                return False
            if self.said(i) in NEAR:
                return True
        return False

    def _would_not_be_named(self, number: int) -> bool:
        place = self.words[min(number, len(self.words)) - 1].start
        here = bisect_right(self.sentences, place, key=itemgetter(0)) - 1
        return here >= 0 and _refuses_name(self.sentences[here][1])

    @cached_property
    def sentences(self) -> list[tuple[int, str]]:
        return list(sentences(self.text))


@lru_cache(maxsize=32)
def _refuses_name(sentence: str) -> bool:
    """Kept: one sentence may have a thousand sources."""
    return bool(NO_NAME.search(" ".join(word.folded for word in words(sentence, "ar"))))
