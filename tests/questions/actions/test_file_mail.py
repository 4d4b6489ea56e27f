"""What becomes of a mail: one state, once, in the right thread, and never lost."""

from datetime import timedelta

import pytest

from athletes.models import AddressHealth, OutgoingMail
from questions.actions.file_mail import LEASE, MOST_TRIES, file_mail
from questions.inbound.raw import normal_id
from questions.inbound.reading import read_letter
from questions.models import IncomingMail, Message, Question
from questions.replies import question_address
from tests.factories import NOW, account_of, make_mail
from tests.questions.factories import make_answered, make_incoming, make_published, make_question
from tests.questions.letters import MX, WORDS, letter, receive
from tests.together import together

pytestmark = pytest.mark.django_db
MODULE = "questions.actions.file_mail"


def always(at):
    return lambda: at


@pytest.fixture(autouse=True)
def _domain(settings):
    settings.REPLY_DOMAIN, settings.ASK_ADDRESS = "reply.club.example", "ask@club.example"


def threads():
    return [(q.title, q.state, [m.text for m in q.messages.order_by("pk")]) for q in Question.objects.order_by("pk")]


def test_a_mail_becomes_a_question_for_whoever_answers_first():
    mail = receive(letter())

    assert (mail.state, mail.sender, mail.subject, mail.filed_at) == ("question", "amanda@example.org", "Winter", NOW)
    question = Question.objects.get()
    assert (question.asker, question.athlete, question.coach) == (None, None, None)
    assert (question.asker_name, question.asker_email) == ("Amanda Reyes", "amanda@example.org")
    assert threads() == [("Winter", "new", [WORDS])]
    assert not question.consents.exists()


def test_what_it_quotes_is_folded():
    receive(letter("Thanks.\r\n\r\nOn Sun, 2 Nov 2025 at 18:00, Alice <alice@example.org> wrote:\r\n> Rest."))

    message = Message.objects.get()
    assert message.text == "Thanks."
    assert "> Rest." in message.folded


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Re: Fwd: AW: How long?", "How long?"),
        ("", "How do I keep fit in winter?"),
        ("Re:", "How do I keep fit in winter?"),
        ("x" * 300, "x" * 159 + "…"),
        ("Report: how long?", "Report: how long?"),
    ],
)
def test_the_subject_is_the_title(subject, title):
    receive(letter(subject=subject))

    assert Question.objects.get().title == title


@pytest.mark.parametrize("sender", ["www.shoes.example <a@b.example>", "a@b.example", '"x@y.example" <a@b.example>'])
def test_an_address_in_place_of_a_name_is_not_repeated(sender):
    receive(letter(sender=sender))

    assert Question.objects.get().asker_name == "A runner"


def test_filed_twice_it_is_filed_once():
    mail = receive(letter())
    for later in (NOW, NOW + timedelta(days=1)):
        file_mail(mail.pk, clock=always(later))

    assert (Question.objects.count(), Message.objects.count(), OutgoingMail.objects.count()) == (1, 1, 1)
    assert IncomingMail.objects.get().attempts == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_file_it_once():
    mail = make_incoming(letter())
    together([lambda: file_mail(mail.pk, clock=lambda: NOW) for _ in range(4)])

    assert (Question.objects.count(), Message.objects.count()) == (1, 1)


def test_a_slow_worker_finds_that_another_one_was_faster(monkeypatch):
    """Its lease ended while it was reading."""
    mail = make_incoming(letter())
    read = read_letter

    def slowly(raw, *, vouchers):
        monkeypatch.setattr(f"{MODULE}.read_letter", read)
        file_mail(mail.pk, clock=lambda: NOW + LEASE)
        return read(raw, vouchers=vouchers)

    monkeypatch.setattr(f"{MODULE}.read_letter", slowly)
    file_mail(mail.pk, clock=lambda: NOW)

    assert (Question.objects.count(), Message.objects.count()) == (1, 1)


def test_a_mail_that_kills_its_reader_is_held_in_the_end(monkeypatch):
    def dies(*_args, **_named):
        raise MemoryError

    monkeypatch.setattr(f"{MODULE}.read_letter", dies)
    mail, at = make_incoming(letter()), NOW
    for _ in range(MOST_TRIES):
        with pytest.raises(MemoryError):
            file_mail(mail.pk, clock=always(at))
        file_mail(mail.pk, clock=always(at))  # in hand: nothing happens
        at += LEASE
    file_mail(mail.pk, clock=lambda: at)

    mail.refresh_from_db()
    assert (mail.state, mail.reason) == ("quarantined", "It could not be read in 3 tries.")
    assert bytes(mail.raw) == letter()


