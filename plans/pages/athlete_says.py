"""What the athlete has said of units and days that a draft does not follow yet, and their weeks with other days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from athletes.choices import Unit, WeekStart
from athletes.models import Athlete, AvailabilityWeek
from athletes.models.availability import free_minutes
from athletes.words.availability import days_said, week_said

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class AthleteSays:
    """`news` is what taking today's truth into the draft would change; `weeks` are said for whoever looks at it."""

    news: tuple[str, ...]
    weeks: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.news or self.weeks)


def athlete_says(athlete: Athlete, request: Json, *, today: date) -> AthleteSays:
    first, last = (date.fromisoformat(request[race]["date"]) for race in ("fall_race", "a_race"))
    weeks = list(AvailabilityWeek.objects.of(athlete).touching(max(first, today), last).in_order())
    news = (
        *_settings_changed(athlete, request["athlete"]),
        *_days_off(weeks, request, first=max(first, today), last=last),
    )
    return AthleteSays(news=news, weeks=tuple(week_said(week) for week in weeks))


def _settings_changed(athlete: Athlete, asked: Json) -> Iterator[str]:
    if asked.get("unit") not in {None, athlete.unit}:
        yield f"The unit is {Unit(athlete.unit).label} now; this draft is rounded to {Unit(asked['unit']).label}."
    if asked.get("week_start") not in {None, athlete.week_start}:
        yield f"Weeks start on {WeekStart(athlete.week_start).label} now."


def _days_off(weeks: Iterable[AvailabilityWeek], request: Json, *, first: date, last: date) -> Iterator[str]:
    """Days without any time that this draft plans on."""
    known = [
        (date.fromisoformat(one["start"]), date.fromisoformat(one["end"])) for one in request.get("blackouts") or []
    ]
    off = {
        day: free
        for day, free in free_minutes(weeks).items()
        if free == 0 and first <= day < last and not any(start <= day <= end for start, end in known)
    }
    if off:
        yield f"No time in single weeks: {', '.join(f'{day:%a} {day.day} {day:%b}' for day in off)}."


def days_beside(minutes: Json | None, *, start: date | None, first: date, last: date) -> str:
    """What stands beside a week: "Tue none, Thu 30 min", for the days of it that differ from the usual."""
    if not minutes or start is None:
        return ""
    days = AvailabilityWeek(start=start, minutes=minutes).by_date
    return days_said({day: free for day, free in days.items() if first <= day <= last})
