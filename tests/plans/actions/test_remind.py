from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction

from athletes.actions.reminder import schedule_reminder
from athletes.models import Athlete, OutgoingMail
from plans.actions.remind import remind, remind_each
from plans.models import TrainingSession
from tests.factories import make_athlete
from tests.plans.published import MONDAY, make_published

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
SIX_IN_NEW_YORK = datetime(2026, 12, 14, 11, 0, tzinfo=UTC)
WEEKS = (MONDAY, MONDAY + WEEK)


@pytest.fixture
def bob(bob):
    """Bob reads his mail on Mondays at six, in New York."""
    bob.time_zone, bob.unit = "America/New_York", "mi"
    bob.save()
    schedule_reminder(bob, at=SIX_IN_NEW_YORK - timedelta(hours=1))
    return bob


def keys():
    return list(OutgoingMail.objects.order_by("pk").values_list("to", "kind", "key"))


def test_a_due_athlete_gets_the_week_once_and_the_next_reminder(bob):
    make_published(bob, starts=WEEKS)

    remind([bob.pk], at=SIX_IN_NEW_YORK)
    remind([bob.pk], at=SIX_IN_NEW_YORK + timedelta(minutes=1))

    bob.refresh_from_db()
    assert keys() == [("bob@example.org", "weekly_plan", "2026-12-14")]
    assert bob.next_reminder_at == SIX_IN_NEW_YORK + WEEK


def test_nobody_is_reminded_before_their_time(bob):
    make_published(bob)

    remind([bob.pk], at=SIX_IN_NEW_YORK - timedelta(seconds=1))

    assert keys() == []


@pytest.mark.parametrize(
    ("late", "told"),
    [
        (timedelta(hours=5), ["2026-12-14"]),
        (timedelta(days=6), ["2026-12-14"]),
        (timedelta(days=8), ["2026-12-21"]),
        (timedelta(days=30), []),
    ],
)
def test_a_late_run_tells_the_week_that_still_runs(bob, late, told):
    make_published(bob, starts=WEEKS)

    remind([bob.pk], at=SIX_IN_NEW_YORK + late)

    assert [key for _, _, key in keys()] == told
    bob.refresh_from_db()
    assert bob.next_reminder_at > SIX_IN_NEW_YORK + late


def test_every_week_is_told_in_its_turn(bob):
    make_published(bob, starts=WEEKS)

    for n in range(4):
        remind([bob.pk], at=SIX_IN_NEW_YORK + n * WEEK)

    assert [key for _, _, key in keys()] == ["2026-12-14", "2026-12-21"]


def test_sunday_evening_tells_the_week_to_come(bob):
    make_published(bob, starts=WEEKS)
    bob.reminder_weekday, bob.reminder_hour = "sun", 18
    bob.save()
    sunday_evening = datetime(2026, 12, 13, 23, 0, tzinfo=UTC)
    schedule_reminder(bob, at=sunday_evening - timedelta(hours=1))

    remind([bob.pk], at=sunday_evening)

    assert [key for _, _, key in keys()] == ["2026-12-14"]


def test_a_changed_day_does_not_send_the_same_week_again(bob):
    make_published(bob)
    remind([bob.pk], at=SIX_IN_NEW_YORK)
    bob.refresh_from_db()
    bob.reminder_weekday = "wed"
    schedule_reminder(bob, at=SIX_IN_NEW_YORK + timedelta(hours=1))
    bob.save()

    remind([bob.pk], at=SIX_IN_NEW_YORK + timedelta(days=2))

    assert len(keys()) == 1


def test_days_that_the_coach_has_not_opened_stay_out_of_the_mail(bob):
    make_published(bob, visible_until=date(2026, 12, 16))

    remind([bob.pk], at=SIX_IN_NEW_YORK)

    text = OutgoingMail.objects.get().text
    assert "Wed 16" in text
    assert "Thu 17" not in text


