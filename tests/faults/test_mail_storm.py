"""Many weekly mails while everything breaks: workers, schedulers, broker, database connections, the mail server.

`STORM_MAILS`, `STORM_FAULTS` and `STORM_SEEDS` make it longer: `STORM_MAILS=1000 STORM_FAULTS=60 STORM_SEEDS=5`.
"""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from redis import Redis

from athletes.models import Athlete, OutgoingMail
from coachapp.local.children import Child
from tests.faults.broken_server import BrokenServer, running_broken_server
from tests.plans.crowd import make_crowd
from tests.worker import running_beat, running_worker

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

MAILS = int(os.environ.get("STORM_MAILS", "200"))
FAULTS = int(os.environ.get("STORM_FAULTS", "15"))
SEEDS = range(int(os.environ.get("STORM_SEEDS", "1")))
PATIENCE_S = 90 + MAILS / 5 + FAULTS * 5
LOOK_S = 0.3
WORKERS = 2
BEATS = 2
# A killed worker may leave the one mail it had in hand to be sent again, and never a whole lot.
REPEATS_A_WORKER = 1


class Storm:
    """Two workers, two beats, and what happens to them."""

    def __init__(self, server: BrokenServer, chance: random.Random) -> None:
        self.server = server
        self.chance = chance
        self.workers: list[tuple[ExitStack, Child]] = []
        self.beats: list[tuple[ExitStack, Child]] = []
        self.happened: Counter[str] = Counter()

    def start_workers(self) -> None:
        while len(self.workers) < WORKERS:
            life = ExitStack()
            self.workers.append((life, life.enter_context(running_worker(mail_port=self.server.port))))

    def start_beats(self) -> None:
        while len(self.beats) < BEATS:
            life = ExitStack()
            folder = Path(life.enter_context(TemporaryDirectory()))
            self.beats.append((life, life.enter_context(running_beat(folder))))

    def kill_all(self) -> None:
        """The machine dies; what its workers held is free when their leases end, which is not waited for here."""
        for _, worker in self.workers:
            os.killpg(worker.process.pid, signal.SIGKILL)
        end(self.workers)
        OutgoingMail.objects.unsent().update(lease_until=None)
        self.start_workers()

    def stop_one(self) -> None:
        life, _ = self.workers.pop(self.chance.randrange(len(self.workers)))
        life.close()  # SIGTERM, and time to finish the mail in hand
        self.start_workers()

    def kill_beat(self) -> None:
        """The other one goes on; the new one knows nothing of what this one has asked."""
        life, beat = self.beats.pop(self.chance.randrange(len(self.beats)))
        os.killpg(beat.process.pid, signal.SIGKILL)
        life.close()
        self.start_beats()

    def flush_broker(self) -> None:
        with Redis.from_url(settings.REDIS_URL) as broker:
            broker.flushdb()

    def cut_database(self) -> None:
        """Every connection but ours ends, as when the database restarts."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid()"
            )

    def stop(self) -> None:
        end(self.beats)
        end(self.workers)

    def hurry(self) -> None:
        """Retries that wait for their minute need not wait here."""
        OutgoingMail.objects.unsent().filter(not_before__gt=timezone.now()).update(not_before=timezone.now())

    def let_happen(self, fault: str) -> None:
        self.happened[fault] += 1
        doing: dict[str, Callable[[], None]] = {
            "kill": self.kill_all,
            "term": self.stop_one,
            "beat": self.kill_beat,
            "flush": self.flush_broker,
            "database": self.cut_database,
        }
        if fault in doing:
            doing[fault]()
        else:
            self.server.misbehave(fault, times=self.chance.randint(1, 5))


def end(processes: list[tuple[ExitStack, Child]]) -> None:
    while processes:
        processes.pop()[0].close()


def make_due_crowd() -> None:
    now = timezone.now()
    monday = now.date() - timedelta(days=now.weekday())
    make_crowd(MAILS, monday=monday, next_reminder_at=now - timedelta(minutes=1))


@contextmanager
def running_storm(seed: int) -> Iterator[Storm]:
    with Redis.from_url(settings.REDIS_URL) as broker:
        broker.flushdb()
    with running_broken_server() as server:
        storm = Storm(server, random.Random(seed))
        storm.start_workers()
        storm.start_beats()
        try:
            yield storm
        finally:
            storm.stop()


def blow(storm: Storm, faults: list[str]) -> None:
    """The faults one after the other while mail leaves, and then until everything has left."""
    step = MAILS / (len(faults) + 1)
    deadline = time.monotonic() + PATIENCE_S
    waiting = list(faults)
    while waiting or not is_over():
        storm.hurry()
        if waiting and len(storm.server.taken) >= step * (len(faults) - len(waiting) + 1):
            storm.let_happen(waiting.pop(0))
        assert time.monotonic() < deadline, f"{storm.happened}, {len(storm.server.taken)} taken"
        time.sleep(LOOK_S * storm.chance.random())


def is_over() -> bool:
    return OutgoingMail.objects.filter(state="sent").count() == MAILS


def run_the_week_again() -> None:
    """As if every claim had been lost: each runner is due once more for the week that was told."""
    Athlete.objects.update(next_reminder_at=timezone.now() - timedelta(minutes=1))


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_and_nothing_comes_under_a_second_id(seed):
    make_due_crowd()
    chance = random.Random(seed)
    kinds = ["kill", "kill", "term", "beat", "flush", "database", "later", "cut before", "cut after", "slow"]
    faults = [chance.choice(kinds) for _ in range(FAULTS)]

    with running_storm(seed) as storm:
        blow(storm, faults)
        taken = Counter(storm.server.taken)
        run_the_week_again()
        time.sleep(3)  # both schedulers ask, and ask again
        again = Counter(storm.server.taken) - taken

    repeats = taken.total() - len(taken)
    said = f"{dict(storm.happened)}, {repeats} repeats, {storm.server.cut_after} cut after DATA"
    print(f"\nseed {seed}, {MAILS} mails: {said}")  # noqa: T201 -- the figures are what a long run is for
    assert len({to for to, _ in taken}) == MAILS
    assert len(taken) == MAILS  # one Message-ID each
    assert storm.server.cut_after or "cut after" not in faults  # the faults came while mail was leaving
    assert repeats <= REPEATS_A_WORKER * storm.happened["kill"] * WORKERS + storm.server.cut_after
    assert not again


def test_workers_that_are_asked_to_stop_repeat_nothing():
    make_due_crowd()

    with running_storm(seed=0) as storm:
        blow(storm, ["term"] * 6)

    assert Counter(storm.server.taken).total() == MAILS
    assert len(set(storm.server.taken)) == MAILS
