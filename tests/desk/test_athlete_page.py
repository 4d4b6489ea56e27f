from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from athletes.models import Athlete, SafetyAnswer
from plans.actions.check_in import check_in
from plans.actions.log import mark_done, tick
from plans.actions.tap import tap
from plans.models import TrainingSession
from plans.taps import Said
from questions.models import Question
from tests.factories import BOSTON, NOW, account_of, make_athlete, make_history, make_race
from tests.plans.drafted import make_draft, publish_draft, redraft
from tests.plans.published import make_published

DECEMBER = NOW + timedelta(days=36)  # Thursday 10 December 2026, week 6


@pytest.fixture(autouse=True)
def _in_december():
    with time_machine.travel(DECEMBER, tick=False):
        yield


def page_of(athlete: Athlete) -> str:
    return reverse("desk:athlete", args=[athlete.pk])


def test_a_newcomer_is_told_what_comes_first(as_alice, alice):
    runner = make_athlete(name="Nina New", coach=alice, baseline_m=None, baseline_long_m=None)

    response = as_alice.get(page_of(runner))

    assertContains(response, "Two races first")
    assertContains(response, reverse("athletes:athlete_race_add", args=[runner.pk]))
    assertContains(response, "No usual week yet")


def test_the_likely_pair_of_races_is_suggested(as_alice, bob):
    make_race(bob, name="Chicago", day=date(2025, 10, 12))
    make_race(bob, name="Jingle", day=date(2026, 12, 20), status="planned", priority="C")
    fall, spring = make_race(bob), make_race(bob, name="Boston", day=BOSTON, status="planned")

    form = as_alice.get(page_of(bob)).context["start_form"]

    assert (form.initial["fall_race"], form.initial["a_race"]) == (fall, spring)


def test_the_usual_week_says_how_it_was_got(as_alice, alice):
    runner = make_athlete(name="Hana", coach=alice, baseline_m=None, baseline_long_m=None)
    make_history(runner, *[50] * 12, first=date(2026, 8, 10))
    make_race(runner)

    assertContains(as_alice.get(page_of(runner)), "mean of")


def test_a_draft_shows_its_line_and_leads_to_the_builder(as_alice, bob):
    draft = make_draft(bob)

    response = as_alice.get(page_of(bob))

    assertContains(response, draft.get_absolute_url())
    assertContains(response, "12 weeks, 2 Nov – 24 Jan, 60 → ")
    assertContains(response, 'data-s="wait">draft')


def test_a_newer_draft_behind_a_published_plan_is_named(as_alice, bob):
    draft = make_draft(bob)
    publish_draft(draft)
    redraft(draft, {"policy": {"cut": 0.25}})

    assertContains(as_alice.get(page_of(bob)), "newer draft")


def test_this_week_counts_what_was_done(as_alice, bob):
    draft = make_draft(bob)
    publish_draft(draft)
    run = draft.sessions.filter(date__lt=DECEMBER.date(), date__gte=date(2026, 12, 7), distance_m__gt=0).first()
    assert run is not None
    mark_done(run, by=bob.user, at=DECEMBER, distance_m=7_300, effort=4, note="Wet, but fine.")

    response = as_alice.get(page_of(bob))

    week = response.context["view"].this_week
    assert (week.done, week.dates) == ("7.3 km", "7 – 13 Dec")
    assertContains(response, "Wet, but fine.")


def test_how_the_weeks_felt_stands_there_the_latest_first(as_alice, bob):
    for weeks_ago, feeling, where in ((1, "hard", ""), (0, "ache", "left <knee>")):
        at = DECEMBER - timedelta(weeks=weeks_ago)
        start = date(2026, 12, 7) - timedelta(weeks=weeks_ago)
        check_in(bob, week_start=start, feeling=feeling, where=where, by=account_of(bob), at=at)
    page = page_of(bob)
    shown = as_alice.get(page)
    assertContains(shown, "Something aches: left &lt;knee&gt;")
    assert [one.feeling for one in shown.context["view"].felt] == ["ache", "hard"]


def test_what_came_through_a_link_says_so_and_what_bob_said_signed_in_does_not(as_alice, bob):
    make_published(bob, starts=(date(2026, 12, 7),))
    tapped, ticked = TrainingSession.objects.of(bob).filter(distance_m__gt=0).in_order()[:2]
    tap(tapped, Said.HARD, at=DECEMBER)
    tick(ticked, by=account_of(bob), at=DECEMBER)
    shown = as_alice.get(page_of(bob)).content.decode()
    assert "through the link in Bob Brandt’s mail" in shown
    assert shown.count("<small>by mail</small>") == 1


@pytest.mark.parametrize(("unit", "pace"), [("km", "5:20 /km"), ("mi", "8:35 /mi"), ("min", "5:20 /km")])
def test_a_result_says_its_pace(as_alice, bob, unit, pace):
    bob.unit = unit
    bob.save()
    make_race(bob, duration_s=13_500.0)
    assertContains(as_alice.get(page_of(bob)), f"3:45:00, {pace}")


def test_no_health_answer_stands_on_the_page(as_alice, bob):
    SafetyAnswer.objects.create(athlete=bob, flags=["heart_condition"], answered_at=NOW)
    make_draft(bob)

    response = as_alice.get(page_of(bob))

    assertNotContains(response, "heart")


def test_their_questions_to_this_coach_are_listed(as_alice, alice, bob, dana):
    asked = {"asker": bob.user, "asker_name": "Bob", "asker_email": "bob@example.org", "asked_at": NOW}
    mine = Question.objects.create(title="Treadmill or ice?", coach=alice, **asked)
    Question.objects.create(title="For another coach", coach=dana, **asked)

    response = as_alice.get(page_of(bob))

    assertContains(response, reverse("questions:thread", args=[mine.pk]))
    assertNotContains(response, "For another coach")


def test_nobody_but_the_coach_sees_it(as_dana, as_bob, as_charlie, bob):
    assert [client.get(page_of(bob)).status_code for client in (as_dana, as_bob, as_charlie)] == [404] * 3


@pytest.mark.parametrize("seasons", [1, 2])
def test_query_count_does_not_grow(as_alice, bob, seasons, django_assert_num_queries):
    for number in range(seasons):
        make_race(bob, name=f"B race {number}", day=date(2026, 12, 20 + number), status="planned", priority="B")
    publish_draft(make_draft(bob))
    with django_assert_num_queries(24):
        as_alice.get(page_of(bob))
