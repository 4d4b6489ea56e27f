"""Athletes, races and weeks as they stand in files."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from athletes.imports.people import ATHLETES, COLUMNS, AthleteLine
from athletes.imports.races import RACES
from athletes.imports.table import Unreadable, decoded
from athletes.imports.weeks import WEEKS
from athletes.imports.writing import BOM, csv_lines, kilometres

TODAY = date(2026, 11, 4)
KINDS = (ATHLETES, RACES, WEEKS)


def read(kind, text, *, unit="km"):
    return kind.read(text, unit=unit, today=TODAY)


def problems(reading):
    return [(bad.line, " ".join(bad.problems)) for bad in reading.bad]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_template_is_read_without_a_complaint(kind):
    reading = read(kind, csv_lines(kind.template()))
    assert (len(reading.lines), reading.bad, reading.left_aside) == (1, (), ())


def test_an_athlete_with_everything():
    (line,) = read(ATHLETES, csv_lines(ATHLETES.template())).lines
    assert line == AthleteLine(
        line=2,
        name="Frida Falk",
        email="frida@example.org",
        squads=("New York", "Sub-3"),
        unit="km",
        usual_m=62_500.0,
        long_m=24_000.0,
        run_days=5,
        years_running=8.0,
        birth_date=date(1990, 5, 17),
        sex="F",
    )


@pytest.mark.parametrize(
    "header",
    ["Name;Weekly mileage (mi)", "RUNNER;Usual week [miles]", "full_name;weekly-volume mi", " athlete ;Baseline Miles"],
)
def test_columns_are_known_by_many_names_and_carry_their_unit(header):
    (line,) = read(ATHLETES, f"{header}\nBob;30,5\n").lines
    assert (line.name, line.usual_m) == ("Bob", pytest.approx(49_085, abs=1))


def test_columns_may_stand_in_any_order_and_some_mean_nothing_here():
    reading = read(ATHLETES, "Shoe,E-Mail,,Name\nRed,b@example.org,x,Bob\n")
    assert [(line.name, line.email) for line in reading.lines] == [("Bob", "b@example.org")]
    assert reading.left_aside == ("Shoe",)


def test_the_unit_of_the_page_counts_where_the_file_names_none():
    assert read(WEEKS, "name,week,distance\nBob,2026-10-26,10\n", unit="mi").lines[0].distance_m == pytest.approx(
        16_093.44
    )
    assert read(WEEKS, "name,week,km\nBob,2026-10-26,10\n", unit="mi").lines[0].distance_m == 10_000


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (ATHLETES, "e-mail\nb@example.org\n", "no column “name”"),
        (RACES, "name,date,distance\nBob,2026-11-01,10\n", "no column “race”"),
        (WEEKS, "name,km\nBob,10\n", "no column “week”"),
        (ATHLETES, "name,Athlete\nBob,Bob\n", "Two columns are “name”: name, Athlete"),
    ],
)
def test_a_file_without_its_columns_is_told_which(kind, text, told):
    with pytest.raises(Unreadable, match=told):
        read(kind, text)


def test_bad_rows_are_named_by_line_and_the_rest_is_read():
    text = (
        "name,usual week,runs,birth date\nAda,60,5,1990-05-17\n,x,9,3/4/1990\nBob,301,,\n=cmd,1,,2027-01-01\nCleo,,,\n"
    )
    reading = read(ATHLETES, text)
    assert [line.name for line in reading.lines] == ["Ada", "Cleo"]
    assert [(line, told.split(".")[0]) for line, told in problems(reading)] == [
        (3, "usual week “x” is not a distance"),
        (4, "usual week is more than 300 km"),
        (5, "name begins with “=”, as a formula does"),
    ]
    assert len(reading.bad[0].problems) == 4
    assert reading.bad[0].said == "x, 9, 3/4/1990"


def test_the_same_athlete_twice_is_told_with_the_first_line():
    reading = read(ATHLETES, "name,e-mail\nAda,a@x.org\nada ,\nBea,A@x.org\n")
    assert [(line, told[:27]) for line, told in problems(reading)] == [
        (3, "Line 2 says the same alread"),
        (4, "Line 2 says the same alread"),
    ]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("Bob,Boston,2027-04-19,marathon,3:00:00", "still to come"),
        ("Bob,Boston,2017-04-19,marathon,", "more than 3 years away"),
        ("Bob,New York,2026-11-01,marathon,0:41:20", "would be 0:58 a kilometre"),
        ("Bob,New York,2026-11-01,0,", "lies between 0 and 1,000 km"),
        ("Bob,New York,1/11/2026,10k,", "may be 2026-01-11 or 2026-11-01"),
        (",New York,2026-11-01,10k,", "Nobody is named"),
        ("Bob,,2026-11-01,10k,", "race is empty"),
        ("Bob,New York,2026-11-01,,", "distance is empty"),
    ],
)
def test_a_race_that_cannot_be_says_what_to_change(cells, told):
    reading = read(RACES, f"athlete,race,date,distance,result\n{cells}\n")
    assert reading.lines == ()
    assert told in problems(reading)[0][1]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("Bob,2026-11-09,50,", "not of the last ten years"),
        ("Bob,2006-11-06,50,", "not of the last ten years"),
        ("Bob,2026-10-26,301,", "more than 300 km"),
        ("Bob,2026-10-26,20,21", "cannot be longer"),
        ("Bob,,20,", "week is empty"),
    ],
)
def test_a_week_that_cannot_be_says_what_to_change(cells, told):
    reading = read(WEEKS, f"athlete,week,distance,longest run\n{cells}\n")
    assert told in problems(reading)[0][1]


NAMES = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=60).map(
    lambda name: " ".join(name.split())
).filter(bool)  # fmt: skip
PEOPLE = st.lists(
    st.builds(
        AthleteLine,
        line=st.just(0),
        name=NAMES,
        email=st.sampled_from(["", "a@example.org", "+b@example.org"]),
        squads=st.lists(NAMES.filter(lambda name: not {";", "|"} & set(name)), max_size=3, unique=True).map(tuple),
        unit=st.sampled_from(["km", "mi", "min"]),
        usual_m=st.none() | st.integers(100_000, 300_000).map(float),
        long_m=st.none() | st.integers(0, 100_000).map(float),
        run_days=st.none() | st.integers(1, 7),
        years_running=st.none() | st.integers(0, 200).map(lambda half: half / 2),
        birth_date=st.none() | st.dates(TODAY - timedelta(days=40_000), TODAY),
        sex=st.sampled_from(["", "F", "M"]),
    ),
    min_size=1,
    max_size=8,
    unique_by=(lambda line: line.name.casefold(), lambda line: line.email or line.name),
)


@given(PEOPLE)
def test_what_is_written_is_read_as_it_was(people):
    assume(all(len("; ".join(line.squads)) < 300 for line in people))
    rows = [
        [
            {
                "squads": "; ".join(line.squads),
                "usual_m": kilometres(line.usual_m),
                "long_m": kilometres(line.long_m),
            }.get(column.name, getattr(line, column.name))
            for column in COLUMNS
        ]
        for line in people
    ]
    text = BOM + csv_lines([[column.heading for column in COLUMNS], *rows])

    reading = read(ATHLETES, text)

    assert reading.bad == ()
    as_read = [{name: getattr(line, name) for name in line.__slots__ if name != "line"} for line in reading.lines]
    assert as_read == [{name: getattr(line, name) for name in line.__slots__ if name != "line"} for line in people]


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_words(text):
    for kind in KINDS:
        for begun in ("", "name,race,week,date,distance\n"):
            with suppress(Unreadable):
                assert all(bad.problems for bad in read(kind, begun + text).bad)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused_in_words(content):
    with suppress(Unreadable):
        assert decoded(content) is not None
