"""What was really done, by week, the newest first; planned beside it. Totals are those of what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Min
from django.urls import reverse

from athletes.models import Activity, Athlete
from athletes.weeks import week_of
from plans.models import SessionLog, TrainingSession
from plans.models.done import other_runs
from plans.models.session import TrainingSessionQuerySet
from plans.words import wording

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
SHOWN: Final = 6
ANOTHER_RUN: Final = "Another run"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One thing on one day. `amount` is what was planned, empty for a run beside the plan; `went` what was done."""

    day: date
    ingredient: str
    title: str
    amount: str
    went: str
    effort: str
    note: str
    url: str
    tick_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogWeek:
    """`open` is what was planned until now and is not logged. `longest` is blank without a run."""

    start: date
    end: date
    is_now: bool
    done: str
    planned: str
    longest: str
    done_lines: tuple[LogLine, ...]
    open_lines: tuple[LogLine, ...]
    week_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """`earlier` and `later` are days to show instead, where there is more."""

    athlete: Athlete
    today: date
    until: date
    weeks: tuple[LogWeek, ...]
    earlier: date | None
    later: date | None

    @property
    def is_empty(self) -> bool:
        return not any(week.done_lines or week.open_lines for week in self.weeks) and not self.earlier


def log_page(athlete: Athlete, *, until: date, today: date, for_coach: bool = False) -> LogPage:
    """The six weeks up to the one that holds `until`. Four questions to the database."""
    last = week_of(until, week_start=athlete.week_start)
    first, end = last - WEEK * (SHOWN - 1), last + WEEK - timedelta(days=1)
    sessions = list(of_log(athlete).during(first, end).select_related("log", "match").in_order())
    runs = list(other_runs().filter(athlete=athlete).during(first, end).in_order())
    starts = [first + WEEK * back for back in reversed(range(SHOWN))]
    weeks = [_week(athlete, start, sessions, runs, today=today, for_coach=for_coach) for start in starts]
    return LogPage(
        athlete=athlete,
        today=today,
        until=until,
        weeks=tuple(week for week in weeks if week.is_now or week.done_lines or week.open_lines),
        earlier=first - DAY if (_first_day(athlete) or first) < first else None,
        later=min(end + WEEK * SHOWN, today) if end < today else None,
    )


def of_log(athlete: Athlete) -> TrainingSessionQuerySet:
    """What they may log, and what they have logged: also of a plan that was taken back since."""
    return TrainingSession.objects.open_to(athlete) | TrainingSession.objects.of(athlete).filter(log__isnull=False)


def may_have_been(run: Activity) -> list[TrainingSession]:
    """The open planned runs of the week of this run, the nearest day first."""
    athlete = run.athlete
    start = week_of(run.date, week_start=athlete.week_start)
    runs = TrainingSession.objects.open_to(athlete).during(start, start + WEEK - DAY).runs()
    return sorted(runs.filter(log=None), key=lambda session: (abs((session.date - run.date).days), session.order))


def log_url(athlete: Athlete, *, for_coach: bool = False, until: date | None = None) -> str:
    address = reverse("plans:athlete_log", args=[athlete.pk]) if for_coach else reverse("plans:log")
    return f"{address}?until={until.isoformat()}" if until else address


def _first_day(athlete: Athlete) -> date | None:
    days = [
        rows.aggregate(first=Min("date"))["first"] for rows in (of_log(athlete), other_runs().filter(athlete=athlete))
    ]
    return min((day for day in days if day), default=None)


def _week(
    athlete: Athlete,
    start: date,
    sessions: Sequence[TrainingSession],
    runs: Sequence[Activity],
    *,
    today: date,
    for_coach: bool,
) -> LogWeek:
    end, unit = start + WEEK - DAY, athlete.unit
    ours = [one for one in sessions if start <= one.date <= end]
    others = [run for run in runs if start <= run.date <= end]
    logs: list[SessionLog | Activity] = [*(one.log for one in ours if one.is_run and one.is_done), *others]
    done = [*(_session_line(one, unit) for one in ours if one.is_done), *(_run_line(run, unit) for run in others)]
    planned = [one for one in ours if one.is_run]
    missing = [one for one in ours if not one.is_done and one.date <= today and one.ingredient != "rest"]
    longest_m = max((log.distance_m or 0 for log in logs), default=0)
    return LogWeek(
        start=start,
        end=end,
        is_now=start <= today <= end,
        done=wording.amount(_sum(logs, "distance_m"), _sum(logs, "duration_s"), unit),
        planned=wording.amount(_sum(planned, "distance_m"), _sum(planned, "duration_s"), unit),
        longest=wording.distance(longest_m, unit) if longest_m else "",
        done_lines=_newest_first(done),
        open_lines=_newest_first([_session_line(one, unit) for one in missing]),
        week_url=_week_url(athlete, ours, for_coach=for_coach),
    )


def _newest_first(lines: Sequence[LogLine]) -> tuple[LogLine, ...]:
    """The days backwards; within one, as it was planned."""
    return tuple(sorted(lines, key=lambda line: line.day, reverse=True))


def _sum(rows: Sequence[Any], figure: str) -> float:
    return sum(getattr(row, figure) or 0 for row in rows)


def _week_url(athlete: Athlete, sessions: Sequence[TrainingSession], *, for_coach: bool) -> str:
    """Of the plan's week, where the plan has one."""
    if not sessions:
        return ""
    if for_coach:
        return reverse("plans:athlete_week", args=[athlete.pk, sessions[0].date])
    return reverse("plans:week_of", args=[sessions[0].date])


def _session_line(session: TrainingSession, unit: str) -> LogLine:
    """A session that a run was matched to is changed where the run is."""
    log = session.log if session.is_done else None
    match = getattr(session, "match", None)
    page = ("plans:run", match.activity_id) if match else ("plans:log_session", session.pk)
    return LogLine(
        day=session.date,
        ingredient=session.ingredient,
        title=session.title,
        amount=wording.amount(session.distance_m, session.duration_s, unit),
        went=_went(log, unit),
        effort=_effort(log),
        note=log.note if log else "",
        url=reverse(page[0], args=[page[1]]),
        tick_url=reverse("plans:log_tick", args=[session.pk]),
    )


def _run_line(run: Activity, unit: str) -> LogLine:
    return LogLine(
        day=run.date,
        ingredient="easy",
        title=ANOTHER_RUN,
        amount="",
        went=_went(run, unit),
        effort=_effort(run),
        note=run.note,
        url=reverse("plans:run", args=[run.pk]),
        tick_url="",
    )


def _went(log: SessionLog | Activity | None, unit: str) -> str:
    """ "7.1 mi in 1 h 06"."""
    if log is None:
        return ""
    distance = wording.distance(log.distance_m, unit) if log.distance_m else ""
    duration = wording.duration(log.duration_s) if log.duration_s else ""
    return " in ".join(part for part in (distance, duration) if part)


def _effort(log: SessionLog | Activity | None) -> str:
    return "" if log is None or log.effort is None else f"effort {log.effort} of 10"
