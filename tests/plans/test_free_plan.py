import json
from datetime import date

import pytest

from plans import free_plan
from plans.engine.contract import ContractError, load_request
from plans.engine.request import ARace, Athlete, FallRace, History, MedicalFlag, PlanRequest

REQUEST = PlanRequest(
    athlete=Athlete(unit="mi", usual_run_days=5, available_min={"mon": 0, "tue": 60}, comfort=-1),
    history=History(baseline_m=77_000),
    fall_race=FallRace(name="København", date=date(2026, 11, 1), distance_m=42_195),
    a_race=ARace(name="Boston", date=date(2027, 4, 19), distance_m=42_195),
)
PRIVATE = PlanRequest(
    athlete=Athlete(birth_date=date(1988, 4, 2), medical_flags=(MedicalFlag(name="clot"),)),
    fall_race=REQUEST.fall_race,
    a_race=REQUEST.a_race,
)


def test_a_request_comes_back_as_it_left():
    assert free_plan.read(free_plan.carry(REQUEST)) == REQUEST
    assert load_request(free_plan.carried(REQUEST)) == REQUEST


def test_a_day_that_is_not_free_survives_the_pruning():
    assert free_plan.carried(REQUEST)["athlete"]["available_min"] == {"mon": 0, "tue": 60}


def test_health_and_birth_date_stay_behind():
    assert "clot" not in free_plan.carry(PRIVATE)
    assert "1988" not in free_plan.carry(PRIVATE)


def test_a_flood_is_cut_off_before_it_is_read():
    with pytest.raises(ContractError):
        free_plan.read(json.dumps(free_plan.carried(REQUEST)) + " " * 50_000 + "x" * 50_000 + "{")


def test_two_plans_between_the_same_races_are_two_plans_of_one_season():
    other = PlanRequest(history=History(baseline_m=50_000), fall_race=REQUEST.fall_race, a_race=REQUEST.a_race)

    assert free_plan.digest(REQUEST) != free_plan.digest(other)
    assert free_plan.season_digest(REQUEST) == free_plan.season_digest(other)
