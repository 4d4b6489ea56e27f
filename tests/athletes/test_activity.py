"""What the database keeps of a run."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from athletes.models import Activity
from tests.factories import NOW, account_of

SUNDAY = date(2026, 12, 20)


def make_run(athlete, **fields):
    defaults = {"date": SUNDAY, "distance_m": 5_000.0, "key": "one", "at": NOW}
    return Activity.objects.create(athlete=athlete, **(defaults | fields))


def test_the_same_run_comes_in_once(bob):
    make_run(bob)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_run(bob, distance_m=6_000.0)


def test_two_people_may_run_the_same(bob, charlie):
    make_run(bob)
    make_run(charlie.athlete)

    assert Activity.objects.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"effort": 11},
        {"distance_m": -1.0},
        {"distance_m": 300_001.0},
        {"distance_m": None, "duration_s": None},
        {"source": "guess"},
    ],
)
def test_what_cannot_be_is_refused(bob, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_run(bob, **fields)


def test_who_sees_it(bob, charlie, alice, dana, fay):
    run = make_run(bob)

    seeing = [
        user
        for user in (account_of(bob), alice.user, fay, charlie, dana.user)
        if run in Activity.objects.visible_to(user)
    ]

    assert seeing == [account_of(bob), alice.user, fay]
