"""The production settings, read from a test's environment. `tests/servers.py` starts the servers named here."""

import os
import re
import tempfile
from pathlib import Path

from coachapp.local.places import socket_folder_path

# Only names, made from our pid: type checkers import this file as well, and they want no server.
TEST_DATA = Path(os.environ.setdefault("TEST_DATA", f"{tempfile.gettempdir()}/offseason-test-{os.getpid()}"))
SOCKETS = socket_folder_path(TEST_DATA)
SERVERS_TO_START = {"DATABASE_URL", "REDIS_URL"} - set(os.environ)


def redis_database_of(worker: str) -> int:
    """Each parallel test process has its own cache and its own queue: 0 alone, 1 for gw0, 2 for gw1."""
    found = re.search(r"\d+$", worker)
    return int(found[0]) + 1 if found else 0


def redis_url_of(url: str, *, worker: str) -> str:
    database = redis_database_of(worker)
    if not database:
        return url
    if url.startswith("unix:"):
        return f"{url.partition('?')[0]}?db={database}"
    return f"{re.sub(r'/[0-9]*$', '', url)}/{database}"


for name, value in {
    "DATABASE_URL": f"postgres://app@/app?host={SOCKETS}",
    "REDIS_URL": f"unix://{SOCKETS}/valkey.sock",
    "SECRET_KEY": "for-tests-only",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "SITE_URL": "http://testserver",
    "EMAIL_URL": "memorymail://",
}.items():
    os.environ.setdefault(name, value)
os.environ["REDIS_URL"] = redis_url_of(os.environ["REDIS_URL"], worker=os.environ.get("PYTEST_XDIST_WORKER", ""))

from coachapp.settings import *  # noqa: E402, F403 -- they read the environment set above

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
vars()["STATIC_ROOT"] = None  # the static files of tests are found, not collected
