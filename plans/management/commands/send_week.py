from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from athletes.models import Athlete
from athletes.tasks import BATCH
from plans.actions.remind import tell_week, untold


class Command(BaseCommand):
    help = (
        "Queue the weekly mail of the week that holds DATE for everybody who wants one and did not have it yet, whatever"
        " their day and hour. Running it again sends nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--week", required=True, type=date.fromisoformat, metavar="DATE")
        parser.add_argument("--dry-run", action="store_true", help="say who would get it; write and send nothing")

    def handle(self, *_: Any, week: date, dry_run: bool, **__: Any) -> None:
        at, count = timezone.now(), 0
        for athlete_ids in Athlete.objects.wanting_reminders().ids_in_batches(BATCH):
            if dry_run:
                found = untold(athlete_ids, day=week, at=at)
                self.stdout.writelines(f"{to}  week of {start}\n" for to, start in found)
                count += len(found)
            else:
                count += tell_week(athlete_ids, day=week, at=at)
        self.stdout.write(f"{count} would be queued, nothing was." if dry_run else f"{count} queued.")
