"""One supervisor for one data folder. The kernel holds the lock, so a killed owner leaves none; the file names the owner."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from coachapp.local.errors import CannotGoOn
from coachapp.local.processes import Identity

PATIENCE_S = 1.5  # for an owner that has just been told to stop and has not said so yet
PATIENCE_WITH_STOPPING_S = 45.0


@dataclass(frozen=True, slots=True)
class Lock:
    file: TextIO
    address: str

    def note(self, state: str) -> None:
        """Say who we are, and whether we are running or stopping."""
        me = Identity.of(os.getpid())
        owner = {
            "pid": os.getpid(),
            "started": me.started if me else "",
            "since": time.strftime("%Y-%m-%d %H:%M"),
            "address": self.address,
            "state": state,
        }
        self.file.seek(0)
        self.file.truncate()
        json.dump(owner, self.file)
        self.file.flush()


@contextmanager
def run_lock(data: Path, *, address: str) -> Iterator[Lock]:
    """Raise CannotGoOn, naming the owner, when somebody else runs on this data folder."""
    path = data / "run.lock"
    with path.open("a+") as file:
        _take(file, path)
        lock = Lock(file=file, address=address)
        lock.note("running")
        yield lock


def _take(file: TextIO, path: Path) -> None:
    began = time.monotonic()
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = _owner(path)
            is_stopping = owner.get("state") == "stopping"
            if time.monotonic() - began > (PATIENCE_WITH_STOPPING_S if is_stopping else PATIENCE_S):
                raise _taken(path.parent, owner) from None
            time.sleep(0.1)
        else:
            return


def _owner(path: Path) -> dict[str, str]:
    try:
        read = json.loads(path.read_text())
    except ValueError:
        return {}
    return {key: str(value) for key, value in read.items()}


def _taken(data: Path, owner: dict[str, str]) -> CannotGoOn:
    pid = owner.get("pid", "?")
    return CannotGoOn(
        f"{data} is in use: process {pid} runs the club since {owner.get('since', '?')} at {owner.get('address', '?')}",
        way_out=f"Open that address, stop it (kill {pid}), or start a second club beside it: "
        "DATA_DIR=.data/second PORT=8001 make run",
    )
