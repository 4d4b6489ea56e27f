"""The launcher's tests start real processes; whatever a test leaves is ended here, by pid."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence

import pytest

Start = Callable[[Sequence[str]], "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a program in its own process group, heard through a pipe."""
    started: list[subprocess.Popen[str]] = []

    def start_one(command: Sequence[str]) -> "subprocess.Popen[str]":
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, process_group=0)
        started.append(process)
        return process

    yield start_one
    for process in started:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


@pytest.fixture
def sleeper(start: Start) -> "subprocess.Popen[str]":
    process = start([sys.executable, "-c", "print('up', flush=True); import time; time.sleep(60)"])
    assert process.stdout
    process.stdout.readline()
    return process
