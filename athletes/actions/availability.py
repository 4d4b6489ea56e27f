"""A week with other days than usual, said and taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self

from django.db import transaction

from athletes.models import Athlete, AvailabilityWeek


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDays:
    """What is said of one week: minutes by weekday. None at all says that it is a usual one."""

    start: date
    minutes: Mapping[str, int] = field(default_factory=dict)
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"start": self.start.isoformat(), "minutes": dict(self.minutes), "note": self.note}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        return cls(start=date.fromisoformat(said["start"]), minutes=said["minutes"], note=said["note"])


@transaction.atomic
def say_days(athlete: Athlete, days: OtherDays, *, at: datetime) -> OtherDays:
    """Keep what is said of this week, in place of what was. Gives what was: saying that again takes it back."""
    before = days_of(athlete, days.start)
    if days.minutes:
        said = {"minutes": dict(days.minutes), "note": days.note, "at": at}
        AvailabilityWeek.objects.update_or_create(athlete=athlete, start=days.start, defaults=said)
    else:
        AvailabilityWeek.objects.of(athlete).filter(start=days.start).delete()
    return before


def days_of(athlete: Athlete, start: date) -> OtherDays:
    week = AvailabilityWeek.objects.of(athlete).filter(start=start).first()
    return OtherDays(start=start, minutes=week.minutes, note=week.note) if week else OtherDays(start=start)
