from datetime import date

from plans.mapping import plan_request
from plans.results import Result, judged_result
from tests.factories import BOSTON, NEW_YORK, make_measurement, make_race

TODAY = date(2026, 12, 20)


def ran(name: str, day: date, seconds: float, metres: float = 10_000.0) -> Result:
    return Result(name=name, day=day, distance_m=metres, duration_s=seconds)


def test_the_best_of_the_year_up_to_the_fall_race():
    results = [ran("slow", date(2026, 9, 1), 2_900), ran("fast", date(2026, 8, 1), 2_600), ran("old", date(2025, 8, 1), 2_300)]  # fmt: skip

    assert judged_result(results, fall_race_day=NEW_YORK, today=TODAY) == results[1]


def test_the_newest_from_after_the_fall_race_wins_also_when_it_is_slower():
    results = [ran("fall", date(2026, 9, 1), 2_600), ran("test", date(2026, 12, 5), 2_800), ran("race", date(2026, 12, 12), 2_750)]  # fmt: skip

    assert judged_result(results, fall_race_day=NEW_YORK, today=TODAY) == results[2]
    assert judged_result(results, fall_race_day=NEW_YORK, today=date(2026, 12, 6)) == results[1]


def test_nothing_known_is_nothing():
    assert judged_result([], fall_race_day=NEW_YORK, today=TODAY) is None


def test_a_time_trial_is_the_best_race_of_the_request(bob):
    fall, goal = make_race(bob, duration_s=13_500.0), make_race(bob, name="Boston", day=BOSTON, status="planned")
    make_measurement(bob, kind="time_trial", day=date(2026, 12, 5), distance_m=5_000.0, duration_s=1_300.0)

    request = plan_request(bob, fall_race=fall, a_race=goal, today=TODAY)

    assert request["history"]["best_race"] == {"date": "2026-12-05", "distance_m": 5_000.0, "duration_s": 1_300.0}
