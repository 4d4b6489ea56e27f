"""Training as iCalendar (RFC 5545): all-day events, because a training day is a date, or timed ones at an hour of the clock.

One writer for the feed, for files of it, and for the free planner's file.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, vDuration, vText

from plans.engine.response import PlanResponse, Session, Week
from plans.exports.time_zone import time_zone
from plans.words import wording

PRODUCT = "-//Off-season//Off-season planner//EN"
DAY = timedelta(days=1)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # what a text may not hold (RFC 5545, 3.3.11)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One thing to do on one day. The same `uid` later is the same event, changed, with a higher `sequence`.

    `starts` (aware) and `lasts` make it a timed event; without them it takes the day.
    """

    uid: str
    day: date
    title: str
    text: str = ""
    link: str = ""
    category: str = ""
    starts: datetime | None = None
    lasts: timedelta = timedelta()
    sequence: int = 0
    changed_at: datetime | None = None

    @property
    def content(self) -> str:
        """What its reader sees, as a digest: the same as long as nothing has changed for them."""
        shown = replace(self, sequence=0, changed_at=None)
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:20]


def calendar(
    entries: Iterable[CalendarEntry],
    *,
    name: str,
    at: datetime,
    zone: ZoneInfo | None = None,
    refresh: timedelta | None = None,
) -> bytes:
    """The file, `at` being when it was made (UTC), for entries that do not say when they changed.

    `refresh` is how often a subscriber may come back. There is no METHOD: that would make each event an invitation.
    """
    written, sheet = list(entries), Calendar()
    sheet.add("prodid", PRODUCT)
    sheet.add("version", "2.0")
    # Both what RFC 7986 has and what most programs read. The library knows neither as a text, hence the type.
    sheet["name"] = sheet["x-wr-calname"] = vText(_line(name))
    if zone:
        sheet["x-wr-timezone"] = vText(zone.key)
    if refresh:
        sheet.add("refresh-interval", vDuration(refresh), parameters={"VALUE": "DURATION"})
        sheet["x-published-ttl"] = vDuration(refresh)
    for component in (*_zones(written), *(_event(entry, at=at) for entry in written)):
        sheet.add_component(component)
    content: bytes = sheet.to_ical()
    return content


def at_hour(day: date, hour: time, zone: ZoneInfo, *, after: timedelta = timedelta()) -> datetime:
    """The moment, `after` the hour of that day's clock. An hour that the clocks skip is the one they go on with.

    An hour that they show twice is the first of the two; the second would read like the first, so it is in UTC.
    """
    moment = (datetime.combine(day, hour, zone).astimezone(UTC) + after).astimezone(zone)
    return moment.astimezone(UTC) if moment.fold else moment


def plan_entries(plan: PlanResponse, *, base: str, unit: str) -> Iterator[CalendarEntry]:
    """Every session but the rest days. `base` begins each UID: the same season gives the same base."""
    for week in plan.weeks:
        for key, session in _keyed(week):
            if session.ingredient != "rest":
                yield CalendarEntry(
                    uid=f"{base}-{key}@off-season",
                    day=session.date,
                    title=titled(session.title, wording.amount(session.distance_m, session.duration_s, unit)),
                    text=_text(session, unit),
                )


def titled(title: str, amount: str) -> str:
    return f"{title}, {amount}" if amount else title


def _keyed(week: Week) -> Iterator[tuple[str, Session]]:
    """A session's place in the plan, which it keeps when it moves to another day of its week."""
    seen: Counter[str] = Counter()
    for session in week.sessions:
        seen[session.ingredient] += 1
        yield f"{week.start:%Y%m%d}-{session.ingredient}-{seen[session.ingredient]}", session


def _event(entry: CalendarEntry, *, at: datetime) -> Event:
    event, changed_at = Event(), entry.changed_at or at
    event.add("uid", entry.uid)
    event.add("dtstamp", changed_at)  # in a file without a METHOD it is when the event was last changed (3.8.7.2)
    event.add("last-modified", changed_at)
    event.add("sequence", entry.sequence)
    for name, value in _when(entry):
        event.add(name, value)
    event.add("summary", _line(entry.title))
    if entry.text:
        event.add("description", _plain(entry.text))
    if entry.category:
        event.add("categories", [entry.category])
    if entry.link:
        event.add("url", entry.link)
    return event


def _when(entry: CalendarEntry) -> Sequence[tuple[str, object]]:
    if entry.starts is None:
        # The end is exclusive: the day after (3.6.1). A day of training makes nobody busy.
        return ("dtstart", entry.day), ("dtend", entry.day + DAY), ("transp", "TRANSPARENT")
    # A duration is exact also over a change of clocks; an end by the clock could be read an hour wrong.
    return ("dtstart", entry.starts), ("duration", entry.lasts), ("transp", "OPAQUE")


def _zones(entries: Iterable[CalendarEntry]) -> list[Component]:
    timed = [entry.starts for entry in entries if entry.starts and entry.starts.tzinfo is not UTC]
    keys = {moment.tzinfo.key for moment in timed if isinstance(moment.tzinfo, ZoneInfo)}
    days = [moment.date() for moment in timed]
    return [time_zone(key, first=min(days), last=max(days)) for key in sorted(keys)]


def _line(text: str) -> str:
    return " ".join(_plain(text).split())


def _plain(text: str) -> str:
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _text(session: Session, unit: str) -> str:
    rows = wording.step_rows([asdict(step) for step in session.steps], unit)
    instead = [session.alternate.text] if session.alternate else []
    return "\n".join([*(f"{when}: {what}" for when, what in rows), session.why.text, *instead])
