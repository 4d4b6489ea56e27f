"""Runs that were not planned, and the ones that turn out to have been a session."""

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from athletes.models import Activity, Athlete, User
from plans.actions.log import mark_done, undo_done
from plans.models import SessionLog, SessionMatch, TrainingSession

Json = dict[str, Any]

AMOUNTS: Final = ("distance_m", "duration_s", "effort", "note")


class AlreadyDone(Exception):
    """The session is logged already, or the run was matched to another one meanwhile."""


def add_run(athlete: Athlete, *, key: str, said: Json, at: datetime) -> Activity:
    """Keep a run. The same key is the same run: what is said last holds, and a second click adds none."""
    run, _ = Activity.objects.update_or_create(athlete=athlete, key=key, defaults=said | {"at": at})
    return run


@transaction.atomic
def change_run(run: Activity, *, said: Json, by: User, at: datetime) -> None:
    """Say it otherwise; the session it was matched to says the same."""
    for name, value in said.items():
        setattr(run, name, value)
    run.save(update_fields=[*said])
    session = matched_session(run)
    if session is not None:
        _log_as(session, run, by=by, at=at)


@transaction.atomic
def remove_run(run: Activity) -> None:
    """As if it had not been; the session that it stood for is open again."""
    session = matched_session(run)
    if session is not None:
        undo_done(session)
    run.delete()


@transaction.atomic
def match_run(run: Activity, session: TrainingSession, *, by: User, at: datetime) -> None:
    """This run was that session. Raises AlreadyDone; the second of two clicks is no conflict."""
    Activity.objects.select_for_update().get(pk=run.pk)
    TrainingSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    before = matched_session(run)
    if before is not None and before.pk == session.pk:
        return
    if before is not None or SessionLog.objects.filter(session=session).exists():
        raise AlreadyDone(session.pk)
    _log_as(session, run, by=by, at=at)
    SessionMatch.objects.create(session=session, activity=run, at=at)


def unmatch_run(run: Activity) -> None:
    """It stands for itself again, and the session is open."""
    session = matched_session(run)
    if session is not None:
        undo_done(session)


def matched_session(run: Activity) -> TrainingSession | None:
    return TrainingSession.objects.filter(match__activity=run).first()


def run_as_said(run: Activity) -> Json:
    """All of it as JSON, for `put_run_back`."""
    session = matched_session(run)
    amounts = {name: getattr(run, name) for name in AMOUNTS}
    return amounts | {
        "date": run.date.isoformat(),
        "key": run.key,
        "source": run.source,
        "session": str(session.pk) if session else None,
    }


@transaction.atomic
def put_run_back(athlete: Athlete, before: Json, *, by: User, at: datetime) -> Activity:
    """As `run_as_said` found it: changed back, or there again."""
    said = {name: before[name] for name in (*AMOUNTS, "source")} | {"date": date.fromisoformat(before["date"])}
    run = add_run(athlete, key=before["key"], said=said, at=at)
    session = TrainingSession.objects.of(athlete).filter(pk=before["session"]).first() if before["session"] else None
    unmatch_run(run)
    if session is not None and not SessionLog.objects.filter(session=session).exists():
        match_run(run, session, by=by, at=at)
    return run


def _log_as(session: TrainingSession, run: Activity, *, by: User, at: datetime) -> None:
    mark_done(session, by=by, at=at, **{name: getattr(run, name) for name in AMOUNTS})
