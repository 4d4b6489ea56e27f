from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from athletes.send_time import next_send

NEW_YORK = ZoneInfo("America/New_York")
ZONES = sorted(available_timezones() - {"localtime"})
SUNDAY = 6


def local(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("after", "hour", "sent"),
    [
        ("2026-12-13 17:59", 18, "2026-12-13 18:00"),
        ("2026-12-13 18:00", 18, "2026-12-20 18:00"),
        ("2026-12-14 00:00", 18, "2026-12-20 18:00"),
        ("2026-12-19 23:59", 0, "2026-12-20 00:00"),
    ],
)
def test_next_send_is_the_first_matching_hour_after_the_moment(after, hour, sent):
    found = next_send(local(after, NEW_YORK), weekday=SUNDAY, hour=hour, zone=NEW_YORK)

    assert found == local(sent, NEW_YORK)


def test_next_send_keeps_its_hour_when_the_clocks_change_in_between():
    before_the_change = local("2026-10-25 18:00", NEW_YORK)

    found = next_send(before_the_change, weekday=SUNDAY, hour=18, zone=NEW_YORK)

    assert found - before_the_change == timedelta(days=7, hours=1)
    assert found.astimezone(NEW_YORK).hour == 18


@pytest.mark.parametrize(
    ("zone", "day", "hour", "sent"),
    [
        ("America/New_York", "2027-03-13 12:00", 2, "2027-03-14 07:00+00:00"),
        ("Australia/Lord_Howe", "2026-10-03 12:00", 2, "2026-10-03 15:30+00:00"),
        ("Africa/Cairo", "2027-04-29 12:00", 0, "2027-04-29 22:00+00:00"),
        ("America/Nuuk", "2027-03-26 12:00", 23, "2027-03-28 01:00+00:00"),
    ],
)
def test_an_hour_that_spring_leaves_out_becomes_the_first_minute_after_the_gap(zone, day, hour, sent):
    after = local(day, ZoneInfo(zone))
    weekday = (after.weekday() + 1) % 7

    assert next_send(after, weekday=weekday, hour=hour, zone=ZoneInfo(zone)) == datetime.fromisoformat(sent)


def test_an_hour_that_autumn_repeats_is_used_once():
    first = next_send(local("2026-10-31 12:00", NEW_YORK), weekday=SUNDAY, hour=1, zone=NEW_YORK)
    second = next_send(first, weekday=SUNDAY, hour=1, zone=NEW_YORK)

    assert first == datetime(2026, 11, 1, 5, 0, tzinfo=UTC)
    assert second.astimezone(NEW_YORK).date() == datetime(2026, 11, 8, tzinfo=UTC).date()


@settings(max_examples=300, deadline=None)
@given(
    after=st.datetimes(datetime(2024, 1, 1), datetime(2033, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 -- bounds are naive
    weekday=st.integers(0, 6),
    hour=st.integers(0, 23),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
)
def test_reminders_follow_each_other_once_a_week_in_every_zone(after, weekday, hour, zone):
    first = next_send(after, weekday=weekday, hour=hour, zone=zone)
    second = next_send(first, weekday=weekday, hour=hour, zone=zone)
    wall = first.astimezone(zone)

    assert after < first <= after + timedelta(days=7, hours=2)
    assert timedelta(days=7, hours=-2) <= second - first <= timedelta(days=7, hours=2)
    assert (wall.weekday(), wall.hour, wall.minute) == (weekday, hour, 0) or is_after_a_gap(first, zone)


def is_after_a_gap(moment: datetime, zone: ZoneInfo) -> bool:
    before = moment - timedelta(minutes=1)
    wall_step = moment.astimezone(zone).replace(tzinfo=None) - before.astimezone(zone).replace(tzinfo=None)
    return wall_step > timedelta(minutes=1)
