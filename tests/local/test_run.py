"""The whole of `make run`, killed and started again. Slow: two real starts."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachapp.local.leftovers import end_leftovers
from coachapp.local.places import ROOT, socket_folder_path
from coachapp.local.processes import Identity

pytestmark = pytest.mark.slow
PATIENCE_S = 150
NOT_OURS = {
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "SITE_URL",
    "DJANGO_SETTINGS_MODULE",
}


class Club:
    def __init__(self, data: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.lines: list[str] = []
        environment = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "coachapp.local", "run"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=ROOT,
            env=environment | {"DATA_DIR": str(data), "PORT": str(self.port)},
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def wait_until_open(self) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not any("The club is open" in line for line in self.lines):
            assert self.process.poll() is None, "".join(self.lines[-30:])
            assert time.monotonic() < deadline, "".join(self.lines[-30:])
            time.sleep(0.1)

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        code = self.process.wait(timeout=PATIENCE_S)
        self._reader.join()
        return code

    def _read(self) -> None:
        assert self.process.stdout
        with self.process.stdout as said:
            self.lines.extend(iter(said.readline, ""))


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "club"
    end_leftovers(tmp_path / "club")
    for left in socket_folder_path(tmp_path / "club").glob("*"):
        left.unlink()
    socket_folder_path(tmp_path / "club").rmdir()


def test_a_killed_club_starts_again_with_its_data_and_one_beat(data: Path) -> None:
    killed = Club(data)
    killed.wait_until_open()
    logins = (data / "demo-logins.json").read_text()
    first = recorded(data)
    killed.end(signal.SIGKILL)

    club = Club(data)
    club.wait_until_open()
    second = recorded(data)
    status = urllib.request.urlopen(f"http://127.0.0.1:{club.port}/readyz").status
    code = club.end(signal.SIGINT)

    assert status == 200
    assert set(second) == {"postgres", "valkey", "mail", "web", "worker", "beat"}
    assert [name for name, identity in first.items() if identity.is_alive()] == []
    assert (data / "demo-logins.json").read_text() == logins
    assert not any("Loading the demo club" in line for line in club.lines)
    assert code == 0
    assert [name for name, identity in second.items() if identity.is_alive()] == []
    assert re.search(r"^  coach +\S", "".join(club.lines), re.MULTILINE)


def recorded(data: Path) -> dict[str, Identity]:
    known = json.loads((data / "children.json").read_text())
    return {one["name"]: Identity(pid=one["pid"], started=one["started"]) for one in known}
