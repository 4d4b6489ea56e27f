"""How a week or a session felt, and what a tap sets going: an ache that stays open, a proposal to the coach."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from athletes.models import Athlete, User
from plans.actions.ache import open_ache
from plans.alike import alike_with, move_for
from plans.models import Ache, CheckIn, Proposal, TrainingSession
from plans.models.check_in import Feeling
from plans.models.proposal import Outcome


@transaction.atomic
def check_in(athlete: Athlete, *, week_start: date, feeling: str, where: str, by: User, at: datetime) -> CheckIn:
    """One tap a week; a second one replaces the first. Where it aches is asked for an ache alone."""
    about = {"week_start": week_start, "session": None}
    return _keep(athlete, about, feeling=feeling, where=where, by=by, at=at)


@transaction.atomic
def check_in_after(session: TrainingSession, *, feeling: str, where: str, by: User | None, at: datetime) -> CheckIn:
    """One tap after a session; a second one replaces the first. Through a link it is by nobody."""
    about = {"week_start": session.week.start, "session": session}
    return _keep(session.athlete, about, feeling=feeling, where=where, by=by, at=at)


@transaction.atomic
def undo_check_in(athlete: Athlete, *, week_start: date) -> None:
    """Forget the tap and what it set going. Doing it twice is the same as once."""
    for tap in CheckIn.objects.of(athlete).weekly().filter(week_start=week_start):
        _forget(tap)


@transaction.atomic
def undo_check_in_after(session: TrainingSession) -> None:
    """The same after a session."""
    for tap in CheckIn.objects.filter(session=session):
        _forget(tap)


def _keep(
    athlete: Athlete, about: dict[str, Any], *, feeling: str, where: str, by: User | None, at: datetime
) -> CheckIn:
    Athlete.objects.select_for_update().get(pk=athlete.pk)  # two taps at once come one after the other
    said = {"feeling": feeling, "where": where.strip() if feeling == Feeling.ACHE else ""}
    known = CheckIn.objects.filter(athlete=athlete, **about).first()
    if known is not None and said == {"feeling": known.feeling, "where": known.where}:
        return known
    if known is not None:
        _take_back(known)
    tap, _ = CheckIn.objects.update_or_create(athlete=athlete, **about, defaults=said | {"by": by, "at": at})
    if feeling == Feeling.ACHE:
        open_ache(athlete, where=tap.where, said_in=tap, by=by, at=at)
    _propose(tap, at=at)
    return tap


def _forget(tap: CheckIn) -> None:
    _take_back(tap)
    tap.delete()


def _take_back(tap: CheckIn) -> None:
    """What this tap set going and nobody has answered yet."""
    Ache.objects.filter(said_in=tap).open().delete()
    Proposal.objects.open().filter(Q(newest=tap) | Q(before=tap)).delete()


def _propose(tap: CheckIn, *, at: datetime) -> None:
    """Of two taps alike: a new cut for the coach to look at, in place of one that still waits."""
    alike = alike_with(tap)
    if alike is None:
        return
    move = move_for(alike, at=at)
    Proposal.objects.of(tap.athlete).open().update(outcome=Outcome.SUPERSEDED)
    Proposal.objects.create(
        athlete=tap.athlete,
        off_season=move.off_season,
        feeling=alike.feeling,
        before=alike.before,
        newest=alike.newest,
        after_sessions=alike.after_sessions,
        cut_before=move.cut_before,
        cut_after=move.cut_after,
        why_not=move.why_not,
        at=at,
    )
