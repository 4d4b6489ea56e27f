"""All settings, read from the environment. What is missing or wrong fails loudly at start.

`.env` files are the operator's affair: the container or the launcher sets the environment.
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- Where we are --------------------------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY: str = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS")
SITE_URL: str = env.str("SITE_URL").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# Present only when the launcher runs the embedded database: its routes and log-ins exist nowhere else.
DEMO_DIR: Path | None = Path(env.str("DEMO_DIR")) if "DEMO_DIR" in env else None

# --- Applications --------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "coachapp.apps.CoachappConfig",
    "athletes.apps.AthletesConfig",
    "plans.apps.PlansConfig",
    "questions.apps.QuestionsConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "drf_spectacular",
    "rest_framework",
    "rest_framework.authtoken",
    "template_partials",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "coachapp.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "coachapp.compression.PageCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "coachapp.http.PrivatePagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "coachapp.kept_pages.PageOwnerMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "coachapp.http.HtmxAnswerMiddleware",
]

ROOT_URLCONF = "coachapp.urls"
WSGI_APPLICATION = "coachapp.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
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
                "csp.context_processors.nonce",
                "coachapp.desk.navigation.navigation",
            ],
        },
    },
]

# --- PostgreSQL and the Redis-protocol server ----------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL")}
DATABASES["default"].setdefault("CONN_MAX_AGE", env.int("DATABASE_CONN_MAX_AGE", default=60))
DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL: str = env.str("REDIS_URL")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"


def broker_url(redis_url: str) -> str:
    """The same server in Celery's words: a unix socket is `redis+socket://`, its database `virtual_host`."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    database = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={database}"


