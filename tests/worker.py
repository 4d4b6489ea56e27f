"""A real Celery worker on the test's own database, broker and mail server."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from coachapp.local.children import Child, silent, start_child
from coachapp.local.places import ROOT, VENV

START_PATIENCE_S = 30
WORK_PATIENCE_S = 20
STOP_PATIENCE_S = 10
ALONE = ("--without-mingle", "--without-gossip")  # no other worker to wait for


@contextmanager
def running_worker(*, mail_port: int) -> Iterator[Child]:
    command = [str(VENV / "bin" / "celery"), "-A", "coachapp.celery", "worker", "-c", "1", "-Q", "default,mail"]
    child = start_child(
        "worker", [*command, "--loglevel", "INFO", *ALONE], say=silent, environment=surroundings(mail_port), folder=ROOT
    )
    try:
        child.wait_until(lambda: any("ready." in line for line in child.last_lines), within_s=START_PATIENCE_S)
        yield child
    finally:
        child.stop(within_s=STOP_PATIENCE_S)


@contextmanager
def running_beat(folder: Path) -> Iterator[Child]:
    """A real scheduler that asks every second in place of every minute; it keeps what it must remember in `folder`."""
    command = [
        str(VENV / "bin" / "celery"),
        "-A",
        "tests.quick_beat",
        "beat",
        "--pidfile=",
        "--loglevel",
        "INFO",
        "-s",
        str(folder / "beat"),
    ]
    child = start_child("beat", command, say=silent, environment=surroundings(mail_port=1), folder=ROOT)
    try:
        child.wait_until(lambda: any("Starting" in line for line in child.last_lines), within_s=START_PATIENCE_S)
        yield child
    finally:
        child.stop(within_s=STOP_PATIENCE_S)


def surroundings(mail_port: int) -> dict[str, str]:
    database, _, options = os.environ["DATABASE_URL"].partition("?")
    name = connection.settings_dict["NAME"]
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "coachapp.settings",
        "DATABASE_URL": f"{database.rpartition('/')[0]}/{name}?{options}",
        "REDIS_URL": settings.REDIS_URL,
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "PYTHONUNBUFFERED": "1",
    }


def wait_until(is_done: Callable[[], bool], worker: Child) -> None:
    """The worker's last words tell why, when it never comes true."""
    deadline = time.monotonic() + WORK_PATIENCE_S
    while not is_done():
        assert worker.is_running(), worker.tail()
        assert time.monotonic() < deadline, worker.tail()
        time.sleep(0.05)
