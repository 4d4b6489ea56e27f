from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from coachapp.desk.own_data.bring_in import NotBroughtIn, bring_in
from coachapp.desk.own_data.reading import read_file


class Command(BaseCommand):
    help = "Make the account that an export (the zip of /settings/export/) was of. Refuses when it is here already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--email", help="the address to sign in with, where it is another one now")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            with options["file"].open("rb") as file:
                user = bring_in(read_file(file), email=options["email"], at=timezone.now())
        except OSError as error:
            raise CommandError(f"The file cannot be opened: {error.strerror}.") from error
        except NotBroughtIn as error:
            raise CommandError(f"{error} Nothing was stored.") from error
        self.stdout.write(f"{user.email} is here now. They set a password by “Forgot your password?”.")
