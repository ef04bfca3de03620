"""All settings on one screen; what differs between machines comes from the environment."""

from pathlib import Path

from django.conf.locale import LANG_INFO

from newsroom import env, services
from newsroom.text import logs
from newsroom.text.language import Language, checked

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR") or BASE_DIR / "var")
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret("SECRET_KEY", debug=DEBUG, file=VAR_DIR / "secret_key")
# Seals sign-in secrets, hashes protected words, chains the audit trail (newsroom/keys.py).
PROTECTION_KEY = env.secret("PROTECTION_KEY", debug=DEBUG, file=VAR_DIR / "protection_key")
SITE_URL = env.address("SITE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", debug=DEBUG)
CSRF_TRUSTED_ORIGINS = [SITE_URL]
IS_TLS = SITE_URL.startswith("https:")
# How many proxies of ours stand in front; without one nothing that they would forward is believed.
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)

INSTALLED_APPS = [
    "modeltranslation",
    "newsroom.demo",
    "newsroom.public",
    "newsroom.pages",
    "newsroom.articles",
    "newsroom.media",
    "newsroom.correspondents",
    "newsroom.regions",
    "newsroom.workflow",
    "newsroom.accounts",
    "newsroom.backups",
    "newsroom.delivery",
    "newsroom.audit",
    "newsroom.accounts.desk_config.DeskConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_prose_editor",
]
MIDDLEWARE = [
    # Pages that are kept, as they went out through all the others.
    "newsroom.delivery.middleware.KeptPages",
    "newsroom.defences.Defences",
    "django.middleware.security.SecurityMiddleware",
    "newsroom.defences.known_host",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "newsroom.delivery.draining.drained",
    "newsroom.accounts.middleware.LastingSessions",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.accounts.middleware.WordsStay",
    "newsroom.accounts.middleware.sessions_end",
    "newsroom.accounts.middleware.language_of_path_or_person",
    "newsroom.accounts.middleware.second_factor_first",
    "allauth.account.middleware.AccountMiddleware",
    # Asks the map for a missing slash: by then the language that the path is in has to be active.
    "django.middleware.common.CommonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    *(["newsroom.public.unknown.OurNotFound"] if DEBUG else []),
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Every field has a direction by templates/django/forms: no form has to think of it.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

SQLITE = f"sqlite:///{VAR_DIR / 'newsroom.sqlite3'}"
DATABASES = {"default": services.database("DATABASE_URL", SQLITE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# None while somebody works at the templates.
OWN_MEMORY = "dummy.DummyCache" if DEBUG else "locmem.LocMemCache"
CACHES = {
    "default": services.cache("CACHE_URL", VAR_DIR / "cache"),
    # Apart: whoever asks for card after card pushes out no count of failed sign-ins.
    "cards": {
        "BACKEND": "newsroom.caches.FileCache",
        "LOCATION": VAR_DIR / "cache/cards",
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
    # Of each process: pages, fragments of them and stories as feeds carry them, kept by all that
    # they are made of. A page is a hundred times as large as a fragment, a story ten times.
    **{
        name: {
            "BACKEND": f"django.core.cache.backends.{OWN_MEMORY}",
            "LOCATION": name,
            "OPTIONS": {"MAX_ENTRIES": most},
        }
        for name, most in (("fragments", 2000), ("pages", 200), ("stories", 300))
    },
}

# Public pages are kept ready: in a file for all processes of one machine, or in Redis for several
# machines. What a path knows of a query is beside the addresses.
KEPT_PAGES = env.kept_pages("KEPT_PAGES", "CACHE_URL")
KEPT_PAGES_DIR = VAR_DIR / "kept"
KEPT_PAGES_REDIS = env.text("CACHE_URL")
KEPT_PAGES_MB = env.number("KEPT_PAGES_MB", 512, least=8)
KEPT_PAGES_QUERIES = "newsroom.public.queries.known"
NEVER_KEPT = ("/admin/", "/preview/", "/healthz/", "/readyz/", "/static/", "/media/")
CDN = services.cdn("CDN")

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["newsroom.accounts.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
]
LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"
CSRF_FAILURE_VIEW = "newsroom.accounts.signin.csrf_failure"
# A session ends when nobody used it for the first, and after the second however much it is used.
SESSION_COOKIE_AGE = env.number("SESSION_IDLE_HOURS", 12, least=1) * 3600
SESSION_LONGEST = CSRF_COOKIE_AGE = 14 * 24 * 3600
# Who reaches nothing at the desk without a second factor: not for the environment to decide.
SECOND_FACTOR_ROLES = () if DEBUG else ("editor", "chief", "administrator")
ACCOUNT_ADAPTER = "newsroom.accounts.adapters.SignInAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Failed ones by address and by name or, for codes, account; whoever signs in is not counted.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key,20/h/key", "reauthenticate": None}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_ADAPTER = "newsroom.accounts.adapters.SecondFactorAdapter"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Not "Strict": a link in a mail to the desk would find nobody signed in.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# A browser takes such a cookie only over TLS, from this very host, for all of it.
SESSION_COOKIE_NAME = "__Host-session" if IS_TLS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_TLS else "csrftoken"
# The default keeps the desk's messages, which name stories, in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_SSL_REDIRECT = IS_TLS
# Asked from inside, past whatever speaks TLS for us.
SECURE_REDIRECT_EXEMPT = [r"^healthz/$", r"^readyz/$"]
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 365 * 24 * 3600) if IS_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0
# newsroom/defences.py has the other headers, and the desk's own policy.
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"

# The editions, in the order in which they are listed; the first is the one without a prefix in its
# addresses. Another language is a row here, `makemigrations` and a folder in `locale/`: see
# docs/languages.md.
NEWSROOM_LANGUAGES = checked(
    (
        Language("ar", "العربية", "Arabic", "rtl", locale="ar", fallbacks=("en",)),
        Language("ckb", "سۆرانی", "Sorani", "rtl", locale="ckb", fallbacks=("ar", "en")),
        Language("ku", "Kurmancî", "Kurmanji", "ltr", locale="ku", fallbacks=("en", "ar")),
        Language("en", "English", "English", "ltr", locale="en_GB", fallbacks=("ar",)),
    )
)
# gettext falls back to LANGUAGE_CODE: with English there, a word that Kurmanji lacks comes out in
# English and never in Arabic. Which language the public reads first is the first one above.
LANGUAGE_CODE = "en"
LANGUAGES = [(each.code, each.endonym) for each in NEWSROOM_LANGUAGES]
LANGUAGES_BIDI = [each.code for each in NEWSROOM_LANGUAGES if each.direction == "rtl"]
LANG_INFO |= {
    each.code: {
        "bidi": each.direction == "rtl",
        "code": each.code,
        "name": each.english,
        "name_local": each.endonym,
    }
    for each in NEWSROOM_LANGUAGES
}
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["newsroom.text.formats"]
TIME_ZONE = "Asia/Damascus"
MODELTRANSLATION_DEFAULT_LANGUAGE = NEWSROOM_LANGUAGES[0].code
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": (NEWSROOM_LANGUAGES[0].code,)} | {
    each.code: each.fallbacks for each in NEWSROOM_LANGUAGES
}

# Which of the desk's checks this newsroom does without, e.g. "W4,W13"; see docs/checks.md.
CHECKS_OFF = env.checks_off("CHECKS_OFF")

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# From a bucket the application itself gives out what readers may have, as with DEBUG.
GIVES_OUT_MEDIA = DEBUG or bool(env.text("MEDIA_URL_S3"))
STORAGES = {
    # The vault has masters and originals of photos: outside every public root, read only through
    # checked views.
    **services.storages("MEDIA_URL_S3", "VAULT_URL_S3", VAR_DIR),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# After so many days the original of a photo goes; its safe master stays.
ORIGINALS_KEEP_DAYS = env.number("ORIGINALS_KEEP_DAYS", 90, least=1)
# Who can open backups (age public keys), where the worker puts them, how often, and how many of
# them it keeps: one a day, then one a week. Without a folder it makes none.
BACKUP_RECIPIENTS = env.recipients("BACKUP_RECIPIENTS")
BACKUP_DIR = env.folder("BACKUP_DIR")
BACKUP_EVERY_HOURS = env.number("BACKUP_EVERY_HOURS", 24, least=1)
BACKUP_KEEP_DAYS = env.number("BACKUP_KEEP_DAYS", 14, least=1)
BACKUP_KEEP_WEEKS = env.number("BACKUP_KEEP_WEEKS", 8)
# Where the worker keeps a mirror of the public site (none without a folder), the key it is signed
# with, and where it will stand, if not only on disks.
MIRROR_DIR = env.folder("MIRROR_DIR")
MIRROR_KEY = env.folder("MIRROR_KEY") or VAR_DIR / "mirror_key"
MIRROR_URL = env.address("MIRROR_URL", SITE_URL)
# What makes again, after a restore, what backups leave out or newer code wants.
AFTER_RESTORE = ("roles", "renditions --plain", "reindex")
# A story of 20,000 words is 700 KB on the wire: it must reach the form that refuses it politely.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "newsroom.upload_handler.LastingUploads",
]

LOGGING = logs.config(debug=DEBUG)
