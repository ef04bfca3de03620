import pytest

from newsroom.text.blocks import PICTURE
from newsroom.text.compare import compare, count_changes
from newsroom.text.markup import count_words, is_plain, plain, sanitise
from newsroom.text.merge import merge_body
from newsroom.text.passages import pattern, without
from newsroom.text.pictures import Picture, picture, placed
from newsroom.text.protected import NAME, PHONE, candidates, forms
from newsroom.text.units import as_before, units

ONE = '<figure data-photos="12"><figcaption>ضفة النهر</figcaption></figure>'
BARE = '<figure data-photos="12"></figure>'
GALLERY = '<figure data-photos="12 15"><figcaption>ضفتان</figcaption></figure>'
BEFORE, AFTER = "<p>قبلها كلام.</p>", "<p>بعدها كلام.</p>"


@pytest.mark.parametrize("text", [ONE, BARE, GALLERY, BEFORE + ONE + AFTER])
def test_figures_are_stored_as_they_are(text):
    assert sanitise(text) == text


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ('<figure data-photos=" 012\n15 12"><figcaption></figcaption></figure>',
         '<figure data-photos="12 15"></figure>'),
        ('<figure data-photos="12" class=x id=y onclick=z dir=rtl><img src=x><p>a</p>b</figure>',
         '<figure data-photos="12"><figcaption>a<br>b</figcaption></figure>'),
        ('<figure data-photos="12"><figcaption><b>a</b><ul><li>b<li>c</ul></figcaption></figure>',
         '<figure data-photos="12"><figcaption><strong>a</strong><br>b<br>c</figcaption></figure>'),
        ('<figure data-photos="12"><figcaption dir=rtl lang=ar>a<br><br>b</figcaption></figure>',
         '<figure data-photos="12"><figcaption dir="rtl" lang="ar">a<br>b</figcaption></figure>'),
        ('<figure data-photos="1">a<figure data-photos="2">b</figure>c</figure>',
         '<figure data-photos="1"><figcaption>a</figcaption></figure>'
         '<figure data-photos="2"><figcaption>b</figcaption></figure><p>c</p>'),
        ('<ul><li>a<figure data-photos="3"></figure>b</li></ul>',
         '<ul><li>a</li></ul><figure data-photos="3"></figure><p>b</p>'),
        ('<blockquote><p>a</p><figure data-photos="3"></figure></blockquote>',
         '<blockquote><p>a</p></blockquote><figure data-photos="3"></figure>'),
    ],
)  # fmt: skip
def test_figures_stand_between_paragraphs_and_have_one_caption(pasted, stored):
    assert sanitise(pasted) == stored
    assert sanitise(stored) == stored


@pytest.mark.parametrize(
    "said", ["", " ", "x", "12,15", "1-2", "-1", "0", "\u0661\u0662", "1" * 19, "12 <b>"]
)
def test_a_figure_without_keys_of_ours_leaves_its_words_alone(said):
    pasted = f'<figure data-photos="{said}"><img src="https://a.example/b.jpg"><p>كلام</p></figure>'
    assert sanitise(pasted) == "<p>كلام</p>"
    assert sanitise("<figure><img src=x><figcaption>كلام</figcaption></figure>") == "<p>كلام</p>"


def test_so_many_photos_at_most_stand_in_one():
    many = " ".join(map(str, range(1, 99)))
    (key,) = units(sanitise(f'<figure data-photos="{many}"></figure>'))
    assert len(placed(key)) == 30


def test_a_figure_is_one_unit_and_reads_back():
    assert units(BEFORE + GALLERY + AFTER) == (BEFORE, GALLERY, AFTER)
    assert picture(GALLERY) == Picture((12, 15), "ضفتان")
    assert picture(BARE) == Picture((12,))
    assert picture(ONE.replace("<figcaption", '<figcaption dir="ltr" lang="en"')) == Picture(
        (12,), "ضفة النهر", "en", "ltr"
    )
    assert picture(BEFORE) is None
    assert placed(ONE + BEFORE + GALLERY) == (12, 12, 15)


