from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athletes.imports import cells

NOV_4 = date(2026, 11, 4)


@pytest.mark.parametrize(
    "said",
    [
        "2026-11-04",
        "2026/11/4",
        "2026.11.04",
        "4.11.2026",
        "04. 11. 2026",
        "4 Nov 2026",
        "4. November 2026",
        "Nov 4, 2026",
        "november 4 2026",
        "2026-11-04 00:00:00",
    ],
)
def test_a_day_may_be_written_in_many_ways(said):
    assert cells.day(said) == NOV_4


@pytest.mark.parametrize(
    ("said", "day"),
    [("13/4/2026", date(2026, 4, 13)), ("4/13/2026", date(2026, 4, 13)), ("5-5-2026", date(2026, 5, 5))],
)
def test_slashes_are_read_where_only_one_day_fits(said, day):
    assert cells.day(said) == day


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("4/11/2026", "may be 2026-04-11 or 2026-11-04"),
        ("04-11-2026", "may be"),
        ("4.11.26", "is not a date"),
        ("46330", "is not a date"),
        ("tomorrow", "is not a date"),
        ("2026-02-30", "no day of the calendar"),
        ("31.4.2026", "no day of the calendar"),
        ("13/13/2026", "no day of the calendar"),
        ("4 Foo 2026", "no day of the calendar"),
        ("0000-01-01", "no day of the calendar"),
    ],
)
def test_a_day_that_may_be_another_is_asked_about(said, told):
    with pytest.raises(cells.Problem, match=told):
        cells.day(said)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("48", 48),
        ("48.5", 48.5),
        ("48,5", 48.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1,234,567", 1234567),
        ("42,195", 42.195),
    ],
)
def test_numbers_with_either_comma(said, value):
    assert cells.number(said) == value


@pytest.mark.parametrize("said", ["0", "8", "2.5", "9" * 400])
def test_what_is_no_whole_number_of_these(said):
    with pytest.raises(cells.Problem, match="whole number from 1 to 7"):
        cells.whole(said, low=1, high=7)


@pytest.mark.parametrize("said", ["", "x", "4 8", "-1", "1e5", "nan", "inf", "4..5", "=1+1", "5 km"])
def test_what_is_no_number(said):
    with pytest.raises(cells.Problem):
        cells.number(said)


@pytest.mark.parametrize(
    ("said", "metres"),
    [("10", 10_000), ("10 km", 10_000), ("10km", 10_000), ("10 mi", 16_093.44), ("6.2 miles", 9977.9), ("10k", 10_000)],
)
def test_a_unit_beside_the_number_wins(said, metres):
    assert cells.distance(said, unit="km") == pytest.approx(metres, abs=0.1)


def test_without_a_unit_it_is_that_of_the_column():
    assert cells.distance("10", unit="mi") == pytest.approx(16_093.44)


@pytest.mark.parametrize("said", ["10 m", "10 min", "10 yd", "far", "km"])
def test_what_is_no_distance(said):
    with pytest.raises(cells.Problem, match="not a distance"):
        cells.distance(said, unit="km")


@pytest.mark.parametrize(
    ("said", "metres"),
    [("Marathon", 42_195), ("half-marathon", 21_097.5), ("HM", 21_097.5), ("5k", 5000), ("50", 50_000)],
)
def test_races_have_names_for_their_distance(said, metres):
    assert cells.race_distance(said, unit="km") == metres


@pytest.mark.parametrize(("said", "seconds"), [("3:45:00", 13_500), ("41:20", 2480), ("75:30", 4530)])
def test_a_result_is_a_clock_time(said, seconds):
    assert cells.duration(said) == seconds


@pytest.mark.parametrize("said", ["=1+1", "+x", "-x", "@x", '=HYPERLINK("http://x")'])
def test_a_formula_is_no_name(said):
    with pytest.raises(cells.Problem, match="as a formula does"):
        cells.text(said, most=100)


@pytest.mark.parametrize(
    ("said", "address"), [("Bob@Example.ORG", "bob@example.org"), ("a.b+c@x.co.uk", "a.b+c@x.co.uk")]
)
def test_addresses_are_kept_in_small_letters(said, address):
    assert cells.email(said) == address


@pytest.mark.parametrize("said", ["bob", "bob@", "@x.org", "a b@x.org", "a@b", "a@x.org, b@x.org", "<a@x.org>"])
def test_what_is_no_address(said):
    with pytest.raises(cells.Problem):
        cells.email(said)


def test_several_names_are_each_told_once():
    assert cells.several(" New   York; Sub-3 |New York;; ") == ("New York", "Sub-3")


@given(st.text())
def test_what_is_escaped_comes_back_and_is_no_formula(said):
    assert cells.unescaped(cells.escaped(said)) == said
    assert not cells.escaped(said).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(max_size=30))
def test_any_text_is_read_or_is_a_problem(said):
    for read in (cells.day, cells.number, cells.duration, cells.email, lambda s: cells.race_distance(s, unit="km")):
        with suppress(cells.Problem):
            read(said)
