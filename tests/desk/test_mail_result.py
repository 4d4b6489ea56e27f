import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from questions.models import IncomingMail, Message, Question
from questions.replies import question_address
from tests.factories import NOW, account_of, make_mail
from tests.questions.factories import make_incoming, make_question
from tests.questions.letters import MX, WORDS, letter, receive

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

    assert "state: waiting" in result(mail.message_id.strip("<>")).splitlines()


@pytest.mark.parametrize("message_id", ["<nobody@testserver>", "", "<>", "\u202e@x"])
def test_an_unknown_mail_ends_with_1(message_id):
    with pytest.raises(CommandError, match="known here") as caught:
        result(message_id, "--json")

    assert caught.value.returncode == 1


def told(message_id):
    return json.loads(result(message_id, "--json"))


def test_it_says_what_became_of_a_mail_that_came_in():
    for _ in range(3):
        receive(letter(f"{WORDS}\r\n\r\n> Rest."))
    question = Question.objects.get()

    assert told("1@example.org") == {
        "message_id": "<1@example.org>",
        "direction": "in",
        "key": "<1@example.org>",
        "door": "command",
        "state": "question",
        "reason": "",
        "question": question.pk,
        "message": Message.objects.get().pk,
        "sender": "amanda@example.org",
        "subject": "Winter",
        "author": None,
        "vouched_by": "nobody",
        "through_link_of": None,
        "text": WORDS,
        "folded": "> Rest.",
        "size": len(letter(f"{WORDS}\r\n\r\n> Rest.")),
        "deliveries": 3,
        "duplicates": 0,
        "attempts": 1,
        "acknowledged": True,
        "received_at": "2026-11-04T09:00:00Z",
        "filed_at": "2026-11-04T09:00:00Z",
        "others": [],
    }


def test_it_names_the_author_or_whose_link_it_was(settings, bob):
    settings.MAIL_AUTHSERV_IDS, settings.REPLY_DOMAIN = [MX], "reply.club.example"
    receive(letter(number=1, sender="bob@example.org", vouched=True))
    receive(letter(number=2, to=question_address(Question.objects.get().pk)))
    receive(letter(number=3, to=question_address(make_question().pk)))

    assert [
        (told(f"<{n}@example.org>")["author"], told(f"<{n}@example.org>")["through_link_of"]) for n in (1, 2, 3)
    ] == [
        ("bob@example.org", None),
        (None, "Bob Brandt"),
        (None, "Amanda Reyes"),
    ]


@pytest.mark.parametrize(
    ("raw", "state", "reason"),
    [
        (letter("I am away.", Auto_Submitted="auto-replied"), "refused", "out of office"),
        (letter("Hello.", sender=""), "quarantined", "does not say who"),
    ],
)
def test_the_words_of_what_reached_nobody_are_told_as_well(raw, state, reason):
    receive(raw)
    said = told("<1@example.org>")

    assert (said["state"], said["question"]) == (state, None)
    assert reason in said["reason"]
    assert said["text"] in {"I am away.", "Hello."}


def test_a_mail_without_a_message_id_is_known_by_its_digest():
    mail = make_incoming()

    assert told(mail.key)["state"] == "received"


def test_others_under_the_same_message_id_are_named():
    receive(letter("One."))
    receive(letter("Two."))

    assert [(other["state"], other["key"][:7]) for other in told("<1@example.org>")["others"]] == [
        ("quarantined", "sha256:")
    ]


def test_our_own_mail_that_came_back_is_told_with_the_one_that_left():
    sent = make_mail(message_id="<1@example.org>")
    receive(letter())

    said = told(sent.message_id)
    assert (said["direction"], [other["state"] for other in said["others"]]) == ("out", ["refused"])


def test_what_was_cleared_is_still_known():
    receive(letter("I am away.", Auto_Submitted="auto-replied"))
    IncomingMail.objects.clear_old(at=NOW + timedelta(days=31))

    assert (told("<1@example.org>")["state"], told("<1@example.org>")["text"]) == ("refused", "")
