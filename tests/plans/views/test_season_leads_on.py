"""What the season page says of the present phase, of fitness, of a race in between, and of the spring plan after it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from plans.actions.log import mark_done
from plans.actions.remedy import take_remedy
from plans.models import OffSeason, TrainingSession
from plans.pages.hand_over import hand_over
from tests.factories import account_of, make_race
from tests.plans.drafted import drafted, make_draft, planner_of, publish_draft, redraft

SEASON, WEEK = reverse("plans:season"), reverse("plans:week")
SPRING = date(2027, 1, 25)
RESULT = {"date": "2026-09-13", "distance_m": 10_000, "duration_s": 2_772}


@pytest.fixture
def season(bob) -> OffSeason:
    season = make_draft(bob, history={"best_race": RESULT})
    publish_draft(season)
    return OffSeason.objects.with_races().get(pk=season.pk)


def get(client, person, url, day, hour=12):
    with time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), tick=False):
        client.force_login(person)
        return client.get(url)


class TestPhaseAndFitness:
    @pytest.mark.parametrize(
        ("day", "phase"), [(date(2026, 11, 10), "recovery"), (date(2026, 12, 9), "maintenance"), (date(2027, 1, 20), "rebuild")]
    )  # fmt: skip
    @pytest.mark.usefixtures("season")
    def test_the_present_phase_stands_first_with_what_it_is_for(self, as_bob, bob, day, phase):
        view = get(as_bob, account_of(bob), SEASON, day).context["view"]

        assert view.phase_now.kind == phase
        assert view.phase_now.why
        assert {one.kind for one in view.other_phases} == {"recovery", "maintenance", "rebuild"} - {phase}

    @pytest.mark.parametrize(
        ("day", "answer", "is_open"),
        [
            (date(2026, 11, 10), "A touch, on purpose: at ", True),
            (date(2026, 12, 9), "Hardly. A settled week has ", True),
            (date(2027, 1, 12), "the weeks grow again", False),
        ],
    )
    @pytest.mark.usefixtures("season")
    def test_fitness_is_answered_and_stands_open_while_volume_is_down(self, as_bob, bob, day, answer, is_open):
        page = get(as_bob, account_of(bob), SEASON, day)

        assertContains(page, answer)
        assertContains(page, "Stopping altogether costs 7% of VO2max in 12 days")
        assertContains(page, "12 and 13 adults, not athletes")
        assert page.context["view"].fitness.is_asked is is_open
        assertContains(page, '<details class="fitness-folded">', count=0 if is_open else 1)

    def test_its_figures_are_the_weeks_own(self, as_bob, bob, season):
        fitness = get(as_bob, account_of(bob), SEASON, date(2026, 12, 9)).context["view"].fitness

        weeks = season.published.response["weeks"]
        assert [row[1] for row in fitness.rows] == [f"{100 * week['baseline_share']:.0f}%" for week in weeks]
        fast = [
            "yes" if any(one["ingredient"] in {"fast", "race"} for one in week["sessions"]) else "no" for week in weeks
        ]
        assert [row[2] for row in fitness.rows] == fast

    def test_weeks_that_are_not_open_are_in_no_figure(self, as_bob, bob):
        publish_draft(make_draft(bob), until=date(2026, 11, 22))

        fitness = get(as_bob, account_of(bob), SEASON, date(2026, 11, 10)).context["view"].fitness

        assert len(fitness.rows) == 3


class TestHandOver:
    @pytest.mark.usefixtures("season")
    def test_before_the_eve_nothing_leads_away(self, as_bob, bob):
        assertNotContains(get(as_bob, account_of(bob), SEASON, SPRING - timedelta(days=2)), "hand-over")

    @pytest.mark.parametrize(
        ("days", "said"),
        [(-1, "Tomorrow your spring plan starts"), (0, "Your spring plan starts today"), (3, "Your spring plan started on Monday 25 January")],
    )  # fmt: skip
    @pytest.mark.usefixtures("season")
    def test_from_the_eve_on_the_season_page_leads_to_it(self, as_bob, bob, days, said):
        page = get(as_bob, account_of(bob), SEASON, SPRING + timedelta(days=days))

        assertContains(page, said)
        assertContains(page, "Week 1 asks for about")
        assertContains(page, "You arrive by plan with")
        assertContains(page, "Alice has not said yet")

    @pytest.mark.usefixtures("season")
    def test_from_its_first_day_on_the_week_page_is_the_way_there(self, as_bob, bob):
        OffSeason.objects.update(spring_plan_name="Boston in 12", spring_plan_link="https://example.org/boston")

        page = get(as_bob, account_of(bob), WEEK, SPRING)

        assertContains(page, '<h1 id="hand-over">Your spring plan starts today</h1>')
        assertContains(page, "Boston in 12")
        assertContains(page, 'href="https://example.org/boston"')
        assertNotContains(page, "has not said")

    @pytest.mark.usefixtures("season")
    def test_the_first_day_is_the_athletes_own(self, as_bob, bob):
        bob.time_zone = "Pacific/Auckland"
        bob.save()

        page = get(as_bob, account_of(bob), WEEK, SPRING - timedelta(days=1), hour=18)

        assertContains(page, "Your spring plan starts today")

    @pytest.mark.usefixtures("season")
    def test_what_was_run_comes_before_what_was_planned(self, as_bob, bob):
        for run in TrainingSession.objects.of(bob).filter(date__gte=SPRING - timedelta(days=14), distance_m__gt=0):
            mark_done(run, by=account_of(bob), at=datetime(2027, 1, 24, tzinfo=UTC), distance_m=8_000)

        assertContains(get(as_bob, account_of(bob), SEASON, SPRING), "and a longest run of 8 km.")

    def test_who_joins_later_is_told_the_week(self, bob):
        season = make_draft(bob, weeks=18)
        redraft(season, {"spring_plan": {"weeks": 18, "week1_m": 58_000.0}})
        draft = drafted(season)
        take_remedy(
            season, code="JOIN_LATER", request=draft.request, edits=[], seen_lock=season.lock,
            by=planner_of(bob), at=datetime(2026, 11, 5, tzinfo=UTC),
        )  # fmt: skip
        publish_draft(season)
        season = OffSeason.objects.with_races().get(pk=season.pk)

        over = hand_over(season, today=date(2027, 1, 1))

        week = 18 - season.published.response["spring_plan"]["weeks"] + 1
        assert week > 1
        assert over.week1.startswith(f"You join it in week {week} of 18, which asks for about")

    @pytest.mark.usefixtures("season")
    def test_a_week_that_is_not_open_is_not_the_end(self, as_bob, bob):
        OffSeason.objects.update(visible_until=date(2026, 12, 6))

        page = get(as_bob, account_of(bob), reverse("plans:week_of", args=["2026-12-08"]), date(2026, 12, 1))

        assertContains(page, "Not open yet")
        assertNotContains(page, "off-season is done")


class TestWhereTheSpringPlanIs:
    def test_the_coach_says_it(self, as_alice, bob, season):
        page = get(as_alice, bob.coach.user, reverse("plans:athlete_season", args=[bob.pk]), SPRING)
        assertContains(page, "As Bob Brandt reads it")
        assertContains(page, "Say where the spring plan is")

        answer = as_alice.post(
            reverse("plans:lead_on", args=[season.pk]),
            {"spring_plan_name": "Boston in 12", "spring_plan_link": "https://example.org/boston"},
        )

        assertRedirects(answer, reverse("plans:athlete_season", args=[bob.pk]))
        season.refresh_from_db()
        assert (season.spring_plan_name, season.spring_plan_link) == ("Boston in 12", "https://example.org/boston")

    @pytest.mark.parametrize(
        "link", ["javascript:alert(1)", "ftp://example.org/x", "no address", "https://" + "x" * 300]
    )
    def test_a_link_that_is_no_page_is_said_and_kept_on_the_form(self, as_alice, season, link):
        page = as_alice.post(reverse("plans:lead_on", args=[season.pk]), {"spring_plan_link": link})

        assertContains(page, escape(link), status_code=422)
        season.refresh_from_db()
        assert season.spring_plan_link == ""

    @pytest.mark.parametrize("stranger", ["as_bob", "as_dana", "as_charlie"])
    def test_nobody_else_does(self, request, stranger, season):
        client = request.getfixturevalue(stranger)

        assert client.post(reverse("plans:lead_on", args=[season.pk]), {}).status_code == 404


class TestRaceInBetween:
    DAY = date(2026, 12, 19)

    def publish(self, bob, **race):
        make_race(
            bob,
            name="Jingle <10K>",
            day=self.DAY,
            status="planned",
            **({"distance_m": 10_000.0, "priority": "C"} | race),
        )
        publish_draft(make_draft(bob, history={"best_race": RESULT}))

    def test_its_card_stands_on_the_day_and_the_day_before(self, as_bob, bob):
        self.publish(bob)
        for days, said in ((-2, None), (-1, "Race tomorrow, Saturday 19 December"), (0, "Race day, Saturday 19 December"), (1, None)):  # fmt: skip
            for url in (SEASON, WEEK):
                page = get(as_bob, account_of(bob), url, self.DAY + timedelta(days=days))
                assertContains(page, 'class="card race-day"', count=1 if said else 0)
                if said:
                    assertContains(page, said)
                    assertContains(page, escape("Jingle <10K>"))

    def test_a_short_c_race_is_run_as_training_effort_first(self, as_bob, bob):
        self.publish(bob)

        card = get(as_bob, account_of(bob), SEASON, self.DAY).context["view"].race_day

        assert card.how.startswith("Run it as training: 7 of 10")
        assert card.pace.startswith("That is near 4:")
        assert "strides again from Tue 22 Dec" in card.after
        assert card.url == reverse("athletes:race_edit", args=[card.race.pk])

    def test_a_b_race_is_raced_with_longer_days_after(self, as_bob, bob):
        self.publish(bob, priority="B")

        card = get(as_bob, account_of(bob), SEASON, self.DAY).context["view"].race_day

        assert card.how.startswith("Race it, evenly")
        assert card.pace.startswith("Your last result says about 4:37 /km, 46 min in all")
        assert "fast running from Sun 27 Dec" in card.after

    def test_a_race_the_plan_leaves_out_says_so(self, as_bob, bob):
        publish_draft(make_draft(bob))
        make_race(bob, name="Late 5K", day=self.DAY, status="planned", distance_m=5_000.0, priority="C")

        assertContains(get(as_bob, account_of(bob), SEASON, self.DAY), "Your plan leaves this race out.")

    def test_once_the_result_is_there_it_is_asked_no_more(self, as_bob, bob):
        self.publish(bob)
        bob.races.filter(date=self.DAY).update(status="finished", duration_s=2_900.0)

        page = get(as_bob, account_of(bob), SEASON, self.DAY)

        assertContains(page, "The result")
        assertNotContains(page, "Log the result")

    def test_the_coach_goes_to_their_own_page_of_it(self, as_alice, bob):
        self.publish(bob)

        page = get(as_alice, bob.coach.user, reverse("plans:athlete_season", args=[bob.pk]), self.DAY)

        assertContains(page, reverse("athletes:athlete_race_edit", args=[bob.pk, bob.races.get(date=self.DAY).pk]))
