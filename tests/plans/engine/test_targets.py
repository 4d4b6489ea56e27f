"""What a step asks for."""

import pytest

from plans.engine.contract import load_request
from plans.engine.dose import fast_plan, main_pieces
from plans.engine.library import LIBRARY
from plans.engine.parts import steps_of
from plans.engine.planner import plan, plan_json
from plans.engine.swap import runner_of
from tests.plans.engine.requests import plan_request


def work_targets(duration_s, **changes):
    """The targets of all fast stretches with their zones, of a runner of this 10 km time."""
    best = {"date": "2025-09-14", "distance_m": 10_000, "duration_s": duration_s}
    answer = plan_json(plan_request(history={"best_race": best}, **changes))
    steps = [step for week in answer["weeks"] for session in week["sessions"] for step in session["steps"]]
    parts = [part for step in steps for part in (step.get("steps") or [step])]
    return [(part["name"], part["target"]) for part in parts if part["kind"] == "work"]


@pytest.mark.parametrize("duration_s", [1_800, 2_400, 3_000])
def test_a_target_pace_is_wide_enough_for_a_watch(duration_s):
    for zone, target in work_targets(duration_s):
        if target["type"] == "pace":
            low, high = target["low"], target["high"]
            assert high - low >= 0.035 * (high + low) / 2
            assert high - low >= 10 or zone in {"interval", "repetition"}


def test_over_unders_go_a_little_above_and_a_little_below():
    request = load_request(plan_request())
    runner = runner_of(request, plan(request))
    assert runner is not None
    over_unders = fast_plan(LIBRARY["F09"], runner=runner, week_m=100_000, dose=1.0)
    assert over_unders is not None
    over, under = (step.target for step in steps_of(main_pieces(over_unders, runner)[:2]))

    assert over is not None
    assert under is not None
    assert over.high == under.low == runner.paces.threshold_s_per_km


def test_far_off_the_tables_fast_running_goes_by_effort():
    assert {target["type"] for _, target in work_targets(5_000)} == {"rpe"}
