"""What a weekly mail costs: `.venv/bin/python -m pytest -s -p tests.servers benchmarks/mail.py`.

CPU of this process for each mail, from the question who is due to the mail server's "taken", on the test suite's own
PostgreSQL and a mail server in a process of its own. Beside it, from the same run, what Django alone takes to render the
same two templates and make one message of them. `MAILS` says how many (1,000 without it); `MAILS=100000` shows whether
memory stays flat. Milliseconds belong to one machine and its mood; no test holds one.
"""

import os
import resource
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar
from unittest import mock

import pytest
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import models
from django.template.loader import render_to_string

from athletes.actions.deliver import deliver_batch
from athletes.models import Athlete, OutgoingMail, User
from athletes.tasks import BATCH
from plans.actions.remind import remind_each
from plans.emails import weekly
from plans.models import OffSeason, TrainingPhase, TrainingSession, Week
from tests.factories import make_athlete
from tests.mail_sink import free_port
from tests.plans.published import make_published

MAILS = int(os.environ.get("MAILS", "1000"))
AT_ONCE = 500
SIX_ON_MONDAY = datetime(2026, 12, 14, 6, 0, tzinfo=UTC)
SINK = """
import asyncio, sys
from aiosmtpd.smtp import SMTP

class Taker:
    async def handle_DATA(self, server, session, envelope):
        return "250 OK"

async def serve(port):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Taker(), hostname="localhost"), "127.0.0.1", port)
    print("ready", flush=True)
    async with server:
        await server.serve_forever()

asyncio.run(serve(int(sys.argv[1])))
"""


@pytest.fixture
def mail_port() -> Iterator[int]:
    port = free_port()
    with subprocess.Popen([sys.executable, "-c", SINK, str(port)], stdout=subprocess.PIPE) as sink:
        assert sink.stdout is not None
        assert sink.stdout.readline()
        yield port
        sink.terminate()


@pytest.fixture
def runners(db: None) -> None:  # noqa: ARG001 -- asked for its effect
    """As many copies of one runner in the middle of a published week, all due at once."""
    make_published(make_athlete(email="runner@example.org", next_reminder_at=SIX_ON_MONDAY))
    for first in range(1, MAILS, AT_ONCE):
        add_copies(range(first, min(first + AT_ONCE, MAILS)))


def add_copies(numbers: range) -> None:
    """The rows that a weekly mail reads. The copies share races and plan with the first runner."""
    off_season = OffSeason.objects.select_related("athlete").get(athlete__user__email="runner@example.org")
    phase, week = off_season.phases.get(), off_season.weeks.get()
    sessions = list(off_season.sessions.in_order())
    users = User.objects.bulk_create(copy(User(), email=f"r{n}@example.org", name=f"Runner {n}") for n in numbers)
    athletes = Athlete.objects.bulk_create(
        copy(off_season.athlete, pk=uuid.uuid4(), user=user, name=user.name) for user in users
    )
    winters = OffSeason.objects.bulk_create(copy(off_season, pk=uuid.uuid4(), athlete=athlete) for athlete in athletes)
    phases = TrainingPhase.objects.bulk_create(
        copy(phase, pk=None, off_season=winter, athlete=winter.athlete) for winter in winters
    )
    weeks = Week.objects.bulk_create(copy(week, pk=None, off_season=one.off_season, phase=one) for one in phases)
    TrainingSession.objects.bulk_create(
        copy(session, pk=uuid.uuid4(), off_season=one.off_season, week=one, athlete=one.off_season.athlete)
        for one in weeks
        for session in sessions
    )


Row = TypeVar("Row", bound=models.Model)


def copy(row: Row, **fields: Any) -> Row:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.generated}
    made = type(row)(**values)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def test_a_weekly_mail(runners: None, mail_port: int) -> None:  # noqa: ARG001 -- asked for its effect
    print(f"\n{MAILS:,} mails; milliseconds of CPU for each")
    print(f"{'Django alone: templates and a message':44}{floor():8.2f}")
    written = cpu(write_all)
    print(f"{'from who is due to the outbox':44}{written:8.2f}{peak_mb():8.0f} MB at most")
    sent = cpu(lambda: send_all(mail_port))
    print(f"{'from the outbox to the mail server':44}{sent:8.2f}{peak_mb():8.0f} MB at most")
    print(f"{'in all':44}{written + sent:8.2f}")
    assert OutgoingMail.objects.filter(state="sent").count() == MAILS


def write_all() -> None:
    for athlete_ids in Athlete.objects.reminder_due(at=SIX_ON_MONDAY).ids_in_batches(BATCH):
        remind_each(athlete_ids, clock=lambda: SIX_ON_MONDAY)


def send_all(port: int) -> None:
    for mail_ids in OutgoingMail.objects.due(at=SIX_ON_MONDAY).ids_in_batches(BATCH):
        server = get_connection("django.core.mail.backends.smtp.EmailBackend", host="127.0.0.1", port=port)
        deliver_batch(mail_ids, over=server, clock=lambda: SIX_ON_MONDAY)


def floor() -> float:
    """Templates as they are, without style sheets written into the elements; nothing read, nothing sent."""
    context = weekly_context()
    began, n = time.process_time(), 200
    for _ in range(n):
        message = EmailMultiAlternatives("Week", render_to_string("emails/weekly.txt", context), to=["r@example.org"])
        message.attach_alternative(render_to_string("emails/weekly.html", context), "text/html")
        message.message().as_bytes()
    return (time.process_time() - began) / n * 1000


def weekly_context() -> dict[str, Any]:
    week = Week.objects.with_place().select_related("off_season__athlete").first()
    assert week is not None
    sessions = list(week.sessions.with_log().in_order())
    with mock.patch.object(weekly, "render_bodies") as rendered:
        weekly.weekly_mail(week, sessions, athlete=week.off_season.athlete, weeks=1, today=SIX_ON_MONDAY.date())
    return {"site_url": settings.SITE_URL, **rendered.call_args.args[1]}


def cpu(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) / MAILS * 1000


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
