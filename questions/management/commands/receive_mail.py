import logging
import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from questions.actions.file_mail import file_mail
from questions.actions.take_mail import take
from questions.inbound.raw import NoMail, read_raw
from questions.models import Door, IncomingMail

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Take in one mail from standard input, as a mail server pipes it, and print the key that it is kept under. Exit "
        "status 0: taken, also when it came before or is refused; 65: that was no mail; 75: try again later."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 -- Django's own attribute, one process for each mail

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="envelope_from", default="", help="the envelope's sender")
        parser.add_argument("--to", dest="envelope_to", default="", help="the envelope's recipient")

    def handle(self, *_: Any, envelope_from: str, envelope_to: str, **__: Any) -> None:
        try:
            raw = read_raw(sys.stdin.buffer, most=settings.LARGEST_MAIL)
        except NoMail:
            raise CommandError("That is no mail.", returncode=os.EX_DATAERR) from None
        try:
            mail = take(raw, door=Door.COMMAND, envelope_from=envelope_from, envelope_to=envelope_to, at=timezone.now())
        except (DatabaseError, InterfaceError) as error:
            raise CommandError(f"The database is away: {error}", returncode=os.EX_TEMPFAIL) from error
        self.stdout.write(mail.key)
        self._file(mail)

    def _file(self, mail: IncomingMail) -> None:
        """Right here, so that no worker is needed. The mail is ours already: what fails is left to the next look."""
        try:
            file_mail(mail.pk, clock=timezone.now)
        except Exception:  # whatever it is, the mail server must not bring the mail again
            log.exception("mail %s was taken and could not be filed", mail.pk)
