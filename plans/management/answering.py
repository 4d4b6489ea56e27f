"""What `plan` and `calculate` share: JSON in from a file or standard input, JSON out, line by line or whole.

No database, no clock. A line is bounded, so that a stream of any length needs little memory.
"""

import json
import os
import sys
from abc import abstractmethod
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

LARGEST_REQUEST = 1_000_000  # bytes
UNREADABLE = 2  # exit status


class AnsweringCommand(BaseCommand):
    requires_system_checks = ()

    @abstractmethod
    def answer(self, text: bytes) -> dict[str, Any]:
        """The response to one request; never raises."""

    @abstractmethod
    def refuse(self, message: str) -> dict[str, Any]:
        """The response to a request that was not read."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE", help="a file instead of standard input")
        parser.add_argument("--jsonl", action="store_true", help="one request a line, one response a line, same order")

    def handle(self, *, file: str | None, jsonl: bool, **_options: Any) -> None:
        try:
            for text in _requests(file, jsonl=jsonl):
                self._write(text)
        except BrokenPipeError:
            # The reader has enough; what Python flushes at exit must not complain either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _write(self, text: bytes) -> None:
        if len(text) > LARGEST_REQUEST:
            response = self.refuse(f"request: longer than {LARGEST_REQUEST} bytes")
        else:
            response = self.answer(text)
        self.stdout.write(json.dumps(response, allow_nan=False))
        self.stdout.flush()


def _requests(file: str | None, *, jsonl: bool) -> Iterator[bytes]:
    try:
        with _opened(file) as source:
            yield from _lines(source) if jsonl else [source.read(LARGEST_REQUEST + 1)]
    except OSError as unreadable:
        raise CommandError(f"cannot read the input: {unreadable}", returncode=UNREADABLE) from None


@contextmanager
def _opened(file: str | None) -> Iterator[BinaryIO]:
    if file is not None:
        with Path(file).open("rb") as opened:
            yield opened
    elif sys.stdin is None:
        raise OSError("standard input is closed")
    else:
        yield sys.stdin.buffer


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Lines without their end; of a line that is too long, its beginning."""
    while line := source.readline(LARGEST_REQUEST + 2):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = source.readline(LARGEST_REQUEST)
        yield line.removesuffix(b"\n").removesuffix(b"\r")
