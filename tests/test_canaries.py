"""Words that must not get out, planted wherever the desk keeps some, and looked for byte by byte in
everything that readers, other reporters, logs, mails and error pages can show."""

from __future__ import annotations

import html
import io
import json
import logging
import re
from collections import deque
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from makers import make_correspondent, make_photo

from newsroom.articles import corrections, previews, writing
from newsroom.articles.admin.edition import EditionAdmin
from newsroom.articles.models import Article, Edition
from newsroom.correspondents.protection import protect
from newsroom.text.languages import LANGUAGES
from newsroom.text.logs import PlaceAndKind

#: Letters that no language has in this order. What follows says where it was planted.
SECRET, PUBLIC = "zqxcanary", "zqxpublic"
STATES = ("draft", "submitted", "in_review", "returned", "approved", "scheduled", "held",
          "withdrawn", "spiked", "pending")  # fmt: skip
#: Of one story in each state all are tried; of the others those that show words.
EVERY_DOOR = ("change", "history", "revisions", "compare", "sourcing", "notice", "delete")


def secret(where: str) -> str:
    return f"{SECRET}{where.replace('_', '')}"


def text(state: str, number: int) -> dict[str, str]:
    """What readers may have says so; all else is secret."""
    word = f"{PUBLIC}{number}" if state == "pending" else secret(f"{state}{number}")
    return {
        "headline": f"ماء {word}", "short_headline": f"{word} قصير", "standfirst": f"موجز {word}",
        "kicker": f"تمهيد {word}", "key_points": f"نقطة {word}\nوأخرى",
        "body": f"<p>عادت المحطات {word} إلى العمل.</p>", "seo_title": f"{word} محرك",
    }  # fmt: skip


@pytest.fixture(params=[2, pytest.param(5, marks=pytest.mark.soak)])
def each(request) -> int:
    """How many stories are planted in each state."""
    return request.param


@pytest.fixture
def planted(story, people, make_account, each) -> list[Edition]:
    """Stories in each state with all that is kept beside them, by accounts whose names are nobody's
    to know."""
    for role in ("reporter", "editor", "chief"):
        person = people[role]
        person.username, person.name = secret(f"user{role}"), secret(f"account{role}")
        person.save()
    nada = make_correspondent(
        account=people["reporter"], signing="withheld", pen_name_ar=secret("penname")
    )
    protect(nada, "name", [f"{secret('legal')} الخلف"], by=people["chief"])
    photo = make_photo(people["reporter"], caption_ar=secret("caption"), alt_ar=secret("alt"))
    made = []
    for state in STATES:
        for number in range(each):
            stored = "published" if state == "pending" else state
            edition = story(stored, text=text(state, number), correspondents=[nada],
                            signing="withheld", photos=[photo])  # fmt: skip
            plant_beside(edition, people)
            if state == "pending":
                plant_change(edition, people, number)
            if state not in ("pending", "withdrawn", "spiked"):
                previews.lend(edition, by=people["editor"], hours=24)
            made.append(Edition.objects.get(pk=edition.pk))
    return made


def plant_beside(edition: Edition, people) -> None:
    article = edition.article
    article.sources.create(
        kind="informed", terms="off_record", wording_ar=secret("wording"), side=secret("side"),
        position=secret("position"), created_by=people["reporter"],
    )  # fmt: skip
    article.claims.create(text_ar=secret("claim"))
    article.figures.create(low=40, what_ar=secret("figure"), counted_by_ar=secret("counter"))
    edition.history.create(
        verb="return", source="draft", target=edition.state, by=people["editor"],
        note=secret("note"),
    )  # fmt: skip
    edition.overrides.create(
        check_id="W4", key="W4:40", passage=secret("passage"), reason=secret("reason"),
        by=people["editor"],
    )  # fmt: skip
    edition.working_copies.create(
        person=people["reporter"], words={"headline": secret("copy"), "body": secret("copybody")},
        since=timezone.now(), at=timezone.now(), written_at=timezone.now(),
    )  # fmt: skip
    # Both said something else once.
    old = edition.latest
    old.pk = None
    old.headline, old.body, old.why = secret("oldheadline"), secret("oldbody"), secret("why")
    old.save()


