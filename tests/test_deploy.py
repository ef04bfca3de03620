"""The production environment that the docs show, in a process of its own."""

import json
import os
import re
import secrets
import shutil
import ssl
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import shipped_nginx
import yaml
from granian.cli import cli as granian
from pyrage import x25519
from served import free_port, wait_for

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


def told(file: str) -> str:
    return (HERE / "deploy" / file).read_text(encoding="utf-8")


def lines(file: str) -> dict[str, str]:
    pairs = (line.split("=", 1) for line in told(file).splitlines() if line[:1].isalpha())
    return dict(pairs)


def test_the_server_writes_no_line_for_a_request():
    options = lines("granian.env")
    assert options["GRANIAN_LOG_ACCESS_ENABLED"] == "false"
    assert "GRANIAN_LOG_ACCESS_FMT" not in options
    log = json.loads((HERE / options["GRANIAN_LOG_CONFIG"]).read_text(encoding="utf-8"))
    assert log["formatters"]["bare"]["()"] == "newsroom.text.logs.PlaceAndKind"
    for handler in log["handlers"].values():
        assert handler["formatter"] == "bare"
    assert log["loggers"]["_granian"]["handlers"] == []


def test_the_server_knows_each_of_its_options():
    known = {f"GRANIAN_{each.name.upper()}" for each in granian.params}
    assert set(lines("granian.env")) <= known


def test_a_worker_that_died_is_replaced_and_one_that_hangs_is_ended():
    options = lines("granian.env")
    assert options["GRANIAN_RESPAWN_FAILED_WORKERS"] == "true"
    assert int(options["GRANIAN_WORKERS_KILL_TIMEOUT"]) < 40, "systemd and compose wait for 40 s"
    assert int(options["GRANIAN_BLOCKING_THREADS"]) > 1


def test_the_server_holds_sqlite_open(run, tmp_path):
    """Its files beside the database are there as long as a process is, also on a full disk."""
    database = f"sqlite:///{tmp_path / 'newsroom.sqlite3'}"
    assert run("migrate", "--no-input", "contenttypes", DATABASE_URL=database).returncode == 0
    code = "import newsroom.wsgi, pathlib; print(*pathlib.Path('{}').glob('*-shm'))"
    ran = run("shell", "--no-imports", "-c", code.format(tmp_path), DATABASE_URL=database)
    assert ran.stdout.strip().endswith("newsroom.sqlite3-shm"), ran.stderr


def test_nginx_logs_nobody_and_gives_out_renditions_alone():
    conf = told("nginx.conf") + told("media.conf") + told("upstream.conf")
    assert "access_log off;" in conf
    assert "log_format" not in conf
    assert conf.count("location") == 4
    assert conf.count("default-src 'none'; sandbox") == 2
    (given_out,) = re.findall(r'location ~ "\^/media/(.+)\$"', conf)
    photo = Photo(token=new_token(), width=2560, height=1700)
    for name in names(photo):
        assert re.fullmatch(given_out, name)
    for name in ("photos/x/800.webp", "photos/x/card-1.webp.html", "photos/x/card-1.svg"):
        assert not re.fullmatch(given_out, name)
    for ending, kind in TYPES.items():
        assert f"{kind} {ending};" in conf
    kept = f"public, max-age={KEPT['max_age']}, s-maxage={KEPT['s_maxage']}"
    assert f'add_header Cache-Control "{kept}";' in conf, "and not what is not there"
    for name in ("vault", "autoindex on", "alias"):
        assert name not in conf


def test_nginx_gives_out_static_files_whose_name_has_a_digest():
    (given_out,) = re.findall(r'location ~ "(\^/static/.+\$)"', told("nginx.conf"))
    assert re.match(given_out, "/static/public/site.0123456789ab.css")
    for path in ("/static/public/site.css", "/static/staticfiles.json", "/static/a.0123456789ab/"):
        assert not re.match(given_out, path)


needs_nginx = pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not here.")


@needs_nginx
@pytest.mark.parametrize("beside", ["deploy", "deploy/compose"])
def test_nginx_takes_the_configuration(beside, tmp_path):
    file, _port = shipped_nginx.write(tmp_path, tmp_path, 8001, HERE / beside)
    assert shipped_nginx.judged(file) == ""
    with file.open("a") as more:
        more.write("no_such_directive on;")
    assert "no_such_directive" in shipped_nginx.judged(file)


ECHO = """
def application(environ, start_response):
    told = {name: text for name, text in environ.items() if "FORWARDED" in name or "HOST" in name}
    start_response("200 OK", [("Content-Type", "application/json")])
    return [__import__("json").dumps(told).encode()]
"""


