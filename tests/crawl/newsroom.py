"""A newsroom with one of everything, whose own words are told from the interface's.

Whatever somebody wrote stands between two `MARK`s: where a page shows it, it has to stand in an
element of its own or inside isolates, whatever its script.
"""

from __future__ import annotations

import io
from datetime import date

import pictures
from django.core.files.uploadedfile import SimpleUploadedFile
from makers import (
    Desk,
    arrange,
    make_bar,
    make_correspondent,
    make_feedback,
    make_page,
    make_photo,
    make_topic,
)
from PIL import Image

from newsroom.accounts.models import Account
from newsroom.articles import corrections, previews, writing
from newsroom.articles.models import Claim, Edition, Figure, LexiconTerm, Override, Section
from newsroom.audit.models import Entry
from newsroom.media import obscuring
from newsroom.media.intake import take_in
from newsroom.media.models import Photo
from newsroom.pages.models import Network
from newsroom.regions.models import Region
from newsroom.workflow.moves import move

MARK = "ξ"
WORDS = {"ar": "نصّ", "ckb": "دەق", "ku": "Nivîs", "en": "Text"}


def marked(text: str) -> str:
    return f"{MARK}{text}{MARK}"


def text_in(language: str, word: str = "") -> dict[str, str]:
    said = f"{WORDS[language]} {word}".strip()
    return {
        "headline": marked(said), "standfirst": marked(f"{said} 2"),
        "kicker": marked(f"{said} 4"), "key_points": marked(f"{said} 5"),
        "body": f"<p>{marked(said)}</p><p>{marked(f'{said} 3')}</p>",
    }  # fmt: skip


def rename(things, *fields: str) -> None:
    for thing in things:
        for field in fields:
            if text := getattr(thing, field, ""):
                setattr(thing, field, marked(text))
        thing.save()


def in_all(*fields: str) -> list[str]:
    return [f"{field}_{code}" for field in fields for code in WORDS]


