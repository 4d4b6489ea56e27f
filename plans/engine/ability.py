"""Beginner, intermediate or advanced: the votes of planning.md 3.1."""

from plans.engine.policy import DEFAULT_POLICY, Policy
from plans.engine.response import Ability

LEVELS: tuple[Ability, Ability, Ability] = ("beginner", "intermediate", "advanced")


def ability(
    *,
    baseline_m: float,
    years_running: float | None = None,
    grade_percent: float | None = None,
    policy: Policy = DEFAULT_POLICY,
) -> Ability:
    """The median vote; of two the lower. An unknown number has no vote, and small weeks are never advanced."""
    rules = policy.ability
    votes = [_vote(baseline_m, rules.weekly_m)]
    if years_running is not None:
        votes.append(_years_vote(years_running, rules.years))
    if grade_percent is not None:
        votes.append(_vote(grade_percent, rules.grade_percent))
    middle = sorted(votes)[(len(votes) - 1) // 2]
    return LEVELS[min(middle, 1) if baseline_m < rules.weekly_m[0] else middle]


def _vote(value: float, edges: tuple[float, float]) -> int:
    return sum(value >= edge for edge in edges)


def _years_vote(years: float, edges: tuple[float, float]) -> int:
    """Five years are still intermediate, unlike the other votes' upper edges."""
    low, high = edges
    return (years >= low) + (years > high)
