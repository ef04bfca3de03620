"""docs/languages.md, done: in a copy of the newsroom two more languages get a row in the settings,
`makemigrations` and a folder, one written from each side. Nothing else of the code is touched."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.public.cards.lettering import may_letter

ROOT = Path(__file__).parent.parent.parent
ROWS = """        Language("tr", "Türkçe", "Turkish", "ltr", locale="tr", fallbacks=("en", "ar")),
        Language("syr", "ܣܘܪܝܝܐ", "Syriac", "rtl", locale="syr", fallbacks=("ar", "en")),
"""
CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Search"
msgstr "{search}"

msgid "Home"
msgstr "{home}"
"""


@pytest.fixture
def copy(tmp_path) -> Path:
    folder = tmp_path / "copy"
    for name in ("newsroom", "templates", "static", "locale"):
        leave = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=leave)
    shutil.copy(ROOT / "manage.py", folder)
    settings = folder / "newsroom" / "settings.py"
    last = '        Language("en", "English"'
    text = settings.read_text(encoding="utf-8")
    assert text.count(last) == 1
    settings.write_text(text.replace(last, ROWS + last), encoding="utf-8")
    for code, search, home in (("tr", "Ara", "Ana sayfa"), ("syr", "ܒܨܝ", "ܒܝܬܐ")):
        place = folder / "locale" / code / "LC_MESSAGES"
        place.mkdir(parents=True)
        words = CATALOGUE.format(search=search, home=home)
        (place / "django.po").write_text(words, encoding="utf-8")
    return folder


def run(copy: Path, *command: str) -> str:
    here = os.environ | {
        "VAR_DIR": str(copy / "var"),
        "DATABASE_URL": f"sqlite:///{copy}/newsroom.sqlite3",
        "CACHE_URL": "",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "PYTHONPATH": f"{copy}{os.pathsep}{ROOT / 'tests'}",
        "PYTHONIOENCODING": "utf-8",
        "DEBUG": "0",
        "SECRET_KEY": "only-for-tests-" + "x" * 40,
        "PROTECTION_KEY": "only-for-tests-" + "p" * 40,
        "ALLOWED_HOSTS": "testserver",
        "SITE_URL": "http://testserver",
    }
    done = subprocess.run(
        [sys.executable, *command], cwd=copy, env=here, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_a_row_a_migration_and_a_folder_make_a_language(copy):
    run(copy, "-m", "newsroom.text.catalogues")
    migrations_add_names_and_leave_stories_alone(copy, run(copy, "manage.py", "makemigrations"))
    told = json.loads(run(copy, str(Path(__file__).parent / "stories_of_more_languages.py")))
    readers_have_the_stories(told)
    names_fall_back_along_the_chain_and_say_so(told)
    editions_know_each_other(told)
    a_card_is_drawn_where_the_font_has_the_letters(told)
    times_and_numbers_are_cldrs(told)
    the_desk_writes_in_them(told)


def migrations_add_names_and_leave_stories_alone(copy, made):
    for field in ("name_tr to section", "name_tr to region", "name_tr to network",
                  "pen_name_tr to correspondent", "caption_syr to photo"):  # fmt: skip
        assert f"Add field {field}" in made
    # New choices alter no column: SQLite would build the table anew, and lose its triggers.
    number = re.search(r"articles/migrations/(\d{4})_", made)[1]
    sql = run(copy, "manage.py", "sqlmigrate", "articles", number)
    assert "articles_section" in sql
    assert "articles_edition" not in sql


def readers_have_the_stories(told):
    for code, word, search in (("tr", "kıyısında", "Ara"), ("syr", "ܢܗܪܐ", "ܒܨܝ")):
        direction = "rtl" if code == "syr" else "ltr"
        mine = told[code]
        assert mine["status"] == dict.fromkeys(mine["status"], 200) | {"nothing": 404}
        for name in ("front", "article", "search", "feed", "topic"):
            assert word in mine["pages"][name], (code, name)
        for name in ("front", "article", "search", "topic", "archive", "nothing"):
            page = mine["pages"][name]
            assert f'<html lang="{code}" dir="{direction}">' in page, (code, name)
            assert search in page, (code, name)
        assert f"<language>{code}</language>" in mine["pages"]["feed"]
        assert mine["url"].startswith(f"/{code}/articles/")
        story = f'<article class="story news" lang="{code}" dir="{direction}">'
        assert story in mine["pages"]["article"]
        assert mine["url"] in told["sitemap"]
    assert "/firat-kiyisinda-cicek-acan-koy/" in told["tr"]["url"]


def names_fall_back_along_the_chain_and_say_so(told):
    turkish, syriac = (told[code]["pages"]["article"] for code in ("tr", "syr"))
    assert '<bdi lang="tr" dir="ltr">Köprüler</bdi>' in turkish
    assert '<bdi lang="en" dir="ltr">News</bdi>' in turkish
    assert '<bdi lang="ar" dir="rtl">أخبار وتقارير</bdi>' in syriac
    assert '<bdi lang="en" dir="ltr">Bridges</bdi>' in syriac


def editions_know_each_other(told):
    assert f'hreflang="syr" href="http://testserver{told["syr"]["url"]}"' in told["sibling"]
    assert "ܣܘܪܝܝܐ" in told["sibling"]
    assert 'hreflang="x-default"' in told["sibling"]


def a_card_is_drawn_where_the_font_has_the_letters(told):
    if may_letter():
        assert "og:image" in told["tr"]["pages"]["article"]
    assert "og:image" not in told["syr"]["pages"]["article"]


def times_and_numbers_are_cldrs(told):
    assert told["tr"]["times"] == [
        "18 Kasım 2026 Çarşamba, 15:00", "Kasım 2026", "3 saat önce", "1 gün sonra",
    ]  # fmt: skip
    assert told["syr"]["times"][:2] == [
        "ܐܪܒܥܒܫܒܐ، 18 ܒܬܫܪܝܢ ܐܚܪܝܐ 2026، 15:00", "ܬܫܪܝܢ ܐܚܪܝܐ 2026",
    ]  # fmt: skip
    assert (told["tr"]["number"], told["syr"]["number"]) == ("12.500", "12,500")


def the_desk_writes_in_them(told):
    topic, desk = told["desk"]["topic"], told["desk"]
    assert re.search(r'<input[^>]*name="name_tr"[^>]*lang="tr"[^>]*dir="ltr"', topic)
    assert re.search(r'<input[^>]*name="name_syr"[^>]*lang="syr"[^>]*dir="rtl"', topic)
    assert '<html lang="tr" dir="ltr"' in desk["list"]
    assert "Fırat kıyısında" in desk["list"]
    assert 'lang="tr" dir="ltr"' in desk["add"]
    assert 'lang="tr"' in desk["filing"]
