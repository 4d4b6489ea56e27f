from datetime import date, timedelta
from typing import Any

import pytest

from plans.engine.baseline import baseline, usable_weeks
from plans.engine.request import History, HistoryWeek

RACE_DAY, MARATHON = date(2025, 11, 2), 42_195
RACE_WEEK = date(2025, 10, 27)


def weeks(*kilometres, longest=0.3, unusable=()):
    first = RACE_WEEK - timedelta(weeks=len(kilometres) - 1)
    return tuple(
        HistoryWeek(
            start=first + timedelta(weeks=n),
            distance_m=km * 1000,
            longest_m=km * longest * 1000,
            unusable=n in unusable,
        )
        for n, km in enumerate(kilometres)
    )


def found(history, *, distance_m=MARATHON, **options):
    return baseline(history, race_day=RACE_DAY, race_distance_m=distance_m, **options)


def test_taper_and_race_week_do_not_count():
    history = History(weeks=weeks(50, 50, 50, 50, 50, 50, 40, 30, 20))

    assert found(history).distance_m == 50_000


def test_ill_week_is_skipped_and_an_older_one_stands_in():
    history = History(weeks=weeks(40, 40, 60, 60, 60, 60, 10, 60, 30, 20, 10, unusable=(6,)))

    assert found(history).distance_m == round((40 + 60 * 5) / 6 * 1000)


def test_three_usable_weeks_are_too_few():
    assert found(History(weeks=weeks(50, 50, 50, 40, 30, 20))) is None


def test_short_race_has_a_taper_of_one_week():
    used = usable_weeks(weeks(50, 50, 50, 50, 40, 30), race_day=RACE_DAY, race_distance_m=10_000)

    assert [week.distance_m for week in used] == [50_000] * 4


def test_coach_knows_better_than_the_diary():
    history = History(weeks=weeks(50, 50, 50, 50, 50, 50, 40, 30, 20), baseline_m=64_000, baseline_long_m=22_000)

    assert (found(history).distance_m, found(history).longest_m) == (64_000, 22_000)
    assert "entered" in found(history).reason


@pytest.mark.parametrize(("run_days", "share"), [(3, 0.375), (4, 0.2857), (6, 0.27)])
def test_unknown_long_run_follows_from_the_run_days(run_days, share):
    assert found(History(baseline_m=50_000), run_days=run_days).longest_m == pytest.approx(50_000 * share, abs=5)


def test_nothing_run_is_no_baseline():
    assert found(History(baseline_m=0)) is None


def test_less_than_a_metre_is_no_baseline_either():
    assert found(History(baseline_m=0.1, baseline_long_m=20_000)) is None


def test_race_still_to_come_uses_the_weeks_known_so_far():
    history = History(weeks=weeks(50, 50, 50, 50, 50)[:4])
    early: dict[str, Any] = {"race_day": RACE_DAY + timedelta(weeks=12), "race_distance_m": MARATHON}

    assert baseline(history, **early, provisional=True).distance_m == 50_000
    assert baseline(history, **early) is None
