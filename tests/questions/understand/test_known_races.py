from datetime import date

import pytest

from questions.understand.known_races import KNOWN


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("New York City Marathon", date(2023, 11, 5)),
        ("New York City Marathon", date(2024, 11, 3)),
        ("New York City Marathon", date(2025, 11, 2)),
        ("Boston Marathon", date(2023, 4, 17)),
        ("Boston Marathon", date(2024, 4, 15)),
        ("Boston Marathon", date(2025, 4, 21)),
        ("Chicago Marathon", date(2018, 10, 7)),
        ("Chicago Marathon", date(2023, 10, 8)),
        ("Chicago Marathon", date(2024, 10, 13)),
        ("Marine Corps Marathon", date(2024, 10, 27)),
        ("Tokyo Marathon", date(2024, 3, 3)),
        ("Tokyo Marathon", date(2025, 3, 2)),
        ("Philadelphia Marathon", date(2024, 11, 24)),
    ],
)
def test_the_calendar_gives_the_day_on_which_it_was_run(name, day):
    rule = next(race.day_in for race in KNOWN if race.name == name)

    assert rule
    assert rule(day.year) == day
