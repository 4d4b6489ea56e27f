from datetime import timedelta

import pytest

from coachapp.when import days_ago, how_long
from tests.factories import NOW

TODAY = NOW.date()


@pytest.mark.parametrize(
    ("days", "ago", "waited"),
    [
        (-1, "today", "since today"),
        (0, "today", "since today"),
        (1, "yesterday", "since yesterday"),
        (3, "3 days ago", "for 3 days"),
        (20, "20 days ago", "for 20 days"),
        (21, "3 weeks ago", "for 3 weeks"),
    ],
)
def test_days_are_said_as_people_say_them(days, ago, waited):
    day = TODAY - timedelta(days=days)
    assert (days_ago(day, today=TODAY), how_long(day, today=TODAY)) == (ago, waited)
