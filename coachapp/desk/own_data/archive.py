"""One zip with everything: the document, tables for a spreadsheet, the calendar, and a page that explains them."""

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, Final

from django.conf import settings
from django.template.loader import render_to_string

from athletes.models import User
from coachapp.desk.own_data import visible
from coachapp.desk.own_data.document import VERSION, document
from coachapp.desk.own_data.tables import tables
from plans.exports.calendar import CalendarEntry, calendar
from plans.models import TrainingSession
from plans.words import wording

IN_MEMORY: Final = 2_000_000  # bytes; a larger file lies on the disk until it is sent
LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)  # a zip's first moment: equal exports are equal to the byte


def archive(user: User, *, at: datetime) -> IO[bytes]:
    """The zip, to be read from its beginning. It goes when it is closed."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- the answer closes it
    with zipfile.ZipFile(file, "w") as packed:
        for name, pieces in _files(user, at=at):
            _write(packed, name, pieces)
    file.seek(0)
    return file


def _files(user: User, *, at: datetime) -> Iterator[tuple[str, Iterable[str]]]:
    yield "README.txt", [render_to_string("desk/export.txt", _said(user, at=at))]
    yield "export.json", document(user, at=at)
    yield from tables(user)
    yield "calendar.ics", [calendar(_entries(user), name="Off-season", at=at).decode()]


def _said(user: User, *, at: datetime) -> dict[str, object]:
    return {"user": user, "version": VERSION, "at": at, "site_url": settings.SITE_URL}


def _write(packed: zipfile.ZipFile, name: str, pieces: Iterable[str]) -> None:
    entry = zipfile.ZipInfo(name, date_time=LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with packed.open(entry, "w") as out:
        for piece in pieces:
            out.write(piece.encode())


def _entries(user: User) -> Iterator[CalendarEntry]:
    """Every session but the rest days."""
    unit = user.athlete.unit if user.is_athlete else user.unit
    for one in visible.sessions(user).exclude(ingredient="rest").iterator():
        yield CalendarEntry(uid=f"{one.pk}@off-season", day=one.date, title=_title(one, unit), text=_text(one, unit))


def _title(session: TrainingSession, unit: str) -> str:
    amount = wording.amount(session.distance_m, session.duration_s, unit)
    return f"{session.title}, {amount}" if amount else session.title


def _text(session: TrainingSession, unit: str) -> str:
    rows = wording.step_rows(session.steps, unit)
    return "\n".join([*(f"{when}: {what}" for when, what in rows), session.why_text])
