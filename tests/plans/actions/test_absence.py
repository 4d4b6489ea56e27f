"""Ill or away: days set aside, shortened, ended. No two of one athlete overlap."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from plans.actions.absence import AlreadyAbsent, be_absent, be_back, change_end
from plans.models import Absence
from plans.models.absence import days_in_a_row
from tests.factories import NOW, make_athlete

TODAY = NOW.date()
DAY = timedelta(days=1)


def away(athlete, first: int = 0, last: int = 0, *, kind: str = "ill") -> Absence:
    return be_absent(athlete, kind=kind, start=TODAY + first * DAY, end=TODAY + last * DAY, by=athlete.user, at=NOW)


def test_a_second_tap_is_the_same_absence(bob):
    assert away(bob, 0, 3) == away(bob)
    assert Absence.objects.get().end == TODAY + 3 * DAY


def test_days_that_are_set_aside_for_another_reason_are_named(bob):
    away(bob, 0, 2, kind="away")

    with pytest.raises(AlreadyAbsent, match="You are away 4 – 6 Nov already"):
        away(bob, 2, 4)


def test_the_next_days_are_an_absence_of_their_own(bob):
    away(bob, 0, 2)
    away(bob, 3, 4, kind="away")

    assert Absence.objects.of(bob).count() == 2


@pytest.mark.parametrize(("first", "last"), [(0, 0), (-1, 0), (2, 5), (-3, 9)])
def test_the_database_refuses_what_overlaps(bob, first, last):
    away(bob, 0, 2)

    with pytest.raises(IntegrityError, match="absences_of_an_athlete_do_not_overlap"), transaction.atomic():
        Absence.objects.create(athlete=bob, kind="ill", start=TODAY + first * DAY, end=TODAY + last * DAY, at=NOW)


def test_the_database_refuses_an_end_before_the_start_and_an_unknown_kind(bob):
    for fields in ({"end": TODAY - DAY}, {"kind": "lazy"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Absence.objects.create(
                **({"athlete": bob, "kind": "ill", "start": TODAY, "end": TODAY, "at": NOW} | fields)
            )


def test_two_athletes_are_ill_on_the_same_days(bob, alice):
    away(bob, 0, 2)
    away(make_athlete(name="Eve", email="eve@example.org", coach=alice), 0, 2)

    assert Absence.objects.on(TODAY).count() == 2


def test_back_ends_it_the_day_before_and_a_day_that_was_none_is_forgotten(bob):
    long_one, short = away(bob, -4, 3), away(bob, 10, 12)

    be_back(long_one, on=TODAY)
    be_back(short, on=TODAY + 10 * DAY)

    assert Absence.objects.get().end == TODAY - DAY


def test_back_long_after_it_was_over_changes_nothing(bob):
    absence = away(bob, -9, -5)

    be_back(absence, on=TODAY)

    assert Absence.objects.get().end == TODAY - 5 * DAY


def test_an_end_that_reaches_into_the_next_absence_is_refused(bob):
    absence, _ = away(bob, 0, 1), away(bob, 4, 5, kind="away")

    with pytest.raises(AlreadyAbsent, match="away 8 – 9 Nov"):
        change_end(absence, end=TODAY + 4 * DAY)

    absence.refresh_from_db()
    assert absence.end == TODAY + DAY


def test_days_in_a_row_join_what_adjoins():
    def days(kind, first, last):
        return Absence(kind=kind, start=date(2026, 11, first), end=date(2026, 11, last))

    absences = [days("ill", 1, 3), days("ill", 4, 4), days("away", 5, 6), days("ill", 8, 9)]

    assert days_in_a_row(absences, kind="ill", until=date(2026, 11, 4)) == 4
    assert days_in_a_row(absences, kind="ill", until=date(2026, 11, 9)) == 2
    assert days_in_a_row(absences, kind="ill", until=date(2026, 11, 6)) == 0
