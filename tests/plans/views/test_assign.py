from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from athletes.models import SafetyAnswer
from plans.actions.assign import publish_waiting
from plans.actions.draft import start_off_season
from plans.models import AssignmentBatch, OffSeason
from tests.factories import BOSTON, NEW_YORK, NOW, make_athlete, make_race, make_squad
from tests.plans.assigning import add_races, make_batch, make_racer, make_racers
from tests.plans.drafted import drafted, publish_draft, redraft
from tests.plans.views.assign_page import ASSIGN, PREVIEW, PUBLISH, names, row_of, row_url, said
from tests.plans.views.building import HTMX


@pytest.fixture(autouse=True)
def _on_the_fourth_of_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def racing_bob(bob):
    add_races(bob)
    return bob


class TestWho:
    @pytest.mark.usefixtures("racing_bob")
    def test_it_begins_with_those_who_raced_lately_and_have_no_phase(self, as_alice, alice):
        planned = make_racer(alice, "Planned")
        publish_waiting(make_batch(alice, planned).pk, clock=lambda: NOW)
        long_ago = make_athlete(name="Long ago", coach=alice)
        make_race(long_ago, day=NEW_YORK - timedelta(weeks=9))

        assert names(as_alice.get(ASSIGN)) == ["Bob Brandt"]

    def test_a_squad(self, as_alice, alice, racing_bob):
        make_racer(alice, "Ana")
        squad = make_squad(alice, racing_bob, name="Tuesday track")

        response = as_alice.get(ASSIGN, {"squad": squad.pk})

        assert names(response) == ["Bob Brandt"]
        assertContains(response, "Squad: Tuesday track")

    def test_those_who_were_picked(self, as_alice, alice, racing_bob):
        ana = make_racer(alice, "Ana")
        make_racer(alice, "Ben")
        ids = [str(racing_bob.pk), str(ana.pk)]

        assert names(as_alice.get(ASSIGN, {"athlete": ids})) == ["Ana", "Bob Brandt"]
        assert names(as_alice.post(PREVIEW, {"athlete": ids})) == ["Ana", "Bob Brandt"]

    def test_who_has_no_a_race_is_named_with_the_way_to_add_one(self, as_alice, alice):
        runner = make_athlete(name="Gus", coach=alice)
        make_race(runner)

        response = as_alice.get(ASSIGN)

        assertContains(response, "has no A race after it yet")
        assertContains(response, reverse("athletes:athlete_race_add", args=[runner.pk]))

    def test_nobody_is_waiting(self, as_alice):
        assertContains(as_alice.get(ASSIGN), "Nobody is waiting for a plan")

    def test_more_than_one_batch_comes_in_pages_and_says_so(self, as_alice, alice, monkeypatch):
        monkeypatch.setattr("plans.views.assign_screen.MOST_AT_ONCE", 2)
        make_racers(alice, 3)

        response = as_alice.get(ASSIGN)

        assert names(response) == ["Runner 001", "Runner 002"]
        assertContains(response, "Here are 1 to 2 of 3")
        assert names(as_alice.get(ASSIGN, {"page": 2})) == ["Runner 003"]

    @pytest.mark.parametrize("asked", ["squad=abc", "squad=99999999999999999999", "athlete=bob", "athlete=" + "0" * 32])
    def test_what_nobody_has_is_not_found(self, as_alice, asked):
        assert as_alice.get(f"{ASSIGN}?{asked}").status_code == 404

    def test_another_coachs_squad_and_athletes_are_not_found(self, as_dana, alice, racing_bob):
        squad = make_squad(alice, racing_bob)

        assert as_dana.get(ASSIGN, {"squad": squad.pk}).status_code == 404
        assert as_dana.get(ASSIGN, {"athlete": racing_bob.pk}).status_code == 404
        assert as_dana.post(PREVIEW, {"athlete": racing_bob.pk}).status_code == 404
        assert as_dana.post(row_url(racing_bob)).status_code == 404
        form = {"athlete": racing_bob.pk, f"{racing_bob.pk}-tick": "1", f"{racing_bob.pk}-was": "1", "key": uuid4()}
        assert as_dana.post(PUBLISH, form).status_code == 404
        assert not AssignmentBatch.objects.exists()