CELERY_BROKER_URL = broker_url(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900, "socket_keepalive": True}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    "athletes.tasks.send_mail_batch": {"queue": "mail"},
    "plans.tasks.queue_reminders": {"queue": "mail"},
}
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_ENABLE_UTC = True
CELERY_BEAT_SCHEDULE = {
    "queue-due-reminders": {"task": "plans.tasks.queue_due_reminders", "schedule": timedelta(minutes=1)},
    "queue-due-days": {"task": "plans.tasks.queue_due_days", "schedule": timedelta(minutes=1)},
    "queue-due-moments": {"task": "plans.tasks.queue_due_moments", "schedule": timedelta(minutes=5)},
    "queue-due-digests": {"task": "coachapp.desk.tasks.queue_due_digests", "schedule": timedelta(minutes=5)},
    "resume-assignments": {
        "task": "plans.tasks.resume_assignments",
        "schedule": timedelta(seconds=20),
        "options": {"expires": 20},
    },
    "send-due-mail": {"task": "athletes.tasks.send_due_mail", "schedule": timedelta(minutes=1)},
    "clear-old-mail": {"task": "athletes.tasks.clear_old_mail", "schedule": timedelta(hours=1)},
    "clear-old-sessions": {"task": "athletes.tasks.clear_old_sessions", "schedule": timedelta(hours=1)},
    "file-received-mail": {
        "task": "questions.tasks.file_received",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "clear-old-incoming": {"task": "questions.tasks.clear_old_incoming", "schedule": timedelta(hours=1)},
    "erase-due": {"task": "coachapp.desk.tasks.erase_due", "schedule": timedelta(hours=1)},
    # It expires, or a backlog would speak for a scheduler that died while no worker ran.
    "note-beat": {"task": "athletes.tasks.note_beat", "schedule": timedelta(seconds=30), "options": {"expires": 60}},
}

# --- People and access ---------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "athletes.User"
AUTHENTICATION_BACKENDS = ["athletes.accounts.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "landing"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "athletes.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "athletes.forms.SignupForm"
ACCOUNT_FORMS = {
    "login": "athletes.forms.account.LoginForm",
    "signup": "athletes.forms.account.SignupForm",
    "add_email": "athletes.forms.account.AddEmailForm",
    "change_password": "athletes.forms.account.ChangePasswordForm",
    "reset_password": "athletes.forms.account.ResetPasswordForm",
    "reset_password_from_key": "athletes.forms.account.ResetPasswordKeyForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
# Only in the browser that signed up, which then goes on to `next`; elsewhere the link leads to the sign-in page.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Behind TLS there is one proxy of ours, and rate limits must count the visitor's address, not the proxy's.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1 if SITE_URL.startswith("https") else 0)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_URL.startswith("https") else "http"
# Beside allauth's own: the free planner, its letters, questions and calendars (see coachapp/limits.py).
# A calendar is read by several programs of one athlete, and by one big server for many athletes: each counts by itself.
ACCOUNT_RATE_LIMITS = {
    "free_plan": "60/m/ip",
    "free_plan_mail": "20/h/ip",
    "free_plan_mail_to": "5/d/key",
    "tap": "120/h/ip",
    "mail_test": "20/h/user",
    "ask_question": "20/h/ip",
    "ask_question_from": "10/d/key",
    "ask_likely": "120/m/ip",
    "consent": "60/h/ip",
    "calendar_feed": "240/h/key",
    "calendar_unknown": "120/h/ip",
}
# Address and browser of a sign-in are kept while it lasts, and no page view is written down.
USERSESSIONS_TRACK_ACTIVITY = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Off-season"

# --- Mail ----------------------------------------------------------------------------------------------------------

vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 15  # seconds for each answer of the mail server
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"Off-season <coach@{urlsplit(SITE_URL).hostname}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Where reports of non-delivery come back to (the envelope's sender), and whose mail is read for replies to a coach.
BOUNCE_ADDRESS: str = env.str("BOUNCE_ADDRESS", default="")
REPLY_DOMAIN: str = env.str("REPLY_DOMAIN", default="")
# The provider that tells us of bounces and complaints by webhook, and the secret it shows ("user:password").
MAIL_PROVIDER: str = env.str("MAIL_PROVIDER", default="")
MAIL_WEBHOOK_SECRET: str = env.str("MAIL_WEBHOOK_SECRET") if MAIL_PROVIDER else ""
if MAIL_PROVIDER not in {"", "brevo", "mailjet", "postmark", "sparkpost"}:
    raise ImproperlyConfigured(f"MAIL_PROVIDER is {MAIL_PROVIDER!r}: see docs/operations.md for those that are known.")
if MAIL_PROVIDER and not all(MAIL_WEBHOOK_SECRET.partition(":")):
    raise ImproperlyConfigured("MAIL_WEBHOOK_SECRET has to be a user and a password: user:password")

# What comes in. The address that anybody may ask at, shown on the page where people ask; the servers of ours whose Authentication-Results are believed.
ASK_ADDRESS: str = env.str("ASK_ADDRESS", default="")
MAIL_AUTHSERV_IDS: list[str] = env.list("MAIL_AUTHSERV_IDS", default=[])
LARGEST_MAIL: int = env.int("LARGEST_MAIL", default=50_000_000)
# The provider that hands mail over by webhook, and what it shows: "user:password", of Mailgun its signing key.
INBOUND_PROVIDER: str = env.str("INBOUND_PROVIDER", default="")
INBOUND_SECRET: str = env.str("INBOUND_SECRET") if INBOUND_PROVIDER else ""
if INBOUND_PROVIDER not in {"", "mailgun", "mailjet", "postmark", "sendgrid", "sparkpost"}:
    raise ImproperlyConfigured(
        f"INBOUND_PROVIDER is {INBOUND_PROVIDER!r}: docs/operations.md names those that are known."
    )
if INBOUND_PROVIDER not in {"", "mailgun"} and not all(INBOUND_SECRET.partition(":")):
    raise ImproperlyConfigured("INBOUND_SECRET has to be a user and a password: user:password")
if INBOUND_PROVIDER == "mailgun" and not INBOUND_SECRET:
    raise ImproperlyConfigured("INBOUND_SECRET has to be Mailgun's HTTP webhook signing key")
# A mailbox to look into: imaps://user:password@host/INBOX?move_to=Done
IMAP_URL: str = env.str("IMAP_URL", default="")
if urlsplit(IMAP_URL).scheme not in {"", "imap", "imaps"} or (IMAP_URL and not urlsplit(IMAP_URL).username):
    raise ImproperlyConfigured("IMAP_URL has to be like imaps://user:password@host/INBOX")
if IMAP_URL:
    CELERY_BEAT_SCHEDULE["look-into-mailbox"] = {
        "task": "questions.tasks.look_into_mailbox",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    }

# --- Pages ---------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "coachapp.storage.HashedModulesStorage"},
}
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_HANDLERS = ["coachapp.uploads.SmallFilesOnly"]
# A preview of two hundred athletes has eleven fields in each row.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

# Whose videos play inside an answer, after a press; those of any other host are links. Empty: all of them are.
VIDEO_HOSTS: list[str] = env.list("VIDEO_HOSTS", default=["youtube.com", "vimeo.com"])
if not {"youtube.com", "vimeo.com"}.issuperset(VIDEO_HOSTS):
    raise ImproperlyConfigured(
        f"VIDEO_HOSTS is {VIDEO_HOSTS!r}: only the players of youtube.com and vimeo.com are known."
    )
# What explains a session of the week: the plans do not know the library of answers.
WHY_ANSWERS = "questions.queries.explaining"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [NONE],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# --- Behind TLS ----------------------------------------------------------------------------------------------------

# Plain HTTP is for the launcher on loopback; anything else lives behind a proxy that ends TLS.
IS_HTTPS = SITE_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True

# --- API -----------------------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        # Token first: its WWW-Authenticate header turns "not logged in" into 401 instead of 403.
        "athletes.api.authentication.DigestTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "EXCEPTION_HANDLER": "coachapp.api.errors.answer_in_json",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["coachapp.api.parsers.BoundedJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "coachapp.api.pagination.Pages",
    "DEFAULT_THROTTLE_CLASSES": ["coachapp.api.throttles.VisitorThrottle", "coachapp.api.throttles.UserThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": "120/min", "user": "600/min", "preview": "60/min"},
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Off-season API",
    "DESCRIPTION": "Plan, read and log the weeks between the fall race and the spring A race.",
    "VERSION": "1",
    # The contract has pairs and values that may be null: plain JSON schema, which 3.0 is not.
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    # Lists of words stand where they are used: the contract and the rows have some under the same name.
    "POSTPROCESSING_HOOKS": ["coachapp.api.refusals.with_refusals"],
}

# --- What it says while it works -----------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "filters": {"without_keys": {"()": "coachapp.access_log.WithoutKeys"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_keys"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
