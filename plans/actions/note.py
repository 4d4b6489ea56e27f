"""Talk about a session: written, put right, taken back, read."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from athletes.models import Athlete, User
from plans.models import SessionNote, TrainingSession
from plans.models.note import SessionNoteQuerySet

SAME_WITHIN: Final = timedelta(minutes=1)


class TooLate(Exception):
    """A quarter of an hour has passed, or the words are somebody else's."""


class NobodyThere(Exception):
    """No coach, or an athlete without an account: nobody would read it."""


@transaction.atomic
def write_note(session: TrainingSession, *, text: str, by: User, at: datetime) -> SessionNote:
    """Say something about a session. The same words twice within a minute are one note: a second click.

    Who writes has read what stands there. Raises NobodyThere.
    """
    athlete = Athlete.objects.select_for_update().get(pk=session.athlete_id)
    if athlete.coach_id is None or athlete.user_id is None:
        raise NobodyThere
    said = SessionNote.objects.about(session.off_season_id, session.key)
    again = said.filter(author=by, text=text, at__gt=at - SAME_WITHIN).first()
    if again is not None:
        return again
    read(session, by=by, at=at)
    return SessionNote.objects.create(
        athlete=athlete,
        off_season_id=session.off_season_id,
        key=session.key,
        title=session.title,
        day=session.date,
        coach_id=athlete.coach_id,
        author=by,
        by_athlete=by.pk == athlete.user_id,
        text=text,
        at=at,
    )


def edit_note(note: SessionNote, *, text: str, by: User, at: datetime) -> None:
    """Other words in place of one's own. Raises TooLate."""
    if not note.may_change(by, at=at):
        raise TooLate
    if note.text != text:
        SessionNote.objects.filter(pk=note.pk).update(text=text, edited_at=at)


def remove_note(note: SessionNote, *, by: User, at: datetime) -> None:
    """Take one's own words back. Raises TooLate."""
    if not note.may_change(by, at=at):
        raise TooLate
    note.delete()


def read(session: TrainingSession, *, by: User, at: datetime) -> None:
    """Whoever opens the talk has read what the other side said."""
    notes = SessionNote.objects.visible_to(by).about(session.off_season_id, session.key)
    mark_read(notes, athlete=session.athlete, by=by, at=at)


def read_all(athlete: Athlete, *, by: User, at: datetime) -> None:
    """The same for everything that was ever said about this athlete's sessions."""
    mark_read(SessionNote.objects.visible_to(by).of(athlete), athlete=athlete, by=by, at=at)


def mark_read(notes: SessionNoteQuerySet, *, athlete: Athlete, by: User, at: datetime) -> None:
    from_others = notes.to_athlete() if by.pk == athlete.user_id else notes.to_desk()
    from_others.unread().update(read_at=at)