class TestPreview:
    def test_a_row_says_what_the_athlete_would_get(self, as_alice, racing_bob):
        response = as_alice.post(PREVIEW, {"athlete": racing_bob.pk, "spring_weeks": "12"})

        row = row_of(response, racing_bob)
        assert (row.words.text, row.is_included) == ("Ready", True)
        assert (row.settled, row.figures.cut_text()) == ("60 → 40.5", "−32.5%")
        assert (row.figures.weeks, row.figures.spring_text()) == (12, "12 wk from Mon 25 Jan")
        assertContains(response, "long run")

    def test_nothing_is_stored(self, as_alice, racing_bob):
        as_alice.get(ASSIGN)
        as_alice.post(PREVIEW, {"athlete": racing_bob.pk, "spring_weeks": "12"})
        as_alice.post(row_url(racing_bob), {"spring_weeks": "12"})

        assert not OffSeason.objects.exists()
        assert not AssignmentBatch.objects.exists()

    def test_the_spring_plan_starts_by_each_a_race(self, as_alice, alice, racing_bob):
        later = make_athlete(name="Ana", coach=alice)
        make_race(later, duration_s=12_000.0)
        make_race(later, name="London", day=BOSTON + timedelta(weeks=1), status="planned")

        response = as_alice.post(PREVIEW, {"athlete": [racing_bob.pk, later.pk], "spring_weeks": "12"})

        starts = [row_of(response, one).figures.spring_start for one in (racing_bob, later)]
        assert starts == ["2027-01-25", "2027-02-01"]

    def test_one_that_falls_short_is_left_out_with_ways_out(self, as_alice, racing_bob):
        response = as_alice.get(ASSIGN)

        row = row_of(response, racing_bob)
        assert (row.words.text, row.words.detail, row.is_included) == ("4.9 km short", "of spring week 1", False)
        assert [way.label for way in row.ways] == [
            "Join it in week 3",
            "Use a 17-week plan",
            "Start week 1 at 39.1 km",
            "Enter a later race",
        ]

    def test_only_the_first_few_look_for_ways_out_at_once_and_the_others_on_demand(self, as_alice, alice):
        racers = make_racers(alice, 8)

        response = as_alice.get(ASSIGN)
        assert [row.lacks_ways for row in response.context["rows"]] == [False] * 6 + [True] * 2

        last = as_alice.post(row_url(racers[-1]), {f"{racers[-1].pk}-ask": "1"}, headers=HTMX)
        assertContains(last, "Use a 17-week plan")

    def test_one_length_for_all_is_offered_when_several_fall_short(self, as_alice, alice):
        make_racers(alice, 2)

        response = as_alice.get(ASSIGN)

        assertContains(response, "Use 17 weeks for all")
        after = as_alice.post(PREVIEW, said(response, spring_weeks="17"))
        assert [row.is_included for row in after.context["rows"]] == [True, True]

    def test_a_reason_lets_it_in(self, as_alice, racing_bob):
        form = {f"{racing_bob.pk}-reason": "She knows the plan."}

        response = as_alice.post(PREVIEW, {"athlete": racing_bob.pk} | form)

        assert row_of(response, racing_bob).is_included

    def test_who_is_not_cleared_shows_no_answer_and_cannot_be_ticked(self, as_alice, racing_bob):
        SafetyAnswer.objects.create(athlete=racing_bob, flags=["chest_pain"], answered_at=NOW)

        response = as_alice.get(ASSIGN)

        assert not row_of(response, racing_bob).can_publish
        assertContains(response, "A clinician first")
        assertNotContains(response, "chest")

    def test_who_has_no_usual_week_is_led_to_the_weeks(self, as_alice, alice):
        runner = make_racer(alice, "Gus", baseline_m=None, baseline_long_m=None)

        response = as_alice.get(ASSIGN)

        assert not row_of(response, runner).can_publish
        assertContains(response, reverse("athletes:athlete_history", args=[runner.pk]))

    def test_a_fall_race_still_to_come_is_a_sketch_that_nobody_ticked(self, as_alice, alice):
        runner = make_athlete(name="Early", coach=alice)
        make_race(runner, day=date(2026, 11, 15), status="planned")
        make_race(runner, name="Boston", day=BOSTON, status="planned")

        response = as_alice.post(PREVIEW, {"athlete": runner.pk, "spring_weeks": "12"})

        row = row_of(response, runner)
        assert (row.can_publish, row.is_included, row.words.detail) == (
            True,
            False,
            "The fall race is still to come: a sketch.",
        )

    def test_a_published_off_season_in_these_weeks_is_a_clash(self, as_alice, alice, racing_bob):
        publish_waiting(make_batch(alice, racing_bob).pk, clock=lambda: NOW)
        make_race(racing_bob, name="Chicago", day=date(2026, 11, 3))

        response = as_alice.post(PREVIEW, {"athlete": racing_bob.pk, "spring_weeks": "12"})

        row = row_of(response, racing_bob)
        assert (row.words.text, row.can_publish) == ("Clash", False)
        assert row.link == OffSeason.objects.get().get_absolute_url()

    def test_a_published_one_of_the_same_races_is_told(self, as_alice, alice, racing_bob):
        publish_waiting(make_batch(alice, racing_bob).pk, clock=lambda: NOW)

        row = row_of(as_alice.get(ASSIGN, {"athlete": racing_bob.pk}), racing_bob)

        assert (row.words.text, row.can_publish) == ("Published already", False)

    def test_what_was_unticked_stays_so_when_it_is_recomputed(self, as_alice, racing_bob):
        response = as_alice.post(PREVIEW, {"athlete": racing_bob.pk, "spring_weeks": "12"})
        form = said(response, spring_weeks="14")
        del form[f"{racing_bob.pk}-tick"]

        assert not row_of(as_alice.post(PREVIEW, form), racing_bob).is_included

    def test_htmx_gets_the_rows_alone(self, as_alice, racing_bob):
        response = as_alice.post(PREVIEW, {"athlete": racing_bob.pk}, headers=HTMX)

        assertContains(response, "<tbody", count=1)
        assertNotContains(response, "<html")


