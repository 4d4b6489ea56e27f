"""Who speaks: Bob only where our own receiver vouches for Bob's address; else his link, or nobody."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from athletes.models import OutgoingMail
from athletes.replies import reply_address
from questions.models import Message, Question
from questions.replies import question_address
from tests.factories import NOW, account_of, make_athlete, make_mail
from tests.questions.factories import make_question
from tests.questions.letters import MX, letter, receive

pytestmark = pytest.mark.django_db

BOB = "Bob Brandt <bob@example.org>"
CHARLIE = "Charlie Cole <charlie@example.org>"


@pytest.fixture(autouse=True)
def _receiver(settings):
    settings.REPLY_DOMAIN, settings.MAIL_AUTHSERV_IDS = "reply.club.example", [MX]


@pytest.fixture
def link(bob):
    """Of a weekly mail to Bob."""
    return reply_address(bob.pk, bob.coach_id)


def said():
    return [(m.author and m.author.email, m.vouched_by) for m in Message.objects.filter(source="mail").order_by("pk")]


def about():
    """Whose each thread is: asker, athlete, coach, and where the answer goes."""
    rows = Question.objects.order_by("pk")
    return [
        (q.asker and q.asker.email, q.athlete and q.athlete.name, q.coach and str(q.coach), q.asker_email) for q in rows
    ]


# --- A mail to everybody -------------------------------------------------------------------------------------------


def test_an_athletes_own_mail_goes_to_their_coach(bob):
    receive(letter(sender=BOB, vouched=True))

    assert about() == [("bob@example.org", "Bob Brandt", "Alice Arden", "bob@example.org")]
    assert said() == [("bob@example.org", "mail")]


def test_a_second_proven_address_is_theirs_too(bob):
    EmailAddress.objects.create(user=account_of(bob), email="bb@work.example", verified=True, primary=False)
    receive(letter(sender="bb@work.example", vouched=True))

    assert said() == [("bob@example.org", "mail")]


def test_an_unproven_address_is_nobodys(bob):
    EmailAddress.objects.create(user=account_of(bob), email="bb@work.example", verified=False, primary=False)
    receive(letter(sender="bb@work.example", vouched=True))

    assert about() == [(None, None, None, "bb@work.example")]
    assert said() == [(None, "mail")]


def test_who_has_no_account_is_vouched_for_by_address_alone(alice):
    receive(letter(vouched=True))

    assert said() == [(None, "mail")]


FORGERIES: dict[str, Any] = {
    "nobody says anything": {},
    "it says so itself": {"Authentication_Results": "mx.evil.example; dmarc=pass header.from=example.org"},
    "another server of almost our name": {
        "Authentication_Results": f"{MX}.evil.example; dmarc=pass header.from=example.org"
    },
    "our server says fail": {"Authentication_Results": f"{MX}; dmarc=fail header.from=example.org"},
    "our server vouches for another domain": {"Authentication_Results": f"{MX}; dmarc=pass header.from=evil.example"},
    "another header of that kind": {"ARC_Authentication_Results": f"i=1; {MX}; dmarc=pass header.from=example.org"},
}


@pytest.mark.parametrize("why", FORGERIES)
def test_a_spoofed_from_is_never_the_athlete(bob, why):
    receive(letter(sender=BOB, **FORGERIES[why]))

    assert about() == [(None, None, None, "bob@example.org")]
    assert said() == [(None, "nobody")]


def test_a_result_below_our_own_counts_for_nothing(bob):
    """What a sender wrote stands below what our receiver put on top."""
    ours = f"Authentication-Results: {MX}; dmarc=none header.from=example.org\r\n".encode()
    receive(ours + letter(sender=BOB, vouched=True))

    assert said() == [(None, "nobody")]


@pytest.mark.parametrize(
    "sender",
    [
        '"bob@example.org" <evil@evil.example>',
        "Bob Brandt <bob@example.org> <evil@evil.example>",
        "bob@example.org, evil@evil.example",
        "=?utf-8?q?Bob_=3Cbob=40example=2Eorg=3E?= <evil@evil.example>",
        "bob@example.org\r\nFrom: evil@evil.example",
        "evil@evil.example\r\nSender: bob@example.org",
    ],
)
def test_tricks_with_the_name_are_no_address(bob, sender):
    receive(letter(sender=sender, Authentication_Results=f"{MX}; dmarc=pass header.from=evil.example"))

    assert {author for author, _ in said()} == {None}
    assert Question.objects.filter(asker__isnull=False).count() == Question.objects.exclude(athlete=None).count() == 0


def test_a_letter_that_only_looks_the_same_is_another_address(bob):
    """PostgreSQL has the same capital for "i" and for the one without a dot."""
    make_athlete(name="Mina", email="mina@example.org", coach=bob.coach)
    receive(letter(sender="m\u0131na@example.org", Authentication_Results=f"{MX}; dmarc=pass header.from=example.org"))

    assert {author for author, _ in said()} <= {None}


def test_an_account_that_sleeps_until_it_is_erased_does_not_speak(bob):
    account_of(bob).__class__.objects.update(is_active=False)
    receive(letter(sender=BOB, vouched=True))

    assert about() == [(None, None, None, "bob@example.org")]


# --- An answer to a mail of one's training -------------------------------------------------------------------------


def test_an_answer_to_the_weekly_mail_is_a_talk_with_the_coach(bob, link):
    mail = receive(letter("Is Sunday off?", sender=BOB, to=link, subject="Re: Your week", vouched=True))

    assert mail.state == "reply"
    assert Question.objects.get().title == "Your week"
    assert about() == [("bob@example.org", "Bob Brandt", "Alice Arden", "bob@example.org")]
    assert said() == [("bob@example.org", "mail")]
    assert not OutgoingMail.objects.exists()


def test_from_elsewhere_it_comes_through_bobs_link(bob, link):
    receive(letter("Is Sunday off?", sender="B <bb@work.example>", to=link, vouched=True))

    # About Bob, and answered to Bob, but not said by him.
    assert about() == [(None, "Bob Brandt", "Alice Arden", "bob@example.org")]
    assert Question.objects.get().asker_name == "B"
    assert said() == [(None, "link")]


@pytest.mark.parametrize("vouched", [True, False])
def test_another_athlete_with_bobs_link_is_not_bob_and_not_themselves(bob, charlie, link, vouched):
    receive(letter("I am Bob.", sender=CHARLIE, to=link, vouched=vouched))

    assert said() == [(None, "link")]


def test_bobs_name_without_our_receivers_word_is_only_the_link(bob, link):
    receive(letter("I am Bob.", sender=BOB, to=link))

    assert said() == [(None, "link")]
    assert about()[0][0] is None


def test_bob_with_another_athletes_link_is_not_that_athlete(bob, alice):
    cleo = make_athlete(name="Cleo", email="cleo@example.org", coach=alice)
    receive(letter("Is Sunday off?", sender=BOB, to=reply_address(cleo.pk, alice.pk), vouched=True))

    assert about() == [(None, "Cleo", "Alice Arden", "cleo@example.org")]
    assert said() == [(None, "link")]


@pytest.mark.parametrize(
    ("days", "threads"), [(0, 1), (13, 1), (15, 2)], ids=["the same day", "within two weeks", "later"]
)
def test_the_talk_goes_on_for_two_weeks(bob, link, days, threads):
    receive(letter("Is Sunday off?", sender=BOB, to=link, vouched=True, number=1))
    later = NOW + timedelta(days=days)
    receive(letter("And Monday?", sender=BOB, to=link, vouched=True, number=2), at=later)

    assert Question.objects.count() == threads


def test_an_answered_talk_is_over_and_a_question_is_none(bob, link, alice):
    receive(letter("Is Sunday off?", sender=BOB, to=link, vouched=True, number=1))
    Question.objects.update(state="answered")
    make_question(asker=account_of(bob), athlete=bob, coach=alice)
    receive(letter("And Monday?", sender=BOB, to=link, vouched=True, number=2))

    assert Question.objects.count() == 3


def test_the_message_id_of_the_weekly_mail_leads_there_as_well(bob):
    sent = make_mail(account_of(bob))
    receive(letter("Is Sunday off?", sender="B <bb@work.example>", in_reply_to=sent.message_id))

    assert about() == [(None, "Bob Brandt", "Alice Arden", "bob@example.org")]
    assert said() == [(None, "link")]


def held(to):
    mail = receive(letter("Is Sunday off?", sender=BOB, to=to, vouched=True))
    assert not Question.objects.exists()
    return mail.state, mail.reason


def test_who_changed_their_coach_writes_to_nobody(bob, link, dana):
    bob.coach = dana
    bob.save()

    assert held(link) == (
        "quarantined",
        "It went to the reply address of an athlete who does not train with that coach any more.",
    )


def test_who_has_no_coach_any_more_writes_to_nobody(bob, link):
    bob.coach = None
    bob.save()

    assert held(link)[0] == "quarantined"


def test_the_link_of_somebody_erased_leads_nowhere(bob, link):
    bob.delete()

    assert "not here any more" in held(link)[1]


def test_the_link_of_an_account_that_sleeps_leads_nowhere(bob, link):
    account_of(bob).__class__.objects.filter(athlete=bob).update(is_active=False)

    assert held(link)[0] == "quarantined"


def test_an_archived_athlete_still_reaches_their_coach(bob, link):
    bob.archived_at = NOW
    bob.save()
    receive(letter("I am back.", sender=BOB, to=link, vouched=True))

    assert about()[0][2] == "Alice Arden"


# --- A question's thread -------------------------------------------------------------------------------------------


def test_amanda_goes_on_as_amanda_where_our_receiver_says_so(alice):
    question = make_question()
    receive(letter("And?", to=question_address(question.pk), vouched=True, number=1))
    receive(letter("And?", to=question_address(question.pk), number=2))
    receive(letter("And?", to=question_address(question.pk), sender="Mo <mo@example.net>", vouched=True, number=3))

    assert said() == [(None, "mail"), (None, "link"), (None, "link")]


def test_by_reference_alone_who_is_not_vouched_for_is_nobody():
    receive(letter(number=1))
    receive(letter("Me too!", sender="Mo <mo@example.net>", number=2, in_reply_to="<1@example.org>"))

    assert said() == [(None, "nobody"), (None, "nobody")]


def test_charlie_in_bobs_thread_by_reference_is_nobody(bob, charlie):
    receive(letter(sender=BOB, vouched=True, number=1))
    receive(letter("Me too!", sender=CHARLIE, vouched=True, number=2, in_reply_to="<1@example.org>"))

    assert said() == [("bob@example.org", "mail"), (None, "nobody")]


def test_a_question_token_is_no_athletes_token_and_the_other_way_round(bob, link):
    question = make_question()
    token = question_address(question.pk).partition("@")[0].removeprefix("reply+")
    as_athlete = f"reply+{token}{token}"[:56] + "@reply.club.example"

    assert receive(letter(to=as_athlete)).state == "quarantined"
