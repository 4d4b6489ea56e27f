"""What each week is to the baseline, and what a new one would change, in words."""

from plans.baseline_change import BaselineChange
from plans.engine.baseline import WeekUse
from plans.engine.policy.training import BaselinePolicy
from plans.words import wording

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def use_words(use: WeekUse, *, rules: BaselinePolicy, race: str, unusable: str) -> str:
    """The one reason: "counts", "left out: ill"."""
    return {
        WeekUse.COUNTED: "counts",
        WeekUse.WAITING: "usual, but there are too few yet",
        WeekUse.SPARE: f"not needed: {number(rules.mean_of_weeks)} later weeks are enough",
        WeekUse.MARKED: f"left out: {unusable}",
        WeekUse.OLDER: f"more than {number(rules.window_weeks)} weeks before the taper",
        WeekUse.TAPER: f"taper before {race}",
        WeekUse.RACE: f"race week of {race}",
        WeekUse.AFTER: f"after {race}: for the next plan",
    }[use]


def number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def missing_words(count: int) -> str:
    """ "Two more usable weeks are needed." """
    said = number(count).capitalize()
    return f"{said} more usable week{' is' if count == 1 else 's are'} needed."


def change_words(change: BaselineChange, unit: str) -> str:
    """ "62 km a week (was 58)" """
    now = f"{wording.distance(change.now_m, unit)} a week"
    return f"{now} (was {wording.distance_number(change.before_m, unit)})" if change.before_m else now
