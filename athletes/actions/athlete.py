"""A runner enters the club, or what is known about them changes."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from athletes.actions.health import answer_health
from athletes.actions.history import write_weeks
from athletes.actions.measure import note_typed
from athletes.actions.reminder import moved_reminder, next_reminder, schedule_of
from athletes.actions.settings import tell_account
from athletes.ages import may_have_account
from athletes.models import Athlete, Coach, HistoryWeek, Race, SafetyAnswer, User


class TooYoung(Exception):
    """Accounts are for people of 16 and older."""


class EnteredMeanwhile(Exception):
    """This user has a record already: the page was sent twice."""


class NobodysAthlete(Exception):
    """A runner needs a coach, an account, or both."""


@transaction.atomic
def enter_athlete(
    athlete: Athlete,
    *,
    races: Iterable[Race],
    weeks: Iterable[HistoryWeek],
    at: datetime,
    coach: Coach | None = None,
    user: User | None = None,
    health: SafetyAnswer | None = None,
) -> Athlete:
    """Store a new runner with races, weeks and, from the runner alone, health answers. Raises TooYoung for an account before 16, EnteredMeanwhile."""
    if coach is None and user is None:
        raise NobodysAthlete
    athlete.coach, athlete.user, athlete.created_at = coach, user, at
    if user is not None and not may_have_account(athlete.birth_date, on=athlete.today(at)):
        raise TooYoung
    if user is not None and hold_record_of(user) is not None:
        raise EnteredMeanwhile
    athlete.next_reminder_at = next_reminder(athlete, after=at)
    athlete.save(force_insert=True)
    tell_account(athlete)
    for race in races:
        race.athlete = athlete
        race.save(force_insert=True)
    write_weeks(athlete, weeks)
    note_typed(athlete, by=user or (coach.user if coach else None), at=at)
    if health is not None:
        answer_health(health, athlete=athlete, at=at)
    return athlete


def hold_record_of(user: User) -> Athlete | None:
    """The user's own record, theirs alone until the transaction ends; without one, nobody else gives them one."""
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    return Athlete.objects.select_for_update(of=("self",)).filter(user=user).first()


@transaction.atomic
def change_athlete(athlete: Athlete, *, at: datetime, by: User | None = None) -> None:
    """Store a corrected record. Raises TooYoung when it says that its own user is under 16."""
    if athlete.user_id is not None and not may_have_account(athlete.birth_date, on=athlete.today(at)):
        raise TooYoung
    before = schedule_of(Athlete.objects.select_for_update(of=("self",)).get(pk=athlete.pk))
    athlete.next_reminder_at = moved_reminder(athlete, before=before, at=at)
    athlete.save()
    note_typed(athlete, by=by, at=at)
    tell_account(athlete)
