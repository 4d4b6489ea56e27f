"""What the athlete did."""

from datetime import datetime
from typing import Any

from django.db import transaction

from athletes.models import User
from plans.models import CheckIn, SessionLog, SessionMatch, TrainingSession

Json = dict[str, Any]


@transaction.atomic
def mark_done(
    session: TrainingSession,
    *,
    by: User,
    at: datetime,
    distance_m: float | None = None,
    duration_s: int | None = None,
    effort: int | None = None,
    note: str = "",
) -> SessionLog:
    """Note that it was done; amounts left out are as planned. A second mark replaces the first."""
    log, _ = SessionLog.objects.update_or_create(
        session=session,
        defaults={
            "distance_m": session.distance_m if distance_m is None else distance_m,
            "duration_s": session.duration_s if duration_s is None else duration_s,
            "effort": effort,
            "note": note,
            "by": by,
            "at": at,
        },
    )
    return log


@transaction.atomic
def tick(session: TrainingSession, *, by: User | None, at: datetime) -> bool:
    """Done as planned, by nobody where it came through a link. False, and nothing changed, for one that is logged already: an old page knows less."""
    _, is_new = SessionLog.objects.get_or_create(
        session=session,
        defaults={"distance_m": session.distance_m, "duration_s": session.duration_s, "by": by, "at": at},
    )
    return is_new


@transaction.atomic
def undo_done(session: TrainingSession) -> None:
    """Forget the mark, and how it felt; an ache that was told stays. Doing it twice is the same as once.

    A run that was matched to it counts for itself again.
    """
    SessionMatch.objects.filter(session=session).delete()
    CheckIn.objects.filter(session=session).delete()
    SessionLog.objects.filter(session=session).delete()


def logged(session: TrainingSession) -> Json | None:
    """What is logged of it, for `put_back`; None while it is open."""
    fields = ("distance_m", "duration_s", "effort", "note", "session__match__activity")
    log = SessionLog.objects.filter(session=session).values(*fields).first()
    return None if log is None else dict(log)


@transaction.atomic
def put_back(session: TrainingSession, before: Json | None, *, by: User, at: datetime) -> None:
    """As `logged` found it; a run that is still there is matched to it again."""
    undo_done(session)
    if before is None:
        return
    amounts = {name: before[name] for name in ("distance_m", "duration_s", "effort", "note")}
    mark_done(session, by=by, at=at, **amounts)
    run = session.athlete.activities.filter(pk=before["session__match__activity"], match=None).first()
    if run is not None:
        SessionMatch.objects.create(session=session, activity=run, at=at)