@needs_nginx
def test_what_a_client_says_of_itself_reaches_the_newsroom_under_no_name(tmp_path):
    (tmp_path / "echo.py").write_text(ECHO)
    port = free_port()
    options = lines("granian.env") | {"GRANIAN_PORT": str(port), "GRANIAN_WORKERS": "1"}
    paths = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{HERE}", "PATH": os.environ["PATH"]}
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "echo:application"], cwd=HERE, env=options | paths
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        with shipped_nginx.in_front(tmp_path, tmp_path, port) as site:
            claims = ("X-Forwarded-For", "X_Forwarded_For", "X-Forwarded-Host", "X_Forwarded_Proto")
            headers = dict.fromkeys((*claims, "Forwarded"), "198.51.100.7")
            trusted = ssl.create_default_context(cafile=str(tmp_path / "fullchain.pem"))
            asked = urllib.request.Request(f"{site}/", headers=headers)
            with urllib.request.urlopen(asked, context=trusted, timeout=10) as answer:
                environ = json.load(answer)
    finally:
        server.terminate()
        server.wait(20)
    assert "198.51.100.7" not in json.dumps(environ)
    assert environ["HTTP_X_FORWARDED_FOR"] == "127.0.0.1"
    assert environ["HTTP_X_FORWARDED_PROTO"] == "https"
    assert environ["HTTP_HOST"] == "localhost"


def compose() -> dict:
    return yaml.safe_load(told("compose/compose.yaml"))


def test_compose_pins_every_image():
    for name, service in compose()["services"].items():
        assert re.search(r":(\d+\.\d+[\w.-]*|local)$", service["image"]), name
    base = re.search(r"^FROM (\S+)$", told("compose/Dockerfile"), re.MULTILINE)
    assert base
    assert re.search(r":\d+\.\d+\.\d+", base[1])


def test_compose_opens_nothing_but_nginx():
    services = compose()["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["nginx"]


def test_compose_names_what_is_there():
    told_of, here = compose(), HERE / "deploy/compose"
    for name, service in told_of["services"].items():
        for other in service.get("depends_on", ()):
            assert other in told_of["services"], name
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            if source.startswith("."):
                assert (here / source).is_file(), source
            elif not source.startswith("$"):
                assert source in told_of["volumes"], source
    assert (here / told_of["services"]["web"]["env_file"]).is_file()
    dockerfile = told_of["services"]["web"]["build"]["dockerfile"]
    assert (HERE / dockerfile).is_file()


def test_compose_asks_for_what_its_example_names():
    asked = set(re.findall(r"\$\{(\w+)", told("compose/compose.yaml")))
    assert asked == set(lines("compose/example.env"))
    assert re.findall(r"\$\{\w+\}", told("compose/compose.yaml")) == [], "missing: it stops"


def test_every_variable_of_the_environment_is_known():
    docs = (HERE / "docs/operations.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^\| `([A-Z_0-9]+)` \|", docs, re.MULTILINE))
    given = set(compose()["services"]["worker"]["environment"]) | set(shown())
    assert given <= known


def test_the_composed_environment_passes_the_check(run):
    filled = lines("compose/example.env") | {
        name: secrets.token_urlsafe(48).replace("-", "x")
        for name in (
            "SECRET_KEY",
            "PROTECTION_KEY",
            "DATABASE_PASSWORD",
            "MEDIA_SECRET",
            "VAULT_SECRET",
        )
    }
    filled["BACKUP_RECIPIENTS"] = str(x25519.Identity.generate().to_public())
    environment = {
        name: re.sub(r"\$\{(\w+):\?\}", lambda found: filled[found[1]], str(text))
        for name, text in compose()["services"]["worker"]["environment"].items()
    }
    ran = run("check", "--deploy", "--fail-level", "WARNING", **environment)
    assert ran.returncode == 0, ran.stderr


def test_units_of_systemd_start_what_is_there():
    for unit in ("newsroom-web.service", "newsroom-worker.service"):
        (command,) = re.findall(r"^ExecStart=(.+)$", told(unit), re.MULTILINE)
        assert command.startswith("/srv/newsroom/code/.venv/bin/python ")
        for file in re.findall(r"^EnvironmentFile=/srv/newsroom/code/(.+)$", told(unit), re.M):
            assert (HERE / file).is_file()
    assert "granian newsroom.wsgi:application" in told("newsroom-web.service")
    assert "manage.py worker" in told("newsroom-worker.service")
