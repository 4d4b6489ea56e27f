"""What was run, week by week: the one place where a season counts what is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Max, Q, Sum

from plans.models import OffSeason


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Running only: metres and seconds in all, and the longest run."""

    distance_m: float = 0.0
    duration_s: float = 0.0
    longest_m: float = 0.0


NOTHING: Final = Done()


def done_by_week(off_season: OffSeason) -> Mapping[date, Done]:
    """By the week's first day; a week in which nothing was logged is missing."""
    runs = Q(sessions__distance_m__gt=0)
    rows = off_season.weeks.filter(runs, sessions__log__isnull=False).values_list("start")
    summed = rows.annotate(
        Sum("sessions__log__distance_m"), Sum("sessions__log__duration_s"), Max("sessions__log__distance_m")
    )
    return {
        start: Done(distance_m=metres or 0.0, duration_s=seconds or 0.0, longest_m=longest or 0.0)
        for start, metres, seconds, longest in summed
    }
