import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories import account_of, make_mail

pytestmark = pytest.mark.django_db


def result(message_id, *options):
    out = io.StringIO()
    call_command("mail_result", "--message-id", message_id, *options, stdout=out)
    return out.getvalue()


def test_it_says_what_became_of_a_mail(bob):
    mail = make_mail(account_of(bob), state="failed", attempts=8, last_error="550 nobody")
    said = json.loads(result(mail.message_id, "--json"))

    assert said == said | {
        "message_id": mail.message_id,
        "direction": "out",
        "kind": "weekly_plan",
        "key": mail.key,
        "to": "bob@example.org",
        "state": "failed",
        "attempts": 8,
        "sent_at": None,
        "last_error": "550 nobody",
    }
    assert "created_at" in said
    assert "text" not in said


def test_the_brackets_may_be_left_away():
    mail = make_mail()

    assert "state: waiting" in result(mail.message_id.strip("<>"))


@pytest.mark.parametrize("message_id", ["<nobody@testserver>", "", "<>", "\u202e@x"])
def test_an_unknown_mail_ends_with_1(message_id):
    with pytest.raises(CommandError, match="known here") as caught:
        result(message_id, "--json")

    assert caught.value.returncode == 1
