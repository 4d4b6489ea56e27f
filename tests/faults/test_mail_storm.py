"""Many weekly mails while everything breaks: workers, broker, database connections, the mail server.

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

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from redis import Redis

from athletes.models import OutgoingMail
from athletes.tasks import send_due_mail
from coachapp.local.children import Child
from plans.tasks import queue_due_reminders
from tests.faults.broken_server import BrokenServer, running_broken_server
from tests.plans.crowd import make_crowd
from tests.worker import running_worker

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

MAILS = int(os.environ.get("STORM_MAILS", "200"))
FAULTS = int(os.environ.get("STORM_FAULTS", "15"))
SEEDS = range(int(os.environ.get("STORM_SEEDS", "1")))
PATIENCE_S = 90 + MAILS / 5 + FAULTS * 5
BEAT_S = 0.3
WORKERS = 2
# A killed worker may leave the one mail it had in hand to be sent again, and never a whole lot.
REPEATS_A_WORKER = 1


class Storm:
    """Two workers, two beats, and what happens to them."""

    def __init__(self, server: BrokenServer, chance: random.Random) -> None:
        self.server = server
        self.chance = chance
        self.workers: list[tuple[ExitStack, Child]] = []
        self.happened: Counter[str] = Counter()

    def start_workers(self) -> None:
        while len(self.workers) < WORKERS:
            life = ExitStack()
            self.workers.append((life, life.enter_context(running_worker(mail_port=self.server.port))))

    def kill_all(self) -> None:
        """The machine dies; what its workers held is free when their leases end, which is not waited for here."""
        for _, worker in self.workers:
            os.killpg(worker.process.pid, signal.SIGKILL)
        self.stop()
        OutgoingMail.objects.unsent().update(lease_until=None)
        self.start_workers()

    def stop_one(self) -> None:
        life, _ = self.workers.pop(self.chance.randrange(len(self.workers)))
        life.close()  # SIGTERM, and time to finish the mail in hand
        self.start_workers()

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
        while self.workers:
            self.workers.pop()[0].close()

    def beat(self) -> None:
        """Both schedulers ask; retries that wait for their minute need not wait here."""
        OutgoingMail.objects.unsent().filter(not_before__gt=timezone.now()).update(not_before=timezone.now())
        for _ in range(2):
            queue_due_reminders.delay()
            send_due_mail.delay()

    def let_happen(self, fault: str) -> None:
        self.happened[fault] += 1
        doing: dict[str, Callable[[], None]] = {
            "kill": self.kill_all,
            "term": self.stop_one,
            "flush": self.flush_broker,
            "database": self.cut_database,
        }
        if fault in doing:
            doing[fault]()
        else:
            self.server.misbehave(fault, times=self.chance.randint(1, 5))


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
        storm.beat()
        if waiting and len(storm.server.taken) >= step * (len(faults) - len(waiting) + 1):
            storm.let_happen(waiting.pop(0))
        assert time.monotonic() < deadline, f"{storm.happened}, {len(storm.server.taken)} taken"
        time.sleep(BEAT_S * storm.chance.random())


def is_over() -> bool:
    return OutgoingMail.objects.filter(state="sent").count() == MAILS


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_and_nothing_comes_under_a_second_id(seed):
    make_due_crowd()
    chance = random.Random(seed)
    kinds = ["kill", "kill", "term", "flush", "database", "later", "cut before", "cut after", "slow"]
    faults = [chance.choice(kinds) for _ in range(FAULTS)]

    with running_storm(seed) as storm:
        blow(storm, faults)
        taken = Counter(storm.server.taken)
        storm.beat()
        time.sleep(2)
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
