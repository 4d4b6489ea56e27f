from datetime import timedelta

import pytest

from athletes.models import OutgoingMail
from questions.actions import triage
from questions.actions.answer import answer
from questions.actions.ask import Asker, ask
from questions.models import Message, Question
from tests.factories import NOW
from tests.questions.factories import make_answered, make_question

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
ALL = Question.objects.all


def waiting(at=NOW):
    return list(Question.objects.waiting(at=at).longest_waiting_first().values_list("title", flat=True))


def state_of(question):
    question.refresh_from_db()
    return question.state


def test_reading_makes_a_new_question_wait_and_changes_no_other():
    states = ("new", "waiting", "spam")
    questions = [make_question(state=state) for state in states]
    for _ in range(2):
        triage.see(ALL())
    assert [state_of(one) for one in questions] == ["waiting", "waiting", "spam"]


def test_a_snoozed_question_is_out_of_sight_until_its_morning_and_then_on_top():
    make_question(title="Old?", asked_at=NOW - 9 * DAY)
    make_question(title="Put off?", asked_at=NOW - DAY)

    triage.snooze(ALL().filter(title="Put off?"), until=NOW + DAY, at=NOW)

    assert waiting() == ["Old?"]
    assert [one.title for one in ALL().snoozed(at=NOW)] == ["Put off?"]
    assert waiting(at=NOW + DAY) == ["Put off?", "Old?"]
    assert not ALL().snoozed(at=NOW + DAY).exists()


@pytest.mark.parametrize(("source", "wakes"), [("form", True), ("mail", True), ("coach", False)])
def test_a_new_word_of_the_asker_ends_the_snooze(source, wakes):
    question = make_question(title="Put off?")
    triage.snooze(ALL(), until=NOW + 9 * DAY, at=NOW + DAY)
    Message.objects.create(question=question, source=source, text="It got worse.", at=NOW + 2 * DAY)
    assert waiting(at=NOW + 3 * DAY) == (["Put off?"] if wakes else [])


def test_an_answer_ends_the_snooze(alice):
    question = make_question()
    triage.snooze(ALL(), until=NOW + DAY, at=NOW)
    answer(question, by=alice, text="A third less.", at=NOW)
    question.refresh_from_db()
    assert (question.state, question.snoozed_at, question.snoozed_until) == ("answered", None, None)


def test_only_what_is_open_is_snoozed(alice):
    make_answered(by=alice)
    make_question(state="spam")
    assert triage.snooze(ALL(), until=NOW + DAY, at=NOW) == []


def test_declining_without_a_letter_writes_to_nobody(alice):
    question = make_question()
    triage.decline(ALL(), by=alice, at=NOW)
    assert state_of(question) == "declined"
    assert not OutgoingMail.objects.exists()


def test_a_letter_waits_five_minutes_and_goes_once(alice):
    question = make_question(title="Winter? 🏃")
    for _ in range(2):
        triage.decline(ALL(), by=alice, at=NOW, letter="I only coach runners. <b>Good luck</b>")
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.kind, mail.not_before) == (question.asker_email, "question_declined", NOW + 5 * DAY / 1440)
    assert "I only coach runners." in mail.text
    assert "&lt;b&gt;" in mail.html
    assert "Alice Arden" in mail.text


def test_a_letter_that_has_not_left_is_taken_back_with_the_rest(alice):
    question = make_question()
    before = triage.decline(ALL(), by=alice, at=NOW, letter="No, sorry.")
    assert triage.take_back(ALL(), before) == 1
    assert state_of(question) == "new"
    assert not OutgoingMail.objects.exists()


def test_a_letter_that_has_left_stays(alice):
    make_question()
    before = triage.decline(ALL(), by=alice, at=NOW, letter="No, sorry.")
    OutgoingMail.objects.update(state="sent", sent_at=NOW)
    triage.take_back(ALL(), before)
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("act", [triage.call_spam, lambda questions: triage.snooze(questions, until=NOW + DAY, at=NOW)])
def test_whatever_was_done_is_taken_back_whole(act):
    triage.snooze(ALL().filter(pk=make_question(state="waiting").pk), until=NOW + 3 * DAY, at=NOW)
    make_question()
    stood = list(ALL().order_by("pk").values_list("state", "snoozed_at", "snoozed_until"))

    before = act(ALL())
    assert len(before) == 2
    triage.take_back(ALL(), before)

    assert list(ALL().order_by("pk").values_list("state", "snoozed_at", "snoozed_until")) == stood


def test_what_was_answered_meanwhile_is_not_taken_back():
    question = make_question()
    before = triage.snooze(ALL(), until=NOW + DAY, at=NOW)
    Question.objects.update(state="answered", snoozed_at=None, snoozed_until=None)
    assert triage.take_back(ALL(), before) == 0
    assert state_of(question) == "answered"


def test_an_answered_question_is_neither_spam_nor_declined(alice):
    question = make_answered(by=alice)
    assert triage.call_spam(ALL()) == triage.decline(ALL(), by=alice, at=NOW) == []
    assert state_of(question) == "answered"


def test_spam_and_declined_ones_come_back_to_wait():
    questions = [make_question(state=state) for state in ("spam", "declined", "new")]
    assert len(triage.reopen(ALL())) == 2
    assert [state_of(one) for one in questions] == ["waiting", "waiting", "new"]


def test_nobody_marked_as_spam_is_written_to():
    ask("Cheap watches here", topic="racing", by=Asker(name="W", email="w@example.org"), to=None, at=NOW)
    before = OutgoingMail.objects.count()
    triage.call_spam(ALL())
    assert OutgoingMail.objects.count() == before


def decline(alice, *, at=NOW):
    return triage.decline(ALL(), by=alice, at=at, letter="No, sorry.")


@pytest.mark.parametrize("think_again", ["reopen", "spam", "answer"])
def test_a_letter_that_has_not_left_stays_when_the_coach_thinks_again(alice, think_again):
    question = make_question()
    decline(alice)

    if think_again == "answer":
        answer(question, by=alice, text="Come in.", at=NOW)
    else:
        {"reopen": triage.reopen, "spam": triage.call_spam}[think_again](ALL())

    assert not OutgoingMail.objects.filter(kind="question_declined").exists()


def test_who_is_declined_once_more_is_told_once_more(alice):
    make_question()
    decline(alice)
    OutgoingMail.objects.update(state="sent", sent_at=NOW)
    triage.reopen(ALL())
    decline(alice, at=NOW + 9 * DAY)
    assert OutgoingMail.objects.count() == 2
