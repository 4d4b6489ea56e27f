"""What was tapped through the link in a mail. Nobody is signed in there, so `by` stays empty: "through Bob's link"."""

from datetime import datetime

from django.db import transaction

from plans.actions.check_in import check_in_after, undo_check_in_after
from plans.actions.log import tick, undo_done
from plans.models import CheckIn, SessionLog, TrainingSession
from plans.models.check_in import Feeling
from plans.taps import Said


@transaction.atomic
def tap(session: TrainingSession, said: Said, *, at: datetime) -> None:
    """Done as planned, and perhaps too hard. What somebody has said before, signed in or not, stays as it is."""
    tick(session, by=None, at=at)
    if said == Said.HARD and not CheckIn.objects.filter(session=session).exists():
        check_in_after(session, feeling=Feeling.HARD, where="", by=None, at=at)


@transaction.atomic
def take_back(session: TrainingSession, said: Said) -> None:
    """Only what came through a link and nobody has added to since. Doing it twice is the same as once."""
    log = SessionLog.objects.through_link().filter(session=session).first()
    felt = CheckIn.objects.filter(session=session).first()
    if said == Said.HARD and felt and felt.is_through_link:
        undo_check_in_after(session)
        if log and log.at == felt.at:
            undo_done(session)
    elif said == Said.DONE and log and (felt is None or felt.is_through_link):
        undo_done(session)
