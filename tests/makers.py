"""Makers of the things that tests need. Nothing here writes a state: the desk's moves do."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from newsroom.articles import corrections, writing
from newsroom.articles.models import Edition, Section, Topic
from newsroom.correspondents.models import Correspondent
from newsroom.media.intake import take_in
from newsroom.pages import arranging
from newsroom.pages.drafting import Draft, Filled, Placed
from newsroom.pages.models import Arrangement, BreakingBar, Feedback, Network, Page
from newsroom.regions.models import Region
from newsroom.text.markup import plain
from newsroom.workflow.moves import move

HEADLINE = "محطات المياه في هجين تعود إلى العمل"
BODY = "<p>عادت أربع محطات إلى العمل فجرًا، بحسب ما شاهد المراسل.</p>"

WITHDRAWN = "سُحبت المادة لأن مصدرها تراجع عن روايته."

#: state -> the moves that lead there, and who makes each.
WAYS = {
    "draft": (),
    "submitted": (("submit", "reporter"),),
    "in_review": (("submit", "reporter"), ("take", "editor")),
    "returned": (("submit", "reporter"), ("take", "editor"), ("return", "editor")),
    "approved": (("submit", "reporter"), ("take", "editor"), ("approve", "editor")),
    "spiked": (("submit", "reporter"), ("take", "editor"), ("spike", "editor")),
}
WAYS["published"] = (*WAYS["approved"], ("publish", "chief"))
WAYS["scheduled"] = WAYS["published"]
WAYS["withdrawn"] = (*WAYS["published"], ("propose", "editor"), ("withdraw", "chief"))
WAYS["held"] = (*WAYS["approved"], ("hold", "editor"))


def make_network() -> Network:
    network = Network(
        name_ar="شبكة طرفاء", name_en="Tarfa Network", name_ku="Tora Terfa", name_ckb="تۆڕی تەرفا"
    )
    network.save()
    network.follow_links.create(label_ar="تلغرام", label_en="Telegram", url="https://t.me/example")
    return network


def make_section(slug: str = "news") -> Section:
    names = {"name_ar": "أخبار وتقارير", "name_en": "News", "name_ku": "Nûçe", "name_ckb": "هەواڵ"}
    section = Section(slug=slug, state="published", **names)
    section.save()
    return section


def make_topic(slug: str = "water") -> Topic:
    topic = Topic(slug=slug, state="published", name_ar="المياه", name_en="Water", name_ku="Av",
                  name_ckb="ئاو")  # fmt: skip
    topic.save()
    return topic


def make_places() -> dict[str, Region]:
    rows = (
        ("syria", "سوريا", "Sûriye", "سووریا"),
        ("deir-ez-zor", "دير الزور", "Dêrezor", "دێرەزۆر"),
        ("abu-kamal", "البوكمال", "Bûkemal", "بووکەمال"),
        ("susat", "سوسة", "Sûsê", "سووسە"),
        ("village", "قرية النخيلات", "Nuxeylat", "نوخەیلات"),
    )
    places: dict[str, Region] = {}
    parent = None
    for level, (slug, arabic, kurmanji, sorani) in enumerate(rows):
        parent = places[slug] = Region(
            slug=slug, parent=parent, level=level, state="published", name_ar=arabic,
            name_en=slug.title(), name_ku=kurmanji, name_ckb=sorani,
        )  # fmt: skip
        parent.save()
    return places


def make_correspondent(slug: str = "nada", account=None, **more) -> Correspondent:
    more = {
        "signing": "pen_name", "state": "published",
        "pen_name_ar": "ندى الغَرَب", "pen_name_en": "Nada al-Gharab",
        "pen_name_ku": "Neda", "pen_name_ckb": "نەدا",
        "role_line_ar": "مراسلة الشبكة في الرقة", "role_line_en": "Our correspondent in Raqqa",
        "about_ar": "تكتب عن الرقة.", "about_en": "Writes about Raqqa.",
    } | more  # fmt: skip
    correspondent = Correspondent(slug=slug, account=account, **more)
    correspondent.save()
    return correspondent


def make_page(kind: str = "standards", *, by=None, brought_by=None, **words) -> Page:
    """A page about us, with readers where `brought_by` is given."""
    words = words or {
        f"{name}_{code}": said
        for name, said in (("title", "وعد"), ("intro", "موجز"), ("body", "<p>نص</p>"))
        for code in ("ar", "ckb", "ku", "en")
    }
    page = Page(kind=kind, written_by=by, **words)
    page.save()
    if brought_by:
        move(page, "publish", by=brought_by)
    return page


def make_feedback(edition: Edition, text: str = "السعر خطأ", reply_to: str = "") -> Feedback:
    return Feedback.take(edition, kind="mistake", text=text, reply_to=reply_to)


def picture_file(name: str = "picture.jpg", size=(900, 600), format="JPEG", **save):
    out = io.BytesIO()
    Image.new("RGB", size, (200, 120, 60)).save(out, format, **save)
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def filing_form(section, places) -> dict[str, str]:
    """What the filing page's form posts for a new story."""
    return {
        "key": str(uuid4()), "language": "ar", "headline": HEADLINE, "body": plain(BODY),
        "section": str(section.pk), "place": str(places["village"].pk), "signing": "desk",
    }  # fmt: skip


