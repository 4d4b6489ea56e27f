from datetime import date

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertRedirects

from athletes.forms.fields import METRES, metres_of, said_in
from athletes.models import HistoryWeek
from athletes.weeks import week_of
from tests.factories import NOW, make_history

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


def typed(page):
    """What the page shows, as a browser would send it back."""
    return {field.html_name: field.value() or "" for row in page.context["grid"].rows for field in row}


def test_twelve_weeks_up_to_this_one_are_shown(as_bob, bob):
    make_history(bob, 50, 60, first=date(2026, 10, 26))
    grid = as_bob.get("/settings/history/").context["grid"]
    assert (grid.first, grid.last) == (date(2026, 8, 17), date(2026, 11, 2))
    assert [row["distance"].value() for row in grid.rows[-2:]] == [50.0, 60.0]


@pytest.mark.parametrize("weeks", [1, 3])
def test_history_query_count_does_not_grow(as_bob, bob, weeks, django_assert_num_queries):
    make_history(bob, *[50] * weeks, first=date(2026, 10, 19))

    with django_assert_num_queries(5):
        page = as_bob.get("/settings/history/")

    assert sum(row["distance"].value() is not None for row in page.context["grid"].rows) == weeks


def test_weeks_are_written_replaced_and_forgotten(as_bob, bob):
    make_history(bob, 50, 60, first=date(2026, 10, 26))
    page = as_bob.get("/settings/history/")
    said = typed(page) | {"week9-distance": "45", "week10-distance": "", "week10-longest": "", "week11-unusable": "ill"}
    assertRedirects(as_bob.post("/settings/history/", said), "/settings/history/?until=2026-11-04")
    weeks = HistoryWeek.objects.oldest_first().values_list("start", "distance_m", "longest_m", "unusable")
    assert list(weeks) == [
        (date(2026, 10, 19), 45_000.0, None, ""),
        (date(2026, 11, 2), 60_000.0, 19_800.0, "ill"),
    ]


def test_keeping_the_page_as_it_is_moves_no_metre(as_bob, bob):
    bob.unit = "mi"
    bob.save()
    HistoryWeek.objects.create(athlete=bob, start=date(2026, 11, 2), distance_m=61_234.5, longest_m=61_234.5)
    as_bob.post("/settings/history/", typed(as_bob.get("/settings/history/")))
    week = HistoryWeek.objects.get()
    assert (week.distance_m, week.longest_m) == (61_234.5, 61_234.5)


def test_a_row_keeps_its_start_when_weeks_begin_on_sunday_since(as_bob, bob):
    make_history(bob, 50, first=date(2026, 10, 26))
    bob.week_start = "sun"
    bob.save()
    page = as_bob.get("/settings/history/")
    as_bob.post("/settings/history/", typed(page) | {"week10-distance": "51"})
    assert list(HistoryWeek.objects.values_list("start", "distance_m")) == [(date(2026, 10, 26), 51_000.0)]


def test_a_wrong_row_says_what_to_change(as_alice, bob):
    page = as_alice.post(f"/coach/athletes/{bob.pk}/history/", {"week2-distance": "40", "week2-longest": "41"})
    assertContains(page, "it cannot be longer", status_code=422)
    assert not HistoryWeek.objects.exists()


@pytest.mark.parametrize("until", ["2026-13-40", "nonsense", "0001-01-01", "2999-01-01"])
def test_an_odd_address_shows_the_last_weeks(as_bob, until):
    assert as_bob.get(f"/settings/history/?until={until}").context["grid"].last == date(2026, 11, 2)


def test_earlier_weeks_are_one_link_away(as_bob):
    assertContains(as_bob.get("/settings/history/"), "?until=2026-08-16")
    assert as_bob.get("/settings/history/?until=2026-08-16").context["later"] == date(2026, 11, 4)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["mon", "sun"]))
def test_a_week_begins_at_most_six_days_before_on_its_own_weekday(day, week_start):
    start = week_of(day, week_start=week_start)
    assert 0 <= (day - start).days <= 6
    assert start.weekday() == (0 if week_start == "mon" else 6)


@given(st.floats(0, 300_000), st.sampled_from(sorted(METRES)))
def test_a_distance_left_alone_keeps_its_metres(metres, unit):
    assert metres_of(said_in(metres, unit), unit="km", before_m=metres, before_unit=unit) == metres
