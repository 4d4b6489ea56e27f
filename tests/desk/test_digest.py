"""A coach's Monday by mail: once, at their own hour, with what the board says."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from athletes.models import OutgoingMail, User
from coachapp.desk.digest.send import due_coaches, send_digest
from coachapp.desk.digest.week import digest_of
from coachapp.desk.tasks import queue_digest, queue_due_digests
from tests.factories import NOW, make_athlete, make_race
from tests.plans.published import make_published

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 12, 14)
SEVEN = datetime(2026, 12, 14, 7, 0, tzinfo=UTC)


def run(at):
    for coach_id in due_coaches(at=at):
        send_digest(coach_id, at=at)


def letters():
    return list(OutgoingMail.objects.filter(kind="coach_digest").order_by("pk"))


def test_it_comes_on_monday_at_the_coachs_hour_and_once(alice, bob):
    run(SEVEN - timedelta(minutes=1))
    assert letters() == []
    for late in (timedelta(), timedelta(minutes=5), timedelta(days=1)):
        run(SEVEN + late)

    (mail,) = letters()
    assert (mail.to, mail.key) == ("alice@example.org", "2026-12-14")
    assert mail.subject.startswith("Your week: ")


@pytest.mark.parametrize(("zone", "hour"), [("Pacific/Kiritimati", -7), ("America/New_York", 12), ("Pacific/Niue", 18)])
def test_it_is_their_own_monday(alice, bob, zone, hour):
    User.objects.filter(pk=alice.user_id).update(time_zone=zone)
    moment = datetime(2026, 12, 14, tzinfo=UTC) + timedelta(hours=hour)
    run(moment - timedelta(minutes=1))
    assert letters() == []
    run(moment)
    assert len(letters()) == 1


def test_a_changed_address_does_not_bring_it_again(alice, bob):
    run(SEVEN)
    User.objects.filter(pk=alice.user_id).update(email="al@example.org")
    run(SEVEN + timedelta(hours=1))
    send_digest(alice.pk, at=SEVEN + timedelta(hours=2))

    assert len(letters()) == 1


def test_it_says_who_raced_who_is_silent_and_to_whom_mail_does_not_arrive(alice, bob):
    make_race(bob, name="Winter Ten", day=MONDAY - timedelta(days=1), duration_s=2480.0)
    make_race(bob, name="Christmas Mile", day=MONDAY + timedelta(days=3), status="planned")
    make_published(bob, starts=(MONDAY - timedelta(days=14), MONDAY - timedelta(days=7), MONDAY))
    OutgoingMail.objects.create(
        recipient=bob.user, to="bob@example.org", kind="weekly_plan", key="x", subject="Your week", text="", message_id="1",
        state="failed", not_before=SEVEN - timedelta(days=1), created_at=NOW,
    )  # fmt: skip
    run(SEVEN)

    (mail,) = letters()
    for body in (mail.text, mail.html):
        for words in (
            "Winter Ten, Sun 13 Dec: 41:20",
            "Christmas Mile, Thu 17 Dec, A race",
            "Nothing logged yet, no check-in.",
            "Mail does not arrive.",
            "Bob Brandt",
        ):
            assert words in body
    assert mail.subject == "Your week: One needs you today, 1 raced"


def test_at_most_ten_of_each_are_named(alice):
    for n in range(13):
        make_race(make_athlete(name=f"Runner {n:02d}", coach=alice), day=MONDAY - timedelta(days=2))
    raced = next(one for one in digest_of(alice.user, today=MONDAY, at=SEVEN).lists if one.title == "Raced last week")

    assert (len(raced.lines), raced.more) == (10, 3)


def test_nothing_of_another_coachs_athletes_is_in_it(alice, dana, bob):
    make_race(bob, name="Winter Ten", day=MONDAY - timedelta(days=1))
    make_athlete(name="Dora Dean", coach=dana)
    run(SEVEN)

    theirs = OutgoingMail.objects.get(to="dana@example.org")
    assert "Bob" not in theirs.text
    assert "Winter Ten" not in theirs.html


def test_who_has_no_athletes_or_turned_it_off_gets_none(alice, dana, bob):
    User.objects.filter(pk=alice.user_id).update(mail_off=["coach_digest"])
    run(SEVEN)

    assert letters() == []


@pytest.mark.parametrize("n", [1, 3])
def test_the_queries_do_not_grow(alice, n, django_assert_num_queries):
    for i in range(n):
        runner = make_athlete(name=f"Runner {i}", email=f"r{i}@example.org", coach=alice)
        make_race(runner, name="Winter Ten", day=MONDAY - timedelta(days=1))
    user = User.objects.get(pk=alice.user_id)

    with django_assert_num_queries(23):
        digest_of(user, today=MONDAY, at=SEVEN)


def test_the_tasks_may_run_twice(alice, bob, monkeypatch):
    asked = []
    monkeypatch.setattr(queue_digest, "apply_async", lambda args, **_: asked.append(args[0]))
    with time_machine.travel(SEVEN, tick=False):
        queue_due_digests()
        for coach_id in asked * 2:
            queue_digest(coach_id)

    assert asked == [alice.pk]
    assert len(letters()) == 1
