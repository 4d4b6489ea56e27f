"""Rows become the engine's request; what is private stays behind."""

from datetime import date, timedelta

import pytest

from athletes.models import SafetyAnswer
from plans.engine.contract import load_request
from plans.mapping import birth_date_of_age, is_cleared, plan_request
from plans.models import Absence
from tests.factories import BOSTON, NEW_YORK, NOW, make_history, make_race

TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
def races(bob):
    return {
        "fall_race": make_race(bob, duration_s=13_500.0),
        "a_race": make_race(bob, name="Boston", day=BOSTON, status="planned"),
    }


def test_the_request_is_of_the_contracts_shape(bob, races):
    request = load_request(plan_request(bob, **races, today=TODAY))

    assert (request.fall_race.name, request.a_race.date, request.today) == ("New York", BOSTON, TODAY)
    assert request.history.baseline_m == 60_000.0
    assert request.athlete.usual_run_days == 5


@pytest.mark.parametrize("born", [date(1988, 11, 1), date(1988, 4, 2), date(1987, 11, 2), date(1988, 2, 29)])
def test_of_the_birth_date_only_the_age_on_race_day_survives(born):
    told = date.fromisoformat(birth_date_of_age(born, on=NEW_YORK) or "")

    def age(day: date) -> int:
        return NEW_YORK.year - day.year - ((NEW_YORK.month, NEW_YORK.day) < (day.month, day.day))

    assert age(told) == age(born)
    assert (told.month, told.day) == (NEW_YORK.month, NEW_YORK.day)


def test_no_birth_date_stays_none():
    assert birth_date_of_age(None, on=NEW_YORK) is None


def test_health_answers_never_enter_the_request(bob, races):
    SafetyAnswer.objects.create(athlete=bob, flags=["clot"], answered_at=NOW)

    assert "clot" not in str(plan_request(bob, **races, today=TODAY))


@pytest.mark.parametrize(
    ("flags", "cleared", "expected"),
    [
        ([], None, True),
        (["concussion"], None, False),
        (["concussion"], TODAY, True),
        (["concussion"], TODAY - timedelta(days=366), False),
        (["pregnancy"], TODAY, False),
    ],
)
def test_cleared_or_not(bob, flags, cleared, expected):
    SafetyAnswer.objects.create(athlete=bob, flags=flags, cleared_on=cleared, answered_at=NOW)

    assert is_cleared(bob, on=TODAY) is expected


def test_who_was_never_asked_is_cleared_and_the_newest_answer_counts(bob):
    assert is_cleared(bob, on=TODAY)
    SafetyAnswer.objects.create(athlete=bob, flags=["clot"], answered_at=NOW)
    SafetyAnswer.objects.create(athlete=bob, flags=[], answered_at=NOW + timedelta(hours=1))
    assert is_cleared(bob, on=TODAY)


def test_only_races_inside_the_off_season_come_along(bob, races):
    make_race(bob, name="Before", day=NEW_YORK - timedelta(days=20))
    make_race(bob, name="Jingle", day=date(2026, 12, 12), distance_m=10_000.0, priority="C", status="planned")
    make_race(bob, name="Let go", day=date(2026, 12, 13), status="dns")
    make_race(bob, name="After", day=BOSTON + timedelta(days=20), status="planned")

    between = plan_request(bob, **races, today=TODAY)["races_between"]

    assert [race["name"] for race in between] == ["Jingle"]


def test_the_best_road_result_of_the_year_speaks_for_the_paces(bob, races):
    make_race(bob, name="Fast 10K", day=date(2026, 9, 13), distance_m=10_000.0, duration_s=2_400.0)
    make_race(bob, name="Old 10K", day=date(2025, 9, 13), distance_m=10_000.0, duration_s=2_100.0)
    make_race(bob, name="Trail", day=date(2026, 8, 1), distance_m=10_000.0, duration_s=2_200.0, climb_m=600.0)
    make_race(bob, name="Jog", day=date(2026, 8, 8), distance_m=10_000.0, duration_s=2_300.0, effort="training")

    best = plan_request(bob, **races, today=TODAY)["history"]["best_race"]

    assert best == {"date": "2026-09-13", "distance_m": 10_000.0, "duration_s": 2_400.0}


def test_weeks_after_the_fall_race_are_left_out(bob, races):
    make_history(bob, *[50] * 14, first=date(2026, 8, 10))

    weeks = plan_request(bob, **races, today=TODAY)["history"]["weeks"]

    assert weeks[-1]["start"] == "2026-10-26"


def away(athlete, start, end, *, kind="away"):
    return Absence.objects.create(athlete=athlete, kind=kind, start=start, end=end, at=NOW)


def test_absences_between_the_races_are_blackouts_and_adjoining_ones_are_one(bob, races):
    away(bob, NEW_YORK - 9 * DAY, NEW_YORK - 5 * DAY)
    away(bob, NEW_YORK - DAY, NEW_YORK + 2 * DAY)
    away(bob, date(2026, 12, 24), date(2026, 12, 25))
    away(bob, date(2026, 12, 26), date(2026, 12, 27), kind="ill")
    away(bob, BOSTON - DAY, BOSTON + 3 * DAY)

    request = plan_request(bob, **races, today=TODAY)

    assert request["blackouts"] == [
        {"start": "2026-11-01", "end": "2026-11-03"},
        {"start": "2026-12-24", "end": "2026-12-27"},
        {"start": "2027-04-18", "end": "2027-04-18"},
    ]
    assert load_request(request).blackouts[1].end == date(2026, 12, 27)
