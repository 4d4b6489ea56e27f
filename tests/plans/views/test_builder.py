from datetime import date
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import SafetyAnswer
from plans.models import OffSeason, PlanVersion
from tests.factories import BOSTON, NOW, make_athlete, make_off_season, make_race
from tests.plans.drafted import drafted, first_key, make_draft, publish_draft, redraft
from tests.plans.views.building import HTMX, controls, newest, url


@pytest.fixture(autouse=True)
def _on_the_fourth_of_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def draft(bob) -> OffSeason:
    return make_draft(bob)


class TestStart:
    def post(self, client, athlete, **races):
        return client.post(reverse("plans:start_off_season", args=[athlete.pk]), {k: r.pk for k, r in races.items()})

    def test_two_races_lead_to_the_builder(self, as_alice, bob):
        races = {"fall_race": make_race(bob), "a_race": make_race(bob, name="Boston", day=BOSTON, status="planned")}

        response = self.post(as_alice, bob, **races)

        assertRedirects(response, OffSeason.objects.get().get_absolute_url())

    def test_a_double_click_starts_one(self, as_alice, bob):
        races = {"fall_race": make_race(bob), "a_race": make_race(bob, name="Boston", day=BOSTON, status="planned")}

        assert self.post(as_alice, bob, **races).url == self.post(as_alice, bob, **races).url
        assert OffSeason.objects.count() == 1

    def test_races_the_wrong_way_round_are_named(self, as_alice, bob):
        races = {"a_race": make_race(bob), "fall_race": make_race(bob, name="Boston", day=BOSTON, status="planned")}

        response = self.post(as_alice, bob, **races)

        assertContains(response, "New York is not after Boston", status_code=422)
        assert not OffSeason.objects.exists()

    def test_somebody_elses_race_is_no_choice(self, as_alice, bob, charlie):
        theirs = make_race(charlie.athlete, name="London", day=BOSTON, status="planned")

        assert self.post(as_alice, bob, fall_race=make_race(bob), a_race=theirs).status_code == 422

    def test_only_who_plans_for_them_may(self, as_dana, as_bob, as_charlie, bob, charlie):
        races = {"fall_race": make_race(bob), "a_race": make_race(bob, name="Boston", day=BOSTON, status="planned")}

        assert self.post(as_dana, bob, **races).status_code == 404
        assert self.post(as_bob, bob, **races).status_code == 404
        own = {
            "fall_race": make_race(charlie.athlete),
            "a_race": make_race(charlie.athlete, name="Boston", day=BOSTON, status="planned"),
        }
        assert self.post(as_charlie, charlie.athlete, **own).status_code == 302


class TestAccess:
    GETS = ("builder",)
    POSTS = ("preview", "save_draft", "undo", "redo", "newest", "publish", "unpublish")

    @pytest.mark.parametrize("name", GETS)
    def test_pages_are_the_coachs_alone(self, name, draft, as_dana, as_charlie, as_bob):
        publish_draft(draft)
        assert [client.get(url(name, draft)).status_code for client in (as_dana, as_charlie, as_bob)] == [404] * 3

    @pytest.mark.parametrize("name", POSTS)
    def test_actions_are_the_coachs_alone(self, name, draft, as_dana, as_charlie, as_bob):
        for client in (as_dana, as_charlie, as_bob):
            assert client.post(url(name, draft), {"lock": draft.lock}).status_code == 404

    def test_session_pages_are_the_coachs_alone(self, draft, as_dana, as_bob):
        key = first_key(draft, "long")
        for client in (as_dana, as_bob):
            assert client.get(url("edit_session", draft, key)).status_code == 404
            assert client.post(url("remove_session", draft, key), {"lock": draft.lock}).status_code == 404
            assert client.post(url("revert_session", draft, key), {"lock": draft.lock}).status_code == 404
            assert client.post(url("remedy", draft, "SHORTER_PLAN"), {"lock": draft.lock}).status_code == 404

    def test_who_has_no_coach_builds_their_own(self, as_charlie, charlie):
        own = make_draft(charlie.athlete)

        assertContains(as_charlie.get(url("builder", own)), "Your off-season")

    def test_a_former_coach_sees_nothing(self, draft, as_alice, bob, dana):
        bob.coach = dana
        bob.save()

        assert as_alice.get(url("builder", draft)).status_code == 404

    def test_without_a_draft_there_is_no_page(self, as_alice, bob):
        assert as_alice.get(url("builder", make_off_season(bob))).status_code == 404


