from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Send one mail to ADDRESS, past the outbox: does the mail server take what we send?"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address")

    def handle(self, *_: Any, address: str, **__: Any) -> None:
        text = f"This is a test from {settings.SITE_URL}. If you read it, mail leaves as it should.\n"
        try:
            send_mail("Off-season: a test", text, None, [address])
        except (SMTPException, OSError, ValueError) as error:
            raise CommandError(f"The mail server did not take it: {error}", returncode=1) from error
        self.stdout.write(f"The mail server took a mail to {address}.")
