from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from questions.mail_in_health import mail_in_health


class Command(BaseCommand):
    help = "Say whether mail comes in and is read; exit status 1 when it waits or the mailbox gives trouble. For a monitor."

    def handle(self, *_: Any, **__: Any) -> None:
        health = mail_in_health(at=timezone.now())
        complaints = list(health.complaints())
        if complaints:
            raise CommandError("\n".join(complaints), returncode=1)
        self.stdout.write(f"Mail comes in: {health.came_in_day} in a day, {health.held} held, {health.unread} unread.")
