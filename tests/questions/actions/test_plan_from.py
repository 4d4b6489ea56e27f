"""From a question to a record with a draft, once."""

from datetime import timedelta

import pytest

from athletes.models import Athlete, HistoryWeek, OutgoingMail, Race
from plans.models import OffSeason
from questions.actions.plan_from import (
    NoTwoRaces,
    PerhapsKnown,
    TakenMeanwhile,
    enter_asker,
    link_asker,
    perhaps_the_same,
    plan_known,
)
from questions.pages.asker import asker_of, said_in
from questions.pages.differences import differences
from tests.factories import BOSTON, NOW, make_athlete, make_race
from tests.questions.factories import make_question

pytestmark = pytest.mark.django_db

LETTER = "I ran New York on Sunday, 3:45! Boston is in April. I run 48 miles a week, 5 days a week. Amanda"
TRIED = {
    "version": 1,
    "athlete": {"unit": "mi", "usual_run_days": 4},
    "history": {"baseline_m": 60_000},
    "fall_race": {"name": "Chicago", "date": "2026-10-11", "distance_m": 42195},
    "a_race": {"name": "Hamburg", "date": "2027-04-25", "distance_m": 42195},
    "spring_plan": {"weeks": 10},
}


def enter(question, coach, **options):
    asker = asker_of(question, coach=coach)
    assert asker.fall_race
    assert asker.a_race
    races = [asker.fall_race, asker.a_race]
    return enter_asker(
        question, asker.athlete, races=races, weeks=[], coach=coach, by=coach.user, at=NOW, **options
    )  # fmt: skip


def test_the_record_the_races_and_a_draft_are_there_and_the_thread_knows(alice):
    question = make_question(text=LETTER, asked_at=NOW)

    off_season = enter(question, alice)

    athlete = Athlete.objects.get()
    question.refresh_from_db()
    assert (question.athlete, question.coach) == (athlete, alice)
    assert (athlete.name, athlete.unit, athlete.usual_run_days) == ("Amanda Reyes", "mi", 5)
    assert [race.name for race in athlete.races.in_order()] == ["New York City Marathon", "Boston Marathon"]
    assert off_season.draft
    assert off_season.draft.response["weeks"]
    assert not OutgoingMail.objects.exists()


def test_weeks_as_they_were_run_are_kept(alice):
    question = make_question(text=LETTER)
    asker = asker_of(question, coach=alice)
    weeks = [HistoryWeek(start=BOSTON - timedelta(weeks=30), distance_m=70_000)]
    races = [race for race in (asker.fall_race, asker.a_race) if race]

    enter_asker(question, asker.athlete, races=races, weeks=weeks, coach=alice, by=alice.user, at=NOW)

    assert HistoryWeek.objects.get().athlete == Athlete.objects.get()


def test_an_invitation_goes_to_the_address_they_wrote_from_when_it_is_wanted(alice):
    enter(make_question(text=LETTER), alice, invites=True)

    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.to) == ("invitation", "amanda@example.org")


def test_the_second_of_two_clicks_finds_what_the_first_made(alice):
    question = make_question(text=LETTER)

    first, again = enter(question, alice), enter(question, alice)

    assert first == again
    assert (Athlete.objects.count(), OffSeason.objects.count(), Race.objects.count()) == (1, 1, 2)


def test_a_second_coach_is_told_that_it_is_taken(alice, dana):
    question = make_question(text=LETTER, coach=None)
    enter(question, alice)

    with pytest.raises(TakenMeanwhile):
        enter(question, dana)

    assert Athlete.objects.get().coach == alice


def test_a_second_question_of_the_same_person_makes_no_second_record(alice):
    enter(make_question(text=LETTER), alice)
    again = make_question(text=LETTER, asker_name="A. Reyes")

    with pytest.raises(PerhapsKnown):
        enter(again, alice)

    assert Athlete.objects.count() == 1
    enter(again, alice, is_somebody_else=True)
    assert Athlete.objects.count() == 2


@pytest.mark.parametrize(
    ("known", "is_same"),
    [
        ({"name": "amanda reyes"}, True),
        ({"name": "Mandy", "email": "amanda@example.org"}, True),
        ({"name": "Bob Brandt"}, False),
    ],
)
def test_who_may_be_the_same_has_the_name_or_the_address(alice, known, is_same):
    athlete = make_athlete(coach=alice, **known)

    found = perhaps_the_same(make_question(), coach=alice)

    assert list(found) == ([athlete] if is_same else [])


