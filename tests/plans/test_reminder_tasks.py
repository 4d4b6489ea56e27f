from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command

from athletes.models import Athlete, OutgoingMail
from plans.tasks import queue_due_reminders, queue_reminders
from tests.factories import NOW
from tests.plans.published import make_published

pytestmark = pytest.mark.django_db

DUE_AT = datetime(2026, 12, 14, 6, 0, tzinfo=UTC)


@pytest.fixture
def handed_over(monkeypatch):
    """The batches that go to the broker."""
    batches: list[list[str]] = []
    monkeypatch.setattr(queue_reminders, "apply_async", lambda args, **_: batches.append(args[0]))
    return batches


def make_due(athlete):
    Athlete.objects.filter(pk=athlete.pk).update(next_reminder_at=DUE_AT)


def make_crowd(n):
    Athlete.objects.bulk_create(
        Athlete(name=f"Runner {number}", next_reminder_at=DUE_AT, created_at=NOW) for number in range(n)
    )


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=1)])
def test_everybody_due_is_handed_over_in_batches(bob, handed_over, late):
    make_due(bob)
    make_crowd(3)  # without an account nobody can be written to

    with time_machine.travel(DUE_AT + late, tick=False):
        queue_due_reminders()

    assert handed_over == [[str(bob.pk)]]


def test_nobody_is_handed_over_early(bob, handed_over):
    make_due(bob)

    with time_machine.travel(DUE_AT - timedelta(seconds=1), tick=False):
        queue_due_reminders()

    assert handed_over == []


def test_ids_come_in_batches(bob):
    make_crowd(5)

    batches = Athlete.objects.filter(next_reminder_at=DUE_AT).ids_in_batches(2)

    assert [len(batch) for batch in batches] == [2, 2, 1]


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=1)])
def test_a_batch_that_runs_twice_writes_one_mail(bob, late):
    make_published(bob)
    make_due(bob)

    with time_machine.travel(DUE_AT + late, tick=False):
        queue_reminders([str(bob.pk)])
        queue_reminders([str(bob.pk)])

    assert OutgoingMail.objects.get().key == "2026-12-14"


def test_send_week_does_what_beat_would_do(bob):
    make_published(bob)
    make_due(bob)

    with time_machine.travel(DUE_AT, tick=False):
        call_command("send_week")
        call_command("send_week")

    assert OutgoingMail.objects.count() == 1
