"""What a desk may do to what readers have, in whatever order, by every way of writing."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from django.utils import timezone
from makers import arrange, make_bar, make_correspondent, make_page, make_photo, make_topic

from newsroom.articles import writing
from newsroom.articles.models import Article, Correction, Edition, Moment, Section
from newsroom.articles.places_listed import list_places
from newsroom.correspondents.models import Correspondent
from newsroom.media.models import Photo
from newsroom.pages.models import BreakingBar, FollowLink, Network, PageText
from newsroom.regions.models import Region
from newsroom.workflow.moves import Refused, StaleState, move

LANGUAGES = ("ar", "ar", "ar", "ku", "en")
KINDS = ("news", "news", "opinion", "analysis", "report")
HOURS = (0.01, 1, 5, 30, 80, 800)


class Doings:
    def __init__(self, story, people, section, places, clock, seed: int) -> None:
        self.story, self.people, self.places, self.clock = story, people, places, clock
        self.dice, self.number = Random(seed), 0
        self.sections = [section, Section(slug="water", state="published", name_ar="مياه")]
        self.sections[1].save()
        self.topics = [make_topic("rivers"), make_topic("wells")]
        told = {f"alt_{code}": "النهر" for code in ("en", "ku", "ckb")}
        self.photos = [
            make_photo(people["photo"], cleared_by=people["photo"], **told) for _ in range(2)
        ]
        self.correspondents = [make_correspondent("nada"), make_correspondent("rima")]
        make_page("standards", by=people["editor"], brought_by=people["chief"])
        for _ in range(6):
            self.publish()

    def words(self) -> str:
        self.number += 1
        return f"خبر {self.number}"

    def some(self, rows, most: int = 1) -> list:
        rows = list(rows)
        return self.dice.sample(rows, min(len(rows), self.dice.randint(0, most)))

    def edition(self) -> Edition:
        return self.dice.choice(list(Edition.objects.filter(state="published").order_by("pk")))

    def act(self) -> str:
        act = self.dice.choice(ACTS)
        try:
            act(self)
        except (Refused, StaleState) as no:
            return f"{act.__name__}: {no}"
        return act.__name__

    def publish(self, state: str = "published", article=None) -> Edition:
        dice, signed = self.dice, self.some(self.correspondents)
        edition = self.story(
            state, language=dice.choice(LANGUAGES), hours=dice.choice(HOURS),
            text={"headline": self.words()}, section=dice.choice(self.sections),
            kind=dice.choice(KINDS), signing="pen_name" if signed else "desk",
            place=self.places[dice.choice(["village", "susat", "abu-kamal"])],
            correspondents=signed, photos=self.some(self.photos, 2),
        )  # fmt: skip
        edition.article.topics.set(self.some(self.topics))
        return edition

    def schedule(self) -> None:
        self.publish("scheduled")

    def draft(self) -> None:
        self.publish("draft")

    def translate(self) -> None:
        article = self.edition().article
        free = {"ar", "en", "ku"} - {each.language for each in article.editions.all()}
        if free:
            self.story("published", article=article, language=self.dice.choice(sorted(free)),
                       hours=self.dice.choice(HOURS), text={"headline": self.words()})  # fmt: skip

    def withdraw(self) -> None:
        edition = self.edition()
        if not edition.is_scheduled:
            edition = Edition.objects.get(pk=edition.pk)
            move(edition, "take_down", by=self.people["chief"], note="سبب")

    def restore_past_the_moves(self) -> None:
        edition = Edition.objects.filter(state="withdrawn").order_by("?").first()
        if edition:
            Edition.objects.filter(pk=edition.pk).update(state="published")

    def rewrite(self) -> None:
        words = self.words()
        Edition.objects.filter(pk=self.edition().pk).update(
            headline=words, standfirst=words, updated_at=timezone.now()
        )

    def publish_at_another_time(self) -> None:
        at = timezone.now() - timedelta(hours=self.dice.choice(HOURS))
        Edition.objects.filter(pk=self.edition().pk).update(published_at=at)

    def correct(self) -> None:
        edition = self.edition()
        Correction.objects.create(
            edition=edition, kind="correction", said="خطأ", right=self.words(),
            by=self.people["editor"], brought_by=self.people["chief"],
            published_at=timezone.now(), before=edition.approved, after=edition.approved,
        )  # fmt: skip

    def move_elsewhere(self) -> None:
        article = Article.objects.get(pk=self.edition().article_id)
        fields = {
            "section": self.dice.choice(self.sections), "kind": self.dice.choice(KINDS),
            "place": self.places[self.dice.choice(["village", "abu-kamal"])],
        }  # fmt: skip
        by = self.people["chief"]
        writing.save_shared(article, by=by, fields=fields, version=article.version)

    def list_anew(self) -> None:
        article = self.edition().article
        Article.objects.filter(pk=article.pk).update(precision=self.dice.choice([2, 3, 4]))
        list_places(Article.objects.get(pk=article.pk))

    def file_under(self) -> None:
        self.edition().article.topics.set(self.some(self.topics, 2))

    def sign(self) -> None:
        article = self.edition().article
        writing.sign(article, self.some(self.correspondents, 2))
        mode = self.dice.choice(["desk", "withheld", "pen_name"])
        Article.objects.filter(pk=article.pk).update(signing=mode)

    def protect(self) -> None:
        row = self.dice.choice(self.correspondents)
        mode = self.dice.choice(["withheld", "pen_name"])
        Correspondent.objects.filter(pk=row.pk).update(signing=mode)

    def rename_somebody(self) -> None:
        row = Correspondent.objects.get(pk=self.dice.choice(self.correspondents).pk)
        row.pen_name_ar = self.words()
        row.save()

    def illustrate(self) -> None:
        writing.illustrate(self.edition().article, self.some(self.photos, 2))

    def take_down_a_photo(self) -> None:
        photo = self.dice.choice(self.photos)
        photo.refresh_from_db()
        verb = "withdraw" if photo.state == "published" else "publish"
        Photo.objects.filter(pk=photo.pk).update(rights_until=None)
        photo.refresh_from_db()
        move(photo, verb, by=self.people["photo"], note="سبب")

    def end_rights(self) -> None:
        at = timezone.now() + timedelta(hours=self.dice.choice([-1, 2]))
        Photo.objects.filter(pk=self.dice.choice(self.photos).pk).update(rights_until=at)

    def breaking(self) -> None:
        at = timezone.now() + timedelta(hours=2)
        Article.objects.filter(pk=self.edition().article_id).update(breaking_until=at)

    def put_up_a_bar(self) -> None:
        article = self.edition().article if self.dice.random() < 0.5 else None
        begins = timezone.now() + timedelta(hours=self.dice.choice([-1, 1]))
        make_bar(self.people["chief"], article=article, hours=3, begins_at=begins,
                 text_ar=self.words())  # fmt: skip

    def take_down_bars(self) -> None:
        BreakingBar.objects.filter(state="published").update(state="withdrawn")

    def arrange_the_front(self) -> None:
        language = self.dice.choice(["ar", "en"])
        rows = Edition.objects.published().in_language(language)
        chosen = self.some(rows, 2)
        starts = timezone.now() + timedelta(hours=self.dice.choice([0, 0, 2]))
        blocks = self.some([*self.sections, *self.topics, self.places["abu-kamal"]], 2)
        until = timezone.localtime(timezone.now() + timedelta(hours=5))
        spots = {"lead": chosen[:1], "second": chosen[1:]}
        arrange(language, by=self.people["chief"], starts_at=starts, blocks=blocks,
                until=f"{until:%Y-%m-%dT%H:%M}", **spots)  # fmt: skip

    def rename_a_place(self) -> None:
        place = Region.objects.get(pk=self.places["susat"].pk)
        place.name_ar = self.words()
        place.save()

    def hide_a_place(self) -> None:
        key = self.places[self.dice.choice(["susat", "village"])].pk
        state = self.dice.choice(["draft", "published"])
        Region.objects.filter(pk=key).update(state=state)

    def close_a_topic(self) -> None:
        topic = self.dice.choice(self.topics)
        topic.refresh_from_db()
        move(topic, "withdraw" if topic.state == "published" else "publish",
             by=self.people["chief"], note="سبب")  # fmt: skip

    def tell_of_a_topic(self) -> None:
        topic = self.dice.choice(self.topics)
        type(topic).objects.filter(pk=topic.pk).update(background_ar=self.words())
        Moment(topic=topic, date=timezone.now().date(), edition=self.edition(),
               text_ar=self.dice.choice(["", self.words()])).save()  # fmt: skip

    def rename_a_section(self) -> None:
        row = Section.objects.get(pk=self.sections[1].pk)
        row.name_ar = self.words()
        row.save()

    def rename_the_network(self) -> None:
        Network.objects.update(tagline_ar=self.words())

    def follow(self) -> None:
        FollowLink.objects.update(url=f"https://t.me/{self.number}")

    def promise(self) -> None:
        text = PageText.objects.first()
        text.words["ar"]["title"] = self.words()
        PageText.objects.filter(pk=text.pk).update(words=text.words)

    def wait(self) -> None:
        self.clock.turn(minutes=self.dice.choice([1, 40, 130, 60 * 11, 60 * 50]))


#: Time goes on more often than anything else happens.
ACTS = [
    act for name, act in vars(Doings).items()
    if callable(act) and name not in ("__init__", "words", "some", "edition", "act")
] + [Doings.wait] * 3  # fmt: skip
