import os
import signal
import subprocess
import sys
import time

from coachapp.local.processes import Identity, end_group, spawn
from tests.local.conftest import Start

MARK = "OFFSEASON_CLUB=test-of-groups"


def identity_of(process: "subprocess.Popen[str]") -> Identity:
    found = Identity.of(process.pid)
    assert found
    return found


def test_a_process_is_known_by_pid_and_start_time(sleeper: "subprocess.Popen[str]") -> None:
    known = identity_of(sleeper)
    same_pid_other_process = Identity(pid=sleeper.pid, started="an-earlier-boot:1")

    assert (known.is_alive(), same_pid_other_process.is_alive()) == (True, False)


def test_a_dead_process_is_nobody(sleeper: "subprocess.Popen[str]") -> None:
    known = identity_of(sleeper)

    os.kill(sleeper.pid, signal.SIGKILL)
    os.waitid(os.P_PID, sleeper.pid, os.WEXITED | os.WNOWAIT)  # dead, but not yet buried

    assert not known.is_alive()
    assert Identity.of(sleeper.pid) is None


def test_a_leftover_is_ended(sleeper: "subprocess.Popen[str]") -> None:
    assert end_group(identity_of(sleeper), mark=MARK, stop_signal=signal.SIGTERM) is True
    assert sleeper.wait(timeout=5) == -signal.SIGTERM


def test_a_stranger_with_a_reused_pid_is_left_alone(sleeper: "subprocess.Popen[str]") -> None:
    recorded = Identity(pid=sleeper.pid, started="an-earlier-boot:1")

    assert end_group(recorded, mark=MARK, stop_signal=signal.SIGTERM) is False
    assert sleeper.poll() is None


def test_members_of_a_group_whose_leader_died_are_known_by_their_mark(start: Start) -> None:
    leader = start(["sh", "-c", f"{MARK} sh -c 'echo $$; exec sleep 60' & exec sleep 60"])
    assert leader.stdout
    member = Identity.of(int(leader.stdout.readline()))
    led_by = identity_of(leader)
    leader.kill()
    leader.wait()
    assert member

    ended = end_group(led_by, mark=MARK, stop_signal=signal.SIGTERM)

    assert (ended, member.is_alive()) == (True, False)


def test_a_child_is_told_when_its_parent_is_killed(start: Start) -> None:
    parent = start([sys.executable, "-c", PARENT_OF_A_SLEEPER])
    assert parent.stdout
    child = Identity.of(int(parent.stdout.readline()))
    assert child
    assert child.is_alive()

    parent.kill()

    assert gone_within(child, seconds=10)


def test_a_child_leads_its_own_group() -> None:
    child = spawn(["sleep", "60"])
    group = os.getpgid(child.pid)
    child.kill()
    child.communicate()

    assert group == child.pid


PARENT_OF_A_SLEEPER = """
import time
from coachapp.local.processes import spawn
child = spawn(["sh", "-c", "echo up; exec sleep 60"])
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(60)
"""


def gone_within(identity: Identity, *, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while identity.is_alive() and time.monotonic() < deadline:
        time.sleep(0.02)
    return not identity.is_alive()
