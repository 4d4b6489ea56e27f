import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import get_resolver

from coachapp.routes import Route, routes


class Command(BaseCommand):
    help = "List every route: its name, pattern and methods, and who may use it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON list instead of a table")

    def handle(self, *_: Any, **options: Any) -> None:
        found = routes(get_resolver())
        if options["json"]:
            self.stdout.write(json.dumps([asdict(route) for route in found], indent=2))
            return
        for route in found:
            self.stdout.write(f"{route.name:45} {'/' + route.pattern:60} {_who(route)}")


def _who(route: Route) -> str:
    return f"public: {route.public_because}" if route.public_because else f"{route.role or 'signed in'}"
