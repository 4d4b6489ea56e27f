import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from plans.pages.expected import Expected, expected_reminders


class Command(BaseCommand):
    help = "Who gets the weekly mail of the week that holds DATE, and when, in UTC."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--week", required=True, type=date.fromisoformat, metavar="DATE")
        parser.add_argument("--json", action="store_true", help="one list, for programs")

    def handle(self, *_: Any, week: date, **options: Any) -> None:
        found = expected_reminders(week)
        if options["json"]:
            self.stdout.write(json.dumps([as_json(one) for one in found]))
            return
        for one in found:
            self.stdout.write(f"{in_utc(one.at)}  {one.state}  {one.to}  week of {one.week}")


def as_json(one: Expected) -> dict[str, str]:
    return {name: in_utc(value) if isinstance(value, datetime) else str(value) for name, value in asdict(one).items()}


def in_utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
