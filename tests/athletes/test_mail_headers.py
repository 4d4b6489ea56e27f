"""What a mail says of itself to mail servers and mail programs."""

import pytest

from athletes.emails import message_of
from athletes.models import OutgoingMail
from athletes.replies import Thread, thread_of, token_in
from athletes.unsubscribe import Wish, wish_of
from tests.factories import account_of, make_athlete, make_mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _domain(settings):
    settings.REPLY_DOMAIN = "reply.example.org"


def headers(mail):
    return message_of(OutgoingMail.objects.with_thread().get(pk=mail.pk)).message()


def test_a_mail_that_can_be_turned_off_says_how_in_one_click(bob):
    found = headers(make_mail(account_of(bob)))

    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    token = found["List-Unsubscribe"].removeprefix("<http://testserver/mail/off/").removesuffix("/>")
    assert wish_of(token) == Wish(account_of(bob).pk, "weekly_plan")


def test_each_kind_is_a_list_of_its_own(bob):
    kinds = ("weekly_plan", "plan_published")

    assert [headers(make_mail(account_of(bob), kind=kind))["List-Id"] for kind in kinds] == [
        "Weekly plan <weekly-plan.testserver>",
        "Plan published <plan-published.testserver>",
    ]


@pytest.mark.parametrize("kind", ["password_reset_key", "email_confirmation", "account_leaving", "invitation"])
def test_account_mail_is_no_list(bob, kind):
    found = headers(make_mail(account_of(bob), kind=kind))

    assert [found[name] for name in ("List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Precedence")] == [
        None
    ] * 4
    assert found["Reply-To"] is None
    assert found["Auto-Submitted"] == "auto-generated"


def test_an_address_without_an_account_has_nothing_to_turn_off():
    assert headers(make_mail(kind="question_answered"))["List-Unsubscribe"] is None


def test_vacation_responders_stay_quiet_and_reports_still_come_back(bob):
    found = headers(make_mail(account_of(bob)))

    assert found["Auto-Submitted"] == "auto-generated"
    assert found["Precedence"] == "bulk"
    quiet = {word.strip() for word in found["X-Auto-Response-Suppress"].split(",")}
    assert {"OOF", "AutoReply"} <= quiet
    assert quiet.isdisjoint({"NDR", "All"})


def test_what_a_person_has_written_says_so(bob):
    found = headers(make_mail(account_of(bob), kind="question_answered", headers={"Auto-Submitted": "no"}))

    assert found["Auto-Submitted"] == "no"
    assert (found["Precedence"], found["X-Auto-Response-Suppress"]) == (None, None)
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_reply_goes_to_the_athletes_coach(bob, alice):
    reply_to = headers(make_mail(account_of(bob)))["Reply-To"]

    assert reply_to.endswith("@reply.example.org")
    assert thread_of(token_in(reply_to)) == Thread(bob.pk, alice.pk)


def test_who_has_no_coach_answers_to_the_sender(charlie):
    alone = make_athlete(email="erin@example.org")

    assert [headers(make_mail(one))["Reply-To"] for one in (account_of(alone), charlie)] == [None, None]


def test_an_answer_from_the_library_is_not_answered_to_the_athletes_coach(bob):
    assert headers(make_mail(account_of(bob), kind="question_answered"))["Reply-To"] is None


def test_without_a_domain_for_replies_no_address_of_a_coach_is_given_out(bob, settings):
    settings.REPLY_DOMAIN = ""

    assert headers(make_mail(account_of(bob)))["Reply-To"] is None


def test_every_try_is_the_same_mail(bob):
    mail = make_mail(account_of(bob))

    tries = [{name: value for name, value in headers(mail).items() if name != "Date"} for _ in range(2)]
    assert tries[0] == tries[1]


def test_reports_come_back_to_the_address_for_them_and_the_reader_sees_the_sender(bob, settings):
    settings.BOUNCE_ADDRESS = "bounces@example.org"
    message = message_of(make_mail(account_of(bob)))

    assert message.from_email == "bounces@example.org"
    assert message.message()["From"] == settings.DEFAULT_FROM_EMAIL


def test_no_row_can_smuggle_a_header_in(bob):
    mail = make_mail(account_of(bob), headers={"X-Note": "fine\r\nBcc: everybody@example.org"})

    with pytest.raises(ValueError, match="newlines"):
        message_of(mail).message()


def test_headers_of_twenty_cost_no_query_of_their_own(bob, django_assert_num_queries):
    for _ in range(20):
        make_mail(account_of(bob))

    with django_assert_num_queries(1):
        for mail in OutgoingMail.objects.with_thread():
            message_of(mail).message()
