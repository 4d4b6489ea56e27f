from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from athletes.actions.athlete import change_athlete
from athletes.actions.join import accept
from athletes.actions.measure import measure, take_back
from athletes.choices import MeasurementKind
from athletes.models import Measurement
from athletes.models.measurement import in_force
from tests.factories import NOW, account_of, make_athlete, make_measurement

known_before = import_module("athletes.migrations.0010_heart_rates_known_so_far")


def one(athlete, bpm, *, kind=MeasurementKind.MAX_HR, day=date(2026, 11, 3)):
    return Measurement(athlete=athlete, kind=kind, bpm=bpm, measured_on=day)


def test_the_newest_of_its_kind_stands_on_the_athlete(alice, bob):
    measure(one(bob, 186), by=alice.user, at=NOW)
    measure(one(bob, 190, day=date(2026, 11, 4)), by=alice.user, at=NOW)
    measure(one(bob, 180, day=date(2025, 1, 1)), by=alice.user, at=NOW)

    bob.refresh_from_db()
    assert (bob.max_hr_bpm, bob.resting_hr_bpm, bob.lthr_bpm) == (190, None, None)


def test_what_was_typed_before_is_not_lost_when_a_measurement_is_taken_back(alice, bob):
    bob.max_hr_bpm = 181
    bob.save()
    kept = measure(one(bob, 186, day=date(2025, 3, 1)), by=alice.user, at=NOW)
    bob.refresh_from_db()
    assert bob.max_hr_bpm == 186

    take_back(kept)

    bob.refresh_from_db()
    assert bob.max_hr_bpm == 181


def test_the_last_one_taken_back_leaves_nothing_known(alice, bob):
    take_back(measure(one(bob, 186), by=alice.user, at=NOW))

    bob.refresh_from_db()
    assert bob.max_hr_bpm is None


def test_a_correction_among_the_details_counts_from_its_day(bob):
    measure(one(bob, 186), by=account_of(bob), at=NOW)
    bob.refresh_from_db()
    bob.max_hr_bpm = 189
    change_athlete(bob, by=account_of(bob), at=NOW)

    newest = in_force(bob.measurements.all())["max_hr"]
    assert (newest.bpm, newest.measured_on) == (189, bob.today(NOW))


def test_what_is_wiped_out_among_the_details_is_known_no_more(bob):
    measure(one(bob, 186), by=account_of(bob), at=NOW)
    bob.refresh_from_db()
    bob.max_hr_bpm = None
    change_athlete(bob, by=account_of(bob), at=NOW)

    assert not bob.measurements.exists()


def test_details_that_say_the_same_write_nothing(bob):
    bob.lthr_bpm = 168
    for _ in range(2):
        change_athlete(bob, at=NOW)

    assert bob.measurements.get().measured_on is None


def test_two_records_that_become_one_keep_both_and_the_newest_counts(alice):
    from athletes.actions.invite import make_link  # noqa: PLC0415 -- only here

    runner = make_athlete(name="Gil", email="gil@example.org")
    record = make_athlete(name="Gil", coach=alice, max_hr_bpm=184)
    make_measurement(record, kind="max_hr", bpm=184, day=date(2026, 10, 1))
    make_measurement(runner, kind="max_hr", bpm=179, day=date(2025, 10, 1))
    invitation, _ = make_link(record, email="gil@example.org", by=alice.user, at=NOW)

    athlete = accept(invitation, by=account_of(runner), at=NOW)

    assert athlete.measurements.count() == 2
    assert athlete.max_hr_bpm == 184


def test_heart_rates_from_before_become_measurements_without_a_day(bob):
    bob.max_hr_bpm, bob.resting_hr_bpm = 186, 5  # 5 was never refused on the athlete
    bob.save()

    for _ in range(2):
        known_before.note_what_is_known(apps, None)

    assert [(row.kind, row.bpm, row.measured_on) for row in bob.measurements.all()] == [("max_hr", 186, None)]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "max_hr", "bpm": None},
        {"kind": "max_hr", "bpm": 999},
        {"kind": "max_hr", "bpm": 186, "distance_m": 5_000.0, "duration_s": 1_200.0},
        {"kind": "time_trial", "bpm": 186},
        {"kind": "time_trial", "bpm": None, "distance_m": 5_000.0, "duration_s": None},
        {"kind": "blood", "bpm": 90},
    ],
)
def test_the_database_refuses_what_is_no_measurement(bob, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_measurement(bob, **fields)
