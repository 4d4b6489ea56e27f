import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from athletes.actions.bounce import apply_complaint, apply_reports
from athletes.bounces import MOST_BYTES, is_report, read_complaint, read_dsn


class Command(BaseCommand):
    help = (
        "Read a report of non-delivery (RFC 3464) or a reader's complaint (RFC 5965) from standard input, as a mail server "
        "pipes it. Exit status 0: read; 65: that was no report; 75: try again later."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 -- Django's own attribute, one process for each report

    def handle(self, *_: Any, **__: Any) -> None:
        raw = sys.stdin.buffer.read(MOST_BYTES)
        while sys.stdin.buffer.read(MOST_BYTES):  # the rest is taken in and dropped: the mail server waits for that
            pass
        if not is_report(raw):
            raise CommandError("That is no report of non-delivery, and no complaint.", returncode=os.EX_DATAERR)
        try:
            at = timezone.now()
            told = apply_reports(read_dsn(raw), at=at) + apply_complaint(read_complaint(raw), at=at)
        except (OperationalError, InterfaceError) as error:
            raise CommandError(f"The database is away: {error}", returncode=os.EX_TEMPFAIL) from error
        self.stdout.write(f"Noted for {', '.join(told)}." if told else "Nothing to note: a delay, or no mail of ours.")
