"""The talk about sessions as athlete and coach read it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from athletes.models import Athlete, User
from plans.models import SessionNote, TrainingSession
from plans.words.wording import short_day

LATEST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One note; `is_new`: the reader has not read it before."""

    note: SessionNote
    who: str
    when: str
    is_mine: bool
    is_new: bool
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """About one session; `session_id` is None where the plan has dropped it. `to`: who reads what is written, or empty."""

    athlete: Athlete
    session_id: UUID | None
    title: str
    day: date
    lines: tuple[Line, ...]
    to: str

    @property
    def when(self) -> str:
        return short_day(self.day)

    @property
    def has_new(self) -> bool:
        return any(line.is_new for line in self.lines)


def talk_of(session: TrainingSession, *, reader: User, at: datetime) -> Talk:
    """Two questions to the database, with the session's athlete and coach known."""
    notes = SessionNote.objects.visible_to(reader).about(session.off_season_id, session.key).with_authors().in_order()
    athlete = session.athlete
    return Talk(
        athlete=athlete,
        session_id=session.pk,
        title=session.title,
        day=session.date,
        lines=tuple(_lines(notes, athlete, reader=reader, at=at)),
        to=_other_side(athlete, reader),
    )


def talks_of(athlete: Athlete, *, reader: User, at: datetime, latest: int = LATEST) -> tuple[Talk, ...]:
    """What was said lately about any session, the session spoken of last first; the dropped ones in the words of then."""
    notes = list(SessionNote.objects.visible_to(reader).of(athlete).with_authors().newest_first()[:latest])
    threads: dict[tuple[UUID, str], list[SessionNote]] = {}
    for note in notes:
        threads.setdefault((note.off_season_id, note.key), []).insert(0, note)
    known = TrainingSession.objects.visible_to(reader).of(athlete).filter(key__in={key for _, key in threads})
    rows = {(row.off_season_id, row.key): row for row in known}
    return tuple(_talk(said, rows.get(about), athlete, reader=reader, at=at) for about, said in threads.items())


def own_talks(author: User, *, at: datetime) -> tuple[Talk, ...]:
    """Their own words alone, with the session as it was called then: nothing here is newer than what they wrote."""
    notes = SessionNote.objects.by_author(author).to_athlete().select_related("athlete", "author").newest_first()
    return tuple(
        Talk(
            athlete=note.athlete,
            session_id=None,
            title=note.title,
            day=note.day,
            lines=tuple(_lines([note], note.athlete, reader=author, at=at)),
            to="",
        )
        for note in notes[:LATEST]
    )


def _talk(
    notes: list[SessionNote], session: TrainingSession | None, athlete: Athlete, *, reader: User, at: datetime
) -> Talk:
    last = notes[-1]
    return Talk(
        athlete=athlete,
        session_id=session.pk if session else None,
        title=session.title if session else last.title,
        day=session.date if session else last.day,
        lines=tuple(_lines(notes, athlete, reader=reader, at=at)),
        to=_other_side(athlete, reader),
    )


def _lines(notes: Iterable[SessionNote], athlete: Athlete, *, reader: User, at: datetime) -> Iterator[Line]:
    is_own = reader.pk == athlete.user_id
    for note in notes:
        yield Line(
            note=note,
            who=note.author.get_full_name() if note.author else athlete.name if note.by_athlete else "Your coach",
            when=_when(note.at, reader),
            is_mine=note.author_id == reader.pk,
            is_new=note.read_at is None and note.by_athlete != is_own,
            may_change=note.may_change(reader, at=at),
        )


def _other_side(athlete: Athlete, reader: User) -> str:
    """The name of who reads it; empty where nobody would."""
    if athlete.coach is None or athlete.user_id is None:
        return ""
    return str(athlete.coach) if reader.pk == athlete.user_id else athlete.name


def _when(at: datetime, reader: User) -> str:
    local = at.astimezone(reader.zone)
    return f"{short_day(local.date())}, {local:%H:%M}"
