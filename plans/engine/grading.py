"""The age grade of the athlete's judged result, for the vote of planning.md 3.1."""

from plans.engine.age_grade import age_grade
from plans.engine.paces import judged_result
from plans.engine.policy import Policy
from plans.engine.request import PlanRequest
from plans.engine.season import age_on


def grade_of(request: PlanRequest, *, policy: Policy) -> float | None:
    """Percent; None without a result of the last twelve months, or where sex or age are unknown."""
    result = judged_result(request.history, request.fall_race)
    if result is None or request.athlete.sex is None:
        return None
    days = (request.fall_race.date - result.date).days
    age = age_on(request.athlete.birth_date, result.date)
    if age is None or days > policy.ability.result_days:
        return None
    graded = age_grade(sex=request.athlete.sex, age=age, distance_m=result.distance_m, duration_s=result.duration_s)
    return graded.grade_percent if graded else None
