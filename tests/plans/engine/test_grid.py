"""The steps to which sessions are rounded."""

import pytest

from plans.engine.contract import load_request
from plans.engine.grid import Grid, grid_for
from plans.engine.settle import settle
from tests.plans.engine.requests import plan_request

HALVES = Grid(run_m=500, workout_m=100, coarse_m=0)


def grid_of(**changes):
    return grid_for(runner_of(**changes))


def runner_of(**changes):
    settled = settle(load_request(plan_request(**changes)))
    assert settled is not None
    return settled.runner


@pytest.mark.parametrize(("unit", "run_m", "workout_m"), [("km", 500, 100), ("mi", 804.672, 160.9344)])
def test_runs_go_by_halves_and_workouts_by_tenths(unit, run_m, workout_m):
    grid = grid_of(athlete={"unit": unit})

    assert (grid.run_m, grid.workout_m) == pytest.approx((run_m, workout_m))


def test_who_counts_minutes_steps_by_five_minutes_of_easy_running():
    runner = runner_of(athlete={"unit": "min"})
    grid = grid_for(runner)

    assert (runner.seconds(grid.run_m), runner.seconds(grid.workout_m)) == pytest.approx((300, 60))


@pytest.mark.parametrize("unit", ["km", "mi"])
def test_a_tiny_week_takes_the_finer_step_for_every_run(unit):
    grid = grid_of(athlete={"unit": unit}, history={"baseline_m": 9_000, "baseline_long_m": 3_500})

    assert grid.run_m == grid.workout_m


@pytest.mark.parametrize(("unit", "may_pass"), [("km", False), ("mi", True)])
def test_only_steps_beyond_half_a_kilometre_may_pass_a_cap_and_by_less_than_the_tolerance(unit, may_pass):
    coarse_m = grid_of(athlete={"unit": unit}).coarse_m

    assert (coarse_m > 0, coarse_m < 500) == (may_pass, True)


@pytest.mark.parametrize(
    ("metres", "down", "near"),
    [(0, 0, 0), (249, 0, 0), (250, 0, 1), (1499.9, 3, 3), (1740, 3, 3), (1750, 3, 4), (-700, 0, 0)],
)
def test_steps_down_and_nearest(metres, down, near):
    assert (HALVES.down(metres), HALVES.near(metres)) == (down, near)


@pytest.mark.parametrize(("metres", "rounded"), [(1240, 1200), (1250, 1300), (1260, 1300)])
def test_workouts_round_to_the_nearest_step(metres, rounded):
    assert HALVES.workout(metres) == rounded
