"""The rules' own cut of an answer, whatever the coach made of it."""

from typing import Any, Final

LOW: Final = 0.20
HIGH: Final = 0.40
MIDDLE: Final = 0.30
STEP_PERCENT: Final = 0.5


def rules_cut(response: dict[str, Any]) -> float:
    """The sum of the factors without the coach's, within the band; the middle where there is no answer yet."""
    cut = response.get("cut")
    if not cut:
        return MIDDLE
    if any(factor["name"] == "returning" for factor in cut["factors"]):
        return 0.0
    total: float = sum(factor["adjustment"] for factor in cut["factors"] if factor["name"] != "coach")
    return min(HIGH, max(LOW, round(total, 6)))


def percent_of(cut: float) -> float:
    """As the slider shows it: half percents between its ends."""
    return min(100 * HIGH, max(100 * LOW, round(100 * cut / STEP_PERCENT) * STEP_PERCENT))
