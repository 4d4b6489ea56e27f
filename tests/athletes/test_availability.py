"""A week with other days: said, changed, taken back; what is made of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.actions.availability import OtherDays, say_days
from athletes.models import Athlete, AvailabilityWeek
from athletes.models.availability import free_minutes
from athletes.words.availability import days_said, span_said
from coachapp.http import undo_address
from plans.actions.remedy import days_away
from plans.mapping import days_off, spans
from tests.conftest import logged_in
from tests.factories import NOW, account_of, make_athlete

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 12, 7)
TYPED = {"start": "2026-12-07", "tue": "0", "thu": "30", "note": "Work trip"}


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


def stored(athlete: Athlete) -> list[tuple[date, dict[str, int], str]]:
    return list(AvailabilityWeek.objects.of(athlete).in_order().values_list("start", "minutes", "note"))


def undo_of(response) -> str:
    return undo_address(list(response.context["messages"])[-1])


def test_a_week_is_kept_and_shown_to_its_coach(as_bob, as_alice, as_dana, bob):
    page = as_bob.post("/settings/days/keep/", TYPED, follow=True)
    assertContains(page, "The week of 7 Dec is kept. Alice Arden sees it.")
    assert stored(bob) == [(MONDAY, {"tue": 0, "thu": 30}, "Work trip")]
    assertContains(as_alice.get(f"/coach/athletes/{bob.pk}/"), "7 – 13 Dec: Tue none, Thu 30 min. Work trip")
    assert as_dana.get(f"/coach/athletes/{bob.pk}/").status_code == 404


def test_said_twice_it_stands_once_and_the_later_word_counts(as_bob, bob):
    as_bob.post("/settings/days/keep/", TYPED)
    as_bob.post("/settings/days/keep/", TYPED)
    as_bob.post("/settings/days/keep/", {"start": "2026-12-07", "sat": "120"})
    assert stored(bob) == [(MONDAY, {"sat": 120}, "")]


def test_undo_brings_back_what_was_said_before(as_bob, bob):
    first = as_bob.post("/settings/days/keep/", TYPED, follow=True)
    changed = as_bob.post("/settings/days/keep/", {"start": "2026-12-07", "sat": "120"}, follow=True)
    as_bob.post(undo_of(changed))
    assert stored(bob) == [(MONDAY, {"tue": 0, "thu": 30}, "Work trip")]
    as_bob.post(undo_of(first))
    assert stored(bob) == []


def test_taken_back_and_undone(as_bob, bob):
    as_bob.post("/settings/days/keep/", TYPED)
    gone = as_bob.post("/settings/days/2026-12-07/forget/", follow=True)
    assertContains(gone, "The week of 7 Dec is a usual week again.")
    assert stored(bob) == []
    as_bob.post("/settings/days/2026-12-07/forget/")
    as_bob.post(undo_of(gone))
    assert stored(bob) == [(MONDAY, {"tue": 0, "thu": 30}, "Work trip")]


def test_an_undo_is_for_its_own_athlete_and_for_a_day(as_bob, as_charlie, bob):
    gone = as_bob.post("/settings/days/keep/", TYPED, follow=True)
    assert as_charlie.post(undo_of(gone)).status_code == 404
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        assert logged_in(account_of(bob)).post(undo_of(gone)).status_code == 404
    assert len(stored(bob)) == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"start": "2026-12-07"}, "Say at least one day that differs."),
        (TYPED | {"tue": "-5"}, "greater than or equal to 0"),
        (TYPED | {"tue": "99999999999999999999"}, "less than or equal to 1440"),
        (TYPED | {"start": "2026-12-08"}, "not one of the available choices"),
        (TYPED | {"start": "1999-01-04"}, "not one of the available choices"),
        (TYPED | {"note": "x" * 201}, "at most 200 characters"),
        (TYPED | {"note": "a\x00b"}, "Null characters"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(as_bob, bob, typed, told):
    page = as_bob.post("/settings/days/keep/", typed)
    assertContains(page, told, status_code=422)
    assert stored(bob) == []


def test_only_weeks_ahead_are_listed_and_the_own_ones(as_bob, bob, charlie):
    say_days(bob, OtherDays(start=date(2026, 10, 26), minutes={"mon": 0}), at=NOW)
    say_days(bob, OtherDays(start=date(2026, 11, 2), minutes={"sun": 0}), at=NOW)
    say_days(charlie.athlete, OtherDays(start=MONDAY, minutes={"mon": 0}, note="Charlie’s"), at=NOW)
    page = as_bob.get("/settings/days/")
    assert [row["span"] for row in page.context["rows"]] == ["2 – 8 Nov"]
    assertNotContains(page, "Charlie")


def test_a_week_that_is_changed_comes_with_what_was_said(as_bob, bob):
    as_bob.post("/settings/days/keep/", TYPED)
    assertContains(as_bob.get("/settings/days/2026-12-07/"), 'value="Work trip"')
    assert as_bob.get("/settings/days/2026-12-14/").status_code == 404


def test_weeks_begin_where_the_athletes_do(client):
    sunday = make_athlete(name="Suna", email="suna@example.org", week_start="sun")
    client.force_login(account_of(sunday))
    assertRedirects(client.post("/settings/days/keep/", {"start": "2026-12-06", "sun": "0"}), "/settings/days/")
    assert free_minutes(AvailabilityWeek.objects.of(sunday)) == {date(2026, 12, 6): 0}


def test_days_without_time_are_blackouts_and_other_limits_are_not(bob):
    say_days(bob, OtherDays(start=MONDAY, minutes={"tue": 0, "wed": 0, "thu": 30, "sun": 0}), at=NOW)
    say_days(bob, OtherDays(start=date(2026, 12, 14), minutes={"mon": 0}), at=NOW)
    assert days_off(bob, first=date(2026, 11, 1), last=date(2027, 4, 19)) == [
        {"start": "2026-12-08", "end": "2026-12-09"},
        {"start": "2026-12-13", "end": "2026-12-14"},
    ]
    assert days_off(bob, first=date(2026, 12, 9), last=date(2026, 12, 13)) == [
        {"start": "2026-12-09", "end": "2026-12-09"}
    ]


def test_of_two_weeks_that_name_one_day_the_later_said_counts(bob):
    say_days(bob, OtherDays(start=MONDAY, minutes={"sun": 0}), at=NOW)
    say_days(bob, OtherDays(start=date(2026, 12, 13), minutes={"sun": 60}), at=NOW + timedelta(hours=1))
    assert free_minutes(AvailabilityWeek.objects.of(bob)) == {date(2026, 12, 13): 60}


def test_stretches_are_never_more_than_a_request_takes():
    every_second = [date(2026, 11, 2) + timedelta(days=2 * n) for n in range(150)]
    assert len(spans(every_second)) == 40


def test_a_coachs_days_away_stay_beside_the_athletes():
    coachs = {"start": "2026-12-24", "end": "2026-12-26"}
    new = {"start": "2026-12-08", "end": "2026-12-08"}
    within = {"start": "2026-12-25", "end": "2026-12-25"}
    assert days_away({"blackouts": [coachs]}, also=[new, within]) == [new, coachs]


def test_it_is_said_in_few_words():
    assert days_said({date(2026, 12, 8): 0, date(2026, 12, 10): 30}) == "Tue none, Thu 30 min"
    assert span_said(date(2026, 12, 28), date(2027, 1, 3)) == "28 Dec – 3 Jan"


def test_it_goes_with_the_athlete(bob):
    say_days(bob, OtherDays(start=MONDAY, minutes={"tue": 0}), at=datetime(2026, 11, 4, tzinfo=UTC))
    bob.delete()
    assert not AvailabilityWeek.objects.exists()
