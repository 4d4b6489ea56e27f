"""Which process is which. A pid alone may have been given to a stranger; with its start time it is one process."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

PROC = Path("/proc")
WRAPPER = Path(__file__).with_name("child.py")
PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class Identity:
    pid: int
    started: str  # boot id and clock ticks since boot: the same pair never comes back

    @classmethod
    def of(cls, pid: int) -> Self | None:
        """None when no living process has this pid."""
        fields = _stat_fields(pid)
        return cls(pid=pid, started=f"{_boot_id()}:{fields[19]}") if fields and fields[0] not in "ZX" else None

    def is_alive(self) -> bool:
        return Identity.of(self.pid) == self


def spawn(
    command: Sequence[str],
    *,
    prefix: Sequence[str] = (),
    death_signal: signal.Signals = signal.SIGTERM,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[str]:
    """Start a child that leads its own process group, is heard through a pipe and is told when we die.

    Call it from the main thread: the kernel reports the death of the thread that started the child.
    """
    wrapped = [sys.executable, "-I", str(WRAPPER), str(os.getpid()), str(int(death_signal)), *command]
    if prefix[:1] == ["setpriv"]:  # after the change of user our interpreter may be out of reach
        wrapped = ["--pdeathsig", death_signal.name, *command]
    return subprocess.Popen(
        [*prefix, *wrapped],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        process_group=0,
        env=environment,
        cwd=folder,
        pass_fds=pass_fds,
    )


def end_group(leader: Identity, *, mark: str, stop_signal: signal.Signals) -> bool:
    """End what is left of the group this process led, and tell whether there was anything.

    A stranger with a reused pid stays untouched. With the leader gone, its group is known by `mark`, a string of
    the members' environment.
    """
    members = _members(leader, mark=mark)
    _tell([leader] if leader.is_alive() else members, stop_signal)
    if not _all_gone(members, within_s=PATIENCE_S):
        _tell(_members(leader, mark=mark), signal.SIGKILL)
        _all_gone(members, within_s=PATIENCE_S)
    return bool(members)


def _tell(told: Sequence[Identity], number: signal.Signals) -> None:
    for one in told:
        with contextlib.suppress(ProcessLookupError):
            os.kill(one.pid, number)


def _members(leader: Identity, *, mark: str) -> list[Identity]:
    leads = leader.is_alive()
    group = [Identity.of(pid) for pid in _all_pids() if _group_of(pid) == leader.pid]
    return [one for one in group if one and (leads or _carries(one.pid, mark))]


def _all_gone(members: Sequence[Identity], *, within_s: float) -> bool:
    deadline = time.monotonic() + within_s
    while any(member.is_alive() for member in members):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _all_pids() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]


def _group_of(pid: int) -> int | None:
    fields = _stat_fields(pid)
    return int(fields[2]) if fields else None


def _stat_fields(pid: int) -> list[str] | None:
    """Fields of /proc/<pid>/stat from the third on (the state); the name before them may hold any character."""
    try:
        return (PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return None


def _carries(pid: int, mark: str) -> bool:
    try:
        return os.fsencode(mark) in (PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:
        return False


def _boot_id() -> str:
    try:
        return (PROC / "sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return "boot"
