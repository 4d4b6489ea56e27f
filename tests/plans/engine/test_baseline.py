from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.engine.baseline import WeekUse, baseline, judged_weeks, usable_weeks
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


def uses(*kilometres, distance_m=MARATHON, unusable=(), **options):
    judged = judged_weeks(
        weeks(*kilometres, unusable=unusable), race_day=RACE_DAY, race_distance_m=distance_m, **options
    )
    return [one.use for one in judged]


def test_each_week_says_what_it_is_to_the_baseline():
    assert uses(*[50] * 13, unusable=(8,)) == [
        *["older"] * 2, "spare", *["counted"] * 5, "marked", "counted", "taper", "taper", "race",
    ]  # fmt: skip


def test_weeks_wait_for_others_while_there_are_too_few():
    assert uses(50, 50, 50, 40, 30, 20) == [*["waiting"] * 3, "taper", "taper", "race"]


def test_a_short_race_has_one_week_of_taper():
    assert uses(*[50] * 6, distance_m=10_000)[-3:] == ["counted", "taper", "race"]


def test_weeks_after_the_race_change_nothing_for_those_before():
    before, later = weeks(*[50] * 9), weeks(*[50] * 12)
    after = [replace(week, start=week.start + timedelta(days=24)) for week in later[-3:]]

    judged = judged_weeks([*before, *after], race_day=RACE_DAY, race_distance_m=MARATHON)

    assert [one.use for one in judged] == [*uses(*[50] * 9), *["after"] * 3]


@given(
    st.lists(st.tuples(st.integers(-90, 30), st.integers(0, 300_000), st.booleans()), max_size=25),
    st.booleans(),
    st.sampled_from([5_000, 21_097.5, 42_195]),
)
def test_the_mean_of_the_counted_weeks_is_the_baseline_and_every_week_has_one_reason(rows, provisional, distance_m):
    known = [
        HistoryWeek(start=RACE_DAY + timedelta(days=day), distance_m=metres, unusable=unusable)
        for day, metres, unusable in rows
    ]
    race: dict[str, Any] = {"race_day": RACE_DAY, "race_distance_m": distance_m, "provisional": provisional}

    judged = judged_weeks(known, **race)
    counted = [one.week.distance_m for one in judged if one.use is WeekUse.COUNTED]
    answer = baseline(History(weeks=tuple(known)), **race)

    assert sorted(id(one.week) for one in judged) == sorted(map(id, known))
    assert len(counted) in {0, 4, 5, 6}
    mean = round(sum(counted) / len(counted)) if counted else 0
    assert (answer.distance_m if answer else 0) == mean
    assert not (counted and any(one.use is WeekUse.WAITING for one in judged))