class TestPage:
    def test_it_shows_every_week_and_session_of_the_draft(self, draft, as_alice):
        response = as_alice.get(url("builder", draft))

        weeks = drafted(draft).response["weeks"]
        assertContains(response, '<th scope="row" id="week-of-', count=len(weeks))
        sessions = sum(len(week["sessions"]) for week in weeks)
        assertContains(response, 'class="session-chip dense', count=sessions)

    def test_totals_are_the_sums_of_what_is_shown(self, draft, as_alice):
        page = as_alice.get(url("builder", draft)).context["page"]

        for week in page.weeks:
            shown = sum(float(chip.amount) for cell in week.cells for chip in cell.chips if chip.amount)
            assert float(week.total) == pytest.approx(shown, abs=0.05)
        assert page.total == f"{sum(float(week.total) for week in page.weeks):.1f} km".replace(".0 ", " ")

    def test_the_four_promises_are_counted(self, draft, as_alice):
        page = as_alice.get(url("builder", draft)).context["page"]

        assert [promise.label for promise in page.promises] == [
            "less than your usual week",
            "weeks with every ingredient",
            "longest gap without running",
            "of the running is easy",
        ]

    def test_every_check_is_listed_with_its_id_and_measure(self, draft, as_alice):
        response = as_alice.get(url("builder", draft))

        checks = drafted(draft).response["checks"]
        assertContains(response, '<small class="id">INV-', count=len(checks))
        lines = [line for group in response.context["page"].checks.groups for line in group.lines]
        assert all(line.detail for line in lines)

    def test_what_a_coach_took_on_stands_first_in_their_own_words(self, draft, as_alice):
        redraft(draft, edits=[{"op": "remove", "key": first_key(draft, "long", week=7), "why": "a wedding"}])

        page = as_alice.get(url("builder", draft)).context["page"]

        taken = {check["id"] for check in newest(draft).response["checks"] if check["overridden_by"]}
        assert taken
        assert {line.id for line in page.checks.groups[0].lines if line.word == "your choice"} == taken
        assert page.checks.headline.endswith("your choice")

    def test_the_sum_behind_the_cut_and_the_phases_are_one_click_away(self, draft, as_alice):
        response = as_alice.get(url("builder", draft))

        page, answer = response.context["page"], drafted(draft).response
        assertContains(response, f"<summary>{page.factors.headline}, and why</summary>", html=True)
        assert len(page.factors.rows) == len(answer["cut"]["factors"])
        assert [phase.kind for phase in page.phases] == [phase["kind"] for phase in answer["phases"]]
        for phase in page.phases:
            assertContains(response, escape(phase.why))

    def test_measures_are_in_the_runners_unit(self, as_alice, alice):
        runner = make_athlete(name="Mila", coach=alice, unit="mi")

        page = as_alice.get(url("builder", make_draft(runner))).context["page"]

        details = " ".join(line.detail for group in page.checks.groups for line in group.lines)
        assert " mi for a first week of " in details
        assert " km" not in details

    def test_the_spring_plan_says_what_each_length_leaves(self, draft, as_alice):
        response = as_alice.get(url("builder", draft))

        choices = {choice.weeks: choice.gist for choice in response.context["form"].spring_choices}
        assert choices[12].startswith("12 weeks off-season")
        assert choices[20] == "4 weeks off-season, all recovery"

    def test_a_health_answer_stops_the_plan_without_being_told(self, draft, as_alice, bob):
        SafetyAnswer.objects.create(athlete=bob, flags=["heart_condition"], answered_at=NOW)

        response = as_alice.get(url("builder", draft))

        assertContains(response, "A clinician first")
        assertNotContains(response, "heart")
        assertNotContains(response, "session-chip")

    def test_minutes_are_shown_to_who_plans_in_minutes(self, as_alice, alice):
        runner = make_athlete(name="Mina", coach=alice, unit="min")

        page = as_alice.get(url("builder", make_draft(runner))).context["page"]

        assert page.total_unit == "Minutes"
        assert all(
            chip.amount.isdigit() for week in page.weeks for cell in week.cells for chip in cell.chips if chip.amount
        )

    @pytest.mark.parametrize("weeks", [12, 16])
    def test_query_count_does_not_grow(self, as_alice, bob, weeks, django_assert_num_queries):
        off_season = make_draft(bob, weeks=weeks)
        with django_assert_num_queries(15):
            as_alice.get(url("builder", off_season))

    def test_a_race_in_between_that_the_draft_does_not_know_is_noticed(self, as_alice, bob):
        off_season = make_draft(bob)
        assertNotContains(as_alice.get(url("builder", off_season)), "A race has changed")
        make_race(bob, name="Jingle 5K", day=date(2026, 12, 12), distance_m=5000.0, priority="C", status="planned")
        assertContains(as_alice.get(url("builder", off_season)), "A race has changed")

        as_alice.post(url("newest", off_season), {"lock": off_season.lock})
        page = as_alice.get(url("builder", off_season))
        assertNotContains(page, "A race has changed")
        assertContains(page, "Jingle 5K on Sat 12 Dec (C)")


