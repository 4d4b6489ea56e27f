from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plans.exports.calendar import CalendarEntry
from plans.exports.told import Told, retell

AT = datetime(2026, 12, 1, 9, 0, 0, 123, tzinfo=UTC)
RUN = CalendarEntry(uid="a", day=date(2026, 12, 14), title="Long run", text="Easy.")
LATER = timedelta(days=1)


def told_twice(first, second):
    _, told = retell([first], {}, at=AT)
    (entry,), _ = retell([second], told, at=AT + LATER)
    return entry


def test_at_first_it_is_nought():
    (entry,), _ = retell([RUN], {}, at=AT)

    assert (entry.sequence, entry.changed_at) == (0, AT.replace(microsecond=0))


def test_the_same_again_stays_as_it_was():
    assert told_twice(RUN, RUN).sequence == 0
    assert told_twice(RUN, RUN).changed_at == AT.replace(microsecond=0)


def test_every_thing_that_a_reader_sees_counts():
    changes: dict[str, Any] = {
        "day": date(2026, 12, 15),
        "title": "Longer run",
        "text": "Easier.",
        "link": "https://example.org/",
        "category": "Long run",
        "starts": datetime.combine(RUN.day, time(6), UTC),
        "lasts": LATER,
    }
    for name, value in changes.items():
        changed = told_twice(RUN, replace(RUN, **{name: value}))
        assert (changed.sequence, changed.changed_at) == (1, (AT + LATER).replace(microsecond=0)), name


def test_who_left_goes_on_counting_for_a_season_and_is_forgotten_after_it():
    _, told = retell([RUN], {}, at=AT)
    _, soon = retell([], told, at=AT + timedelta(days=100))
    (entry,), _ = retell([replace(RUN, title="Back")], soon, at=AT + timedelta(days=101))
    _, late = retell([], told, at=AT + timedelta(days=500))

    assert entry.sequence == 1
    assert late == {}


@given(st.lists(st.sampled_from(["Long run", "Short run", "Hill run", None]), max_size=12))
def test_whatever_comes_it_never_falls_and_rises_only_with_a_change(titles):
    """None: it is not there this time."""
    told: Told = {}
    before, shown = 0, None
    for number, title in enumerate(titles):
        entries = [] if title is None else [replace(RUN, title=title)]
        found, told = retell(entries, told, at=AT + number * LATER)
        for entry in found:
            assert entry.sequence == before + (shown not in {None, title})
            before, shown = entry.sequence, title
