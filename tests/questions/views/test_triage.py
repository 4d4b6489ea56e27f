from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import OutgoingMail
from questions.models import Question
from tests.factories import NOW, account_of
from tests.questions.factories import make_answered, make_question

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def url(name, *args):
    return reverse(f"questions:{name}", args=args)


def act(client, name, *questions, **said):
    return client.post(url(name), {"question": [question.pk for question in questions], **said})


def state_of(question):
    question.refresh_from_db()
    return question.state


def undo_of(response):
    [note] = list(get_messages(response.wsgi_request))
    return note.extra_tags.removeprefix("undo:")


def test_looking_changes_nothing_and_the_page_says_that_it_was_looked_at(as_alice):
    question = make_question()
    for method in (as_alice.get, as_alice.head):
        response = method(url("thread", question.pk))
        assert state_of(question) == "new"
    assertContains(as_alice.get(url("thread", question.pk)), f'hx-post="{url("see", question.pk)}"')
    assert as_alice.post(url("see", question.pk)).status_code == 204
    assert state_of(question) == "waiting"
    assertNotContains(as_alice.get(url("thread", question.pk)), "/seen/")
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ({"until": "tomorrow"}, datetime(2026, 11, 6, 6, tzinfo=UTC)),
        ({"until": "monday"}, datetime(2026, 11, 9, 6, tzinfo=UTC)),
        ({"until": "day", "day": "2027-07-01"}, datetime(2027, 7, 1, 5, tzinfo=UTC)),
    ],
)
@time_machine.travel("2026-11-05 22:30Z", tick=False)  # a Thursday, by a clock in Berlin 23:30
def test_a_question_sleeps_until_seven_by_the_coachs_clock(as_alice, alice, said, moment):
    alice.user.time_zone = "Europe/Berlin"
    alice.user.save()
    question = make_question()
    act(as_alice, "snooze", question, **said)
    question.refresh_from_db()
    assert question.snoozed_until == moment


@time_machine.travel("2026-11-09 08:00Z", tick=False)  # a Monday
def test_on_a_monday_until_monday_is_a_week(as_alice):
    question = make_question()
    act(as_alice, "snooze", question, until="monday")
    question.refresh_from_db()
    assert question.snoozed_until == datetime(2026, 11, 16, 7, tzinfo=UTC)


@pytest.mark.parametrize("day", ["", "nonsense", "2026-11-05", "2020-01-01", "2099-01-01", "9999-12-31"])
@time_machine.travel("2026-11-05 12:00Z", tick=False)
def test_a_day_that_is_none_says_so_and_puts_nothing_off(as_alice, day):
    question = make_question()
    response = act(as_alice, "snooze", question, until="day", day=day)
    assertContains(as_alice.get(response.url), "Choose a day after today")
    question.refresh_from_db()
    assert question.snoozed_until is None


def test_many_at_once_are_taken_back_by_one_tap(as_alice):
    questions = [make_question(state=state) for state in ("new", "waiting", "new")]
    response = act(as_alice, "spam", *questions, back="tab=open&q=x&page=2&evil=//evil.example")

    assert response.url == f"{url('inbox')}?tab=open&q=x&page=2"
    assert {state_of(one) for one in questions} == {"spam"}
    assertContains(as_alice.get(response.url), "3 questions put to the spam.")


def test_the_undo_brings_each_back_to_where_it_was_and_works_once(as_alice, as_dana):
    questions = [make_question(state=state) for state in ("new", "waiting", "declined")]
    address = undo_of(act(as_alice, "spam", *questions))

    as_dana.post(address)
    assert {state_of(one) for one in questions} == {"spam"}
    as_alice.post(address)
    assert [state_of(one) for one in questions] == ["new", "waiting", "declined"]
    act(as_alice, "spam", questions[0])
    as_alice.post(address)
    assert state_of(questions[0]) == "spam"


def test_from_a_thread_the_next_one_follows_and_undo_leads_back(as_alice):
    first, second = make_question(), make_question()
    assertContains(as_alice.get(url("thread", first.pk)), f'name="then" value="{second.pk}"')
    response = act(as_alice, "decline", first, then=second.pk)
    assertRedirects(response, url("thread", second.pk), fetch_redirect_response=False)
    assertRedirects(as_alice.post(undo_of(response)), url("thread", first.pk))


def test_a_double_click_does_it_once_and_says_so(as_alice):
    question = make_question()
    act(as_alice, "decline", question, letter="Sorry.")
    assertContains(
        as_alice.get(act(as_alice, "decline", question, letter="Sorry.").url), "Nothing was chosen that this fits."
    )
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("name", ["snooze", "decline", "spam", "reopen"])
def test_another_desks_questions_are_left_alone(as_dana, alice, name):
    theirs = make_question(coach=alice, state="spam" if name == "reopen" else "new")
    before = state_of(theirs)
    act(as_dana, name, theirs, until="tomorrow")
    assert state_of(theirs) == before
    assert theirs.snoozed_until is None


@pytest.mark.parametrize("typed", ["", "x", "-1", "9" * 40, "1; drop", "\0", "²"])
@pytest.mark.parametrize("name", ["snooze", "decline", "spam", "reopen"])
def test_odd_numbers_choose_nothing(as_alice, name, typed):
    question = make_question()
    as_alice.post(url(name), {"question": typed, "then": typed, "back": typed, "until": "tomorrow"})
    assert state_of(question) == "new"


