"""The production settings, read from a test's environment. `tests/servers.py` starts the servers named here."""

import os
import tempfile
from pathlib import Path

from coachapp.local.places import socket_folder_path

# Only a name, made from our pid: type checkers import this file as well, and they want no server.
TEST_DATA = Path(tempfile.gettempdir()) / f"offseason-test-{os.getpid()}"
SOCKETS = socket_folder_path(TEST_DATA)

for name, value in {
    "DATABASE_URL": f"postgres://app@/app?host={SOCKETS}",
    "REDIS_URL": f"unix://{SOCKETS}/valkey.sock",
    "SECRET_KEY": "for-tests-only",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "SITE_URL": "http://testserver",
    "EMAIL_URL": "memorymail://",
}.items():
    os.environ.setdefault(name, value)

from coachapp.settings import *  # noqa: E402, F403 -- they read the environment set above

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None  # the static files of tests are found, not collected
