"""Who does not train with the coach this winter: put away whole, and back with one click."""

from datetime import timedelta

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.actions.archive import archive, bring_back
from athletes.actions.invite import invite
from athletes.actions.join import accept, leave_coach
from athletes.actions.reminder import next_reminder
from athletes.models import Athlete, Invitation
from coachapp.desk.needs.board import board_of
from tests.factories import NEW_YORK, NOW, make_athlete, make_off_season, make_race, make_user

pytestmark = pytest.mark.django_db
ROSTER = "/coach/athletes/"


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


def page_of(athlete, *more):
    return ROSTER + "/".join([str(athlete.pk), *more, ""])


def names(page):
    return [row.athlete.name for row in page.context["rows"]]


def test_an_archived_athlete_is_off_the_roster_and_found_under_its_filter(as_alice, alice, bob):
    make_athlete(name="Frida", coach=alice)
    assertRedirects(as_alice.post(page_of(bob, "archive")), ROSTER)
    assert names(as_alice.get(ROSTER)) == ["Frida"]
    assert names(as_alice.get(ROSTER, {"show": "archived"})) == ["Bob Brandt"]
    assert names(as_alice.get(ROSTER, {"show": "archived", "q": "frida"})) == []


def test_the_pages_of_an_archived_athlete_stay_open_to_the_coach_and_to_them(as_alice, as_bob, bob):
    archive(bob, at=NOW)
    assertContains(as_alice.get(page_of(bob)), "In the archive since 4 November 2026")
    assert as_bob.get("/races/").status_code == 200


def test_the_toast_undoes_it(as_alice, bob):
    page = as_alice.post(page_of(bob, "archive"), follow=True)
    assertContains(page, f'action="{page_of(bob, "unarchive")}"')
    assertContains(as_alice.post(page_of(bob, "unarchive"), follow=True), "is back on the roster")
    assert names(as_alice.get(ROSTER)) == ["Bob Brandt"]


def test_archiving_twice_keeps_the_first_date(bob):
    archive(bob, at=NOW)
    archive(bob, at=NOW + timedelta(days=3))
    bob.refresh_from_db()
    assert bob.archived_at == NOW


def test_nobody_in_the_archive_needs_the_coach(alice, bob):
    make_race(bob, day=NEW_YORK)
    drafted = make_off_season(make_athlete(name="Frida", coach=alice))
    invite(drafted.athlete, email="frida@example.org", by=alice.user, at=NOW - timedelta(days=5))
    before = board_of(alice.user, today=NOW.date(), at=NOW)
    for athlete in Athlete.objects.all():
        archive(athlete, at=NOW)
    after = board_of(alice.user, today=NOW.date(), at=NOW)
    assert ({need.kind for need in before.rows}, after.rows) == ({"unplanned", "invited"}, ())
    assert (before.athletes, after.athletes) == (2, 0)


def test_weekly_mails_stop_and_begin_again_with_the_next_one(bob):
    Athlete.objects.filter(pk=bob.pk).update(next_reminder_at=NOW - timedelta(days=1))
    archive(bob, at=NOW)
    assert not Athlete.objects.reminder_due(at=NOW).exists()
    bring_back(bob, at=NOW)
    bob.refresh_from_db()
    assert bob.next_reminder_at == next_reminder(bob, after=NOW)


def test_bringing_back_who_is_there_moves_no_mail(bob):
    Athlete.objects.filter(pk=bob.pk).update(next_reminder_at=NOW)
    bring_back(bob, at=NOW)
    bob.refresh_from_db()
    assert bob.next_reminder_at == NOW


def test_who_leaves_takes_no_archive_along(bob):
    archive(bob, at=NOW)
    leave_coach(bob, at=NOW)
    bob.refresh_from_db()
    assert (bob.coach, bob.archived_at, bob.next_reminder_at) == (None, None, next_reminder(bob, after=NOW))


def test_who_joins_from_the_archive_is_back(alice):
    record = make_athlete(name="Frida", coach=alice)
    invite(record, email="frida@example.org", by=alice.user, at=NOW)
    archive(record, at=NOW)
    accept(Invitation.objects.get(), by=make_user(email="frida@example.org"), at=NOW)
    record.refresh_from_db()
    assert not record.is_archived


def test_a_stranger_archives_nobody(as_dana, as_bob, bob):
    for client in (as_dana, as_bob):
        assert client.post(page_of(bob, "archive")).status_code == 404
    assert not Athlete.objects.archived().exists()


def test_an_empty_archive_says_how_to_use_it(as_alice, bob):
    page = as_alice.get(ROSTER, {"show": "archived"})
    assertContains(page, "The archive is empty")
    assertNotContains(page, "Your first athlete")
