from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from athletes.choices import Weekday
from plans.models import OffSeason
from tests.factories import BOSTON, NOW, make_athlete
from tests.plans.drafted import drafted, make_draft, redraft
from tests.plans.views.building import controls, newest, url


@pytest.fixture(autouse=True)
def _on_the_fourth_of_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def draft(bob) -> OffSeason:
    return make_draft(bob)


class TestRefusals:
    PATCHES = (
        ({"spring_plan": {"weeks": 18, "week1_m": 58_000.0}}, "UNDERPREPARED", "The spring plan starts above"),
        ({"spring_plan": {"weeks": 20}}, "RECOVERY_ONLY", "Only recovery fits"),
        ({"spring_plan": {"weeks": 30}}, "NO_OFFSEASON", "There are no weeks between"),
        (
            {"athlete": {"available_min": dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 14)}},
            "INFEASIBLE",
            "These days cannot hold a week",
        ),
    )

    @pytest.mark.parametrize(("patch", "status", "said"), PATCHES)
    def test_each_is_explained_with_ways_out_that_work(self, draft, as_alice, patch, status, said):
        redraft(draft, patch)
        assert newest(draft).status == status

        response = as_alice.get(url("builder", draft))

        assertContains(response, said)
        remedies = response.context["page"].remedies
        assert remedies
        for remedy in (one for one in remedies if not one.needs_race):
            lock = OffSeason.objects.get(pk=draft.pk).lock
            taken = as_alice.post(url("remedy", draft, remedy.code), controls(draft, lock=lock))
            assert taken.status_code == 302
            # More time makes weeks possible; whether they reach the spring plan is the next question.
            assert newest(draft).status in ({"OK", "SPLIT"} | ({"UNDERPREPARED"} if status == "INFEASIBLE" else set()))
            as_alice.post(url("undo", draft), {"lock": lock + 1})
            assert newest(draft).status == status

    def test_a_later_race_is_for_the_coach_to_enter(self, draft, as_alice, bob):
        redraft(draft, {"spring_plan": {"weeks": 20}})

        page = as_alice.get(url("builder", draft))
        taken = as_alice.post(url("remedy", draft, "LATER_START"), controls(draft), follow=True)

        edit_race = reverse("athletes:athlete_race_edit", args=[bob.pk, draft.a_race_id])
        assertContains(page, f'href="{edit_race}"', count=1)
        assertNotContains(page, url("remedy", draft, "LATER_START"))
        assertContains(taken, "belongs to an older draft")
        assert newest(draft).request["a_race"]["date"] == draft.a_race.date.isoformat()

    def test_more_time_takes_along_what_else_it_needs(self, draft, as_alice):
        redraft(draft, {"athlete": {"available_min": dict.fromkeys(Weekday.values, 14)}})

        page = as_alice.get(url("builder", draft))
        as_alice.post(url("remedy", draft, "MORE_TIME"), controls(draft))

        assertContains(page, "This would do: 45 minutes every day. Take a spring plan that begins at 35 km a week")
        assertNotContains(page, "INV-")
        assert newest(draft).response["status"] == "OK"

    def test_a_way_out_takes_what_stands_in_the_controls_along(self, draft, as_alice):
        redraft(draft, {"spring_plan": {"weeks": 20}})

        as_alice.post(url("remedy", draft, "SHORTER_PLAN"), controls(draft, note="Shorter it is."))

        assert newest(draft).request["note"] == "Shorter it is."

    def test_a_way_out_that_is_not_offered_changes_nothing(self, draft, as_alice):
        response = as_alice.post(url("remedy", draft, "SHORTER_PLAN"), controls(draft), follow=True)

        assertContains(response, "belongs to an older draft")
        assert newest(draft) == drafted(draft)

    def test_too_few_days_is_said_at_the_controls(self, draft, as_alice):
        redraft(draft, {"athlete": {"available_min": dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat"), 0)}})

        assertContains(as_alice.get(url("builder", draft)), "Too few days")

    def test_without_a_baseline_the_weeks_are_one_click_away(self, as_alice, alice):
        runner = make_athlete(name="Nell", coach=alice, baseline_m=None, baseline_long_m=None)

        response = as_alice.get(url("builder", make_draft(runner)))

        assertContains(response, "No usual week to start from")
        assertContains(response, reverse("athletes:athlete_history", args=[runner.pk]))

    def test_a_flag_of_the_builders_own_has_its_button(self, draft, as_alice):
        redraft(draft, {"policy": {"cut": 0.15, "cut_reason": "short of time"}})
        assertContains(as_alice.get(url("builder", draft)), "Use the rules’ cut")

        as_alice.post(url("remedy", draft, "RULES_CUT"), controls(draft))

        assert newest(draft).response["cut"]["override"] is False

    def test_a_race_that_moved_is_noticed_and_taken_over(self, draft, as_alice):
        draft.a_race.date = BOSTON + timedelta(days=7)
        draft.a_race.save()
        redraft(draft, {"policy": {"cut": 0.25}})
        assertContains(as_alice.get(url("builder", draft)), "A race has changed since this draft.")

        as_alice.post(url("newest", draft), {"lock": draft.lock})

        request = newest(draft).request
        assert (request["a_race"]["date"], request["policy"]["cut"]) == ("2027-04-26", 0.25)
        assertNotContains(as_alice.get(url("builder", draft)), "A race has changed")
