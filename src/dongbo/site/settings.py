"""Settings, every one readable from the environment; the defaults run on one machine with nothing to start."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import fontpkg_be_vietnam_pro
from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from environs import Env

env = Env()

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(env.str("DONGBO_VAR", str(ROOT / "var")))
VAR.mkdir(parents=True, exist_ok=True)


def _kept_secret(path: Path) -> str:
    """Return the secret kept in `path`, made on first use and readable by its owner alone."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key(), encoding="utf-8")
    return path.read_text(encoding="utf-8")


SECRET_KEY = env.str("SECRET_KEY", "") or _kept_secret(VAR / "secret_key")
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
TRUSTED_PROXIES: list[str] = env.list("DONGBO_TRUSTED_PROXIES", [])
DEMO = env.bool("DONGBO_DEMO", True)
DEMO_PASSWORD = env.str("DONGBO_DEMO_PASSWORD", "dong-bo-trinh-dien")
PAGE_SIZE = env.int("DONGBO_PAGE_SIZE", 50)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "dongbo.ledger",
    "dongbo.organisation",
    "dongbo.documents",
    "dongbo.planning",
    "dongbo.jobs",
    "dongbo.web",
    "dongbo.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "dongbo.web.today.TodayMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dongbo.site.language.language_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dongbo.web.sign_in.middleware.presence_middleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dongbo.web.desk.errors.form_only_middleware",
    "dongbo.web.routes.undeclared_middleware",
]

ROOT_URLCONF = "dongbo.site.urls"
WSGI_APPLICATION = "dongbo.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dongbo.web.shell.shell",
            ],
            "libraries": {"lucide": "dongbo.web.icons"},
        },
    },
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; "
    "PRAGMA secure_delete=ON;",
}


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for the database at `url`."""
    config: dict[str, Any] = dict(env.dj_db_url("DATABASE_URL", url))
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {**config.get("OPTIONS", {}), **SQLITE_OPTIONS}
    return config


DATABASES = {"default": database(f"sqlite:///{VAR / 'dongbo.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": env.str("DONGBO_TASKS", "django_tasks_db.DatabaseBackend")}}

AUTH_USER_MODEL = "organisation.Officer"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "dongbo.web.sign_in.passwords.LengthByPolicy"},
    {"NAME": "dongbo.web.sign_in.passwords.NotGuessedFirst"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

ACCOUNT_ADAPTER = "dongbo.web.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # tries are counted in the database, for all processes together
MFA_ADAPTER = "dongbo.web.sign_in.adapters.SecondFactorAdapter"
MFA_FORMS = {"authenticate": "dongbo.web.sign_in.forms.CodeForm"}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Đồng Bộ"
MFA_TOTP_TOLERANCE = 1

OIDC_URL = env.str("DONGBO_OIDC_URL", "")
OIDC_NAME = env.str("DONGBO_OIDC_NAME", "Đăng nhập một lần của Bộ")
OIDC_CLAIM = env.str("DONGBO_OIDC_CLAIM", "preferred_username")
OIDC_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(OIDC_URL))] if OIDC_URL else []
SOCIALACCOUNT_ADAPTER = "dongbo.web.sign_in.adapters.ProviderAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # our own view asks for POST
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "ministry",
                "name": OIDC_NAME,
                "client_id": env.str("DONGBO_OIDC_CLIENT", ""),
                "secret": env.str("DONGBO_OIDC_SECRET", ""),
                "settings": {"server_url": OIDC_URL},
            }
        ],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOT / "src" / "dongbo" / "locale"]
FORMAT_MODULE_PATH = ["dongbo.site.formats"]
TIME_ZONE = env.str("TIME_ZONE", "Asia/Ho_Chi_Minh")
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [("fonts", Path(fontpkg_be_vietnam_pro.__file__).parent / "files")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

FILE_STORE = Path(env.str("DONGBO_FILES", str(VAR / "files")))
LARGEST_UPLOAD = env.int("DONGBO_LARGEST_UPLOAD", 64 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024

SESSION_ENGINE = "dongbo.web.sign_in.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "dongbo.web.sign_in.stale.stale_form"
BEHIND_TLS = env.bool("DONGBO_TLS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF, *OIDC_ORIGINS],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_papers": {"()": "dongbo.site.logs.WithoutPapers"}},
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.db.backends": {"filters": ["without_papers"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
