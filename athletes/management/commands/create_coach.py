from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from athletes.actions.coach import make_coach
from athletes.choices import Unit
from athletes.models import User
from athletes.validators import validate_time_zone


class Command(BaseCommand):
    help = "Make a coach, or make an existing user one. Prints a link to set the password. Safe to run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--time-zone", default="UTC", help="such as Europe/Berlin")
        parser.add_argument("--unit", default=Unit.KILOMETRES, choices=Unit.values)
        parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")

    def handle(self, *_: Any, **options: Any) -> None:
        email, password = str(options["email"]).strip().lower(), self._password(**options)
        try:
            validate_email(email)
            validate_time_zone(options["time_zone"])
            if password:
                validate_password(password, User(email=email, name=options["name"]))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        coach, is_new = make_coach(
            email=email,
            name=options["name"],
            time_zone=options["time_zone"],
            unit=options["unit"],
            password=password,
            at=timezone.now(),
        )
        self.stdout.write(f"{coach} <{email}> {'is a coach now' if is_new else 'was a coach already'}.")
        if not password:
            self.stdout.write(f"Set the password here (three days, once): {password_link(coach.user)}")

    def _password(self, *, password_stdin: bool, **_: Any) -> str | None:
        if not password_stdin:
            return None
        password = self.stdin_line()
        if not password:
            raise CommandError("Standard input held no password.")
        return password

    def stdin_line(self) -> str:
        import sys  # noqa: PLC0415 -- tests replace it

        return sys.stdin.readline().rstrip("\n")


def password_link(user: User) -> str:
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    uid, _, token = key.partition("-")
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
