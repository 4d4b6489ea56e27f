import io
import os
import signal
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

from coachapp.local.errors import CannotGoOn
from coachapp.local.leftovers import MARK, club_mark, end_leftovers
from coachapp.local.processes import Identity
from coachapp.local.supervisor import StopAsked, Supervisor
from coachapp.local.terminal import Terminal
from tests.local.conftest import Start

SLEEP = ["sleep", "60"]


@pytest.fixture
def supervisor(tmp_path: Path) -> Supervisor:
    return Supervisor(tmp_path, terminal=Terminal(io.StringIO()))


def test_everything_stops_last_started_first(tmp_path: Path) -> None:
    out = io.StringIO()
    supervisor = Supervisor(tmp_path, terminal=Terminal(out))
    for name in ("web", "worker", "beat"):
        goodbye = "import signal, time; signal.signal(signal.SIGTERM, lambda *_: exit(print('bye')))"
        child = supervisor.start(
            name, [sys.executable, "-uc", f"{goodbye}; print('up'); time.sleep(60)"], environment=dict(os.environ)
        )
        child.wait_until(partial(child.last_lines.count, "up"), within_s=20)

    supervisor.stop_all()

    assert [line.split()[0] for line in out.getvalue().splitlines() if "bye" in line] == ["beat", "worker", "web"]


def test_a_child_that_ends_stops_the_rest_and_its_last_lines_say_why(supervisor: Supervisor) -> None:
    supervisor.start("web", SLEEP, environment=dict(os.environ))
    supervisor.start("worker", ["sh", "-c", "echo no broker; exit 3"], environment=dict(os.environ))

    with pytest.raises(CannotGoOn, match=r"(?s)worker ended by itself \(exit 3\).*no broker"):
        supervisor.watch()

    supervisor.stop_all()


def test_a_full_disk_is_named_as_the_reason(supervisor: Supervisor) -> None:
    words = "echo 'PANIC: could not write: No space left on device'; exit 1"
    supervisor.start("postgres", ["sh", "-c", words], environment=dict(os.environ))

    with pytest.raises(CannotGoOn) as refusal:
        supervisor.watch()

    assert "disk is full" in refusal.value.way_out


def test_a_signal_ends_the_watch(supervisor: Supervisor) -> None:
    supervisor.start("web", SLEEP, environment=dict(os.environ))
    threading.Timer(0.1, supervisor._note_signal, (signal.SIGTERM, None)).start()

    with pytest.raises(StopAsked):
        supervisor.watch()

    supervisor.stop_all()


def test_a_failed_step_is_told_with_its_last_lines(supervisor: Supervisor) -> None:
    steps = {"migrate": ["sh", "-c", "echo relation is missing; exit 1"]}

    with pytest.raises(CannotGoOn, match=r"(?s)migrate.*relation is missing"):
        supervisor.finish(steps, environment=dict(os.environ), say=lambda *_: None)

    supervisor.stop_all()


def test_the_next_start_ends_what_a_killed_supervisor_left(tmp_path: Path, start: Start) -> None:
    killed = start([sys.executable, "-c", SUPERVISOR_OF_A_DEAF_CHILD, str(tmp_path)])
    assert killed.stdout
    child = Identity.of(int(killed.stdout.readline()))
    assert child
    killed.kill()
    killed.wait()
    assert child.is_alive()

    ended = end_leftovers(tmp_path)

    assert (ended, child.is_alive()) == (["web"], False)
    assert end_leftovers(tmp_path) == []


def test_the_mark_of_a_club_is_private(tmp_path: Path) -> None:
    mark = club_mark(tmp_path)

    assert mark == club_mark(tmp_path)
    assert (tmp_path / "club-mark").stat().st_mode & 0o777 == 0o600
    assert MARK not in mark


# The child ignores its parent's death (as one in the middle of a long request would) but not a direct SIGINT.
SUPERVISOR_OF_A_DEAF_CHILD = """
import os, signal, sys, time
from pathlib import Path
from coachapp.local import children, supervisor
from coachapp.local.terminal import standard_terminal
data = Path(sys.argv[1])
boss = supervisor.Supervisor(data, terminal=standard_terminal())
deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
child = children.start_child("web", [sys.executable, "-c", deaf], say=children.silent)
child.wait_until(lambda: "up" in child.last_lines, within_s=20)
child.stop_signal = signal.SIGINT
boss.add(child)
print(child.process.pid, flush=True)
time.sleep(60)
"""
