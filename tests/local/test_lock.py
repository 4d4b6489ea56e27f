import json
import subprocess
import sys
from pathlib import Path

import pytest

from coachapp.local import lock
from coachapp.local.errors import CannotGoOn
from coachapp.local.lock import run_lock
from tests.local.conftest import Start

HOLDER = """
import sys, time
from pathlib import Path
from coachapp.local.lock import run_lock
with run_lock(Path(sys.argv[1]), address="http://127.0.0.1:8123/") as held:
    held.note(sys.argv[2])
    print("held", flush=True)
    time.sleep(float(sys.argv[3]))
"""


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE_S", 0.1)


def hold(folder: Path, start: Start, *, state: str = "running", seconds: int = 60) -> "subprocess.Popen[str]":
    process = start([sys.executable, "-c", HOLDER, str(folder), state, str(seconds)])
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_start_is_told_who_runs_and_where(tmp_path: Path, start: Start) -> None:
    owner = hold(tmp_path, start)

    with pytest.raises(CannotGoOn) as refusal, run_lock(tmp_path, address="http://127.0.0.1:8000/"):
        pass

    assert f"process {owner.pid}" in refusal.value.obstacle
    assert "http://127.0.0.1:8123/" in refusal.value.obstacle
    assert f"kill {owner.pid}" in refusal.value.way_out


def test_a_killed_owner_holds_nothing(tmp_path: Path, start: Start) -> None:
    owner = hold(tmp_path, start)
    owner.kill()
    owner.wait()

    with run_lock(tmp_path, address="http://127.0.0.1:8000/"):
        named = json.loads((tmp_path / "run.lock").read_text())

    assert named["address"] == "http://127.0.0.1:8000/"
    assert named["pid"] != owner.pid


def test_a_lock_file_with_rubbish_in_it_stands_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "run.lock").write_text('{"pid": 1, "sta')

    with run_lock(tmp_path, address="http://127.0.0.1:8000/"):
        assert json.loads((tmp_path / "run.lock").read_text())["state"] == "running"


def test_an_owner_that_is_stopping_is_waited_for(tmp_path: Path, start: Start) -> None:
    hold(tmp_path, start, state="stopping", seconds=1)

    with run_lock(tmp_path, address="http://127.0.0.1:8000/"):
        assert json.loads((tmp_path / "run.lock").read_text())["state"] == "running"
