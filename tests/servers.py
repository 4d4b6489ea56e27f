"""A pytest plugin: real PostgreSQL and Valkey for the session, unless the environment names others.

The process that the developer started runs them; xdist's workers inherit its environment and use the same ones.
"""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from coachapp.local.children import Child, silent
from coachapp.local.places import socket_folder
from coachapp.local.postgres import Postgres
from coachapp.local.valkey import Valkey

STOP_PATIENCE_S = 10
running_key = pytest.StashKey[list[Child]]()


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput") or config.option.collectonly or config.option.help:
        return
    running = config.stash.setdefault(running_key, [])
    if settings.SERVERS_TO_START:
        shutil.rmtree(settings.TEST_DATA, ignore_errors=True)  # a killed run with our pid may have left it
    if "DATABASE_URL" in settings.SERVERS_TO_START:
        running.append(Postgres(data=settings.TEST_DATA / "pg", sockets=_sockets(), is_durable=False).start(say=silent))
    if "REDIS_URL" in settings.SERVERS_TO_START:
        running.append(
            Valkey(data=settings.TEST_DATA / "valkey", sockets=_sockets(), is_durable=False).start(say=silent)
        )


def pytest_unconfigure(config: pytest.Config) -> None:
    running = config.stash.get(running_key, [])
    for server in reversed(running):
        server.stop(within_s=STOP_PATIENCE_S)
    if running:
        shutil.rmtree(settings.TEST_DATA, ignore_errors=True)
        shutil.rmtree(settings.SOCKETS, ignore_errors=True)


def _sockets() -> Path:
    settings.TEST_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    return socket_folder(settings.TEST_DATA)
