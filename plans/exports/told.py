"""What the readers of a calendar have been told, so that SEQUENCE rises when an event changes, and only then.

An event is known by its content as it was written last: whoever changed the row behind it, and however, the next
reading notices.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from plans.exports.calendar import CalendarEntry

# Of each UID: the content's digest, the sequence, and since when it is so (ISO).
Told = dict[str, list[Any]]
REMEMBERED = timedelta(days=400)  # an event that left may come back within its season, and then must not begin again


def retell(
    entries: Iterable[CalendarEntry], told: Mapping[str, list[Any]], *, at: datetime
) -> tuple[list[CalendarEntry], Told]:
    """The entries with their sequence and when it last rose, and what is told from now on."""
    moment = at.replace(microsecond=0)
    known: Told = {uid: said for uid, said in told.items() if datetime.fromisoformat(said[2]) > at - REMEMBERED}
    numbered = [_numbered(entry, told.get(entry.uid), at=moment) for entry in entries]
    known |= {entry.uid: _said(entry) for entry in numbered}
    return numbered, known


def _numbered(entry: CalendarEntry, said: list[Any] | None, *, at: datetime) -> CalendarEntry:
    if said is None:
        return replace(entry, sequence=0, changed_at=at)
    content, sequence, since = said
    if content == entry.content:
        return replace(entry, sequence=sequence, changed_at=datetime.fromisoformat(since))
    return replace(entry, sequence=sequence + 1, changed_at=at)


def _said(entry: CalendarEntry) -> list[Any]:
    since = entry.changed_at.isoformat() if entry.changed_at else ""
    return [entry.content, entry.sequence, since]
