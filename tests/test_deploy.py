"""The production environment that the docs show, in a process of its own."""

import os
import re
import runpy
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from pyrage import x25519

from newsroom.media.models import Photo, new_token
from newsroom.media.renditions import TYPES, names
from newsroom.media.views import KEPT

HERE = Path(__file__).parent.parent
FILE = HERE / "deploy/newsroom.env"
SETTINGS = (
    "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_SAMESITE", "SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN", "SESSION_COOKIE_PATH",
    "CSRF_COOKIE_PATH", "SECURE_PROXY_SSL_HEADER", "USE_X_FORWARDED_HOST", "USE_X_FORWARDED_PORT",
    "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "DEBUG",
)  # fmt: skip


def shown() -> dict[str, str]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@pytest.fixture
def run(tmp_path):
    """Runs manage.py with exactly that environment, secrets filled in and files elsewhere."""

    def ran(*arguments: str, **more: str) -> subprocess.CompletedProcess:
        environment = shown() | {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)}
        for name in ("SECRET_KEY", "PROTECTION_KEY"):
            environment[name] = secrets.token_urlsafe(48)
        environment["BACKUP_RECIPIENTS"] = str(x25519.Identity.generate().to_public())
        return subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=HERE, env=environment | more,
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    return ran


def settings_of(run, **more: str) -> dict[str, object]:
    code = f"from django.conf import settings as s; print([getattr(s, n) for n in {SETTINGS!r}])"
    ran = run("shell", "--no-imports", "-c", code, **more)
    assert ran.returncode == 0, ran.stderr
    return dict(zip(SETTINGS, eval(ran.stdout), strict=True))


def test_the_docs_show_this_environment():
    docs = (HERE / "docs/operations.md").read_text(encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") in docs


def test_check_deploy_is_clean(run):
    ran = run("check", "--deploy", "--fail-level", "WARNING")
    assert ran.returncode == 0, ran.stderr
    assert "no issues (0 silenced)" in ran.stdout


def test_check_deploy_can_fail(run):
    ran = run("check", "--deploy", "--fail-level", "WARNING", SITE_URL="http://news.example.org")
    assert ran.returncode == 1
    assert "security.W004" in ran.stderr


def test_check_deploy_misses_backups(run):
    ran = run("check", "--deploy", "--fail-level", "WARNING", BACKUP_DIR="")
    assert ran.returncode == 1
    assert "newsroom.W001" in ran.stderr


def test_cookies_are_bound_to_the_host_over_tls(run):
    found = settings_of(run)
    for kind in ("SESSION", "CSRF"):
        assert found[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert found[f"{kind}_COOKIE_SECURE"] is True
        assert found[f"{kind}_COOKIE_HTTPONLY"] is True
        assert found[f"{kind}_COOKIE_SAMESITE"] == "Lax"
        assert found[f"{kind}_COOKIE_DOMAIN"] is None
        assert found[f"{kind}_COOKIE_PATH"] == "/"
    assert found["SECURE_SSL_REDIRECT"] is True
    assert found["DEBUG"] is False


def test_a_proxy_is_believed_only_where_the_environment_names_one(run):
    named, alone = settings_of(run), settings_of(run, TRUSTED_PROXIES="0")
    assert named["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert alone["SECURE_PROXY_SSL_HEADER"] is None
    for found in (named, alone):
        assert not found["USE_X_FORWARDED_HOST"]
        assert not found["USE_X_FORWARDED_PORT"]


def test_hsts_may_begin_short(run):
    assert settings_of(run)["SECURE_HSTS_SECONDS"] == 365 * 24 * 3600
    assert settings_of(run, HSTS_SECONDS="300")["SECURE_HSTS_SECONDS"] == 300


def test_the_server_writes_no_line_for_a_request_and_believes_no_proxy():
    told = runpy.run_path(str(HERE / "deploy/gunicorn.conf.py"))
    assert told["accesslog"] is None
    assert told["forwarded_allow_ips"] == ""
    assert told["secure_scheme_headers"] == {}


def test_nginx_logs_nobody_and_gives_out_renditions_alone():
    told = (HERE / "deploy/nginx.conf").read_text(encoding="utf-8")
    assert "access_log off;" in told
    assert "log_format" not in told
    assert told.count("location") == 3
    assert "default-src 'none'; sandbox" in told
    (given_out,) = re.findall(r'location ~ "\^/media/(.+)\$"', told)
    photo = Photo(token=new_token(), width=2560, height=1700)
    for name in names(photo):
        assert re.fullmatch(given_out, name)
    for name in ("photos/x/800.webp", "photos/x/card-1.webp.html", "photos/x/card-1.svg"):
        assert not re.fullmatch(given_out, name)
    for ending, kind in TYPES.items():
        assert f"{kind} {ending};" in told
    kept = f"public, max-age={KEPT['max_age']}, s-maxage={KEPT['s_maxage']}"
    assert f'add_header Cache-Control "{kept}";' in told, "and not what is not there"
    for name in ("vault", "autoindex on", "alias"):
        assert name not in told
