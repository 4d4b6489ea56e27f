"""Two clicks on Import at the same moment, on two connections."""

import threading

import pytest
from django.db import connection

from athletes.actions.bring_in import Told, bring_in_athletes
from athletes.imports.people import ATHLETES
from athletes.models import Athlete
from tests.factories import NOW, make_coach


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_add_nobody_twice():
    alice = make_coach(name="Alice", email="alice@example.org")
    reading = ATHLETES.read("name,squads\nAda,Sub-3\nBea,Sub-3\n", unit="km", today=NOW.date())
    told = Told(coach=alice, at=NOW, today=NOW.date(), unit="km")
    both = threading.Barrier(2)

    def click() -> None:
        both.wait()
        bring_in_athletes(reading, told)
        connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()

    assert sorted(Athlete.objects.values_list("name", flat=True)) == ["Ada", "Bea"]