class TestPreview:
    def test_the_plan_follows_the_controls_and_nothing_is_stored(self, draft, as_alice):
        versions = PlanVersion.objects.count()

        response = as_alice.post(url("preview", draft), controls(draft, cut=25, cut_by_rules=False))

        assert response.context["page"].cut.percent == "25"
        assertContains(response, "Not saved yet.")
        assert (PlanVersion.objects.count(), OffSeason.objects.get().lock) == (versions, draft.lock)

    def test_htmx_gets_the_plan_alone(self, draft, as_alice):
        response = as_alice.post(url("preview", draft), controls(draft, comfort=2), headers=HTMX)

        assertContains(response, "data-plan")
        assertNotContains(response, "<html")
        assertNotContains(response, 'id="publish"')

    def test_a_slider_left_alone_means_the_rules(self, draft, as_alice):
        page = as_alice.post(url("preview", draft), controls(draft, comfort=2)).context["page"]

        assert page.cut.is_by_rules
        assert float(page.cut.percent) < 30

    def test_a_moved_slider_is_the_coachs_word_also_without_javascript(self, draft, as_alice):
        page = as_alice.post(url("preview", draft), controls(draft, cut=38)).context["page"]

        assert (page.cut.percent, page.cut.is_by_rules) == ("38", False)

    def test_bad_input_is_named_and_kept(self, draft, as_alice):
        away = {"away_0_start": "2026-12-24", "away_0_end": "2026-12-20", "away_1_start": "2062-01-02"}

        response = as_alice.post(url("preview", draft), controls(draft, week1_m="lots", **away))

        assertContains(response, "Write a number", status_code=422)
        assertContains(response, "Away: The last day comes after the first.", status_code=422)
        assertContains(response, "Away: That is not between the two races.", status_code=422)
        assertContains(response, 'value="lots"', status_code=422)

    def test_bad_input_leaves_the_plan_on_an_htmx_page(self, draft, as_alice):
        response = as_alice.post(url("preview", draft), controls(draft, week1_m="lots"), headers=HTMX)

        assert (response.status_code, response["HX-Reswap"]) == (422, "none")
        assertContains(response, "Write a number", status_code=422)

    def test_a_cut_outside_the_band_wants_a_reason(self, draft, as_alice):
        odd = controls(draft, cut_other=15, cut_by_rules=False)

        assertContains(as_alice.post(url("preview", draft), odd), "Outside 20–40% write down why.", status_code=422)
        page = as_alice.post(url("preview", draft), odd | {"cut_reason": "moved house"}).context["page"]
        assert page.cut.percent == "15"
        assert ("You: “moved house”", "−17.5", True) in page.factors.rows


