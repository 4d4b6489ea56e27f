from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from plans.mapping import plan_request
from tests.factories import BOSTON, account_of, make_measurement, make_race
from tests.plans.drafted import drafted, make_draft, publish_draft

ZONES = reverse("plans:zones")
NOON = datetime(2026, 12, 14, 12, 0, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def december():
    with time_machine.travel(NOON, tick=False):
        yield


def enter(client, kind, url="plans:measure", ids=(), **typed):
    said = {f"{kind}-{name}": value for name, value in ({"measured_on": "2026-12-13"} | typed).items()}
    return client.post(reverse(url, args=[*ids, kind]), said)


class TestPaces:
    def test_they_come_from_the_last_races_with_source_age_and_the_day_to_test_again(self, as_bob, bob):
        make_race(bob, name="Berlin 10K", day=date(2026, 10, 12), distance_m=10_000.0, duration_s=2_772.0)

        page = as_bob.get(ZONES)

        assertContains(page, "From Berlin 10K, 12 October: 46:12")
        assertContains(page, "(9 weeks ago)")
        assertContains(page, "Measure again from 4 January.")
        assertContains(page, "4:44 /km")  # threshold of a VDOT of 44.6
        assertContains(page, "7: a few words")

    def test_the_same_in_miles(self, as_bob, bob):
        bob.unit = "mi"
        bob.save()
        make_race(bob, name="Berlin 10K", day=date(2026, 10, 12), distance_m=10_000.0, duration_s=2_772.0)

        page = as_bob.get(ZONES)

        assertContains(page, "7:37 /mi")
        assertNotContains(page, "/km")

    def test_who_plans_in_minutes_reads_kilometres(self, as_bob, bob):
        bob.unit = "min"
        bob.save()
        make_race(bob, name="Berlin 10K", day=date(2026, 10, 12), distance_m=10_000.0, duration_s=2_772.0)

        assertContains(as_bob.get(ZONES), "4:44 /km")

    def test_without_a_result_they_are_efforts(self, as_bob):
        page = as_bob.get(ZONES)

        assertContains(page, "go by effort")
        assertContains(page, "3 – 4: whole sentences")
        assertNotContains(page, "/km")

    @pytest.mark.parametrize(
        "race",
        [
            {"day": date(2026, 5, 1)},
            {"climb_m": 900.0},
            {"effort": "training"},
            {"status": "dnf"},
            {"distance_m": 50_000.0},
        ],
    )
    def test_an_old_hilly_or_easy_race_sets_none(self, as_bob, bob, race):
        make_race(
            bob, **({"name": "Race", "day": date(2026, 10, 12), "distance_m": 10_000.0, "duration_s": 2_772.0} | race)
        )

        assertNotContains(as_bob.get(ZONES), "/km")

    def test_the_plan_and_the_page_say_the_same_paces(self, as_bob, bob):
        season = make_draft(bob)
        publish_draft(season)

        page = as_bob.get(ZONES)

        planned = drafted(season).response["paces"]["threshold_s_per_km"]
        assertContains(page, f"{planned // 60:.0f}:{planned % 60:02.0f} /km")
        assertContains(page, "Set a touch slower than the result")
        assert page.context["view"].news == ()

    def test_after_twelve_weeks_it_is_time_to_measure_again(self, as_bob, bob):
        make_race(bob, name="Berlin 10K", day=date(2026, 9, 1), distance_m=10_000.0, duration_s=2_772.0)

        assertContains(as_bob.get(ZONES), "Time to measure again.")

    def test_coming_back_from_an_injury_goes_by_effort(self, as_bob, bob):
        make_race(bob, name="Berlin 10K", day=date(2026, 10, 12), distance_m=10_000.0, duration_s=2_772.0)
        bob.injury = "returning"
        bob.save()

        assertContains(as_bob.get(ZONES), "These paces are from before it")


class TestHeartRates:
    def test_a_threshold_test_gives_zones(self, as_bob, bob):
        answer = enter(as_bob, "threshold_hr", bpm="168", source="mean of the last 20 min of a 30 min solo run")

        assertRedirects(answer, ZONES)
        page = as_bob.get(ZONES)
        assertContains(page, "Mean of the last 20 min of a 30 min solo run, 13 December")
        assertContains(page, "Zones from your threshold")
        assertContains(page, "under 143")
        bob.refresh_from_db()
        assert bob.lthr_bpm == 168

    def test_an_estimate_is_no_zone_and_says_so(self, as_bob):
        page = as_bob.get(ZONES)

        assertContains(page, "about 181, wrong by 7 – 11 bpm or more")
        assertContains(page, "effort first")
        assertNotContains(page, "Zones from your threshold")
        assertNotContains(page, "The ceiling of an easy run")

    def test_what_was_typed_among_the_details_has_no_day(self, as_bob, bob):
        bob.max_hr_bpm = 186
        bob.save()

        page = as_bob.get(ZONES)

        assertContains(page, "nobody knows which day")
        assertContains(page, "The ceiling of an easy run: 145 bpm.")

    def test_a_threshold_waits_for_recovery_before_it_is_measured_again(self, as_bob, bob):
        publish_draft(make_draft(bob))
        make_measurement(bob, day=date(2026, 6, 1))
        bob.lthr_bpm = 168
        bob.save()

        with time_machine.travel(datetime(2026, 11, 10, 12, tzinfo=UTC), tick=False):
            page = as_bob.get(ZONES)

        assertContains(page, "Measure again from 30 November.")
        assertContains(page, "A hard test can wait until Monday 30 November")

    @pytest.mark.parametrize(
        ("kind", "typed", "said"),
        [
            ("max_hr", {"bpm": "300"}, "between 100 and 230"),
            ("max_hr", {"bpm": "160"}, "The threshold, 165, lies below the highest heart rate, 160."),
            ("threshold_hr", {"bpm": "190"}, "The threshold, 190, lies below the highest heart rate, 186."),
            ("threshold_hr", {"bpm": "50"}, "between 80 and 220"),
            ("resting_hr", {"bpm": "12"}, "between 25 and 120"),
            ("resting_hr", {"bpm": ""}, "Write a whole number of beats"),
            ("resting_hr", {"bpm": "fifty"}, "Write a whole number of beats"),
            ("resting_hr", {"bpm": "9" * 6000}, "Write a whole number of beats"),
            ("max_hr", {"bpm": "186", "measured_on": "2026-12-15"}, "still to come"),
            ("max_hr", {"bpm": "186", "measured_on": "1926-12-15"}, "Look at the year"),
            ("max_hr", {"bpm": "186", "measured_on": "someday"}, "in the calendar"),
            ("max_hr", {"bpm": "186", "source": "x" * 121}, "120 characters"),
            ("max_hr", {"bpm": "186", "source": "a\x00b"}, "Null characters"),
            ("time_trial", {"distance": "5000", "duration_s": "5:00"}, "That would be 1:00 a kilometre"),
            ("time_trial", {"distance": "5000", "duration_s": ""}, "Say the time"),
            ("time_trial", {"distance": "other", "other": "0.4", "other_unit": "km", "duration_s": "1:20"}, "1.5 km"),
            ("time_trial", {"distance": "moon", "duration_s": "20:00"}, "valid choice"),
        ],
    )
    def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_stays(self, as_bob, bob, kind, typed, said):
        bob.max_hr_bpm, bob.lthr_bpm = 186, 165
        bob.save()

        page = enter(as_bob, kind, **typed)

        assertContains(page, said, status_code=422)
        if len(typed.get("bpm", "")) in (2, 3):
            assertContains(page, f'value="{typed["bpm"]}"', status_code=422)
        assert not bob.measurements.exists()

    def test_a_second_click_adds_nothing(self, as_bob, bob):
        for _ in range(2):
            enter(as_bob, "resting_hr", bpm="48", source="asleep 😴 شهد")

        assert bob.measurements.get().source == "asleep 😴 شهد"

    def test_the_toast_takes_it_back_and_what_was_before_counts_again(self, as_bob, bob):
        bob.max_hr_bpm = 186
        bob.save()
        enter(as_bob, "max_hr", bpm="190")
        page = as_bob.get(ZONES)
        assertContains(page, "190 <small>bpm")

        as_bob.post(reverse("plans:measurement_remove", args=[bob.measurements.newest_first()[0].pk]))

        bob.refresh_from_db()
        assert bob.max_hr_bpm == 186

    def test_an_older_day_does_not_displace_what_is_in_force(self, as_bob, bob):
        enter(as_bob, "threshold_hr", bpm="168")
        enter(as_bob, "threshold_hr", bpm="160", measured_on="2026-03-01")

        bob.refresh_from_db()
        assert bob.lthr_bpm == 168
        assertContains(as_bob.get(ZONES), "a newer one counts")

    def test_a_kind_nobody_knows_is_no_page(self, as_bob):
        assert as_bob.post(reverse("plans:measure", args=["blood"])).status_code == 404


class TestNewerThanThePlan:
    @pytest.fixture
    def season(self, bob):
        season = make_draft(bob)
        publish_draft(season)
        return season

    def test_a_time_trial_is_told_beside_the_plan_that_does_not_know_it(self, as_bob, season):
        enter(as_bob, "time_trial", distance="5000", duration_s="21:40")

        page = as_bob.get(ZONES)

        assertContains(page, "Newer than your plan: 5 km time trial, 13 December: 21:40.")
        assertContains(page, "can refresh it")
        assertContains(page, "From 5 km time trial, 13 December: 21:40")
        assertNotContains(page, season.get_absolute_url())

    def test_the_coach_is_told_in_the_builder_and_takes_it_with_one_button(self, as_bob, as_alice, season):
        enter(as_bob, "time_trial", distance="5000", duration_s="21:40")
        enter(as_bob, "threshold_hr", bpm="171")
        assertContains(as_alice.get(season.get_absolute_url()), "threshold heart rate 171 bpm")
        season.refresh_from_db()

        as_alice.post(reverse("plans:newest", args=[season.pk]), {"lock": season.lock})

        season.refresh_from_db()
        request = drafted(season).request
        assert request["history"]["best_race"] == {"date": "2026-12-13", "distance_m": 5000.0, "duration_s": 1300.0}
        assert request["athlete"]["lthr_bpm"] == 171
        assertNotContains(as_alice.get(season.get_absolute_url()), "Newer than this draft")

    def test_a_test_is_not_taken_down_by_the_dip_of_a_long_winter(self, bob, season):
        make_measurement(bob, kind="time_trial", day=TODAY, distance_m=5_000.0, duration_s=1_300.0)
        request = plan_request(bob, fall_race=season.fall_race, a_race=season.a_race, today=TODAY)

        assert request["history"]["best_race"]["date"] == TODAY.isoformat()

    @pytest.mark.usefixtures("season")
    def test_nothing_is_news_once_spring_has_begun(self, as_bob, bob):
        enter(as_bob, "threshold_hr", bpm="171")

        with time_machine.travel(datetime(2027, 2, 1, 12, tzinfo=UTC), tick=False):
            as_bob.force_login(account_of(bob))
            assertNotContains(as_bob.get(ZONES), "Newer than")


class TestTheCoach:
    def test_sees_and_enters_the_same(self, as_alice, bob):
        answer = enter(as_alice, "max_hr", "plans:athlete_measure", [bob.pk], bpm="188")

        assertRedirects(answer, reverse("plans:athlete_zones", args=[bob.pk]))
        assertContains(as_alice.get(answer.url), "188 <small>bpm")
        assert bob.measurements.get().by.name == "Alice Arden"

    @pytest.mark.parametrize("stranger", ["as_dana", "as_charlie"])
    def test_others_get_nothing(self, request, stranger, bob):
        client, row = request.getfixturevalue(stranger), make_measurement(bob)

        assert client.get(reverse("plans:athlete_zones", args=[bob.pk])).status_code == 404
        assert enter(client, "max_hr", "plans:athlete_measure", [bob.pk], bpm="188").status_code == 404
        assert client.post(reverse("plans:athlete_measurement_remove", args=[bob.pk, row.pk])).status_code == 404
        assert client.post(reverse("plans:measurement_remove", args=[row.pk])).status_code == 404
        assert bob.measurements.count() == 1

    def test_another_athletes_row_is_not_bobs(self, as_alice, bob, charlie):
        row = make_measurement(charlie.athlete)

        assert as_alice.post(reverse("plans:athlete_measurement_remove", args=[bob.pk, row.pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_query_count_does_not_grow(as_bob, bob, rows, django_assert_num_queries):
    publish_draft(make_draft(bob))
    for number in range(rows):
        make_measurement(bob, day=date(2026, 11, 1 + number))
        make_race(bob, name=f"Race {number}", day=BOSTON, status="planned")
    with django_assert_num_queries(
        7
    ):  # session, user and athlete, whose desk, athlete with coach, races, measurements, off-season
        as_bob.get(ZONES)


def test_a_right_to_left_name_and_a_race_with_markup_are_only_words(as_bob, bob):
    bob.name = "ليلى حداد"
    bob.save()
    name = "<b>10K</b> 🌲"
    make_race(bob, name=name, day=date(2026, 10, 12), distance_m=10_000.0, duration_s=2_772.0)

    assertContains(as_bob.get(ZONES), escape(name))
    assert account_of(bob)