def plant_change(edition: Edition, people, number: int) -> None:
    edition = Edition.objects.get(pk=edition.pk)
    word = secret(f"pending{number}")
    writing.write(edition, by=people["editor"], text={"headline": word, "body": f"<p>{word}"})
    corrections.propose(edition, by=people["editor"], kind="note", right=secret("notice"))


def found(content: bytes, word: str) -> bool:
    """Whatever way an answer may write it: escaped for HTML, for JSON, for an address."""
    said = content.decode("utf-8", "replace")
    ways = (said, html.unescape(said), unquote_to_bytes(said.encode()).decode("utf-8", "replace"))
    escaped = json.dumps(said)[1:-1]
    return any(word in way.lower() for way in (*ways, escaped))


def secrets_in(content: bytes) -> set[str]:
    """Those that stand there as they are; the whole name of one that is written some other way."""
    plain = set(re.findall(rf"{SECRET}\w*", content.decode("utf-8", "replace").lower()))
    return plain or ({"escaped"} if found(content, SECRET) else set())


#: Whom a writer may let know: those who review are known to their colleagues, writers are not.
REVIEWERS = {secret("accounteditor"), secret("accountchief")}
#: What photo editors see of every photo: it is their work.
PHOTOS = {secret("caption"), secret("alt")}
LINK = re.compile(r"""(?:href|src|action|data-url|<loc>|<link>)\s*=?\s*["']?([^"'<>\s]+)""")


def walk(client, starts: list[str], *, under: str = "", most: int = 900) -> dict[str, bytes]:
    """Everything that links lead to from there, by address, with what the headers say."""
    seen: dict[str, bytes] = {}
    waiting = deque(starts)
    while waiting and len(seen) < most:
        url = waiting.popleft()
        if url in seen or not url.startswith(under) or "logout" in url:
            continue
        answer = client.get(url)
        body = answer.getvalue() if answer.streaming else answer.content
        headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
        seen[url] = body + headers.encode()
        links = LINK.findall(html.unescape(body.decode("utf-8", "replace")))
        for link in [*links, answer.get("Location", "")]:
            parts = urlsplit(urljoin(f"http://testserver{url}", link))
            if parts.netloc == "testserver" and not parts.path.startswith(("/static/", "/media/")):
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return seen


def of_readers(editions: list[Edition]) -> list[str]:
    fronts = ["/" if code == "ar" else f"/{code}/" for code in LANGUAGES]
    more = ["/feed.rss", "/sitemap.xml", "/corrections/", "/corrections/feed.rss", "/robots.txt",
            "/search/?q=ماء", "/search/?q=العمل", "/preview/x/", "/nowhere/"]  # fmt: skip
    guessed = [
        f"/{prefix}articles/{pk}/{end}"
        for pk in {edition.article_id for edition in editions}
        for prefix in ("", "en/", "ku/")
        for end in ("", "-/", "changes/1/")
    ]
    return [*fronts, *more, *guessed]


def of_the_desk(editions: list[Edition]) -> list[str]:
    each = len(editions) // len(STATES)
    guessed = [
        reverse(f"admin:articles_edition_{name}", args=[edition.pk])
        for number, edition in enumerate(editions)
        for name in (EVERY_DOOR if number % each == 0 else ("change", "compare"))
    ]
    guessed += [reverse("desk_preview", args=[edition.pk]) for edition in editions]
    guessed += [f"/admin/file/{edition.article.filing_key}/" for edition in editions]
    suggestions = [
        f"/admin/autocomplete/?app_label={app}&model_name={model}&field_name={field}&term="
        for app, model, field in (
            ("articles", "revision", "edition"), ("articles", "articlephoto", "photo"),
            ("articles", "byline", "correspondent"), ("articles", "article", "section"),
        )
    ]  # fmt: skip
    return ["/admin/", "/admin/file/", "/admin/articles/edition/?q=ماء", *suggestions, *guessed]