def test_who_assists_sorts_and_does_not_decline(as_fay, alice):
    question = make_question(coach=alice)
    assert act(as_fay, "decline", question, letter="No.").status_code == 403
    act(as_fay, "spam", question)
    assert state_of(question) == "spam"
    assertNotContains(as_fay.get(url("thread", make_question(coach=alice).pk)), url("decline"))


def test_what_was_put_away_offers_the_way_back_and_no_answer(as_alice):
    question = make_question(state="declined")
    page = as_alice.get(url("thread", question.pk))
    assertContains(page, "no answer will come")
    assertNotContains(page, 'id="answer-form"')
    act(as_alice, "reopen", question)
    assertContains(as_alice.get(url("thread", question.pk)), 'id="answer-form"')


def test_an_unknown_undo_takes_nothing_back(as_alice):
    assertContains(as_alice.post(url("undo", uuid4()), follow=True), "Nothing to take back here any more.")


def test_the_coach_says_who_it_is_and_takes_it_back(as_alice, bob):
    question = make_question(asker_email="BOB@example.org")
    assertContains(as_alice.get(url("thread", question.pk)), "This is Bob Brandt")

    response = as_alice.post(url("name_athlete", question.pk))
    question.refresh_from_db()
    assert (question.athlete, question.asker) == (bob, None)
    assertNotContains(as_alice.get(url("thread", question.pk)), "This is Bob Brandt")

    as_alice.post(undo_of(response))
    question.refresh_from_db()
    assert question.athlete is None


def test_another_coachs_athlete_is_never_offered_nor_shown(as_dana, alice, bob):
    question = make_question(asker_email="bob@example.org")
    page = as_dana.get(url("thread", question.pk))
    assertNotContains(page, "This is")
    as_dana.post(url("name_athlete", question.pk))
    question.refresh_from_db()
    assert question.athlete is None

    Question.objects.update(athlete=bob)
    page = as_dana.get(url("thread", question.pk))
    assert page.context["page"].runner is None
    assertNotContains(page, str(bob.pk))


def test_an_accounts_own_question_stays_its_athletes(as_alice, alice, bob):
    question = make_question(coach=alice, athlete=bob, asker=account_of(bob))
    as_alice.post(url("unname_athlete", question.pk))
    question.refresh_from_db()
    assert question.athlete == bob


def test_two_questions_of_one_person_become_one_and_two_again(as_alice, alice, bob):
    first = make_question(coach=alice, athlete=bob, asker=account_of(bob), title="First?", text="One")
    second = make_question(
        asker_email="other@example.org", athlete=bob, title="Second?", text="Two", asked_at=NOW + DAY
    )
    make_question(title="Somebody else’s?", asker_email="z@example.org")
    page = as_alice.get(url("thread", first.pk))
    assert [double.question for double in page.context["page"].doubles] == [second]

    response = as_alice.post(url("merge", second.pk), {"into": first.pk})
    assertRedirects(response, url("thread", first.pk))
    page = as_alice.get(url("thread", first.pk))
    assert [turn.message.text for turn in page.context["page"].turns] == ["One", "Two"]
    assertContains(page, "Asked as “<bdi>Second?</bdi>”")
    assertRedirects(as_alice.get(url("thread", second.pk)), url("thread", first.pk))

    assertRedirects(as_alice.post(url("separate", second.pk)), url("thread", second.pk))
    assert len(as_alice.get(url("thread", first.pk)).context["page"].turns) == 1


def test_an_answer_to_a_merged_question_goes_to_its_thread(as_alice):
    first, second = make_question(), make_question()
    as_alice.post(url("merge", second.pk), {"into": first.pk})
    as_alice.post(url("reply", second.pk), {"text": "For both."})
    assert state_of(first) == "answered"
    assert OutgoingMail.objects.get().key.startswith(str(first.pk))


def test_a_question_goes_under_one_that_is_answered(as_alice, alice):
    answered = make_answered(by=alice, title="Answered?")
    new = make_question(asked_at=NOW + DAY)
    [double] = as_alice.get(url("thread", new.pk)).context["page"].doubles
    assert (double.question, double.takes_this) == (answered, True)
    as_alice.post(url("merge", new.pk), {"into": answered.pk})
    assert state_of(answered) == "waiting"


@pytest.mark.parametrize("into", ["", "x", "0", "9" * 30])
def test_merging_needs_a_thread_of_this_desk(as_alice, as_dana, alice, dana, into):
    mine, theirs = make_question(coach=alice), make_question(coach=dana)
    assert as_alice.post(url("merge", mine.pk), {"into": theirs.pk}).status_code == 404
    assert as_dana.post(url("merge", mine.pk), {"into": theirs.pk}).status_code == 404
    assert as_alice.post(url("merge", mine.pk), {"into": into}).status_code == 404


def test_a_merge_that_is_refused_says_why(as_alice, alice):
    answered, new = make_answered(by=alice), make_question()
    response = as_alice.post(url("merge", answered.pk), {"into": new.pk}, follow=True)
    assertContains(response, "Only a question that waits")
