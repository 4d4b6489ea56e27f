"""Fourteen zones over both changes of 2026: three readers find the moment that the clock on the wall means."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from plans.exports.calendar import CalendarEntry, at_hour, calendar
from plans.exports.time_zone import clock_changes, time_zone
from tests.plans.exports.readers import READERS, as_written

AT = datetime(2026, 1, 1, tzinfo=UTC)
MINUTE, QUARTER, DAY = timedelta(minutes=1), timedelta(minutes=15), timedelta(days=1)
YEAR = date(2026, 1, 1), date(2026, 12, 31)
CHANGES = {
    "Europe/Berlin": 2,
    "Europe/Dublin": 2,
    "Atlantic/Azores": 2,  # at midnight UTC, an hour before it by the clock
    "America/New_York": 2,
    "America/St_Johns": 2,  # half an hour beside its neighbours
    "America/Santiago": 2,  # at midnight: there is no 00:30 that day
    "Africa/Cairo": 2,
    "Africa/Casablanca": 2,  # back for Ramadan
    "Asia/Beirut": 2,
    "Asia/Kathmandu": 0,  # 5:45
    "Australia/Lord_Howe": 2,  # by half an hour
    "Pacific/Auckland": 2,
    "Pacific/Chatham": 2,  # 12:45, at 2:45
    "Pacific/Apia": 0,  # across the date line
}
HOURS = [time(hour, minute) for hour in (0, 1, 2, 3) for minute in (0, 15, 30, 45)] + [time(6, 30), time(23, 30)]


def days_around_changes(zone: ZoneInfo) -> list[date]:
    local = [change.at.astimezone(zone).date() for change in clock_changes(zone, first=YEAR[0], last=YEAR[1])]
    return sorted({day + n * DAY for day in local or [date(2026, 3, 29), date(2026, 10, 25)] for n in (-1, 0, 1)})


def moments_of(day: date, zone: ZoneInfo) -> dict[datetime, datetime]:
    """Every quarter of an hour that the clock shows around this day, and when it first did."""
    start = datetime.combine(day - DAY, time(), UTC)
    found: dict[datetime, datetime] = {}
    for number in range(3 * 24 * 4):
        moment = start + number * QUARTER
        found.setdefault(moment.astimezone(zone).replace(tzinfo=None, fold=0), moment)
    return found


def meant(day: date, hour: time, moments: dict[datetime, datetime]) -> datetime:
    """RFC 5545 (3.3.5): of two the first; one that is skipped is counted from before the gap."""
    wall, behind = datetime.combine(day, hour), timedelta()
    while wall - behind not in moments:
        behind += QUARTER
    return moments[wall - behind] + behind


@pytest.mark.parametrize("key", CHANGES)
def test_three_readers_find_the_moment_that_is_meant(key):
    zone = ZoneInfo(key)
    entries = [
        CalendarEntry(uid=f"{day} {hour}", day=day, title="Run", starts=at_hour(day, hour, zone), lasts=55 * MINUTE)
        for day in days_around_changes(zone)
        for hour in HOURS
    ]
    for entry in entries:
        day, hour = entry.uid.split()
        found = moments_of(entry.day, zone)
        # In UTC, for Python calls an hour that a clock shows twice equal to nothing.
        assert entry.starts.astimezone(UTC) == meant(date.fromisoformat(day), time.fromisoformat(hour), found), (
            entry.uid
        )

    content = calendar(entries, name="Winter", at=AT, zone=zone)

    for read in READERS:
        assert list(read(content)) == [as_written(entry) for entry in entries], read.__name__


@pytest.mark.parametrize("key", CHANGES)
def test_the_zone_in_the_file_agrees_with_the_clock_at_every_hour(key, tmp_path):
    """Read by a library that knows nothing of the zone but what stands there."""
    file = tmp_path / "zone.ics"
    file.write_bytes(time_zone(key, first=YEAR[0], last=YEAR[1]).to_ical())
    zone, read = ZoneInfo(key), tzical(str(file)).get(key)

    at = datetime(2026, 1, 1, tzinfo=UTC)
    while at.year == 2026:
        wall = at.astimezone(zone)
        # In the hour that the clock shows twice, that library does not say which one it means.
        if not wall.fold and wall.replace(fold=1).utcoffset() == wall.utcoffset():
            assert wall.replace(tzinfo=read).utcoffset() == wall.utcoffset(), at
        at += 30 * MINUTE


@pytest.mark.parametrize(("key", "changes"), CHANGES.items())
def test_it_has_each_change_of_the_year(key, changes):
    assert len(list(clock_changes(ZoneInfo(key), first=YEAR[0], last=YEAR[1]))) == changes


def test_the_spring_change_is_dated_by_the_clock_before_it():
    content = time_zone("Europe/Berlin", first=date(2026, 3, 1), last=date(2026, 11, 1)).to_ical()

    assert b"BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\n" in content
    assert b"BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\n" in content


def test_a_month_of_another_time_is_not_stepped_over():
    """Ramadan of 2027 in Morocco."""
    found = [change.at.date() for change in clock_changes(ZoneInfo("Africa/Casablanca"), first=date(2027, 1, 1), last=date(2027, 6, 1))]  # fmt: skip

    assert found == [date(2027, 2, 7), date(2027, 3, 14)]


def test_what_starts_in_the_second_of_two_like_hours_says_so():
    """Strength after an hour's run that began at half past one: by the clock it is half past one again."""
    zone = ZoneInfo("America/New_York")
    entry = CalendarEntry(
        uid="a",
        day=date(2026, 11, 1),
        title="Strength",
        starts=at_hour(date(2026, 11, 1), time(1, 30), zone, after=timedelta(hours=1)),
        lasts=35 * MINUTE,
    )

    content = calendar([entry], name="Winter", at=AT, zone=zone)

    assert b"DTSTART:20261101T063000Z" in content
    for read in READERS:
        assert list(read(content)) == [as_written(entry)]


def test_a_hour_of_utc_needs_no_zone():
    zone = ZoneInfo("UTC")
    entry = CalendarEntry(uid="a", day=YEAR[0], title="Run", starts=at_hour(YEAR[0], time(6), zone), lasts=MINUTE)

    content = calendar([entry], name="Winter", at=AT, zone=zone)

    assert b"DTSTART:20260101T060000Z" in content
    for read in READERS:
        assert list(read(content)) == [as_written(entry)]
