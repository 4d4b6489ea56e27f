"""Letters for one moment: a week is over and unheard, a phase begins, the spring plan does."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from athletes.models import OutgoingMail, User
from plans.actions.check_in import check_in
from plans.actions.moments import due_moments, tell_moments
from plans.models import Absence, OffSeason, TrainingPhase, TrainingSession
from plans.tasks import queue_due_moments, queue_moments
from tests.factories import NOW, account_of, make_athlete
from tests.plans.drafted import make_draft, publish_draft
from tests.plans.published import MONDAY, make_published

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SUNDAY = MONDAY + 6 * DAY
SUNDAY_EVENING = datetime(2026, 12, 20, 18, 0, tzinfo=UTC)


def tell(at):
    for name, ids in due_moments(at=at).items():
        tell_moments(name, ids, at=at)


def letters(kind):
    return list(OutgoingMail.objects.filter(kind=kind).order_by("pk"))


class TestCheckIn:
    def test_it_is_asked_in_the_evening_of_the_last_day_and_once(self, bob):
        make_published(bob)
        tell(SUNDAY_EVENING - timedelta(seconds=1))
        assert letters("check_in") == []

        for late in (timedelta(), timedelta(minutes=5), DAY):
            tell(SUNDAY_EVENING + late)

        (mail,) = letters("check_in")
        assert (mail.key, mail.subject) == ("2026-12-14", "How was your week?")
        assert "/week/2026-12-14/#feel" in mail.text
        assert "/week/2026-12-14/#feel" in mail.html

    def test_a_changed_address_does_not_bring_it_again(self, bob):
        make_published(bob)
        tell(SUNDAY_EVENING)
        User.objects.filter(athlete=bob).update(email="robert@example.org")
        tell(SUNDAY_EVENING + DAY)

        assert len(letters("check_in")) == 1

    @pytest.mark.parametrize("late", [2 * DAY, 9 * DAY])
    def test_too_late_is_not_at_all(self, bob, late):
        make_published(bob)
        tell(SUNDAY_EVENING + late)

        assert letters("check_in") == []

    def test_who_has_said_it_is_not_asked(self, bob):
        make_published(bob)
        check_in(bob, week_start=MONDAY, feeling="right", where="", by=account_of(bob), at=NOW)
        tell(SUNDAY_EVENING)

        assert letters("check_in") == []

    def test_a_week_that_asked_for_nothing_is_not_asked_about(self, bob):
        make_published(bob)
        Absence.objects.create(athlete=bob, kind="ill", start=MONDAY, end=SUNDAY, at=NOW)
        tell(SUNDAY_EVENING)

        assert letters("check_in") == []

    def test_who_turned_it_off_is_not_asked(self, bob):
        make_published(bob)
        User.objects.filter(athlete=bob).update(mail_off=["check_in"])
        tell(SUNDAY_EVENING)

        assert letters("check_in") == []

    def test_after_three_letters_without_an_answer_there_is_peace(self, bob):
        starts = tuple(MONDAY + 7 * n * DAY for n in range(5))
        make_published(bob, starts=starts)
        for n in range(4):
            tell(SUNDAY_EVENING + 7 * n * DAY)
        assert len(letters("check_in")) == 3

        check_in(bob, week_start=starts[3], feeling="right", where="", by=account_of(bob), at=SUNDAY_EVENING + 22 * DAY)
        tell(SUNDAY_EVENING + 28 * DAY)
        assert len(letters("check_in")) == 4

    @pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Asia/Kathmandu", "America/St_Johns", "Pacific/Niue"])
    def test_it_is_their_own_evening(self, bob, zone):
        bob.time_zone = zone
        bob.save()
        make_published(bob)
        evening = datetime(2026, 12, 20, 18, 0, tzinfo=ZoneInfo(zone))
        tell(evening - timedelta(minutes=1))
        assert letters("check_in") == []
        tell(evening)
        assert len(letters("check_in")) == 1

    @pytest.mark.parametrize("n", [1, 3])
    def test_a_batch_takes_a_fixed_number_of_queries(self, alice, n, django_assert_num_queries):
        for i in range(n):
            make_published(make_athlete(name=f"Runner {i}", email=f"r{i}@example.org", coach=alice))

        with django_assert_num_queries(13):
            tell(SUNDAY_EVENING)

        assert len(letters("check_in")) == n


class TestPhases:
    @pytest.fixture(autouse=True)
    def _season(self, bob):
        season = make_published(bob, starts=(MONDAY, MONDAY + 7 * DAY))
        first = season.phases.get()
        first.period = (MONDAY, MONDAY + 7 * DAY)
        first.save()
        base = TrainingPhase.objects.create(
            off_season=season, athlete=bob, kind="base", period=(MONDAY + 7 * DAY, MONDAY + 14 * DAY)
        )
        season.weeks.filter(start=MONDAY + 7 * DAY).update(phase=base)

    def test_the_next_phase_is_told_on_its_first_morning_and_once(self):
        six = datetime(2026, 12, 21, 6, 0, tzinfo=UTC)
        tell(six - timedelta(minutes=1))
        assert letters("phase_begins") == []
        for late in (timedelta(), timedelta(minutes=5), DAY):
            tell(six + late)

        (mail,) = letters("phase_begins")
        assert mail.subject == "Base begins: 1 week, 21 – 27 Dec"
        for body in (mail.text, mail.html):
            assert "Volume comes back in small steps" in body

    def test_the_first_phase_is_no_news(self):
        tell(datetime(2026, 12, 14, 7, 0, tzinfo=UTC))

        assert letters("phase_begins") == []

    def test_a_phase_that_is_not_open_is_not_told(self):
        OffSeason.objects.update(visible_until=SUNDAY)
        tell(datetime(2026, 12, 21, 7, 0, tzinfo=UTC))

        assert letters("phase_begins") == []


def test_the_spring_plan_is_told_on_its_first_day_and_once(bob):
    season = make_draft(bob)
    season.spring_plan_name, season.spring_plan_link = "Twelve weeks to Boston", "https://example.org/boston"
    season.save()
    publish_draft(season)
    first = date.fromisoformat(season.published.response["spring_plan"]["start"])
    morning = datetime(first.year, first.month, first.day, 6, 30, tzinfo=UTC)
    OutgoingMail.objects.all().delete()
    tell(morning - DAY)
    assert letters("phase_begins") == []
    for late in (timedelta(), DAY):
        tell(morning + late)

    (mail,) = letters("phase_begins")
    assert mail.subject == "Your spring plan starts today: Twelve weeks to Boston"
    for body in (mail.text, mail.html):
        assert "https://example.org/boston" in body
        assert "Week 1 asks for about" in body


def test_the_tasks_may_run_twice(bob, monkeypatch):
    make_published(bob)
    batches = []
    monkeypatch.setattr(queue_moments, "apply_async", lambda args, **_: batches.append(args))
    with time_machine.travel(SUNDAY_EVENING, tick=False):
        queue_due_moments()
        for _ in range(2):
            for name, ids in batches:
                queue_moments(name, ids)

    assert TrainingSession.objects.exists()
    assert len(letters("check_in")) == 1
