"""A batch with nothing replaced: PostgreSQL, the broker, a Celery worker; and one that is killed in the middle."""

import os
import signal
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone
from redis import Redis

from athletes.models import OutgoingMail
from plans.models import AssignmentRow, OffSeason, PlanVersion, TrainingPhase
from plans.tasks import publish_assignments, resume_assignments
from tests.mail_sink import running_sink
from tests.plans.assigning import make_batch, make_racer
from tests.worker import running_worker, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sink():
    with running_sink() as found:
        yield found


@pytest.fixture(autouse=True)
def _a_broker_with_nothing_in_it(settings):
    with Redis.from_url(settings.REDIS_URL) as broker:
        broker.delete("default", "mail", "unacked", "unacked_index")


def published() -> int:
    return AssignmentRow.objects.published().count()


def is_published(count: int) -> bool:
    return published() >= count


def assign_to(coach, count):
    racers = [make_racer(coach, f"Runner {n:03d}", email=f"r{n}@example.org") for n in range(count)]
    return make_batch(coach, *racers, at=timezone.now())


def nothing_is_lost_and_nothing_is_twice(count: int) -> bool:
    seasons = OffSeason.objects.filter(published__isnull=False)
    mails = OutgoingMail.objects.filter(kind="plan_published")
    kinds = TrainingPhase.objects.values_list("off_season", "kind").distinct().count()
    return (
        published() == seasons.count() == PlanVersion.objects.count() == mails.count() == count
        and kinds == TrainingPhase.objects.count()
    )


def test_a_worker_publishes_a_batch_however_often_it_is_asked(alice, sink):
    with running_worker(mail_port=sink.port) as worker:
        batch = assign_to(alice, 3)
        publish_assignments.delay(str(batch.pk))
        resume_assignments.delay()
        wait_until(lambda: published() == 3, worker)

    assert nothing_is_lost_and_nothing_is_twice(3)


@pytest.mark.slow
def test_a_worker_killed_among_two_hundred_loses_nothing_and_does_nothing_twice(alice, sink):
    with running_worker(mail_port=sink.port) as worker:
        batch = assign_to(alice, 200)
        wait_until(lambda: published() >= 20, worker)
        os.killpg(worker.process.pid, signal.SIGKILL)
    before = published()
    assert 20 <= before < 200
    held = batch.rows.in_hand(at=timezone.now()).count()
    assert held <= 1  # the row that the dead worker had begun, of which nothing is stored
    assert OffSeason.objects.count() == before
    batch.rows.waiting().update(lease_until=timezone.now() - timedelta(seconds=1))  # the lease of the dead worker ends

    with running_worker(mail_port=sink.port) as worker:
        resume_assignments.delay()
        resume_assignments.delay()
        for goal in range(before + 10, 210, 10):  # patience is for ten at a time, on a busy machine as well
            wait_until(partial(is_published, min(goal, 200)), worker)

    assert nothing_is_lost_and_nothing_is_twice(200)
    assert not AssignmentRow.objects.exclude(state="published").exists()
