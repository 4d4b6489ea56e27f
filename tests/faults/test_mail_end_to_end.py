"""The weekly mail with nothing replaced: PostgreSQL, the broker, a Celery worker, a mail server on loopback."""

import os
import signal
from datetime import timedelta

import pytest
from django.utils import timezone
from redis import Redis

from athletes.models import Athlete, BeatMark, OutgoingMail
from athletes.tasks import note_beat, send_due_mail, send_mail_batch
from plans.tasks import queue_due_reminders
from tests.mail_sink import running_sink
from tests.plans.published import make_published
from tests.worker import running_worker, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sink():
    with running_sink() as found:
        yield found


@pytest.fixture
def bob(bob, settings):
    """Bob, whose send time came a minute ago, in the middle of a published week; and a broker with nothing in it."""
    with Redis.from_url(settings.REDIS_URL) as broker:
        broker.delete("default", "mail", "unacked", "unacked_index")
    now = timezone.now()
    make_published(bob, starts=(now.date() - timedelta(days=now.weekday()),))
    make_due(bob)
    return bob


def make_due(athlete):
    Athlete.objects.filter(pk=athlete.pk).update(next_reminder_at=timezone.now() - timedelta(minutes=1))


def is_sent():
    return OutgoingMail.objects.filter(state="sent").exists()


def is_due(athlete):
    return Athlete.objects.reminder_due(at=timezone.now()).filter(pk=athlete.pk).exists()


def test_the_week_arrives_once_however_often_beat_asks(bob, sink):
    with running_worker(mail_port=sink.port) as worker:
        queue_due_reminders.delay()
        wait_until(is_sent, worker)

        make_due(bob)  # as if the claim had been lost
        queue_due_reminders.delay()
        send_due_mail.delay()
        send_mail_batch.delay([OutgoingMail.objects.get().pk])
        wait_until(lambda: not is_due(bob), worker)
        note_beat.delay()
        wait_until(BeatMark.objects.exists, worker)

    (mail,) = sink.taken
    (row,) = OutgoingMail.objects.all()
    text = mail.get_body(("plain",)).get_content()
    assert mail["To"] == "bob@example.org"
    assert mail["Message-ID"] == row.message_id
    assert mail["Subject"] == "Week 7 of 1: 54.7 km, long run 16.1 km on Sunday"
    assert all(f"\n{day} " in text for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
    assert "Long run" in mail.get_body(("html",)).get_content()


@pytest.mark.slow
def test_mail_of_a_killed_worker_is_sent_by_the_next_one_under_the_same_id(bob, sink):
    sink.hold()
    with running_worker(mail_port=sink.port) as worker:
        queue_due_reminders.delay()
        wait_until(sink.is_holding, worker)
        os.killpg(worker.process.pid, signal.SIGKILL)
    sink.let_go()
    (row,) = OutgoingMail.objects.all()
    assert row.state == "waiting"
    OutgoingMail.objects.update(lease_until=timezone.now())  # the lease of the dead worker runs out

    with running_worker(mail_port=sink.port) as worker:
        send_due_mail.delay()
        wait_until(is_sent, worker)

    assert {mail["Message-ID"] for mail in sink.taken} == {row.message_id}