class TestTheCoachsDraft:
    @pytest.fixture(autouse=True)
    def own_draft(self, alice, racing_bob):
        fall, spring = racing_bob.races.in_order()
        season = start_off_season(racing_bob, fall_race=fall, a_race=spring, by=alice.user, at=NOW)
        redraft(season, {"spring_plan": {"weeks": 12}})
        return season

    def test_it_stands_in_the_way_until_the_coach_chooses(self, as_alice, racing_bob):
        row = row_of(as_alice.get(ASSIGN), racing_bob)

        assert (row.words.text, row.can_publish) == ("Your draft", False)

    def test_as_it_is(self, as_alice, racing_bob):
        form = {"athlete": racing_bob.pk, f"{racing_bob.pk}-draft": "keep", f"{racing_bob.pk}-draft_number": "2"}

        row = row_of(as_alice.post(PREVIEW, form | {"spring_weeks": "16"}), racing_bob)

        assert (row.words.text, row.is_included, row.figures.weeks) == ("Your draft 2", True, 12)

    def test_planned_anew(self, as_alice, racing_bob):
        form = {"athlete": racing_bob.pk, f"{racing_bob.pk}-draft": "new", f"{racing_bob.pk}-draft_number": "2"}

        row = row_of(as_alice.post(PREVIEW, form | {"spring_weeks": "16"}), racing_bob)

        assert (row.is_included, row.figures.weeks) == (True, 8)
        assert "draft 2 stays" in row.words.detail


def test_a_published_plan_is_never_touched_by_a_preview(as_alice, alice, racing_bob):
    publish_waiting(make_batch(alice, racing_bob).pk, clock=lambda: NOW)
    season = OffSeason.objects.with_races().get()
    redraft(season, {"policy": {"cut": 0.4}})
    publish_draft(season)

    form = {"athlete": racing_bob.pk, "spring_weeks": "16", f"{racing_bob.pk}-draft": "new"}
    row = row_of(as_alice.post(PREVIEW, form), racing_bob)

    assert not row.can_publish
    assert drafted(OffSeason.objects.with_races().get()).number == drafted(season).number
