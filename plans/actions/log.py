"""What the athlete did."""

from datetime import datetime

from django.db import transaction

from athletes.models import User
from plans.models import CheckIn, SessionLog, TrainingSession


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
def undo_done(session: TrainingSession) -> None:
    """Forget the mark, and how it felt; an ache that was told stays. Doing it twice is the same as once."""
    CheckIn.objects.filter(session=session).delete()
    SessionLog.objects.filter(session=session).delete()
