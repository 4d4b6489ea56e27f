"""A coach's own workouts: every save is a version, and nothing is deleted."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from athletes.models import Athlete, Coach, User
from plans.engine.own_workout import dump_workout
from plans.engine.template import Template
from plans.models import Workout

Json = dict[str, Any]


class WorkoutChangedMeanwhile(Exception):
    """Somebody saved another version after the page was loaded."""


@transaction.atomic
def add_workout(coach: Coach, template: Template, *, by: User, at: datetime) -> Workout:
    """A new workout under the coach's next number."""
    Coach.objects.select_for_update().get(pk=coach.pk)
    number = 1 + (coach.workouts.aggregate(newest=Max("number"))["newest"] or 0)
    return _write(coach, number=number, version=1, template=dump_workout(template), is_archived=False, by=by, at=at)


@transaction.atomic
def change_workout(workout: Workout, template: Template, *, seen: int, by: User, at: datetime) -> Workout:
    """A new version. Plans that use an older one stay as they are. Raises WorkoutChangedMeanwhile."""
    newest = _newest(workout)
    wanted = dump_workout(template)
    if newest.template == wanted | {"code": newest.template["code"]} and not newest.is_archived:
        return newest
    return _next(newest, template=wanted, is_archived=False, seen=seen, by=by, at=at)


@transaction.atomic
def archive_workout(workout: Workout, *, is_archived: bool, by: User, at: datetime) -> Workout:
    """Out of the lists, or back in them. Safe to click twice."""
    newest = _newest(workout)
    if newest.is_archived == is_archived:
        return newest
    return _next(newest, template=newest.template, is_archived=is_archived, seen=newest.version, by=by, at=at)


def own_workouts(athlete: Athlete) -> list[Json]:
    """What the athlete's coach may put into their plan, as an edit carries it."""
    newest = Workout.objects.for_athlete(athlete).newest_versions()
    return [workout.document for workout in newest if not workout.is_archived]


def _newest(workout: Workout) -> Workout:
    Coach.objects.select_for_update().get(pk=workout.coach_id)
    return workout.coach.workouts.numbered(workout.number).newest_first()[0]


def _next(before: Workout, *, template: Json, is_archived: bool, seen: int, by: User, at: datetime) -> Workout:
    if before.version != seen:
        raise WorkoutChangedMeanwhile(before.version)
    version = before.version + 1
    return _write(
        before.coach,
        number=before.number,
        version=version,
        template=template,
        is_archived=is_archived,
        by=by,
        at=at,
    )


def _write(
    coach: Coach, *, number: int, version: int, template: Json, is_archived: bool, by: User, at: datetime
) -> Workout:
    return Workout.objects.create(
        coach=coach,
        number=number,
        version=version,
        title=template["title"],
        ingredient=template["ingredient"],
        template=template | {"code": f"C{number}"},
        is_archived=is_archived,
        by=by,
        at=at,
    )
