import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command

from athletes.actions.reminder import schedule_reminder
from athletes.models import Athlete, OutgoingMail
from plans.tasks import queue_due_reminders, queue_reminders
from tests.factories import NOW, make_athlete
from tests.plans.published import MONDAY, make_published

pytestmark = pytest.mark.django_db

DUE_AT = datetime(2026, 12, 14, 6, 0, tzinfo=UTC)


@pytest.fixture
def handed_over(monkeypatch):
    """The batches that go to the broker."""
    batches: list[list[str]] = []
    monkeypatch.setattr(queue_reminders, "apply_async", lambda args, **_: batches.append(args[0]))
    return batches


def make_due(athlete):
    Athlete.objects.filter(pk=athlete.pk).update(next_reminder_at=DUE_AT)


def make_crowd(n):
    Athlete.objects.bulk_create(
        Athlete(name=f"Runner {number}", next_reminder_at=DUE_AT, created_at=NOW) for number in range(n)
    )


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=1)])
def test_everybody_due_is_handed_over_in_batches(bob, handed_over, late):
    make_due(bob)
    make_crowd(3)  # without an account nobody can be written to

    with time_machine.travel(DUE_AT + late, tick=False):
        queue_due_reminders()

    assert handed_over == [[str(bob.pk)]]


def test_nobody_is_handed_over_early(bob, handed_over):
    make_due(bob)

    with time_machine.travel(DUE_AT - timedelta(seconds=1), tick=False):
        queue_due_reminders()

    assert handed_over == []


def test_ids_come_in_batches(bob):
    make_crowd(5)

    batches = Athlete.objects.filter(next_reminder_at=DUE_AT).ids_in_batches(2)

    assert [len(batch) for batch in batches] == [2, 2, 1]


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=1)])
def test_a_batch_that_runs_twice_writes_one_mail(bob, late):
    make_published(bob)
    make_due(bob)

    with time_machine.travel(DUE_AT + late, tick=False):
        queue_reminders([str(bob.pk)])
        queue_reminders([str(bob.pk)])

    assert OutgoingMail.objects.get().key == "2026-12-14"


class TestSendWeek:
    """`manage.py send_week`: the whole week at once, whatever day and hour the athletes chose."""

    def send(self, capsys, *arguments, day="2026-12-16", at=DUE_AT):
        with time_machine.travel(at, tick=False):
            call_command("send_week", "--week", day, *arguments)
        return capsys.readouterr().out

    def test_everybody_who_wants_the_week_gets_it_once(self, bob, capsys):
        make_published(bob)

        assert self.send(capsys) == "1 queued.\n"
        assert self.send(capsys) == "0 queued.\n"
        assert OutgoingMail.objects.get().key == "2026-12-14"

    def test_a_dry_run_says_who_and_writes_nothing(self, bob, capsys):
        make_published(bob)

        said = self.send(capsys, "--dry-run")

        assert said.splitlines() == ["bob@example.org  week of 2026-12-14", "1 would be queued, nothing was."]
        assert not OutgoingMail.objects.exists()
        assert self.send(capsys) == "1 queued.\n"

    def test_beat_does_not_tell_the_week_again(self, bob, capsys):
        make_published(bob)
        make_due(bob)
        self.send(capsys, at=DUE_AT - timedelta(days=1))
        make_due(bob)

        with time_machine.travel(DUE_AT, tick=False):
            queue_reminders([str(bob.pk)])

        assert OutgoingMail.objects.count() == 1

    @pytest.mark.parametrize(
        ("day", "at"),
        [("2026-12-16", DUE_AT + timedelta(days=7)), ("2027-12-16", DUE_AT)],
        ids=["a week that is over", "no week"],
    )
    def test_there_may_be_nothing_to_send(self, bob, capsys, day, at):
        make_published(bob)

        assert self.send(capsys, day=day, at=at) == "0 queued.\n"


class TestExpectedReminders:
    def expect(self, capsys, day="2026-12-16"):
        call_command("expected_reminders", "--week", day, "--json")
        return [(one["to"], one["at"], one["state"]) for one in json.loads(capsys.readouterr().out)]

    def remind_on(self, bob, weekday, hour, *, zone="America/New_York", at=DUE_AT):
        bob.reminder_weekday, bob.reminder_hour, bob.time_zone = weekday, hour, zone
        bob.save()
        schedule_reminder(bob, at=at - timedelta(days=4))

    @pytest.mark.parametrize(
        ("wish", "at"),
        [
            (("mon", 6, "America/New_York"), "2026-12-14T11:00:00Z"),
            (("sun", 18, "America/New_York"), "2026-12-13T23:00:00Z"),
            (("sat", 0, "Pacific/Apia"), "2026-12-11T11:00:00Z"),
            (("fri", 7, "Asia/Kathmandu"), "2026-12-18T01:15:00Z"),
        ],
    )
    def test_who_and_when_in_utc(self, bob, capsys, wish, at):
        make_published(bob)
        weekday, hour, zone = wish
        self.remind_on(bob, weekday, hour, zone=zone)

        assert self.expect(capsys) == [("bob@example.org", at, "expected")]

    def test_it_comes_true(self, bob, capsys):
        make_published(bob)
        self.remind_on(bob, "sun", 18)
        ((_, at, _),) = self.expect(capsys)

        with time_machine.travel(at, tick=False):
            queue_reminders([str(bob.pk)])

        assert OutgoingMail.objects.get().created_at == datetime.fromisoformat(at)
        assert self.expect(capsys) == [("bob@example.org", at, "told")]

    def test_a_week_that_is_weeks_away_is_expected_at_the_usual_hour(self, bob, capsys):
        make_published(bob, starts=(MONDAY, MONDAY + timedelta(days=7), MONDAY + timedelta(days=14)))
        self.remind_on(bob, "mon", 6)

        assert self.expect(capsys, "2026-12-29") == [("bob@example.org", "2026-12-28T11:00:00Z", "expected")]

    @pytest.mark.parametrize("change", [{"reminders_on": False}, {"user": None}, {"next_reminder_at": None}])
    def test_who_is_not_reminded_is_not_expected(self, bob, capsys, change):
        make_published(bob)
        self.remind_on(bob, "mon", 6)
        Athlete.objects.filter(pk=bob.pk).update(**change)

        assert self.expect(capsys) == []

    def test_a_week_whose_turn_is_over_is_not_expected(self, bob, capsys):
        make_published(bob)
        self.remind_on(bob, "mon", 6, at=DUE_AT + timedelta(days=6))

        assert self.expect(capsys) == []

    def test_the_queries_do_not_grow(self, alice, bob, capsys, django_assert_num_queries):
        carol = make_athlete(name="Carol", email="carol@example.org", coach=alice)
        for athlete in (bob, carol):
            make_published(athlete)
            self.remind_on(athlete, "mon", 6)

        with django_assert_num_queries(1):
            assert len(self.expect(capsys)) == 2
