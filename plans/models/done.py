"""What was run in a span of days: logs of planned runs, and runs that belong to no session.

Every page that says how much was done asks here, so that no two can disagree. A session counts on its own day, whatever
day it was ticked off; an activity that is matched to a session counts through that session's log.
"""

from datetime import date
from typing import Any, Final, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import FloatField, Max, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest

from athletes.models import Activity, Athlete
from athletes.models.activity import ActivityQuerySet
from plans.models.log import SessionLog, SessionLogQuerySet

NOTHING: Final = Value(0.0, output_field=FloatField())


def run_logs() -> SessionLogQuerySet:
    """Of sessions that are runs; strength and the like have no distance."""
    return SessionLog.objects.filter(session__distance_m__gt=0)


def other_runs() -> ActivityQuerySet:
    """Those that were no planned session."""
    return Activity.objects.filter(match=None)


def run_in_all(figure: str, *, athlete: Any, first: Any, last: Any) -> Any:
    """Metres (`distance_m`) or seconds (`duration_s`) run from `first` to `last`, as an expression; 0 without a run.

    Each argument is a value or an OuterRef.
    """
    logs, others = _in_days(athlete, first, last)
    return _figure(logs, "session__athlete", Sum(figure)) + _figure(others, "athlete", Sum(figure))


def longest_run(*, athlete: Any, first: Any, last: Any) -> Any:
    """Metres of the longest single run of these days, as an expression; 0 without one."""
    logs, others = _in_days(athlete, first, last)
    longest = Max("distance_m")
    return Greatest(_figure(logs, "session__athlete", longest), _figure(others, "athlete", longest))


class Ran(NamedTuple):
    day: date
    distance_m: float


def runs_between(athlete: Athlete, first: date, last: date) -> list[Ran]:
    """Each run of these days with its metres, in no order. Two queries."""
    logs, others = _in_days(athlete, first, last)
    rows = [*logs.values_list("session__date", "distance_m"), *others.values_list("date", "distance_m")]
    return [Ran(day, distance_m or 0.0) for day, distance_m in rows]


def other_run_days(*, athlete: Any, first: Any, last: Any) -> Any:
    """The dates of runs that were no session, as an expression that gives a list."""
    others = _in_days(athlete, first, last)[1]
    return ArraySubquery(others.order_by("date").values("date"))


def _in_days(athlete: Any, first: Any, last: Any) -> tuple[SessionLogQuerySet, ActivityQuerySet]:
    return (
        run_logs().filter(session__athlete=athlete, session__date__gte=first, session__date__lte=last),
        other_runs().filter(athlete=athlete, date__gte=first, date__lte=last),
    )


def _figure(rows: QuerySet[Any], whose: str, aggregate: Any) -> Any:
    one = rows.order_by().values(whose).annotate(figure=aggregate).values("figure")
    return Coalesce(Subquery(one, output_field=FloatField()), NOTHING)
