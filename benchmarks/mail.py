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
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string

from athletes.actions.deliver import deliver_batch
from athletes.models import Athlete, OutgoingMail
from athletes.tasks import BATCH
from plans.actions.remind import remind_each
from plans.emails import weekly
from plans.models import CalendarFeed, Week
from tests.mail_sink import free_port
from tests.plans.crowd import make_crowd

MAILS = int(os.environ.get("MAILS", "1000"))
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
    make_crowd(MAILS, next_reminder_at=SIX_ON_MONDAY)


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
    week = Week.objects.with_place().with_absences().select_related("off_season__athlete").first()
    assert week is not None
    sessions = list(week.sessions.with_log().in_order())
    with mock.patch.object(weekly, "render_bodies") as rendered:
        athlete = week.off_season.athlete
        feed = CalendarFeed(athlete=athlete)
        weekly.weekly_mail(week, sessions, athlete=athlete, weeks=1, at=SIX_ON_MONDAY, feed=feed)
    return {"site_url": settings.SITE_URL, **rendered.call_args.args[1]}


def cpu(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) / MAILS * 1000


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
