"""One zip with everything: the document, tables for a spreadsheet, the calendar, and a page that explains them."""

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import IO, Final

from django.conf import settings
from django.template.loader import render_to_string

from athletes.models import User
from coachapp.desk.own_data.document import VERSION, document
from coachapp.desk.own_data.tables import tables
from plans.exports.calendar import calendar
from plans.exports.told import retell
from plans.models import CalendarFeed
from plans.pages.calendar_feed import rows_since
from plans.words import calendar as words

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
    yield "calendar.ics", [_calendar(user, at=at)]


def _said(user: User, *, at: datetime) -> dict[str, object]:
    return {"user": user, "version": VERSION, "at": at, "site_url": settings.SITE_URL}


def _write(packed: zipfile.ZipFile, name: str, pieces: Iterable[str]) -> None:
    entry = zipfile.ZipInfo(name, date_time=LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with packed.open(entry, "w") as out:
        for piece in pieces:
            out.write(piece.encode())


def _calendar(user: User, *, at: datetime) -> str:
    """All that their feed ever had, under the names and numbers that its readers know; who exports tells them nothing."""
    if not user.is_athlete:
        return calendar([], name=words.NAME, at=at).decode()
    known = CalendarFeed.objects.of(user.athlete).select_related("athlete").first()
    feed = known or CalendarFeed(athlete=user.athlete)
    entries, _ = retell(rows_since(feed, since=date.min).entries(), feed.told, at=at)
    name = words.name_of(is_discreet=feed.is_discreet)
    return calendar(entries, name=name, at=at, zone=feed.athlete.zone).decode()