def test_readers_find_none_in_anything_they_can_ask_for(planted, client, each):
    seen = walk(client, of_readers(planted))
    assert [url for url, content in seen.items() if found(content, SECRET)] == []
    # The same look finds what was planted publicly: on pages, in lists, feeds, search, addresses.
    public = {url for url, content in seen.items() if found(content, PUBLIC)}
    assert {"/", "/feed.rss", "/search/?q=ماء", "/sections/news/"} <= public
    assert any("sitemap-" in url for url in public)
    assert len(seen) > 90 * each
    search_answers_to_a_secret_as_to_nonsense(client)


def search_answers_to_a_secret_as_to_nonsense(client) -> None:
    def answer(word: str) -> str:
        return client.get("/search/", {"q": word}).text.replace(word, "")

    assert answer(secret("draft0")) == answer("zqxnonsense")
    assert answer(f"{PUBLIC}0") != answer("zqxnonsense")


def test_colleagues_find_none_of_what_is_not_theirs(planted, people, client, each):
    for role in ("stranger", "translator", "photo"):
        client.force_login(people[role])
        seen = walk(client, of_the_desk(planted), under="/admin/", most={2: 140, 5: 900}[each])
        allowed = REVIEWERS | (PHOTOS if role == "photo" else set())
        told = {url: secrets_in(content) - allowed for url, content in seen.items()}
        assert {url: words for url, words in told.items() if words} == {}, role
        assert any(found(content, PUBLIC) for content in seen.values())
        assert len(seen) > 50 * each
    # The desk finds them: otherwise nothing above could fail.
    client.force_login(people["editor"])
    seen = walk(client, of_the_desk(planted)[:60], under="/admin/", most=90)
    assert sum(found(content, SECRET) for content in seen.values()) > 40
    # But what a colleague typed and did not save, only that colleague reads.
    assert not any(found(content, secret("copy")) for content in seen.values())
    client.force_login(people["reporter"])
    mine = reverse("admin:articles_edition_change", args=[planted[0].pk])
    assert found(client.get(mine).content, secret("copy"))


@pytest.fixture
def log(settings):
    """What the newsroom's own logging writes, down to the smallest matter."""
    settings.ADMINS = [("Admin", "admin@example.org")]
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PlaceAndKind())
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


def test_logs_mails_and_error_pages_tell_none(planted, people, client, log, monkeypatch):
    def fails(self, request, *args, **kwargs):
        local = secret("local")
        raise ValueError(f"{local} {request.POST}")

    edition = planted[0]
    client.raise_request_exception = False
    client.force_login(people["reporter"])
    url = reverse("admin:articles_edition_change", args=[edition.pk])
    client.get(f"/admin/articles/edition/{secret('guess')}/change/")
    client.get(f"/{secret('nowhere')}/")
    client.post(url, {"headline": secret("posted")})
    monkeypatch.setattr(EditionAdmin, "render_change_form", fails)
    answers = [client.get(url), client.post(url, {"headline": secret("posted"), "body": "x"})]
    assert {answer.status_code for answer in answers} == {500}
    assert "ValueError" in log.getvalue()
    assert "reporter" not in log.getvalue()
    read, posted = (answer.content for answer in answers)
    own = secret("posted").encode()
    assert own in posted  # whoever sent it gets it back, and nothing else
    for content in (log.getvalue().encode(), read, posted.replace(own, b"")):
        assert not found(content, SECRET)
    assert mail.outbox == []
    protected_words_are_in_no_column(planted)


def protected_words_are_in_no_column(planted) -> None:
    """Of a legal name the database has nothing to read, whoever takes it."""
    words = [str(row) for row in Article.objects.values()]
    for model in (Edition,):
        words += [str(row) for row in model.objects.values()]
    person = Edition.objects.get(pk=planted[0].pk).article.correspondents.get()
    words += [str(row) for row in person.protected.values()]
    assert not any(secret("legal") in each.lower() for each in words)