def test_captions_are_words_of_their_own_and_no_textarea_takes_them():
    text = BEFORE + ONE + AFTER
    assert plain(text) == "قبلها كلام.\n\nضفة النهر\n\nبعدها كلام."
    assert count_words(text) == 6
    for each in (text, BEFORE + BARE):
        assert not is_plain(each)


def test_languages_that_the_editor_drops_from_a_caption_come_back():
    stored = ONE.replace("<figcaption", '<figcaption dir="rtl" lang="ar"')
    assert as_before(BEFORE + stored, ONE + BEFORE) == stored + BEFORE


# Compared


def rows(before, after):
    return [(row.kind, row.tag) for row in compare(before, after)]


def test_a_comparison_shows_a_new_picture_and_its_caption_apart():
    assert rows(BEFORE, BEFORE + ONE) == [("same", "p"), ("new", "figure"), ("new", "figcaption")]
    assert count_changes(compare(BEFORE, BEFORE + ONE)) == (2, 0)


def test_another_photo_under_the_same_words_is_a_change():
    gone, new, caption = compare(ONE, ONE.replace('"12"', '"13"'))
    assert [piece.text for row in (gone, new) for piece in row.inline] == [
        f"{PICTURE}12", f"{PICTURE}13",
    ]  # fmt: skip
    assert (gone.kind, new.kind, caption.kind) == ("gone", "new", "same")


def test_one_photo_more_in_a_gallery_is_told_as_one():
    (pictures, _caption) = compare(GALLERY, GALLERY.replace("12 15", "12 15 18"))
    assert [(piece.kind, piece.text) for piece in pictures.inline] == [
        ("same", f"{PICTURE}12 {PICTURE}15"), ("new", f" {PICTURE}18"),
    ]  # fmt: skip


def test_a_changed_caption_leaves_its_picture_the_same():
    longer = ONE.replace("النهر", "النهر عند قرية النخيلات")
    assert rows(longer, longer.replace("ضفة", "جرف")) == [
        ("same", "figure"), ("changed", "figcaption"),
    ]  # fmt: skip
    assert rows(BARE, ONE) == [("same", "figure"), ("new", "figcaption")]


def test_nobody_writes_the_sign_of_a_picture_by_hand():
    assert PICTURE not in sanitise(f"<p>a {PICTURE}12</p>")


# Merged


def test_a_picture_and_a_paragraph_of_two_people_come_together():
    mine, theirs = BEFORE + ONE + AFTER, BEFORE + AFTER.replace("كلام", "غير ذلك")
    merged = merge_body(BEFORE + AFTER, mine, theirs)
    assert not merged.collisions
    assert merged.text() == BEFORE + ONE + AFTER.replace("كلام", "غير ذلك")


def test_two_captions_of_one_picture_collide_as_a_whole():
    mine, theirs = ONE.replace("ضفة", "صباح"), ONE.replace("ضفة", "مساء")
    (clash,) = merge_body(BEFORE + ONE, BEFORE + mine, BEFORE + theirs).collisions
    assert (clash.mine, clash.theirs) == (mine, theirs)


def test_a_picture_that_was_taken_out_stays_out():
    merged = merge_body(
        BEFORE + ONE + AFTER, BEFORE + AFTER, BEFORE.replace("قبلها", "قبل") + ONE + AFTER
    )
    assert merged.text() == BEFORE.replace("قبلها", "قبل") + AFTER


# Redacted and protected


def test_words_are_taken_out_of_captions_and_keys_are_no_words():
    text = '<figure data-photos="123 456"><figcaption>في 123 بيتًا</figcaption></figure>'
    found = pattern("123")
    assert without(text, [found]) == text.replace("في 123", "في […]")
    named = ONE.replace("النهر", "<em>محمد</em> العلي")
    assert "محمد" not in without(named, [pattern("محمد العلي")])


def test_protected_words_are_found_in_captions_and_not_in_keys():
    name = ONE.replace("النهر", "<em>محمد</em> العلي")
    assert forms(NAME, "محمد العلي") & set(candidates(NAME, name))
    number = forms(PHONE, "0944123456")
    assert number
    assert not number & set(candidates(PHONE, '<figure data-photos="9 44123456"></figure>'))
    said = '<figure data-photos="9"><figcaption>0944 123 456</figcaption></figure>'
    assert number & set(candidates(PHONE, said))
