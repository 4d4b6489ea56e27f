"""Many runners in the middle of the same published week, for what must hold or be measured with many."""

import uuid
from datetime import date
from typing import Any, TypeVar

from django.db import models

from athletes.models import Athlete, User
from plans.models import OffSeason, TrainingPhase, TrainingSession, Week
from tests.factories import make_athlete
from tests.plans.published import MONDAY, make_published

AT_ONCE = 500
Row = TypeVar("Row", bound=models.Model)


def make_crowd(count: int, *, monday: date = MONDAY, **fields: Any) -> None:
    """As many copies of one runner, whose fields these are. They share races and plan with the first."""
    make_published(make_athlete(email="r0@example.org", **fields), starts=(monday,))
    for first in range(1, count, AT_ONCE):
        add_copies(range(first, min(first + AT_ONCE, count)))


def add_copies(numbers: range) -> None:
    """The rows that a week is shown or told from."""
    off_season = OffSeason.objects.select_related("athlete").get(athlete__user__email="r0@example.org")
    phase, week = off_season.phases.get(), off_season.weeks.get()
    sessions = list(off_season.sessions.in_order())
    users = User.objects.bulk_create(User(email=f"r{n}@example.org", name=f"Runner {n}") for n in numbers)
    athletes = Athlete.objects.bulk_create(
        copy(off_season.athlete, pk=uuid.uuid4(), user=user, name=user.name) for user in users
    )
    winters = OffSeason.objects.bulk_create(copy(off_season, pk=uuid.uuid4(), athlete=athlete) for athlete in athletes)
    phases = TrainingPhase.objects.bulk_create(
        copy(phase, pk=None, off_season=winter, athlete=winter.athlete) for winter in winters
    )
    weeks = Week.objects.bulk_create(copy(week, pk=None, off_season=one.off_season, phase=one) for one in phases)
    TrainingSession.objects.bulk_create(
        copy(session, pk=uuid.uuid4(), off_season=one.off_season, week=one, athlete=one.off_season.athlete)
        for one in weeks
        for session in sessions
    )


def copy(row: Row, **fields: Any) -> Row:
    made = type(row)(**{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields})
    for name, value in fields.items():
        setattr(made, name, value)
    return made
