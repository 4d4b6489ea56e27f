"""Who gets the weekly mail of a week, and when: what was told, and what is still to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from athletes.choices import Weekday
from athletes.models import Athlete
from athletes.send_time import AHEAD, moment
from plans.models import Week
from plans.reminders.choice import is_new, start_to_tell

TOLD, EXPECTED = "told", "expected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """`at` in UTC; `week` is the first day of the athlete's own week."""

    athlete: UUID
    to: str
    week: date
    at: datetime
    state: str


def expected_reminders(day: date) -> list[Expected]:
    """Of the weeks that hold this day, the earliest first. Who has no published week then, or wants no mail, is not there."""
    weeks = Week.objects.containing(day).wanted_by_mail().select_related("off_season__athlete__user")
    return sorted(_expected(weeks.iterator(chunk_size=1000)), key=lambda one: (one.at, one.to))


def _expected(weeks: Iterator[Week]) -> Iterator[Expected]:
    for week in weeks:
        athlete = week.off_season.athlete
        found = _when(athlete, week) if week.off_season.is_visible_on(week.start) else None
        if found and athlete.user:
            state, at = found
            yield Expected(athlete=athlete.pk, to=athlete.user.email, week=week.start, at=at, state=state)


def _when(athlete: Athlete, week: Week) -> tuple[str, datetime] | None:
    """None when its turn is over: it was published too late, or nobody was told in time."""
    if athlete.reminded_at and athlete.reminded_week and not is_new(week.start, told=athlete.reminded_week):
        return (TOLD, athlete.reminded_at) if week.start == athlete.reminded_week else None
    following = athlete.next_reminder_at
    if following is None:
        return None
    if _is_about(athlete, week, at=following):
        return EXPECTED, following
    usual = _usual(athlete, week)
    return (EXPECTED, usual) if usual > following else None


def _is_about(athlete: Athlete, week: Week, *, at: datetime) -> bool:
    on = athlete.today(at)
    return start_to_tell([week.start], due_on=on, today=on, told=athlete.reminded_week) == week.start and on <= week.end


def _usual(athlete: Athlete, week: Week) -> datetime:
    """The moment of their day and hour that is about this week."""
    first = week.start - AHEAD
    weekday = Weekday.values.index(athlete.reminder_weekday)
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    return moment(day, hour=athlete.reminder_hour, zone=athlete.zone)
