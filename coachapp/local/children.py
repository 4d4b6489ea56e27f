"""A child program that is listened to, and stopped in good order."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from coachapp.local.errors import CannotGoOn
from coachapp.local.processes import Identity, spawn

REMEMBERED_LINES = 20

Say = Callable[[str, str], None]


class Child:
    """Keeps the last lines, hands every line to `say(name, line)`."""

    def __init__(self, name: str, process: subprocess.Popen[str], *, say: Say, stop_signal: signal.Signals) -> None:
        self.name = name
        self.process = process
        self.identity = Identity.of(process.pid)
        self.last_lines: deque[str] = deque(maxlen=REMEMBERED_LINES)
        self.stop_signal = stop_signal
        self._reader = threading.Thread(target=self._listen, args=(say,), name=f"{name} lines", daemon=True)
        self._reader.start()

    def is_running(self) -> bool:
        return self.process.poll() is None

    def stop(self, *, within_s: float, hurry: threading.Event | None = None) -> None:
        """Ask, wait, then insist; afterwards nothing of its group is left."""
        deadline = time.monotonic() + within_s
        if self.is_running():
            self.process.send_signal(self.stop_signal)
        while self.is_running() and time.monotonic() < deadline and not (hurry and hurry.is_set()):
            time.sleep(0.02)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._reader.join(timeout=2)

    def wait_until(self, is_ready: Callable[[], object], *, within_s: float) -> None:
        """Raise CannotGoOn, with its last lines, when it ends or the time is up before it is ready."""
        deadline = time.monotonic() + within_s
        while not is_ready():
            if not self.is_running():
                self._reader.join(timeout=2)
                raise CannotGoOn(f"{self.name} ended while starting (exit {self.process.returncode}).\n{self.tail()}")
            if time.monotonic() > deadline:
                raise CannotGoOn(f"{self.name} was not ready after {within_s:.0f} s.\n{self.tail()}")
            time.sleep(0.03)

    def tail(self) -> str:
        return "\n".join(f"  {line}" for line in self.last_lines)

    def _listen(self, say: Say) -> None:
        if self.process.stdout is None:
            return
        with self.process.stdout as lines:
            for line in lines:
                self.last_lines.append(line.rstrip())
                say(self.name, line.rstrip())


def start_child(
    name: str,
    command: Sequence[str],
    *,
    say: Say,
    prefix: Sequence[str] = (),
    stop_signal: signal.Signals = signal.SIGTERM,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    pass_fds: Sequence[int] = (),
) -> Child:
    process = spawn(
        command,
        prefix=prefix,
        death_signal=stop_signal,
        environment=environment,
        folder=folder,
        pass_fds=pass_fds,
    )
    return Child(name, process, say=say, stop_signal=stop_signal)


def silent(name: str, line: str) -> None:
    """For servers of tests: their last lines are kept, and shown only when one fails."""
