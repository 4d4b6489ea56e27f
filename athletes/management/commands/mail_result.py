import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from athletes.models import OutgoingMail


class Command(BaseCommand):
    help = "What became of the mail with this Message-ID? Exit status 1 when no mail of ours has it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--message-id", required=True, help="with or without its angle brackets")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_: Any, message_id: str, **options: Any) -> None:
        result = result_of(f"<{message_id.strip().strip('<>')}>")
        if result is None:
            raise CommandError(f"No mail with the Message-ID {message_id} is known here.", returncode=1)
        if options["json"]:
            self.stdout.write(json.dumps(result, cls=DjangoJSONEncoder))
        else:
            self.stdout.writelines(f"{name}: {'' if value is None else value}" for name, value in result.items())


def result_of(message_id: str) -> dict[str, Any] | None:
    """The one place that knows where a Message-ID may be found."""
    mail = OutgoingMail.objects.filter(message_id=message_id).first()
    if mail is None:
        return None
    return {
        "message_id": mail.message_id,
        "direction": "out",
        "kind": mail.kind,
        "key": mail.key,
        "to": mail.to,
        "state": mail.state,
        "attempts": mail.attempts,
        "created_at": mail.created_at,
        "not_before": mail.not_before,
        "use_until": mail.use_until,
        "sent_at": mail.sent_at,
        "last_error": mail.last_error,
    }