def make_sources(article, by) -> None:
    """Two that are independent of each other: nothing for the desk to stop on."""
    words = {"wording_ar": "مراسل الشبكة", "wording_en": "our correspondent"}
    article.sources.create(kind="witnessed", first_hand=True, created_by=by, **words)
    words = {"wording_ar": "مدير وحدة المياه", "wording_en": "the head of the water unit"}
    article.sources.create(kind="official", created_by=by, **words)


def make_photo(by, *, cleared_by=None, **words):
    """A photo in draft, or cleared where `cleared_by` is given."""
    photo = take_in(
        picture_file(size=(900 + make_photo.made, 600)), by=by, words="ضفة النهر", beside=()
    )
    make_photo.made += 1
    for name, text in (
        {"alt_ar": "النهر عند الفجر", "credit_ar": "طرفاء", "rights": "own", "depicts": "nobody"}
        | words
    ).items():
        setattr(photo, name, text)
    photo.save()
    if cleared_by:
        move(photo, "publish", by=cleared_by)
    return photo


make_photo.made = 0


def make_bar(by, *, is_up: bool = True, hours: float = 3, **more) -> BreakingBar:
    """Up, in all languages, for so many hours to come."""
    texts = {"text_ar": "فيضان في هجين", "text_en": "Flood in Hajin", "text_ku": "Lehî li Hecînê",
             "text_ckb": "لافاو لە هەجین"}  # fmt: skip
    now = timezone.now()
    times = {"begins_at": now - timedelta(hours=1), "ends_at": now + timedelta(hours=hours)}
    bar = BreakingBar(**texts | times | more)
    bar.save()
    if is_up:
        move(bar, "publish", by=by)
    return bar


def arrange(language: str, *, by, starts_at=None, blocks=(), until="", **spots) -> Arrangement:
    """`spots`: editions by spot. `blocks`: what each is of, or (that, editions pinned in it)."""
    draft = Draft()
    for spot, editions in spots.items():
        draft.spots[spot] = [Placed(edition.pk, until) for edition in editions]
    for block in blocks:
        thing, editions = block if isinstance(block, tuple) else (block, ())
        what = f"{thing._meta.model_name}:{thing.pk}"
        draft.blocks.append(Filled(what, [Placed(each.pk, until) for each in editions]))
    return arranging.save(
        draft, language, by=by, follows=arranging.newest(language),
        starts_at=starts_at or timezone.now(),
    )  # fmt: skip


class Desk:
    """Takes stories to where a test wants them."""

    def __init__(self, people, section, places):
        self.people, self.section, self.places = people, section, places

    def __call__(self, state: str = "draft", **more) -> Edition:
        return self.make(state, **more)

    def make(
        self, state: str = "draft", *, language: str = "ar", article=None, hours: float = 1,
        text=None, correspondents=(), photos=(), writer: str = "reporter", **shared,
    ) -> Edition:  # fmt: skip
        """`hours` ago (to come, for "scheduled") is when it was published."""
        by = self.people[writer]
        if article is None:
            article = writing.new_article(by=by, language=language)
            shared = {"section": self.section, "place": self.places["village"],
                      "precision": 4, "signing": "desk"} | shared  # fmt: skip
            writing.save_shared(article, by=by, fields=shared, version=article.version)
            writing.sign(article, correspondents)
            writing.illustrate(article, photos)
            make_sources(article, by)
        words = {"headline": HEADLINE, "body": BODY} | (text or {})
        edition = writing.start(article, language, by=by, text=words)
        for verb, who in WAYS[state]:
            self.move(edition, verb, by if who == "reporter" else self.people[who], state, hours)
        return Edition.objects.get(pk=edition.pk)

    def move(self, edition: Edition, verb: str, by, state: str, hours: float) -> None:
        details = {}
        if verb == "propose":
            corrections.propose(edition, by=by, kind="withdrawal", right=WITHDRAWN)
            return
        if verb == "publish":
            sign = 1 if state == "scheduled" else -1
            at = timezone.now() + sign * timedelta(hours=hours)
            details = {"published_at": at.replace(microsecond=0)}
        move(edition, verb, by=by, note="سبب مكتوب", **details)