def test_another_coach_s_runner_is_nobody_s_guess(alice, dana):
    make_athlete(name="Amanda Reyes", email="amanda@example.org", coach=dana)

    assert not perhaps_the_same(make_question(), coach=alice).exists()


def test_the_plan_that_came_along_wins_over_the_words(alice):
    off_season = enter(make_question(text=LETTER, plan_request=TRIED), alice)

    athlete = off_season.athlete
    assert (str(off_season), athlete.baseline_m, athlete.usual_run_days) == ("Chicago to Hamburg", 60_000, 4)
    assert off_season.draft
    assert off_season.draft.request["spring_plan"]["weeks"] == 10


@pytest.mark.parametrize("tried", [{"athlete": 3}, {"spring_plan": {"weeks": "many"}}, ["a"], "plan"])
def test_a_plan_that_cannot_be_read_leaves_the_words(alice, tried):
    off_season = enter(make_question(text=LETTER, plan_request=tried), alice)

    assert str(off_season) == "New York City Marathon to Boston Marathon"


def test_health_is_stored_nowhere(alice):
    enter(make_question(text=LETTER + "\nMy left knee hurts and I was in hospital with chest pain."), alice)

    athlete = Athlete.objects.get()
    assert athlete.injury == "none"
    assert not athlete.safety_answers.exists()


def test_of_a_runner_on_the_roster_only_what_differs_is_proposed(alice):
    bob = make_athlete(name="Bob Brandt", coach=alice, baseline_m=77_000.0, usual_run_days=5)
    make_race(bob, name="NYC", duration_s=None)
    question = make_question(text=LETTER + " I have been running for six years.", athlete=bob, asked_at=NOW)

    found = {one.key: one.is_news for one in differences(bob, said_in(question, coach=alice))}

    assert found == {"fall_race_result": True, "a_race": True}


def test_what_contradicts_the_record_is_not_taken_over_by_itself(alice):
    bob = make_athlete(name="Bob Brandt", coach=alice, baseline_m=60_000.0, usual_run_days=4)
    question = make_question(text=LETTER, athlete=bob)

    found = {one.key: one.is_news for one in differences(bob, said_in(question, coach=alice))}

    assert (found["baseline_m"], found["usual_run_days"]) == (False, False)


def test_what_was_ticked_is_stored_and_the_draft_lies_between_the_races(alice):
    bob = make_athlete(name="Bob Brandt", coach=alice, baseline_m=60_000.0)
    race = make_race(bob, name="NYC", duration_s=None)
    question = make_question(text=LETTER, athlete=bob, asked_at=NOW)
    said = said_in(question, coach=alice)

    season = plan_known(
        question, bob, said=said, taken=["a_race", "fall_race_result", "baseline_m"], by=alice.user, at=NOW
    )  # fmt: skip

    bob.refresh_from_db()
    race.refresh_from_db()
    assert (str(season), race.duration_s, round((bob.baseline_m or 0) / 1609.344)) == (
        "NYC to Boston Marathon",
        13_500,
        48,
    )


def test_an_off_season_that_is_there_is_opened(alice):
    bob = make_athlete(name="Bob Brandt", coach=alice)
    make_race(bob)
    make_race(bob, name="Boston", day=BOSTON, status="planned")
    question = make_question(text="How do I rest?", athlete=bob)
    said = said_in(question, coach=alice)

    first = plan_known(question, bob, said=said, taken=[], by=alice.user, at=NOW)
    again = plan_known(question, bob, said=said, taken=["a_race"], by=alice.user, at=NOW)

    assert first == again


def test_without_two_races_nothing_is_made(alice):
    bob = make_athlete(name="Bob Brandt", coach=alice)
    question = make_question(text="How do I rest?", athlete=bob)

    with pytest.raises(NoTwoRaces):
        plan_known(question, bob, said=said_in(question, coach=alice), taken=[], by=alice.user, at=NOW)


def test_the_coach_says_who_it_is(alice):
    bob = make_athlete(name="Bob Brandt", coach=alice)
    question = make_question()

    link_asker(question, bob, coach=alice)

    question.refresh_from_db()
    assert (question.athlete, question.coach) == (bob, alice)
