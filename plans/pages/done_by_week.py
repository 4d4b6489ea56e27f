"""What was run, week by week: what a season counts as done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from plans.models import OffSeason


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Running only: metres and seconds in all, and the longest run."""

    distance_m: float = 0.0
    duration_s: float = 0.0
    longest_m: float = 0.0


NOTHING: Final = Done()


def done_by_week(off_season: OffSeason) -> Mapping[date, Done]:
    """By the week's first day; a week in which nothing was run is missing."""
    return {
        week.start: Done(distance_m=week.done_m, duration_s=week.done_s, longest_m=week.done_longest_m)
        for week in off_season.weeks.with_done()
        if week.done_m or week.done_s
    }