class TestSave:
    def test_every_control_reaches_the_request(self, draft, as_alice):
        chosen = controls(
            draft,
            cut=33,
            cut_by_rules=False,
            cut_reason="a new job",
            comfort=-1,
            break_days=5,
            spring_weeks="16",
            week1_m=52,
            week1_long_m=18,
            peak_m=80,
            usual_run_days=6,
            long_run_day="sat",
            long_run_every=2,
            minutes_mon=0,
            minutes_wed=90,
            club_nights=["wed", "thu"],
            second_fast=True,
            away_0_start="2026-12-24",
            away_0_end="2026-12-26",
            away_1_start="2027-01-02",
            note="Enjoy the dark.",
        )

        response = as_alice.post(url("save_draft", draft), chosen)

        assertRedirects(response, url("builder", draft), fetch_redirect_response=False)
        request = newest(draft).request
        athlete = request["athlete"]
        assert request["policy"] == {"cut": 0.33, "cut_reason": "a new job", "second_fast": True, "break_days": 5}
        assert request["spring_plan"] | {"week1_quality": []} == {
            "weeks": 16, "week1_m": 52_000, "week1_long_m": 18_000, "peak_m": 80_000, "week1_quality": [],
        }  # fmt: skip
        assert (athlete["comfort"], athlete["usual_run_days"]) == (-1, 6)
        assert (athlete["long_run_day"], athlete["long_run_every"]) == ("sat", 2)
        assert athlete["available_min"] == {"mon": 0, "wed": 90}
        assert [night["weekday"] for night in athlete["fixed"]] == ["wed", "thu"]
        assert request["blackouts"] == [
            {"start": "2026-12-24", "end": "2026-12-26"},
            {"start": "2027-01-02", "end": "2027-01-02"},
        ]
        assert request["note"] == "Enjoy the dark."

    def test_saving_the_page_as_it_stands_changes_nothing(self, draft, as_alice):
        as_alice.post(url("save_draft", draft), controls(draft))

        assert newest(draft) == drafted(draft)

    def test_miles_come_back_as_they_were_typed(self, as_alice, alice):
        off_season = make_draft(make_athlete(name="Mia", coach=alice, unit="mi"))

        as_alice.post(url("save_draft", off_season), controls(off_season, week1_m="38"))

        assert newest(off_season).request["spring_plan"]["week1_m"] == pytest.approx(38 * 1609.344)
        assertContains(as_alice.get(url("builder", off_season)), 'value="38.0"')

    def test_htmx_gets_the_new_lock_and_the_publish_bar(self, draft, as_alice):
        response = as_alice.post(url("save_draft", draft), controls(draft, comfort=2), headers=HTMX)

        assertContains(response, f'id="builder-lock" value="{draft.lock + 1}" hx-swap-oob="true"')
        assertContains(response, 'id="publish"')

    def test_a_newer_draft_is_not_overwritten_and_what_was_typed_is_kept(self, draft, as_alice):
        mine = controls(draft, comfort=2, note="Mine.")
        redraft(draft, {"athlete": {"comfort": -2}})

        response = as_alice.post(url("save_draft", draft), mine)

        page = unescape(response.content.decode())
        assert response.status_code == 409
        assert newest(draft).request["athlete"]["comfort"] == -2
        assert "Alice Arden" in page
        assert ("Wants to run, this winter", "−2", "+2") in response.context["conflict"]
        assert "Mine." in page
        again = as_alice.post(url("save_draft", draft), mine | {"lock": draft.lock})
        assert (again.status_code, newest(draft).request["note"]) == (302, "Mine.")

    def test_htmx_shows_the_conflict_in_place_of_the_page(self, draft, as_alice):
        mine = controls(draft, comfort=2)
        redraft(draft, {"athlete": {"comfort": -2}})

        response = as_alice.post(url("save_draft", draft), mine, headers=HTMX)

        assert (response.status_code, response["HX-Retarget"]) == (409, "#main")

    def test_undo_and_redo(self, draft, as_alice):
        before, after = drafted(draft), redraft(draft, {"policy": {"cut": 0.25}})

        as_alice.post(url("undo", draft), {"lock": draft.lock})
        assert newest(draft) == before
        as_alice.post(url("redo", draft), {"lock": draft.lock + 1})
        assert newest(draft) == after

    @pytest.mark.parametrize("name", ["undo", "redo", "unpublish"])
    def test_a_stale_button_says_so_and_does_nothing(self, draft, as_alice, name):
        redraft(draft, {"policy": {"cut": 0.25}})

        response = as_alice.post(url(name, draft), {"lock": draft.lock - 1}, follow=True)

        assertContains(response, "changed meanwhile" if name != "redo" else "no such draft")
        assert newest(draft) == drafted(draft)
