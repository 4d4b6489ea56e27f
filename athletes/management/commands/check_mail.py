from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from athletes.mail_health import mail_health


class Command(BaseCommand):
    help = "Say whether mail leaves; exit status 1 when the scheduler or a mail is late. For a monitor to call."

    def handle(self, *_: Any, **__: Any) -> None:
        health = mail_health(at=timezone.now())
        complaints = list(health.complaints())
        if complaints:
            raise CommandError("\n".join(complaints), returncode=1)
        self.stdout.write(f"Mail leaves: {health.waiting} waiting, {health.sent} sent, {health.failed} given up.")
