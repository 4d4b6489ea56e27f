import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from coachapp.desk.mail_result import result_of


class Command(BaseCommand):
    help = "What became of the mail with this Message-ID, sent or come in? Exit status 1 when it is not known here."
    requires_system_checks: list[str] = []  # noqa: RUF012 -- Django's own attribute, one process for each mail

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--message-id",
            required=True,
            help="with or without its angle brackets; or `sha256:` and the digest of a mail that has none",
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *_: Any, message_id: str, **options: Any) -> None:
        result = result_of(message_id)
        if result is None:
            raise CommandError(f"No mail with the Message-ID {message_id} is known here.", returncode=1)
        if options["json"]:
            self.stdout.write(json.dumps(result, cls=DjangoJSONEncoder))
        else:
            self.stdout.write("\n".join(f"{name}: {'' if value is None else value}" for name, value in result.items()))
