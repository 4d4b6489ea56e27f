from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains

from athletes.models import Athlete, User
from plans.actions.draft import start_off_season
from plans.actions.log import mark_done
from plans.actions.publish import publish
from plans.models import Absence, OffSeason, TrainingSession
from plans.pages.season import season_view
from tests.factories import BOSTON, NOW, make_race
from tests.plans.drafted import drafted, first_key, make_draft, publish_draft, redraft

SEASON = reverse("plans:season")
MORNING = datetime(2026, 12, 9, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def december():
    with time_machine.travel(MORNING, tick=False):
        yield


def plan_and_publish(athlete: Athlete, *, by: User) -> OffSeason:
    fall, spring = make_race(athlete), make_race(athlete, name="Boston", day=BOSTON, status="planned")
    off_season = start_off_season(athlete, fall_race=fall, a_race=spring, by=by, at=NOW)
    assert off_season.draft is not None
    publish(off_season, off_season.draft, seen_lock=off_season.lock, by=by, at=NOW, reason="as agreed")
    return off_season


@pytest.fixture
def season(bob, alice) -> OffSeason:
    return plan_and_publish(bob, by=alice.user)


def test_season_says_where_they_are_between_the_two_races(as_bob, season):
    page = as_bob.get(SEASON)

    assertContains(page, "day 38 after New York")
    assertContains(page, "New York")
    assertContains(page, "Boston")
    assertContains(page, "Four promises")


def test_done_is_counted_in_the_week_it_was_planned_for(as_bob, bob, season):
    first_run = TrainingSession.objects.of(bob).filter(distance_m__gt=0).in_order()[0]
    mark_done(first_run, by=bob.user, at=MORNING, distance_m=6_400)

    page = as_bob.get(SEASON)

    assertContains(page, "6.4 km")


def test_days_that_are_set_aside_ask_for_nothing_here_as_on_the_week(as_bob, bob, season):
    week = season.weeks.get(start__lte=MORNING.date(), end__gte=MORNING.date())
    before = season_view(bob, today=MORNING.date())
    Absence.objects.create(athlete=bob, kind="ill", start=week.start, end=MORNING.date(), at=MORNING)

    after = season_view(bob, today=MORNING.date())
    here = as_bob.get(reverse("plans:week")).context["view"]

    assert before is not None
    assert after is not None
    rows = {view: next(row for phase in view.phases for row in phase.weeks if row.is_now) for view in (before, after)}
    assert rows[after].planned == here.planned
    assert rows[after].planned != rows[before].planned
    assert after.planned_so_far != before.planned_so_far


def test_every_week_leads_to_its_page(as_bob, bob, season):
    page = as_bob.get(SEASON)

    for week in season.weeks.all():
        assertContains(page, reverse("plans:week_of", args=[week.start]))


def test_a_draft_is_nothing_to_the_athlete(as_bob, bob, alice):
    fall, spring = make_race(bob), make_race(bob, name="Boston", day=BOSTON, status="planned")
    start_off_season(bob, fall_race=fall, a_race=spring, by=alice.user, at=NOW)

    page = as_bob.get(SEASON)

    assertContains(page, "Your coach is building your season")
    assertNotContains(page, "Boston")


def test_the_coach_sees_the_same_season(as_alice, bob, season):
    assertContains(as_alice.get(reverse("plans:athlete_season", args=[bob.pk])), "Bob Brandt")


SHORT_OF_IT = {"spring_plan": {"weeks": 18, "week1_m": 58_000.0}}
DAY_OFF = {"op": "remove", "why": "she asked for it"}


class TestProof:
    """What the plan rests on: its rules, the sum behind its cut, what each phase is for, what is open."""

    def test_every_check_and_factor_of_the_plan_is_one_click_away(self, as_bob, season):
        page = as_bob.get(SEASON)

        response = season.published.response
        view = page.context["view"]
        assert sum(len(group.lines) for group in view.checks.groups) == len(response["checks"])
        assertContains(page, f"<summary>{view.checks.headline}</summary>", html=True)
        assertContains(page, f"<summary>{view.factors.headline}, and why</summary>", html=True)
        assert [row.is_mine for row in view.factors.rows] == [False] * len(response["cut"]["factors"])

    @pytest.mark.usefixtures("season")
    def test_ids_of_rules_are_for_the_coach(self, as_bob, as_alice, bob):
        assertNotContains(as_bob.get(SEASON), "INV-")
        assertContains(as_alice.get(reverse("plans:athlete_season", args=[bob.pk])), "INV-40")

    def test_what_the_coach_took_on_says_so(self, as_bob, bob):
        off_season = make_draft(bob)
        redraft(off_season, edits=[DAY_OFF | {"key": first_key(off_season, "long", week=7)}])
        assert any(check["overridden_by"] for check in drafted(off_season).response["checks"])
        publish_draft(off_season)

        assertContains(as_bob.get(SEASON), "Your coach’s choice.")

    def test_a_plan_without_a_question_has_none(self, as_bob, bob):
        publish_draft(
            make_draft(bob, history={"best_race": {"date": "2026-09-13", "distance_m": 10_000, "duration_s": 2_900}})
        )

        page = as_bob.get(SEASON)

        assert page.context["view"].open_points is None
        assertNotContains(page, "Good to know</h2>")

    def test_what_falls_short_is_open_with_the_coach_and_not_the_athletes_to_press(self, as_bob, bob):
        off_season = make_draft(bob)
        redraft(off_season, SHORT_OF_IT)
        publish_draft(off_season, reason="Boston is what he wants.")

        page = as_bob.get(SEASON)

        assertContains(page, "Open with Alice")
        assertContains(page, "short of its first week")
        assertContains(page, "<li>Choose a spring plan of ")
        assertNotContains(page, reverse("plans:remedy", args=[off_season.pk, "SHORTER_PLAN"]))
        assertNotContains(page, off_season.get_absolute_url())

    def test_the_coach_is_told_that_this_is_how_the_athlete_reads_it(self, as_alice, bob):
        off_season = make_draft(bob)
        redraft(off_season, SHORT_OF_IT)
        publish_draft(off_season, reason="Boston is what he wants.")

        page = as_alice.get(reverse("plans:athlete_season", args=[bob.pk]))

        assertContains(page, "Open, as Bob Brandt reads it")
        assertNotContains(page, "knows this")

    def test_who_builds_their_own_goes_to_the_builder(self, as_charlie, charlie):
        off_season = make_draft(charlie.athlete)
        redraft(off_season, SHORT_OF_IT)
        publish_draft(off_season, reason="Boston is what I want.")

        page = as_charlie.get(SEASON)

        assertContains(page, "What could change it:")
        assertNotContains(page, "Open with")
        assertContains(page, f'<a class="tap" href="{off_season.get_absolute_url()}">Open the builder</a>', html=True)

    def test_flags_are_told_in_words(self, as_bob, season):
        assert "NO_PACE_ZONES" in season.published.response["flags"]

        assertContains(as_bob.get(SEASON), "Effort instead of pace")

    def test_a_week_that_is_not_open_yet_is_not_told_by_a_rule(self, as_bob, bob):
        off_season = make_draft(bob)
        redraft(off_season, edits=[DAY_OFF | {"key": first_key(off_season, "long", week=7)}])
        publish_draft(off_season, until=date(2026, 11, 15))

        page = as_bob.get(SEASON)

        assertContains(page, "It concerns a week that is not open yet.")
        assertNotContains(page, "Week 7: ")

    @pytest.mark.usefixtures("season")
    def test_each_phase_says_what_it_is_for(self, as_bob):
        page = as_bob.get(SEASON)

        for phase in page.context["view"].phases:
            assertContains(page, escape(phase.why))


@pytest.mark.parametrize("stranger", ["as_dana", "as_charlie"])
def test_a_stranger_does_not_know_it_exists(request, stranger, bob, season):
    client = request.getfixturevalue(stranger)

    assert client.get(reverse("plans:athlete_season", args=[bob.pk])).status_code == 404


@pytest.mark.parametrize("others", [0, 2])
def test_season_query_count_does_not_grow(as_bob, bob, season, others, django_assert_num_queries):
    for number in range(others):
        make_race(bob, name=f"Club race {number}", distance_m=5_000)
    with django_assert_num_queries(7):
        as_bob.get(SEASON)
