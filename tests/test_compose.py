"""The compose file cannot rot: it fits the specification, and each of its commands runs here on real servers."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
PATIENCE_S = 40


@pytest.fixture
def environment(transactional_db: None) -> dict[str, str]:
    """The environment of a container, pointed at this run's servers and database."""
    wanted = COMPOSE["services"]["web"]["environment"]
    host, name = connection.settings_dict["OPTIONS"].get("host", ""), connection.settings_dict["NAME"]
    given = {
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "https://127.0.0.1",
        "DATABASE_URL": f"postgres://app@/{name}?host={host}",
        "REDIS_URL": settings.REDIS_URL,
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "DEFAULT_FROM_EMAIL": "coach@example.org",
        "GUNICORN_CMD_ARGS": "",
    }
    assert set(given) == set(wanted)
    return {"PATH": f"{BIN}:{os.environ['PATH']}", "HOME": os.environ["HOME"]} | given


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a service's own command on this host; everything started ends with the test."""
    started: list[subprocess.Popen[str]] = []

    def run(service: str, **changes: str) -> "subprocess.Popen[str]":
        command = [word.replace("/tmp/beat", f"{tmp_path}/beat") for word in COMPOSE["services"][service]["command"]]
        with (tmp_path / f"{service}.log").open("w") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=environment | changes, text=True, stdout=log, stderr=subprocess.STDOUT
            )
        started.append(process)
        return process

    yield run
    for process in started:
        process.terminate()
        process.wait(timeout=PATIENCE_S)


def test_compose_file_fits_the_specification() -> None:
    checked = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_dockerfile_passes_its_linter() -> None:
    linted = subprocess.run([BIN / "hadolint", "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (linted.returncode, linted.stdout) == (0, "")


def test_no_secret_has_a_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    asked = re.findall(r"\$\{(\w+)([^}]*)\}", text)
    without_default = {name for name, rest in asked if rest.startswith(":?")}
    assert {"SECRET_KEY", "POSTGRES_PASSWORD", "EMAIL_URL"} <= without_default
    assert {name for name, rest in asked if not rest.startswith(":?")} == {"RELEASE"}


def test_every_long_running_service_has_a_healthcheck() -> None:
    services: dict[str, dict[str, Any]] = COMPOSE["services"]
    assert {name for name, service in services.items() if "healthcheck" not in service} == {"migrate"}
    assert {"migrate", "web", "worker", "beat", "postgres", "valkey", "proxy"} == set(services)


def test_migrate_finishes(start: Callable[..., "subprocess.Popen[str]"]) -> None:
    assert start("migrate").wait(timeout=PATIENCE_S) == 0


def test_web_becomes_ready(
    start: Callable[..., "subprocess.Popen[str]"], environment: dict[str, str], tmp_path: Path
) -> None:
    port = _free_port()
    arguments = COMPOSE["services"]["web"]["environment"]["GUNICORN_CMD_ARGS"]
    start("web", GUNICORN_CMD_ARGS=arguments.replace("0.0.0.0:8000", f"127.0.0.1:{port}"))
    probe = COMPOSE["services"]["web"]["healthcheck"]["test"][1:]
    here = [word.replace("127.0.0.1:8000", f"127.0.0.1:{port}") for word in probe]
    _until(
        lambda: subprocess.run(here, env=environment, capture_output=True, check=False).returncode == 0,
        tmp_path / "web.log",
    )
    assert _answer(port) == (301, f"https://127.0.0.1:{port}/")


def test_worker_answers_its_own_healthcheck(
    start: Callable[..., "subprocess.Popen[str]"], environment: dict[str, str], tmp_path: Path
) -> None:
    start("worker")
    probe = COMPOSE["services"]["worker"]["healthcheck"]["test"][1].replace("$$HOSTNAME", socket.gethostname())
    _until(
        lambda: (
            subprocess.run(probe, shell=True, cwd=ROOT, env=environment, capture_output=True, check=False).returncode
            == 0
        ),
        tmp_path / "worker.log",
    )


def test_beat_starts_with_our_schedule(start: Callable[..., "subprocess.Popen[str]"], tmp_path: Path) -> None:
    beat = start("beat")
    _until(lambda: "beat: Starting" in (tmp_path / "beat.log").read_text(), tmp_path / "beat.log")
    _until(lambda: bool(list(tmp_path.glob("beat-schedule*"))), tmp_path / "beat.log")
    assert beat.poll() is None


def _until(holds: Callable[[], bool], log: Path) -> None:
    give_up = time.monotonic() + PATIENCE_S
    while not holds():
        if time.monotonic() > give_up:
            pytest.fail(f"it did not happen in {PATIENCE_S} s; the log says:\n{log.read_text()[-3000:]}")
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _answer(port: int) -> tuple[int, str]:
    """Status and Location of the home page, redirects not followed."""
    web = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        web.request("GET", "/")
        response = web.getresponse()
        return response.status, response.headers["Location"]
    finally:
        web.close()
