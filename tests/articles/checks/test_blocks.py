"""What stops publication: for each check, stories that it stops and others that it lets pass."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from newsroom.articles.checks import blocks
from newsroom.articles.checks.checklist import CHECKS
from newsroom.articles.checks.story import Claim, Image, Source, Story

WRITER, EDITOR, CHIEF = 1, 2, 3
NOON = datetime(2026, 11, 24, 9, tzinfo=UTC)
STORY = Story(
    headline="عودة المياه إلى حي الجورة بعد انقطاع أسبوع",
    body="عادت مياه الشرب إلى الحي مساء الثلاثاء، بحسب مؤسسة المياه.",
    section="زراعة ومياه",
    signing="withheld",
    has_byline=True,
    authors=frozenset({WRITER}),
    approved_by=EDITOR,
)
UNNAMED = Source(
    pk=7, kind="military_unnamed", terms="unnamed", wording="مصدر عسكري", is_unnamed=True,
    reason="غير مخوّل بالتصريح", known_to=frozenset({WRITER, EDITOR}),
)  # fmt: skip
PICTURE = Image(
    pk=9, name="مضخات على النهر", alt="ثلاث مضخات على ضفة النهر",
    caption="عمال يشغّلون المضخات", credit="شبكة طرفاء",
    rights="own", depicts="neither",
)  # fmt: skip

ALT = "alternative text in the story's language"


def check(name):
    return next(check for check in CHECKS if check.id == name)


@pytest.mark.parametrize(
    ("lack", "field", "what"),
    [
        ({"headline": ""}, "headline", "headline"),
        ({"headline": "  "}, "headline", "headline"),
        ({"body": ""}, "body", "body"),
        ({"body": "\n\n"}, "body", "body"),
        ({"section": ""}, "section", "section"),
        ({"has_byline": False}, "correspondents", "correspondent"),
        ({"has_byline": False, "signing": "pen_name"}, "correspondents", "correspondent"),
        ({"body": "", "section": "", "has_byline": False}, "body", "body, section, correspondent"),
    ],
)
def test_incomplete_names_all_that_is_missing_in_one_finding(lack, field, what):
    with override("en"):
        (found,) = blocks.incomplete(replace(STORY, **lack))
    assert (found.field, found.values["what"]) == (field, what)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"standfirst": "", "short_headline": "", "seo_title": ""},
        {"signing": "desk", "has_byline": False},
        {"signing": "", "has_byline": False},
        {"headline": "رأي"},
        {"language": "ku", "headline": "Av vegeriya", "body": "Av vegeriya taxê."},
        {"sources": (), "images": ()},
    ],
)
def test_incomplete_lets_a_complete_story_pass(changed):
    assert not list(blocks.incomplete(replace(STORY, **changed)))


def test_incomplete_speaks_the_language_of_the_desk():
    with override("ar"):
        (found,) = check("B1").run(replace(STORY, headline="", section=""))
        assert "العنوان، القسم" in str(found)


@pytest.mark.parametrize(
    "changed",
    [
        {"reason": ""},
        {"reason": "   "},
        {"known_to": frozenset()},
        {"known_to": frozenset({WRITER})},
        {"reason": "", "known_to": frozenset({WRITER})},
        {"terms": "background", "reason": ""},
        {"kind": "resident", "known_to": frozenset()},
    ],
)
def test_unnamed_unexplained_wants_a_reason_and_a_second_person(changed):
    source = replace(UNNAMED, **changed)
    (found,) = blocks.unnamed_unexplained(replace(STORY, sources=(source,)))
    assert (found.field, found.passage, found.record) == ("sources", "مصدر عسكري", 7)


def test_unnamed_unexplained_calls_a_source_without_wording_by_its_kind():
    source = replace(UNNAMED, wording="", reason="")
    (found,) = blocks.unnamed_unexplained(replace(STORY, sources=(UNNAMED, source)))
    assert found.passage == "military_unnamed"


@pytest.mark.parametrize(
    "source",
    [
        UNNAMED,
        replace(UNNAMED, known_to=frozenset({EDITOR})),
        replace(UNNAMED, known_to=frozenset({WRITER, EDITOR, CHIEF})),
        replace(UNNAMED, terms="off_record", reason="", known_to=frozenset()),
        Source(pk=1, kind="official", wording="مدير مؤسسة المياه"),
        Source(pk=2, kind="statement", wording="بيان اللجنة الزراعية"),
        Source(pk=3, kind="witnessed"),
    ],
)
def test_unnamed_unexplained_lets_pass(source):
    assert not list(blocks.unnamed_unexplained(replace(STORY, sources=(source,))))


OFF = Source(pk=4, kind="informed", terms="off_record", wording="مصدر مطلع", is_unnamed=True)


@pytest.mark.parametrize(
    "claims",
    [
        (Claim(1, "وجهة القافلة مخيم جنوب الحسكة", sources=frozenset({4})),),
        (Claim(1, "بين الخارجين قياديون", kind="accusation", sources=frozenset({4, 7})),),
        (Claim(1, "عددهم نحو ألفين", kind="figure", sources=frozenset({7, 4})),),
        (Claim(1, "", original="The road opens", sources=frozenset({4})),),
        (Claim(1, "الطريق مغلق"), Claim(2, "الطريق يفتح غدًا", sources=frozenset({4}))),
    ],
)
def test_off_record_stops_what_rests_on_it(claims):
    (found,) = blocks.off_record(replace(STORY, sources=(UNNAMED, OFF), claims=claims))
    assert (found.field, found.passage, found.record) == ("sources", "مصدر مطلع", 4)


@pytest.mark.parametrize(
    ("source", "claims"),
    [
        (OFF, ()),
        (OFF, (Claim(1, "وجهة القافلة مخيم", is_told=False, sources=frozenset({4})),)),
        (OFF, (Claim(1, "الطريق مغلق", sources=frozenset({7})),)),
        (OFF, (Claim(1, "الطريق مغلق"),)),
        (replace(OFF, terms="background"), (Claim(1, "الطريق مغلق", sources=frozenset({4})),)),
        (replace(OFF, terms="unnamed"), (Claim(1, "الطريق مغلق", sources=frozenset({4})),)),
    ],
)
def test_off_record_lets_pass(source, claims):
    assert not list(blocks.off_record(replace(STORY, sources=(source,), claims=claims)))


@pytest.mark.parametrize(
    ("lack", "what"),
    [
        ({"alt": ""}, ALT),
        ({"alt": " "}, ALT),
        ({"caption": ""}, "caption"),
        ({"credit": ""}, "credit"),
        ({"rights": ""}, "rights"),
        ({"alt": "", "rights": ""}, f"{ALT}, rights"),
        ({"alt": "", "credit": "", "rights": ""}, f"{ALT}, credit, rights"),
    ],
)
def test_image_unfit_names_what_the_photo_lacks(lack, what):
    image = replace(PICTURE, **lack)
    with override("en"):
        (found,) = blocks.image_unfit(replace(STORY, images=(PICTURE, image)))
    assert (found.field, found.passage, found.record) == ("photos", "مضخات على النهر", 9)
    assert found.values["what"] == what


HARMLESS = [
    (),
    (PICTURE,),
    (PICTURE, replace(PICTURE, pk=10, name="السوق")),
    (replace(PICTURE, depicts="detainees"),),
    (replace(PICTURE, alt="طفل يملأ وعاء ماء", depicts="minors"),),
]


@pytest.mark.parametrize("images", HARMLESS)
@pytest.mark.parametrize("name", ["image_unfit", "image_question", "image_metadata"])
def test_photos_in_order_pass(name, images):
    assert not list(getattr(blocks, name)(replace(STORY, images=images)))


@pytest.mark.parametrize(
    "images",
    [
        (replace(PICTURE, depicts=""),),
        (PICTURE, replace(PICTURE, depicts="")),
        (replace(PICTURE, depicts="", alt="أطفال أمام خيمة"),),
        (replace(PICTURE, depicts="", rights=""),),
        (replace(PICTURE, depicts="", hidden=("GPS",)),),
    ],
)
def test_image_question_wants_an_answer(images):
    (found,) = blocks.image_question(replace(STORY, images=images))
    assert (found.field, found.record) == ("photos", 9)


@pytest.mark.parametrize(
    ("hidden", "what"),
    [
        (("GPS",), "GPS"),
        (("EXIF",), "EXIF"),
        (("XMP", "C2PA"), "XMP, C2PA"),
        (("EXIF", "GPS", "XMP"), "EXIF, GPS, XMP"),
        (("IPTC",), "IPTC"),
    ],
)
def test_image_metadata_names_what_readers_could_fetch(hidden, what):
    with override("en"):
        images = (PICTURE, replace(PICTURE, hidden=hidden))
        (found,) = blocks.image_metadata(replace(STORY, images=images))
    assert (found.record, found.values["what"]) == (9, what)


@pytest.mark.parametrize(
    ("hidden", "sentence"),
    [
        (("unreadable",), "A public file of the photo \u2068مضخات على النهر\u2069 cannot be read."
         " Withdraw the photo and clear it again."),
        (("exif", "unreadable"), "A public file of the photo \u2068مضخات على النهر\u2069 still"
         " carries: exif."),
    ],
)  # fmt: skip
def test_image_metadata_stops_on_a_file_that_cannot_be_read(hidden, sentence):
    with override("en"):
        (found,) = check("B6").run(replace(STORY, images=(replace(PICTURE, hidden=hidden),)))
        assert (str(found), found.level, found.record) == (sentence, "block", 9)


@pytest.mark.parametrize("kind", ["news", "report", "opinion", "analysis", "live"])
def test_unsigned_stops_every_kind_of_story(kind):
    (found,) = blocks.unsigned(replace(STORY, kind=kind, signing="", has_byline=True))
    assert found.field == "signing"


@pytest.mark.parametrize("signing", ["named", "pen_name", "withheld", "desk"])
def test_unsigned_lets_every_way_of_signing_pass(signing):
    assert not list(blocks.unsigned(replace(STORY, signing=signing)))
    assert not list(blocks.unsigned(replace(STORY, signing=signing, has_byline=False)))


@pytest.mark.parametrize("early", [1, 59, 3600, 86400, 90 * 86400])
def test_too_early_says_until_when(early):
    story = replace(STORY, at=NOON - timedelta(seconds=early), earliest=NOON)
    with override("ar"):
        (found,) = blocks.too_early(story)
    assert found.values["when"] == "الثلاثاء 24 تشرين الثاني 2026، 12:00"
    with override("en"):
        (found,) = blocks.too_early(story)
    assert found.values["when"] == "Tuesday 24 November 2026, 12:00"


@pytest.mark.parametrize(
    ("at", "earliest"),
    [
        (NOON, NOON),
        (NOON + timedelta(seconds=1), NOON),
        (NOON, None),
        (None, NOON),
        (None, None),
        (NOON, NOON - timedelta(days=30)),
    ],
)
def test_too_early_lets_pass(at, earliest):
    assert not list(blocks.too_early(replace(STORY, at=at, earliest=earliest)))


@pytest.mark.parametrize(
    ("authors", "approver"),
    [({1}, 1), ({1, 2}, 2), ({1, 2, 3}, 3), ({3, 2}, 2), ({900, 5}, 900)],
)
def test_approved_by_author_wants_a_second_person(authors, approver):
    story = replace(STORY, authors=frozenset(authors), approved_by=approver)
    (found,) = blocks.approved_by_author(story)
    assert found.field == "correspondents"


@pytest.mark.parametrize(
    ("authors", "approver"),
    [({1}, 2), ({1, 2}, 3), ({1}, None), (set(), None), (set(), 2)],
)
def test_approved_by_author_lets_pass(authors, approver):
    story = replace(STORY, authors=frozenset(authors), approved_by=approver)
    assert not list(blocks.approved_by_author(story))


@pytest.mark.parametrize(
    ("name", "story"),
    [
        ("B2", replace(STORY, sources=(replace(UNNAMED, reason=""),))),
        ("B4", replace(STORY, images=(replace(PICTURE, alt=""),))),
        ("B6", replace(STORY, images=(replace(PICTURE, hidden=("GPS",)),))),
        ("B8", replace(STORY, at=NOON - timedelta(days=1), earliest=NOON)),
    ],
)
def test_sentences_have_all_they_name(name, story):
    (found,) = check(name).run(story)
    assert "%" not in str(found)
    assert not found.passage or found.passage in str(found)
