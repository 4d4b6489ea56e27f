"""When the weekly mail comes after something about it has changed: the same hour, no week told twice, none left out."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from athletes.actions.reminder import moved_reminder, schedule_of
from athletes.models import Athlete

BERLIN, AUCKLAND, NEW_YORK = (ZoneInfo(name) for name in ("Europe/Berlin", "Pacific/Auckland", "America/New_York"))


def runner(**fields) -> Athlete:
    return Athlete(**({"time_zone": "Europe/Berlin", "reminder_weekday": "mon", "reminder_hour": 6} | fields))


def moved(at: datetime, *, due: datetime, **changed) -> datetime | None:
    athlete = runner(next_reminder_at=due)
    before = schedule_of(athlete)
    for name, value in changed.items():
        setattr(athlete, name, value)
    return moved_reminder(athlete, before=before, at=at)


DUE = datetime(2026, 11, 9, 6, tzinfo=BERLIN)  # a Monday


def test_nothing_changed_leaves_a_mail_that_is_due_right_now():
    assert moved(DUE + timedelta(seconds=10), due=DUE) == DUE


def test_the_same_hour_of_the_new_zone():
    found = moved(datetime(2026, 11, 4, 9, tzinfo=UTC), due=DUE, time_zone="America/New_York")
    assert found == datetime(2026, 11, 9, 6, tzinfo=NEW_YORK)


def test_a_flight_east_on_the_evening_before_leaves_no_week_out():
    """In Auckland it is Monday, 11:00, and last Monday's mail told last week: this week's comes the next morning."""
    evening = datetime(2026, 11, 8, 23, tzinfo=BERLIN)
    told = {"reminded_at": datetime(2026, 11, 2, 6, tzinfo=BERLIN), "reminded_week": date(2026, 11, 2)}
    found = moved(evening, due=DUE, time_zone="Pacific/Auckland", **told)
    assert found == datetime(2026, 11, 10, 6, tzinfo=AUCKLAND)


def test_a_flight_west_does_not_tell_the_same_week_again():
    """In New York it is an hour after midnight, and six o'clock is still to come."""
    told = {"reminded_at": DUE, "reminded_week": date(2026, 11, 9)}
    found = moved(DUE + timedelta(hours=1), due=DUE + timedelta(days=7), time_zone="America/New_York", **told)
    assert found == datetime(2026, 11, 16, 6, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"reminder_hour": 18}, datetime(2026, 11, 9, 18, tzinfo=BERLIN)),
        ({"reminder_weekday": "sun"}, datetime(2026, 11, 8, 6, tzinfo=BERLIN)),
        ({"reminders_on": False}, None),
    ],
)
def test_another_day_or_hour(changed, expected):
    assert moved(datetime(2026, 11, 4, 9, tzinfo=UTC), due=DUE, **changed) == expected


def test_wanted_again_it_begins_with_the_next():
    athlete = runner(reminders_on=False)
    before = schedule_of(athlete)
    athlete.reminders_on = True
    assert moved_reminder(athlete, before=before, at=datetime(2026, 11, 11, tzinfo=UTC)) == datetime(
        2026, 11, 16, 6, tzinfo=BERLIN
    )
