"""The weeks as they were run."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from athletes.models import Athlete, HistoryWeek


@transaction.atomic
def write_weeks(athlete: Athlete, weeks: Iterable[HistoryWeek], *, cleared: Iterable[date] = ()) -> None:
    """Each week replaces what was known of it; the cleared ones are forgotten."""
    athlete.history_weeks.filter(start__in=list(cleared)).delete()
    rows = list(weeks)
    for week in rows:
        week.athlete = athlete
    HistoryWeek.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["athlete", "start"],
        update_fields=["distance_m", "longest_m", "unusable"],
    )
