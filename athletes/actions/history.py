"""The weeks as they were run."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from athletes.models import Athlete, HistoryWeek

Json = dict[str, Any]


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


def mark_week(week: HistoryWeek, *, unusable: str) -> None:
    """Leave it out of the baseline, and why; an empty reason lets it count again."""
    HistoryWeek.objects.filter(pk=week.pk).update(unusable=unusable)


def week_as_known(athlete: Athlete, start: date) -> Json | None:
    """As JSON, for `put_week_back`; None where nothing is known of it."""
    row = athlete.history_weeks.filter(start=start).values("distance_m", "longest_m", "unusable").first()
    return None if row is None else dict(row)


def put_week_back(athlete: Athlete, start: date, before: Json | None) -> None:
    """As `week_as_known` found it."""
    if before is None:
        write_weeks(athlete, [], cleared=[start])
    else:
        write_weeks(athlete, [HistoryWeek(start=start, **before)])
