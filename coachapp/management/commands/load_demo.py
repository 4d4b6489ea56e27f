import json
import os
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from coachapp.desk.demo.load import load, new_logins


class Command(BaseCommand):
    help = "Load the demo club into the launcher's embedded database, and write new log-ins for it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--logins", type=Path, required=True, help="file to write the log-ins to (mode 0600)")

    def handle(self, *_: Any, **options: Any) -> None:
        if settings.DEMO_DIR is None:
            raise CommandError("The demo club exists only with the embedded database: start it with `make run`.")
        load(at=timezone.now())
        logins = new_logins()
        file = os.open(options["logins"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(file, "w") as out:
            json.dump([asdict(login) for login in logins], out, ensure_ascii=False, indent=1)
        self.stdout.write(f"{len(logins)} people loaded.")
