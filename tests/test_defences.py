"""The headers of every kind of answer, and what is not believed of a request."""

import re
from pathlib import Path

import django_prose_editor
import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from js_asset import js
from makers import make_photo

from newsroom import defences
from newsroom.media.clearance import at_once
from newsroom.media.renditions import plain_name
from newsroom.media.views import rendition

HERE = Path(__file__).parent.parent
EDITOR = Path(django_prose_editor.__file__).parent / "static/django_prose_editor/editor.js"
FOREIGN = "evil.example"
SEALED = {"default-src": "'none'", "sandbox": ""}


def directives(response) -> dict[str, str]:
    parts = response["Content-Security-Policy"].split("; ")
    return {name: value for name, _space, value in (part.partition(" ") for part in parts)}


@pytest.fixture
def answers(client, story, editor):
    """One of each kind, by name."""
    edition = story("published")
    desk = Client()
    desk.force_login(editor)
    return {
        "page": client.get(edition.url),
        "nowhere": client.get("/nowhere/"),
        "feed": client.get("/feed.rss"),
        "sitemap": client.get("/sitemap.xml"),
        "robots": client.get("/robots.txt"),
        "static": client.get("/static/public/site.css"),
        "sign-in": client.get("/admin/login/"),
        "desk": desk.get(reverse("admin:articles_edition_change", args=[edition.pk])),
        "filing": desk.get("/admin/file/"),
        "desk, nowhere": desk.get("/admin/articles/edition/987654/compare/"),
        "wrong host": client.get("/", headers={"host": FOREIGN}),
    }


def test_every_answer_says_what_a_browser_may_do(answers):
    for name, response in answers.items():
        policy = response["Content-Security-Policy"]
        assert "unsafe" not in policy, name
        data = [each for each in policy.split("; ") if "data:" in each]
        may = "img-src data:" if name in ("feed", "sitemap") else "img-src 'self' data:"
        assert data == [] or data == [may], name
        assert not data or name not in ("desk", "filing", "sign-in"), name
        assert re.findall(r"https?:|\*", policy) == [], name
        assert response["X-Content-Type-Options"] == "nosniff", name
        assert "camera=(), display-capture=()" in response["Permissions-Policy"], name
        assert "microphone=()" in response["Permissions-Policy"], name
        assert response["Cross-Origin-Opener-Policy"] == "same-origin", name
        assert response["Cross-Origin-Resource-Policy"] == "same-origin", name
        assert "Access-Control-Allow-Origin" not in response, name


def test_pages_run_our_own_files_alone(answers):
    for name in ("page", "nowhere", "sign-in", "desk", "filing", "wrong host"):
        told = directives(answers[name])
        assert told["default-src"] == told["object-src"] == told["base-uri"] == "'none'"
        assert told["frame-ancestors"] == "'none'"
        assert told["script-src"].split(" ")[0] == told["style-src"] == "'self'"
        assert told["form-action"] == "'self'"
    assert directives(answers["page"])["script-src"] == "'self'"
    assert directives(answers["page"])["connect-src"] == "'self'"
    assert directives(answers["desk"])["connect-src"] == "'self'"


def test_the_editors_map_is_the_one_script_inside_a_page(answers):
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", answers["desk"].text, re.S)
    running = [(attrs, text) for attrs, text in inline if "application/json" not in attrs]
    assert [attrs.strip() for attrs, _text in running] == ['type="importmap"']
    hashed = defences.script_hash(f"<script>{running[0][1]}</script>")
    assert directives(answers["desk"])["script-src"] == f"'self' {hashed}"


def test_the_hash_follows_the_static_files_names(monkeypatch):
    before = defences.importmap_hash()
    monkeypatch.setattr(js, "static", lambda path: f"/static/{path}?of-another-release")
    assert defences.importmap_hash() != before


def test_files_that_are_opened_by_themselves_do_nothing(answers):
    assert directives(answers["static"]) == SEALED
    assert "script-src 'none'" in answers["feed"]["Content-Security-Policy"]


