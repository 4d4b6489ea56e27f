"""What the weeks so far leave to the next one."""

from datetime import date, timedelta

import pytest

from plans.engine.diary import Diary, FastDone
from plans.engine.policy import DEFAULT_POLICY

TODAY = date(2026, 1, 12)


def days_ago(number):
    return TODAY - timedelta(days=number)


def a_diary(**known):
    return Diary(policy=DEFAULT_POLICY, runs=known.pop("runs", []), **known)


@pytest.mark.parametrize(("age", "counts"), [(1, True), (30, True), (31, False)])
def test_a_run_counts_as_longest_for_thirty_days(age, counts):
    diary = a_diary(runs=[(days_ago(age), 18_000.0)])

    assert diary.longest_m(TODAY, TODAY) == (18_000 if counts else 0)


def test_runs_of_the_week_itself_do_not_count_before_it():
    diary = a_diary(runs=[(days_ago(10), 12_000.0), (TODAY, 20_000.0)])

    assert diary.longest_m(TODAY, TODAY + timedelta(days=6)) == 12_000


def test_streak_ends_with_a_day_without_running():
    assert a_diary(last_run=days_ago(1), streak=4).streak_before(TODAY) == 4
    assert a_diary(last_run=days_ago(2), streak=4).streak_before(TODAY) == 0


@pytest.mark.parametrize(("last", "days"), [(None, 9), (days_ago(2), 2), (days_ago(40), 9)])
def test_days_since_go_no_further_than_anything_binds(last, days):
    assert a_diary().days_since(last, TODAY) == days


def test_amounts_add_up_by_zone_from_the_week_asked_for():
    log = [
        FastDone(3, {"threshold": (5000.0, 1200.0, 4)}),
        FastDone(5, {"threshold": (4000.0, 960.0, 3)}),
        FastDone(6, {"threshold": (1000.0, 240.0, 1), "hill": (900.0, 300.0, 5)}),
    ]

    assert a_diary(fast_log=log).amounts_since(5) == {"threshold": (5000, 1200, 4), "hill": (900, 300, 5)}


def test_a_workout_that_was_never_run_is_long_ago():
    assert a_diary(last_weeks={"F05": 4}).last_week_of("F05") == 4
    assert a_diary().last_week_of("F05") < -20