@pytest.mark.parametrize(
    "change",
    [
        {"reminders_on": False},
        {"user": None},
        {"next_reminder_at": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_who_cannot_or_will_not_be_reminded_is_not(bob, change):
    make_published(bob)
    Athlete.objects.filter(pk=bob.pk).update(**change)

    remind([bob.pk], at=SIX_IN_NEW_YORK)

    assert keys() == []


def test_a_draft_is_nobodys_mail(bob):
    make_published(bob, published=None)

    remind([bob.pk], at=SIX_IN_NEW_YORK)

    assert keys() == []


def test_one_broken_plan_does_not_keep_the_mail_of_the_others(alice, bob, caplog):
    carol = make_athlete(name="Carol Chen", email="carol@example.org", coach=alice)
    for athlete in (bob, carol):
        make_published(athlete)
        Athlete.objects.filter(pk=athlete.pk).update(next_reminder_at=SIX_IN_NEW_YORK)
    TrainingSession.objects.filter(athlete=bob, ingredient="fast").update(
        steps=[{"kind": "work", "target": {"low": 1}}]
    )

    remind_each([bob.pk, carol.pk], clock=lambda: SIX_IN_NEW_YORK)

    bob.refresh_from_db()
    assert [to for to, _, _ in keys()] == ["carol@example.org"]
    assert bob.next_reminder_at == SIX_IN_NEW_YORK + timedelta(hours=1)
    assert f"no reminder for athlete {bob.pk}" in caplog.text


@pytest.mark.parametrize("n", [1, 3])
def test_reminding_takes_a_fixed_number_of_queries(alice, n, django_assert_num_queries):
    runners = [make_athlete(name=f"Runner {i}", email=f"r{i}@example.org", coach=alice) for i in range(n)]
    for runner in runners:
        make_published(runner, starts=WEEKS)
        Athlete.objects.filter(pk=runner.pk).update(next_reminder_at=SIX_IN_NEW_YORK)

    with django_assert_num_queries(9):
        remind([runner.pk for runner in runners], at=SIX_IN_NEW_YORK)

    assert len(keys()) == n


def test_the_mail_is_worth_sending_until_the_week_is_over_where_the_athlete_lives(bob):
    make_published(bob)

    remind([bob.pk], at=SIX_IN_NEW_YORK)

    assert OutgoingMail.objects.get().use_until == datetime(2026, 12, 21, 5, 0, tzinfo=UTC)


def test_a_changed_address_does_not_bring_the_week_again(bob):
    make_published(bob)
    remind([bob.pk], at=SIX_IN_NEW_YORK)
    bob.user.email = "robert@example.org"
    bob.user.save()
    Athlete.objects.filter(pk=bob.pk).update(next_reminder_at=SIX_IN_NEW_YORK)

    remind([bob.pk], at=SIX_IN_NEW_YORK)

    assert [to for to, _, _ in keys()] == ["bob@example.org"]


def test_a_changed_first_day_of_the_week_does_not_bring_the_week_again(bob):
    make_published(bob)
    Athlete.objects.filter(pk=bob.pk).update(
        reminded_at=SIX_IN_NEW_YORK - timedelta(days=1), reminded_week=MONDAY - timedelta(days=1)
    )

    remind([bob.pk], at=SIX_IN_NEW_YORK)

    assert keys() == []


def test_a_mail_that_comes_late_moves_the_next_one_by_no_more_than_six_days_ask(bob):
    make_published(bob, starts=WEEKS)
    wednesday = SIX_IN_NEW_YORK + timedelta(days=2, hours=3)

    remind([bob.pk], at=wednesday)

    bob.refresh_from_db()
    assert bob.next_reminder_at == wednesday + timedelta(days=6)


@pytest.mark.django_db(transaction=True)
def test_an_athlete_in_another_workers_hands_is_left_to_it(bob):
    make_published(bob)

    with transaction.atomic(), ThreadPoolExecutor(1) as elsewhere:
        assert Athlete.objects.filter(pk=bob.pk).locked().exists()
        elsewhere.submit(_remind_and_hang_up, bob.pk).result(timeout=10)

    assert keys() == []


def _remind_and_hang_up(athlete_id):
    try:
        remind([athlete_id], at=SIX_IN_NEW_YORK)
    finally:
        connection.close()
