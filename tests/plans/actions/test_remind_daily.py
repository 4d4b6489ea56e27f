"""Today's session each morning: for who wants it, at their hour, once for each day of theirs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from athletes.actions.settings import change_weekly_mail
from athletes.models import Athlete, OutgoingMail
from plans.actions.remind_daily import due_ids, tell_days, tell_each_day
from plans.models import Absence, TrainingSession
from plans.reminders.daily import day_to_tell, weekly_tells
from tests.factories import NOW, account_of, make_athlete
from tests.plans.published import MONDAY, make_published

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SIX_ON_TUESDAY = datetime(2026, 12, 15, 6, 0, tzinfo=UTC)
ZONES = (
    "Pacific/Kiritimati", "Pacific/Apia", "Pacific/Auckland", "Australia/Lord_Howe", "Asia/Kathmandu", "Asia/Kolkata",
    "Europe/Berlin", "UTC", "Atlantic/Azores", "America/St_Johns", "America/New_York", "America/Los_Angeles",
    "Pacific/Marquesas", "Pacific/Niue",
)  # fmt: skip


@pytest.fixture
def bob(bob):
    bob.daily_on, bob.unit = True, "mi"
    bob.save()
    make_published(bob)
    return bob


def run(at):
    tell_days(due_ids(at=at), at=at)


def keys():
    return list(OutgoingMail.objects.filter(kind="daily_plan").order_by("pk").values_list("key", flat=True))


def test_todays_session_comes_at_the_hour_and_once(bob):
    run(SIX_ON_TUESDAY - timedelta(seconds=1))
    assert keys() == []
    for late in (timedelta(), timedelta(minutes=1), timedelta(hours=15)):
        run(SIX_ON_TUESDAY + late)

    mail = OutgoingMail.objects.get(kind="daily_plan")
    assert (mail.key, mail.subject) == ("2026-12-15", "Tuesday: Easy run with 6 strides, 7 mi")
    for body in (mail.text, mail.html):
        assert "Easy run with 6 strides, 7 mi" in body
        assert "Cruise fives, 6 mi" in body
        assert "Because it is due." in body
        assert "/tap/d" in body
    assert mail.use_until == datetime(2026, 12, 16, 0, 0, tzinfo=UTC)


def test_a_day_that_is_over_is_never_told(bob):
    run(SIX_ON_TUESDAY + DAY)

    assert keys() == ["2026-12-16"]


def test_nothing_comes_on_a_day_that_asks_for_nothing(bob):
    Absence.objects.create(athlete=bob, kind="ill", start=MONDAY + DAY, end=MONDAY + DAY, at=NOW)
    TrainingSession.objects.filter(ingredient="fast").update(let_go_at=NOW)
    TrainingSession.objects.filter(ingredient="strength").update(let_go_at=NOW)
    for n in range(3):
        run(SIX_ON_TUESDAY + n * DAY)

    assert keys() == []


def test_who_did_not_ask_for_it_gets_none(bob):
    Athlete.objects.update(daily_on=False)
    run(SIX_ON_TUESDAY)

    assert keys() == []


def test_the_weekly_mail_of_the_day_is_enough(bob):
    Athlete.objects.update(reminded_at=SIX_ON_TUESDAY, reminded_week=MONDAY)
    run(SIX_ON_TUESDAY)
    run(SIX_ON_TUESDAY + DAY)

    assert keys() == ["2026-12-16"]


@pytest.mark.parametrize(
    ("told_on", "told_week", "due_on", "tells"),
    [
        (None, None, None, False),
        (MONDAY + DAY, MONDAY, None, True),
        (MONDAY, MONDAY, MONDAY + 7 * DAY, False),
        (None, None, MONDAY + DAY, True),
        (MONDAY - 6 * DAY, MONDAY - 7 * DAY, MONDAY, True),
        (MONDAY + DAY, MONDAY + 7 * DAY, None, False),
        (MONDAY - DAY, MONDAY, MONDAY + DAY, False),
    ],
)
def test_which_days_stand_in_a_weekly_mail(told_on, told_week, due_on, tells):
    found = weekly_tells(MONDAY + DAY, week=MONDAY, told_on=told_on, told_week=told_week, due_on=due_on)
    assert found == tells


@pytest.mark.parametrize("zone", ZONES)
def test_it_is_their_own_morning(bob, zone):
    Athlete.objects.update(time_zone=zone)
    six = datetime(2026, 12, 15, 6, 0, tzinfo=ZoneInfo(zone))
    run(six - timedelta(minutes=1))
    assert "2026-12-15" not in keys()
    run(six)

    assert keys()[-1] == "2026-12-15"


@given(
    zones=st.lists(st.sampled_from(ZONES), min_size=1, max_size=6),
    hours=st.lists(st.integers(0, 23), min_size=1, max_size=6),
    first=st.dates(date(2024, 1, 1), date(2033, 12, 20)),
    minute=st.integers(0, 1439),
    step=st.integers(20, 600),
)
def test_no_day_is_told_twice_however_zone_and_hour_change(zones, hours, first, minute, step):
    told: list[date] = []
    start = datetime(first.year, first.month, first.day, minute // 60, minute % 60, tzinfo=UTC)
    for n in range(60):
        at = start + n * timedelta(minutes=step)
        zone, hour = ZoneInfo(zones[n // 7 % len(zones)]), hours[n // 5 % len(hours)]
        day = day_to_tell(at, hour=hour, zone=zone, told=told[-1] if told else None)
        if day:
            assert day == at.astimezone(zone).date()
            told.append(day)

    assert told == sorted(set(told))


@given(zone=st.sampled_from(ZONES), hour=st.integers(0, 23), start=st.dates(date(2024, 1, 1), date(2033, 12, 20)))
def test_every_day_of_a_calendar_is_told(zone, hour, start):
    told: list[date] = []
    at = datetime(start.year, start.month, start.day, tzinfo=UTC)
    for _ in range(24 * 4):
        at += timedelta(hours=1)
        day = day_to_tell(at, hour=hour, zone=ZoneInfo(zone), told=told[-1] if told else None)
        told += [day] if day else []

    assert all(after - before == DAY for before, after in pairwise(told))


def test_switching_it_on_after_the_hour_begins_tomorrow(bob):
    Athlete.objects.update(daily_on=False)
    late = SIX_ON_TUESDAY + timedelta(hours=4)
    change_weekly_mail(account_of(bob), on=True, weekday="mon", hour=6, daily=True, at=late)
    run(late)
    assert keys() == []
    run(SIX_ON_TUESDAY + DAY)

    assert keys() == ["2026-12-16"]


def test_one_broken_day_does_not_keep_the_mail_of_the_others(alice, bob, caplog):
    carol = make_athlete(name="Carol Chen", email="carol@example.org", coach=alice, daily_on=True)
    make_published(carol)
    TrainingSession.objects.filter(athlete=bob, ingredient="strides").update(
        hard=True, steps=[{"kind": "work", "target": {"low": 1}}]
    )

    tell_each_day([bob.pk, carol.pk], clock=lambda: SIX_ON_TUESDAY)

    assert list(OutgoingMail.objects.filter(kind="daily_plan").values_list("to", flat=True)) == ["carol@example.org"]
    assert due_ids(at=SIX_ON_TUESDAY) == []
    assert f"no morning mail for athlete {bob.pk}" in caplog.text


@pytest.mark.parametrize("n", [1, 3])
def test_a_batch_takes_a_fixed_number_of_queries(alice, n, django_assert_num_queries):
    runners = [make_athlete(name=f"R {i}", email=f"r{i}@example.org", coach=alice, daily_on=True) for i in range(n)]
    for runner in runners:
        make_published(runner)

    with django_assert_num_queries(7):
        tell_days([runner.pk for runner in runners], at=SIX_ON_TUESDAY)

    assert len(keys()) == n


@pytest.mark.django_db(transaction=True)
def test_an_athlete_in_another_workers_hands_is_left_to_it(bob):
    with transaction.atomic(), ThreadPoolExecutor(1) as elsewhere:
        assert Athlete.objects.filter(pk=bob.pk).locked().exists()
        elsewhere.submit(_tell_and_hang_up, bob.pk).result(timeout=10)

    assert keys() == []


def _tell_and_hang_up(athlete_id):
    try:
        tell_days([athlete_id], at=SIX_ON_TUESDAY)
    finally:
        connection.close()
