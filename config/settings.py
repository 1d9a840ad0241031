"""Settings of the product. Everything that differs between places comes from the environment."""

from pathlib import Path

from csp.constants import NONE, SELF

from config import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = env.secret("SECRET_KEY")
# The one before it: second factors that were set up under it go on (docs/security.md).
SECRET_KEY_FALLBACKS = [env.secret("SECRET_KEY_OLD")] if env.text("SECRET_KEY_OLD_FILE") else []
IDENTITY_KEY_FILE = env.key_file("IDENTITY_KEY_FILE")
# Where sealed identities go: server, apart (a keeper behind IDENTITY_SOCKET) or paper (ADR 0038).
IDENTITY_MODE = env.text("IDENTITY_MODE", "server")
IDENTITY_SOCKET = env.text("IDENTITY_SOCKET")
# Seals of the ledger (docs/ledger.md): their key, and the folder on another disk for their heads.
LEDGER_KEY_FILE = env.key_file("LEDGER_KEY_FILE")
LEDGER_ANCHOR_DIR = env.path("LEDGER_ANCHOR_DIR")
# Digital signature of reports (docs/report-files.md); without a key the signed paper is scanned.
SIGNING_KEY_FILE = env.path("SIGNING_KEY_FILE")
SIGNING_KEY_PASSWORD_FILE = env.path("SIGNING_KEY_PASSWORD_FILE")
SIGNING_ROOTS_FILE = env.path("SIGNING_ROOTS_FILE")
DEBUG = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
HTTPS = env.flag("HTTPS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "axes",
    "allauth",
    "allauth.account",  # asked for by allauth.mfa; none of its pages is routed (ADR 0041)
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "template_partials",
    "agencies",
    "records",
    "complaints",
    "plans",
    "reception",
    "reports",
]

MIDDLEWARE = [
    # Headers first, so that static files and errors carry them as well (security.md G21).
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "agencies.middleware.private_pages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "records.ledger.place.where_from",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "records.views.bounded.bounded_requests",
    "agencies.middleware.law_of_today",
    "agencies.middleware.whole_forms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "agencies.middleware.shared_desk",
    "agencies.scoping.scope_guard",
    "complaints.second_wall.readers_named",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "agencies.middleware.refusals",
    "records.middleware.traces",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

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
                "agencies.context.navigation",
            ],
        },
    }
]

# Two roles (ADR 0004): the owner changes the schema, the runtime role cannot touch the past.
RUNTIME_DATABASE_ROLE = env.text("RUNTIME_DATABASE_ROLE", "tcd_runtime")
_OWNER = env.text("TCD_DB_ROLE") == "owner" and env.text("DATABASE_OWNER_URL")
_DATABASE_URL = env.text("DATABASE_OWNER_URL") if _OWNER else env.text("DATABASE_URL")
DATABASES = {
    "default": {
        **env.database(_DATABASE_URL or "postgresql:///khong-co-co-so-du-lieu"),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            "options": "-c statement_timeout=0"
            if _OWNER
            else "-c statement_timeout=15000 -c lock_timeout=10000",
        },
        "TEST": {"NAME": f"test_tcd_{env.text('TEST_DB', 'main')}"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "agencies.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

# Shared desk: idle limit on the server, the cookie dies with the browser.
SESSION_COOKIE_NAME = "__Host-phien" if HTTPS else "phien"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_SECONDS = 15 * 60
SESSION_ABSOLUTE_SECONDS = 9 * 3600
# Rows of the table: an hour longer than they open anything, then the nightly sweep takes them.
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS + 3600
REAUTH_SECONDS = 5 * 60
DEVICE_COOKIE_NAME = "__Host-may" if HTTPS else "may"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "agencies.views.errors.csrf_failure"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "agencies.views.errors.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_WHITELIST_CALLABLE = "agencies.device.is_known"  # counted by agencies.guesses instead

# Second factor (ADR 0041, docs/sign-in.md): off | ask | required, for these roles.
SECOND_FACTOR = env.one_of("SECOND_FACTOR", ("off", "ask", "required"), "ask")
SECOND_FACTOR_ROLES = ["head", "custodian", "inspector", "admin"]
MFA_ADAPTER = "agencies.second_factor_adapter.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Tiếp công dân"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "static" / "collected"
STATICFILES_DIRS = [
    BASE_DIR / "static" / name
    for name in ("app", "vendor")  # vendor is copied from npm by the set-up, never committed
    if (BASE_DIR / "static" / name).is_dir()
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILES_DIR = Path(env.text("FILES_DIR") or BASE_DIR / ".local" / "files")
MAX_UPLOAD_BYTES = 20 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "records.upload_handler.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# ClamAV on a Unix socket; empty: none. Set and silent: files are held (docs/files.md).
CLAMD_SOCKET = env.text("CLAMD_SOCKET")
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024

# Letters about notices (docs/notices.md): through EMAIL_HOST, without one as files on this machine.
PUBLIC_ADDRESS = env.text("TCD_ADDRESS", "http://127.0.0.1:8000/")
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = Path(env.text("MAIL_DIR") or BASE_DIR / ".local" / "mail")
EMAIL_PORT = int(env.text("EMAIL_PORT", "587"))
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "khong-tra-loi@localhost")

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

CELERY_BROKER_URL = env.text("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # its own lines would quote what an error could not take
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "max_retries": 0,
    "visibility_timeout": 600,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BEAT_SCHEDULE_FILENAME = env.text("BEAT_SCHEDULE_FILE") or str(
    BASE_DIR / ".local" / "beat-schedule"
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # An error in the log quotes nothing that was typed.
    "formatters": {"line": {"()": "config.log_lines.Lines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = (
    [] if HTTPS else ["security.W004", "security.W008", "security.W012", "security.W016"]
)
