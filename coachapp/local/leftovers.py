"""Who our children are, kept on disk, so that the next start can end what a killed supervisor left."""

import json
import os
import secrets
import signal
from collections.abc import Sequence
from pathlib import Path

from coachapp.local.children import Child
from coachapp.local.processes import Identity, end_group

MARK = "OFFSEASON_CLUB"


def club_mark(data: Path) -> str:
    """A secret of this data folder that every child carries in its environment."""
    return kept_secret(data / "club-mark")


def kept_secret(path: Path) -> str:
    """Random, made once, readable by its owner only."""
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
        fresh.rename(path)
    return path.read_text().strip()


def record(data: Path, children: Sequence[Child]) -> None:
    known = [
        {"name": child.name, "pid": child.identity.pid, "started": child.identity.started, "signal": child.stop_signal}
        for child in children
        if child.identity
    ]
    fresh = data / "children.json.new"
    fresh.write_text(json.dumps(known))
    fresh.rename(data / "children.json")


def end_leftovers(data: Path) -> list[str]:
    """End the recorded children that still live, last started first; their names."""
    mark = f"{MARK}={club_mark(data)}"
    ended = [
        str(one["name"])
        for one in reversed(_recorded(data))
        if end_group(
            Identity(pid=int(one["pid"]), started=str(one["started"])),
            mark=mark,
            stop_signal=signal.Signals(int(one["signal"])),
        )
    ]
    (data / "children.json").unlink(missing_ok=True)
    return ended


def _recorded(data: Path) -> list[dict[str, str | int]]:
    """Nothing, when the file is absent or was cut short by a full disk."""
    try:
        read: list[dict[str, str | int]] = json.loads((data / "children.json").read_text())
    except (FileNotFoundError, ValueError):
        return []
    return read
