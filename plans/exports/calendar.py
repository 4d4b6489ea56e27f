"""A plan as iCalendar: all-day events, because a training day is a date and not a moment."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from plans.engine.response import PlanResponse, Session
from plans.words import wording

PRODUCT = "-//Off-season//Off-season planner//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One thing to do on one day. The same `uid` later is the same event, changed."""

    uid: str
    day: date
    title: str
    text: str


def calendar(entries: Iterable[CalendarEntry], *, name: str, at: datetime) -> bytes:
    """The file, `at` being when it was made (UTC)."""
    sheet = Calendar()
    sheet.add("prodid", PRODUCT)
    sheet.add("version", "2.0")
    sheet.add("method", "PUBLISH")
    sheet.add("x-wr-calname", " ".join(name.split()))  # not in the standard, so the library escapes nothing in it
    for entry in entries:
        sheet.add_component(_event(entry, at=at))
    written: bytes = sheet.to_ical()
    return written


def plan_entries(plan: PlanResponse, *, base: str, unit: str) -> Iterator[CalendarEntry]:
    """Every session but the rest days. `base` begins each UID: the same season gives the same base."""
    for week in plan.weeks:
        for session in week.sessions:
            if session.ingredient != "rest":
                uid = f"{base}-{session.date:%Y%m%d}-{session.order}@off-season"
                yield CalendarEntry(uid=uid, day=session.date, title=_title(session, unit), text=_text(session, unit))


def _event(entry: CalendarEntry, *, at: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", at)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))  # exclusive: the day after (RFC 5545, 3.6.1)
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("transp", "TRANSPARENT")  # a run makes nobody busy
    return event


def _title(session: Session, unit: str) -> str:
    amount = wording.amount(session.distance_m, session.duration_s, unit)
    return f"{session.title}, {amount}" if amount else session.title


def _text(session: Session, unit: str) -> str:
    rows = wording.step_rows([asdict(step) for step in session.steps], unit)
    instead = [session.alternate.text] if session.alternate else []
    return "\n".join([*(f"{when}: {what}" for when, what in rows), session.why.text, *instead])
