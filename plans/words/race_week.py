"""The days before a second race: the same words on pages and in mail."""

from collections.abc import Iterable
from datetime import date

from plans.engine.race_week import RaceWeekDay
from plans.words.wording import distance, long_day, short_day


def title(start: date, race_day: date, *, today: date) -> str:
    days = (start - today).days
    if days > 1:
        return f"Race week starts on {long_day(start)}"
    if days == 1:
        return "Tomorrow race week starts"
    return "This is race week" if today <= race_day else f"Your race was on {long_day(race_day)}"


def why(race: str) -> str:
    return f"The work is done. These days keep the legs awake, short and easy, and save your strength for {race}."


def begins(race: str, start: date, race_day: date) -> str:
    """For the page of the whole season."""
    return f"Race week starts on {long_day(start)}. {race} is on {long_day(race_day)}."


def day_lines(days: Iterable[RaceWeekDay], *, race: str, race_m: float, unit: str) -> tuple[str, ...]:
    return tuple(f"{short_day(day.date)}: {_asks(day, f'{race}, {distance(race_m, unit)}')}." for day in days)


def _asks(day: RaceWeekDay, race: str) -> str:
    if day.kind == "race":
        return race
    if day.kind == "rest":
        return "rest"
    return f"{day.minutes} minutes easy" + (f", then {day.strides} relaxed strides" if day.strides else "")