def test_what_cannot_be_read_is_held_with_the_reason():
    mail = receive(letter("-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA"))

    assert (mail.state, mail.sender) == ("quarantined", "")
    assert "encrypted" in mail.reason


def test_who_does_not_say_who_they_are_cannot_be_answered():
    assert (receive(letter(sender="")).state, Question.objects.count()) == ("quarantined", 0)


# --- Into which thread ---------------------------------------------------------------------------------------------


def test_the_token_picks_the_thread(settings):
    question = make_question(title="How long?")
    mail = receive(letter("One more thing.", to=question_address(question.pk), subject="Something else"))

    assert mail.state == "reply"
    assert threads() == [("How long?", "new", ["How long?", "One more thing."])]


def test_the_envelope_says_where_it_went_as_well():
    question = make_question(title="How long?")
    receive(letter("One more thing."), envelope_to=question_address(question.pk))

    assert Question.objects.count() == 1


def test_a_token_that_we_did_not_make_is_held():
    good = question_address(make_question().pk)
    bad = good.replace(good[6], "b" if good[6] == "a" else "a", 1)
    mail = receive(letter(to=bad))

    assert (mail.state, Question.objects.count()) == ("quarantined", 1)
    assert "never gave" in mail.reason


def test_the_token_of_a_question_that_is_gone_is_held():
    question = make_question()
    address = question_address(question.pk)
    question.delete()

    assert receive(letter(to=address)).state == "quarantined"


def test_the_token_wins_over_what_it_answers_to():
    receive(letter(number=1, subject="First"))
    second = make_question(title="Second")
    receive(letter("And?", number=2, to=question_address(second.pk), in_reply_to="<1@example.org>"))

    assert second.messages.count() == 2


@pytest.mark.parametrize("header", ["In-Reply-To", "References"])
def test_a_mail_that_answers_to_one_we_know_goes_on_there(header):
    receive(letter(number=1))
    answers = f"{header}: <0@nowhere.example> <1@example.org>\r\n".encode()
    mail = receive(answers + letter("And in spring?", number=2))

    assert mail.state == "reply"
    assert threads() == [("Winter", "new", [WORDS, "And in spring?"])]


def test_a_reply_to_the_receipt_goes_on_in_its_thread():
    receive(letter(number=1))
    receipt = OutgoingMail.objects.get()
    receive(letter("Thanks, and?", number=2, in_reply_to=receipt.message_id))

    assert threads() == [("Winter", "new", [WORDS, "Thanks, and?"])]


@pytest.mark.parametrize("kind", ["question_received", "question_answered"])
def test_a_reply_to_a_letter_about_a_question_goes_on_there(kind):
    question = make_question()
    sent = make_mail(to="amanda@example.org", kind=kind, key=str(question.pk))
    receive(letter("And?", in_reply_to=sent.message_id))

    assert question.messages.count() == 2


def test_a_reply_to_a_password_letter_is_a_question(bob):
    sent = make_mail(account_of(bob), kind="password_reset", key="7")

    assert receive(letter(in_reply_to=sent.message_id)).state == "question"


def test_an_answered_question_waits_again(alice):
    question = make_answered(by=alice)
    receive(letter("And in spring?", to=question_address(question.pk)))

    question.refresh_from_db()
    assert (question.state, question.is_open) == ("waiting", True)


def test_a_published_one_stays_public_and_is_open_once_more(alice):
    question = make_published(by=alice)
    receive(letter("And in spring?", to=question_address(question.pk)))

    question.refresh_from_db()
    assert (question.state, question.is_open, question.is_published) == ("waiting", True, True)
    assert list(Question.objects.open()) == [question]


@pytest.mark.parametrize(("state", "then"), [("declined", "waiting"), ("spam", "spam"), ("waiting", "waiting")])
def test_what_was_put_aside_comes_back_unless_it_was_spam(state, then):
    question = make_question(state=state)
    receive(letter("Please.", to=question_address(question.pk)))

    question.refresh_from_db()
    assert question.state == then


# --- What nobody wrote ---------------------------------------------------------------------------------------------


def test_automatic_mail_is_refused_and_not_answered():
    mail = receive(letter("I am away.", Auto_Submitted="auto-replied"))

    assert (mail.state, mail.reason) == ("refused", "No person wrote it: out of office.")
    assert (Question.objects.count(), OutgoingMail.objects.count()) == (0, 0)


