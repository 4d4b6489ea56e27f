"""Bob's published week, its calendar switched on, and a program that reads it without a session."""

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from plans.actions.calendar_feed import switch_on
from plans.models import OffSeason
from tests.plans.published import make_published
from tests.plans.views.calendar_feed.reading import AT, address_of


@pytest.fixture(autouse=True)
def clock():
    """It is the long run's morning, and nobody has asked for anything yet."""
    cache.clear()
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def off_season(bob) -> OffSeason:
    return make_published(bob)


@pytest.fixture
def address(bob, off_season) -> str:
    switch_on(bob, at=AT)
    return address_of(bob)


@pytest.fixture
def program() -> Client:
    return Client()