class Newsroom:
    """`things`: by its name, the key of each thing that an address may lead to."""

    def __init__(self, story: Desk, people: dict[str, Account]) -> None:
        self.desk, self.people, self.things = story, people, {}
        for person in people.values():
            person.name = marked(person.name)
            person.save()
        rename(Network.objects.all(), *in_all("name", "tagline", "about"))
        rename(Section.objects.all(), *in_all("name"))
        rename(Region.objects.all(), *in_all("name"))
        Section(slug="only", state="published", name_en=marked("Only English")).save()
        self.section = Section(slug="lone", state="published", name_ar=marked("وحيد"))
        self.section.save()
        self.names()
        self.photos()
        self.stories()
        self.records()
        self.promises()
        self.things |= {"entry": Entry.objects.first().pk, "account": people["editor"].pk}
        self.things["network"] = Network.objects.get().pk
        self.front()

    def front(self) -> None:
        editor = self.people["editor"]
        bar = make_bar(editor, **{f"text_{code}": marked(word) for code, word in WORDS.items()})
        made = arrange("ar", by=editor, lead=[self.edition], blocks=[self.section, self.topic])
        self.things |= {"arrangement": made.pk, "breakingbar": bar.pk}

    def names(self) -> None:
        """Some have a name in one language alone: it is shown in that."""
        Region.objects.filter(slug="village").update(name_en="", name_ku="", name_ckb="")
        topic = make_topic()
        rename([topic], *in_all("name"))
        type(topic)(slug="lone", state="published", name_ar=marked("يتيم")).save()
        self.correspondent = make_correspondent(
            account=self.people["reporter"], pen_name_ku="", pen_name_ckb="", role_line_en=""
        )
        rename([self.correspondent], *in_all("pen_name", "role_line", "about"))
        term = LexiconTerm.objects.create(
            term=marked("كلمة"), language="ar", preferred=marked("أخرى"), note=marked("سبب")
        )
        self.topic = topic
        self.things |= {
            "topic": topic.pk, "correspondent": self.correspondent.pk, "lexiconterm": term.pk,
            "section": Section.objects.get(slug="only").pk,
            "region": Region.objects.get(slug="village").pk,
        }  # fmt: skip

    def photos(self) -> None:
        words = {"caption_ar": marked("ضفة"), "credit_ar": marked("طرفاء")} | {
            f"alt_{code}": marked(word) for code, word in WORDS.items()
        }
        chief = self.people["chief"]
        self.photo = make_photo(self.people["reporter"], cleared_by=chief, **words)
        drawn = make_photo(self.people["reporter"], **words)
        area = {"shape": "box", "x": 0.1, "y": 0.1, "width": 0.2, "height": 0.2}
        obscuring.propose(drawn, [area], by=self.people["photo"], saw=obscuring.seen(drawn))
        self.things |= {"photo": self.photo.pk, "drawn": drawn.pk, "camera": self.sent().pk}

    def sent(self) -> Photo:
        """As a camera sends it, with words of its own."""
        out = io.BytesIO()
        Image.new("RGB", (640, 480), (20, 90, 160)).save(out, "JPEG")
        fields = {(2, 120): marked("of the camera").encode(), (2, 80): marked("who").encode()}
        content = pictures.with_segment(out.getvalue(), 0xED, pictures.iptc(fields))
        file = SimpleUploadedFile(f"{MARK}file{MARK}.jpg", content, content_type="image/jpeg")
        return take_in(file, by=self.people["photo"], words=marked("أُرسلت"), beside=())

    def stories(self) -> None:
        more = {"correspondents": [self.correspondent], "signing": "pen_name",
                "topics": [self.topic], "photos": [self.photo]}  # fmt: skip
        lone = {"section": self.section}
        arabic = self.desk("published", text=text_in("ar"), hours=2, **more | lone)
        for language in ("ckb", "ku", "en"):
            self.desk("published", language=language, article=arabic.article,
                      text=text_in(language), hours=1)  # fmt: skip
        for number, state in enumerate(("draft", "submitted", "in_review", "returned", "approved",
                                        "held", "scheduled", "withdrawn", "spiked")):  # fmt: skip
            made = self.desk(
                state, text=text_in("ar", f"{number + 4}"), **(more if number % 2 else {})
            )
            self.things[state] = made.pk
        alone = self.desk("published", text=text_in("ar", "7"), hours=30, **lone)
        self.desk("published", text=text_in("ar", "8"), hours=40)
        self.things |= {"alone": alone.pk, "alone_article": alone.article_id}
        self.correct(arabic)
        self.edition = Edition.objects.get(pk=arabic.pk)
        self.things |= {"edition": arabic.pk, "article": arabic.article_id,
                        "revision": self.edition.revisions.last().pk}  # fmt: skip

    def correct(self, edition: Edition) -> None:
        """One correction that readers have, one that waits with a change of the text."""
        by, chief = self.people["editor"], self.people["chief"]
        for number in (1, 2):
            edition.refresh_from_db()
            writing.write(edition, by=by, text=text_in("ar", f"{number}"), why=marked("لماذا"))
            said, right = marked(f"خطأ {number}"), marked(f"صواب {number}")
            corrections.propose(edition, by=by, kind="correction", said=said, right=right,
                                shows_comparison=True)  # fmt: skip
            if number == 1:
                self.move(edition, "correct", chief)
        self.things["correction"] = edition.corrections.exclude(published_at=None).get().pk

    def move(self, edition: Edition, verb: str, by: Account) -> None:
        edition.refresh_from_db()
        move(edition, verb, by=by)

    def promises(self) -> None:
        """One in all languages, one in Arabic alone; the desk has changed the first since."""
        by, chief = self.people["editor"], self.people["chief"]
        for kind, codes in (("bylines", WORDS), ("about", WORDS), ("contact", ["ar"])):
            words = {
                f"{name}_{code}": f"<p>{said}</p>" if name == "body" else said
                for code in codes
                for name in ("title", "intro", "body")
                for said in [marked(WORDS[code])]
            }
            page = make_page(kind, by=by, brought_by=chief, **words)
        page = type(page).objects.get(kind="bylines")
        page.body_en = f"<p>{marked('Other words')}</p>"
        page.save()
        written = make_feedback(self.edition, marked("رسالة"), marked("رقم"))
        self.things |= {"page": page.pk, "feedback": written.pk}

    def records(self) -> None:
        draft = Edition.objects.get(pk=self.things["in_review"])
        by, article = self.people["reporter"], draft.article
        source = article.sources.create(
            kind="resident", terms="unnamed", created_by=by, wording_ar=marked("ساكن"),
            reason_ar=marked("خوف"), side=marked("جانب"), position=marked("موقع"),
        )  # fmt: skip
        claims = [
            Claim.objects.create(article=article, text_ar=marked(word), status="disputed")
            for word in ("مدنيون", "مقاتلون")
        ]
        claims[0].conflicts.add(claims[1])
        figure = Figure.objects.create(
            article=article, low=40, unit_ar=marked("بيتًا"), what_ar=marked("على الطريق"),
            as_of=date(2026, 11, 18), source=source,
        )  # fmt: skip
        Override.objects.create(
            edition=draft, check_id="W1", key="W1", passage=marked("مقطع"),
            reason=marked("سبب"), by=self.people["editor"],
        )  # fmt: skip
        approved = Edition.objects.get(pk=self.things["approved"])
        self.things["token"] = previews.lend(approved, by=self.people["editor"], hours=24)
        self.things |= {"source": source.pk, "claim": claims[0].pk, "figure": figure.pk}
