"""What a person at the terminal reads: each line with the name of the program that said it."""

import os
import sys
import threading
from typing import TextIO

WIDTH = 8
COLOURS = {"web": 36, "worker": 32, "beat": 35, "mail": 33, "postgres": 34, "valkey": 94}


class Terminal:
    """Lines of several threads, whole and in order. A closed terminal swallows them; the work goes on to its end."""

    def __init__(self, out: TextIO, *, is_coloured: bool | None = None) -> None:
        self._out = out
        self._lock = threading.Lock()
        self._is_closed = False
        self._is_coloured = out.isatty() and "NO_COLOR" not in os.environ if is_coloured is None else is_coloured

    def say(self, name: str, line: str) -> None:
        label = f"{name:<{WIDTH}} │"
        colour = COLOURS.get(name, 0)
        self._write(f"\033[{colour}m{label}\033[0m {line}" if self._is_coloured and colour else f"{label} {line}")

    def tell(self, text: str) -> None:
        """Our own words, without a prefix."""
        self._write(text)

    def _write(self, text: str) -> None:
        with self._lock:
            if self._is_closed:
                return
            try:
                print(text, file=self._out, flush=True)
            except OSError:
                self._is_closed = True


def standard_terminal() -> Terminal:
    return Terminal(sys.stdout)
