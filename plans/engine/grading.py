"""The age grade of the athlete's judged result, for the vote of planning.md 3.1."""

from plans.engine.age_grade import age_grade
from plans.engine.gate import age_on
from plans.engine.paces import judged_result
from plans.engine.policy import DEFAULT_POLICY
from plans.engine.request import PlanRequest


def grade_of(request: PlanRequest) -> float | None:
    """Percent; None without a result of the last twelve months, or where sex or age are unknown."""
    result = judged_result(request.history, request.fall_race)
    if result is None or request.athlete.sex is None:
        return None
    days = (request.fall_race.date - result.date).days
    age = age_on(request.athlete.birth_date, result.date)
    if age is None or days > DEFAULT_POLICY.ability.result_days:
        return None
    graded = age_grade(sex=request.athlete.sex, age=age, distance_m=result.distance_m, duration_s=result.duration_s)
    return graded.grade_percent if graded else None
