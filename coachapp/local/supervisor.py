"""Starts children in order, watches them, stops them in the opposite order, and leaves none behind."""

import signal
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType

from coachapp.local.children import Child, Say, start_child
from coachapp.local.errors import CannotGoOn
from coachapp.local.leftovers import record
from coachapp.local.places import ROOT
from coachapp.local.terminal import Terminal

LOOK_EVERY_S = 0.2
STOP_PATIENCE_S = 15.0


class StopAsked(Exception):
    """Ctrl-C, SIGTERM, or the terminal is gone."""


class Supervisor:
    def __init__(self, data: Path, *, terminal: Terminal) -> None:
        self.children: list[Child] = []
        self._data = data
        self._terminal = terminal
        self._stop_asked = threading.Event()
        self._hurry = threading.Event()

    def listen_to_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note_signal)

    def add(self, child: Child) -> Child:
        self.children.append(child)
        record(self._data, self.children)
        self.pause_for_signal()
        return child

    def start(
        self, name: str, command: Sequence[str], *, environment: Mapping[str, str], fds: Sequence[int] = ()
    ) -> Child:
        say = self._terminal.say
        child = start_child(name, command, say=say, environment=environment, folder=ROOT, pass_fds=fds)
        return self.add(child)

    def finish(self, steps: Mapping[str, Sequence[str]], *, environment: Mapping[str, str], say: Say) -> None:
        """Run these side by side to their ends; CannotGoOn with the last lines of one that fails."""
        running = [
            self.add(start_child(name, command, say=say, environment=environment, folder=ROOT))
            for name, command in steps.items()
        ]
        for child in running:
            self._wait_for_end(child)
            self.children.remove(child)

    def watch(self) -> None:
        """Until a signal (StopAsked) or a child's end (CannotGoOn)."""
        while True:
            self.pause_for_signal(LOOK_EVERY_S)
            for child in self.children:
                if not child.is_running():
                    raise _ended(child)

    def wait_until(self, child: Child, is_ready: Callable[[], bool], *, within_s: float) -> None:
        def is_ready_or_stopped() -> bool:
            self.pause_for_signal(LOOK_EVERY_S)
            return is_ready()

        child.wait_until(is_ready_or_stopped, within_s=within_s)

    def pause_for_signal(self, seconds: float = 0) -> None:
        if self._stop_asked.wait(seconds) if seconds else self._stop_asked.is_set():
            raise StopAsked

    def stop_all(self) -> None:
        """Last started first; a second signal makes it quick."""
        for child in reversed(self.children):
            child.stop(within_s=STOP_PATIENCE_S, hurry=self._hurry)
        self.children.clear()
        record(self._data, [])

    def _wait_for_end(self, child: Child) -> None:
        while child.is_running():
            self.pause_for_signal(LOOK_EVERY_S / 4)
        child.stop(within_s=0)
        if child.process.returncode:
            raise CannotGoOn(f"“{child.name}” failed (exit {child.process.returncode}):\n{child.tail()}")

    def _note_signal(self, _number: int, _frame: FrameType | None) -> None:
        if self._stop_asked.is_set():
            self._hurry.set()
        self._stop_asked.set()


def _ended(child: Child) -> CannotGoOn:
    time.sleep(LOOK_EVERY_S)  # its last words may still be in the pipe
    way_out = "Its last lines say why; when that is mended, start again. The data are kept."
    if "No space left on device" in child.tail():
        way_out = "The disk is full: free some space and start again. The data are kept."
    return CannotGoOn(
        f"{child.name} ended by itself (exit {child.process.returncode}), so everything stops.\n{child.tail()}",
        way_out=way_out,
    )
