import pytest

from plans.engine.ability import ability


@pytest.mark.parametrize(
    ("weekly_km", "years", "grade", "level"),
    [
        (60, None, None, "intermediate"),
        (72, None, None, "advanced"),
        (31.9, None, None, "beginner"),
        (80, 3, None, "intermediate"),
        (80, 6, 50, "advanced"),
        (60, 5, 70, "intermediate"),
        (60, 5.1, 70, "advanced"),
        (60, 1.9, 54.9, "beginner"),
        (20, 20, 90, "intermediate"),
    ],
)
def test_level_is_the_median_vote(weekly_km, years, grade, level):
    assert ability(baseline_m=weekly_km * 1000, years_running=years, grade_percent=grade) == level