def test_nobody_is_told_where_a_reader_came_from(answers):
    for name in ("page", "nowhere", "feed", "static"):
        assert answers[name]["Referrer-Policy"] == "no-referrer"
    for name in ("sign-in", "desk", "filing"):
        assert answers[name]["Referrer-Policy"] == "same-origin"


def test_no_browser_keeps_a_page_of_the_desk(answers):
    for name in ("sign-in", "desk", "filing", "desk, nowhere"):
        assert answers[name]["Cache-Control"] == "no-store, private"


def test_templates_have_no_style_or_script_of_their_own():
    for path in (HERE / "templates").rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        found = re.findall(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]* src=)", text)
        assert found == [], path


def test_editors_own_style_is_the_one_that_we_ship():
    style = EDITOR.read_text(encoding="utf-8").partition("a4=`")[2].partition("`;")[0]
    assert ".ProseMirror-gapcursor" in style
    assert style in (HERE / "static/desk/editor.css").read_text(encoding="utf-8")


# Hosts


@pytest.mark.parametrize("path", ["/", "/admin/", "/admin/login/", "/static/public/site.css"])
def test_a_wrong_host_is_refused_without_a_word_of_ours(client, network, path):
    response = client.get(path, headers={"host": FOREIGN})
    assert response.status_code == 400
    assert str(network) not in response.text
    assert FOREIGN not in response.text
    assert not response.cookies


def test_forwarded_headers_are_not_believed(client, story):
    edition = story("published")
    forged = {
        "x-forwarded-host": FOREIGN, "x-forwarded-proto": "https", "x-forwarded-port": "444",
        "forwarded": f"host={FOREIGN};proto=https", "x-original-url": "/admin/",
        "x-rewrite-url": "/admin/",
    }  # fmt: skip
    for url in (edition.url, "/feed.rss", "/sitemap.xml", "/admin/", "/admin/login/", "/en"):
        response = client.get(url, headers=forged)
        assert FOREIGN not in response.text + response.get("Location", "")
        assert not response.wsgi_request.is_secure()
        assert "Strict-Transport-Security" not in response


def test_a_proxy_is_believed_about_tls_where_the_settings_name_one(client, network, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    response = client.get("/", headers={"x-forwarded-proto": "https", "x-forwarded-host": FOREIGN})
    assert response.wsgi_request.is_secure()
    assert FOREIGN not in response.text


@pytest.mark.parametrize("path", [f"//{FOREIGN}/en", f"//{FOREIGN}/articles/1", f"/\\{FOREIGN}/en"])
def test_a_missing_slash_leads_nobody_elsewhere(client, network, path):
    response = client.generic("GET", path)
    assert response.status_code in (301, 404)
    assert not response.get("Location", "/x").startswith(("//", "/\\", "http"))


# Pictures


def test_only_renditions_are_given_out_and_their_type_is_ours(settings, reporter, photo_editor):
    photo = make_photo(reporter, cleared_by=photo_editor)
    at_once(photo)
    path = plain_name(photo)
    planted = settings.MEDIA_ROOT / "photos" / photo.token
    for name in ("page.html", "drawing.svg", "card-1.webp.html", "800.webp", "card-800.svg"):
        (planted / name).write_text("<script>alert(1)</script>")
        with pytest.raises(Http404):
            rendition(RequestFactory().get("/"), f"photos/{photo.token}/{name}")
    for name in ("", "photos/", f"photos/{photo.token}/", "../newsroom.sqlite3"):
        with pytest.raises(Http404):
            rendition(RequestFactory().get("/"), name)
    response = rendition(RequestFactory().get(f"/media/{path}"), path)
    assert response["Content-Type"] == "image/jpeg"
    assert "s-maxage=60" in response["Cache-Control"]
    assert "Last-Modified" not in response


def test_pictures_may_stand_in_a_feed_reader_and_run_nothing(client, network):
    response = client.get("/media/photos/x/1.webp")
    assert directives(response) == SEALED
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_masters_run_nothing(reporter, client):
    client.force_login(reporter)
    response = client.get(reverse("media:master", args=[make_photo(reporter).pk]))
    assert directives(response) == SEALED