def test_automatic_mail_into_a_thread_is_refused_too(alice):
    question = make_answered(by=alice)
    receive(letter("I am away.", to=question_address(question.pk), Auto_Submitted="auto-replied"))

    question.refresh_from_db()
    assert (question.state, question.messages.count()) == ("answered", 1)


@pytest.mark.parametrize("envelope", ["<>", "MAILER-DAEMON"])
def test_a_mail_without_a_way_back_is_automatic(envelope):
    assert receive(letter(), envelope_from=envelope).state == "refused"


def test_our_own_mail_that_comes_back_is_refused():
    sent = make_mail(message_id="<1@example.org>")
    mail = receive(letter(number=1))

    assert (mail.state, mail.message_id) == ("refused", normal_id(sent.message_id))
    assert "our own" in mail.reason


@pytest.mark.parametrize("sender", ["ask@club.example", "coach@testserver", "Us <ASK@club.example>"])
def test_a_mail_that_says_it_is_from_us_is_refused(sender):
    assert receive(letter(sender=sender)).state == "refused"


def test_a_mail_from_a_reply_address_is_refused():
    assert receive(letter(sender=question_address(7))).state == "refused"


REPORT = """\
From: MAILER-DAEMON@mail.example.org
To: coach@testserver
Subject: Undelivered Mail Returned to Sender
Message-ID: <report@mail.example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; bob@example.org
Action: failed
Status: 5.1.1

--x
Content-Type: text/rfc822-headers

Message-ID: {message_id}

--x--
"""


def test_a_report_of_non_delivery_is_applied_and_refused(bob):
    sent = make_mail(account_of(bob), state="sent", sent_at=NOW)
    mail = receive(REPORT.format(message_id=sent.message_id).encode())

    assert (mail.state, mail.reason) == ("refused", "No person wrote it: delivery report.")
    assert AddressHealth.objects.suspended().get().address == "bob@example.org"


COMPLAINT = """\
From: feedback@mail.example.org
To: coach@testserver
Subject: complaint
Message-ID: <complaint@mail.example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="x"

--x
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Somebody/1.0
Version: 1

--x
Content-Type: text/rfc822-headers

Message-ID: {message_id}

--x--
"""


def test_a_readers_complaint_is_applied_and_refused(bob):
    sent = make_mail(account_of(bob), state="sent", sent_at=NOW)
    mail = receive(COMPLAINT.format(message_id=sent.message_id).encode())

    assert mail.state == "refused"
    assert AddressHealth.objects.suspended().get().reason == "complaint"


# --- It has come in ------------------------------------------------------------------------------------------------


def test_who_asks_is_told_once_a_day_over_all_threads():
    for number, hours in enumerate([0, 1, 2, 25]):
        receive(letter(f"Question {number}?", number=number), at=NOW + timedelta(hours=hours))

    assert Question.objects.count() == 4
    keys = OutgoingMail.objects.values_list("to", "kind", "key")
    assert list(keys) == [
        ("amanda@example.org", "question_received", "day 2026-11-04"),
        ("amanda@example.org", "question_received", "day 2026-11-05"),
    ]


def test_the_receipt_is_marked_as_automatic_and_leads_back_to_its_thread():
    receive(letter(number=1))

    mail = OutgoingMail.objects.get()
    assert mail.headers == {
        "Auto-Submitted": "auto-replied",
        "In-Reply-To": "<1@example.org>",
        "References": "<1@example.org>",
        "Reply-To": question_address(Question.objects.get().pk),
    }
    assert mail.receipt_of == IncomingMail.objects.get()


def test_the_receipt_repeats_nothing_of_what_was_written():
    receive(letter("Buy cheap shoes at shoes.example", subject="shoes.example"))

    mail = OutgoingMail.objects.get()
    assert "shoes" not in mail.subject + mail.text + mail.html


def test_where_we_can_tell_who_wrote_nobody_else_is_told(settings):
    settings.MAIL_AUTHSERV_IDS = [MX]
    receive(letter(number=1))
    assert not OutgoingMail.objects.exists()

    receive(letter(number=2, vouched=True))
    assert OutgoingMail.objects.get().to == "amanda@example.org"


def test_a_reply_is_not_acknowledged(alice):
    receive(letter("And?", to=question_address(make_answered(by=alice).pk)))

    assert not OutgoingMail.objects.exists()
