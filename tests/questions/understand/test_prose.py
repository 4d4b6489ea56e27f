"""What is read from what people write, and what is left alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.understand.prose import LONGEST, understand, understand_all
from tests.factories import BOSTON, NEW_YORK

ON = date(2026, 11, 4)
MILE = 1609.344
AMANDA = """Hi Nora, I ran New York on Sunday, 3:45! My quads hate the stairs. Boston is in April.
How do I maintain my fitness in winter but not train as hard? I ran 48 miles a week, five days a week, and my longest run
was 20 miles. I have been running for six years and I am 38.

Amanda
"""


def test_amandas_letter_says_all_that_a_plan_needs():
    said = understand(AMANDA, on=ON)

    assert said.fall_race
    assert said.fall_race.day
    assert said.fall_race.result_s
    assert (said.fall_race.name, said.fall_race.day.value) == ("New York City Marathon", NEW_YORK)
    assert (said.fall_race.result_s.value, said.fall_race.result_s.words) == (13_500.0, "3:45")
    assert said.a_race
    assert said.a_race.day
    assert (said.a_race.name, said.a_race.day.value) == ("Boston Marathon", BOSTON)
    assert said.a_race.day.words == "Boston is in April."
    assert said.weekly_m
    assert said.long_m
    assert said.unit
    assert (round(said.weekly_m.value / MILE), round(said.long_m.value / MILE), said.unit.value) == (48, 20, "mi")
    assert said.run_days
    assert said.years_running
    assert said.age
    assert said.name
    assert (said.run_days.value, said.years_running.value, said.age.value, said.name.value) == (5, 6, 38, "Amanda")
    assert said.health == ()


def test_a_text_that_says_nothing_is_understood_as_nothing():
    said = understand("May I run a turkey trot? It is only 5 km and my sister wants to.", on=ON)

    assert (said.fall_race, said.a_race, said.weekly_m, said.run_days, said.age) == (None, None, None, None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I ran New York", date(2026, 11, 1)),
        ("I ran Chicago last month", date(2026, 10, 11)),
        ("I finished the Frankfurt Marathon on 25 October", date(2026, 10, 25)),
        ("I raced the Ghent Marathon on October 25th, 2026", date(2026, 10, 25)),
        ("I ran the Ghent Marathon on 2026-10-25", date(2026, 10, 25)),
        ("I ran the Ghent Marathon on 25.10.2026", date(2026, 10, 25)),
        ("I ran my marathon last Sunday", date(2026, 11, 1)),
        ("I ran my marathon on Sunday", date(2026, 11, 1)),
        ("I ran my marathon yesterday", date(2026, 11, 3)),
        ("I finished my first marathon 10 days ago", date(2026, 10, 25)),
        ("My marathon was last weekend", date(2026, 11, 1)),
    ],
)
def test_the_race_that_is_over(text, day):
    race = understand(f"Hi! {text}. Now what?", on=ON).fall_race

    assert race
    assert race.day
    assert (race.day.value, race.is_over) == (day, True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Boston is in April", date(2027, 4, 19)),
        ("I signed up for Boston", date(2027, 4, 19)),
        ("Next is the Hamburg Marathon on 25 April", date(2027, 4, 25)),
        ("Next is the Hamburg Marathon on April 25", date(2027, 4, 25)),
        ("I want to run a half marathon on 3/14/2027", date(2027, 3, 14)),
        ("I have a half marathon in four weeks", date(2026, 12, 2)),
        ("My half marathon is 6 weeks away", date(2026, 12, 16)),
        ("My next race is the Jingle 10k this Sunday", date(2026, 11, 8)),
    ],
)
def test_the_race_to_come(text, day):
    race = understand(f"Hi! {text}. Now what?", on=ON).a_race

    assert race
    assert race.day
    assert (race.day.value, race.is_over) == (day, False)


@pytest.mark.parametrize("text", ["London is in April", "I run the Ghent Marathon in April", "I want to run a half marathon in April"])  # fmt: skip
def test_a_month_names_no_day_that_only_the_organiser_knows(text):
    race = understand(text, on=ON).a_race

    assert race
    assert (race.day, race.when) == (None, "April")


@pytest.mark.parametrize("written", ["3/4/2027", "4/3/2027"])
def test_a_day_that_reads_both_ways_is_none(written):
    race = understand(f"Next is the Ghent Marathon on {written}.", on=ON).a_race

    assert race
    assert race.day is None


@pytest.mark.parametrize(
    "text",
    [
        "I live in Boston and like it.",
        "I moved to New York for work.",
        "Last year I ran Boston in 3:50.",
        "My personal best is 3:30 from Chicago.",
        "I ran 10k on Monday and 15k on Tuesday.",
        "Half of my runs are easy.",
    ],
)
def test_what_is_no_race_of_this_winter(text):
    said = understand(text, on=ON)

    assert (said.fall_race, said.a_race) == (None, None)


def test_two_races_ahead_are_where_it_begins_and_where_it_leads():
    said = understand("My marathon is in four weeks. After it comes Boston.", on=ON)

    assert said.fall_race
    assert said.fall_race.day
    assert said.a_race
    assert (said.fall_race.day.value, said.fall_race.is_over) == (date(2026, 12, 2), False)
    assert said.fall_race.day.note
    assert said.a_race.name == "Boston Marathon"


def test_the_long_race_ahead_is_the_goal_and_not_the_small_one_before_it():
    said = understand("I ran New York. Next is the Jingle 5k on 19 December, then Boston in April.", on=ON)

    assert said.a_race
    assert said.a_race.name == "Boston Marathon"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("I ran New York in 3:45:10", 13_510),
        ("I ran New York in 3:45", 13_500),
        ("I ran New York in 3h45", 13_500),
        ("I ran New York in 3 hours 45 minutes", 13_500),
        ("I ran New York. I did it, 3:45!", 13_500),
        ("I raced my 10k yesterday in 52:30", 3_150),
        ("I ran New York at 9:30 am", None),
        ("I ran New York at an 8:35 pace", None),
        ("I ran New York in 3:99", None),
    ],
)
def test_results_are_times_that_somebody_runs_the_distance_in(text, result):
    race = understand(text, on=ON).fall_race

    assert race
    assert (race.result_s.value if race.result_s else None) == result


@pytest.mark.parametrize("goal", ["sub-4", "under 3:40", "sub 3:30"])
def test_a_hope_is_a_goal_and_no_result(goal):
    race = understand(f"I want to run Boston {goal}.", on=ON).a_race

    assert race
    assert race.goal
    assert (race.goal.value, race.result_s) == (goal, None)


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("I run 48 miles a week.", 77.2),
        ("About 50 km per week.", 50),
        ("I averaged 48mi/week", 77.2),
        ("45 mpw before the taper", 72.4),
        ("My weekly mileage is about 40 miles", 64.4),
        ("A normal week is 60 km", 60),
        ("between 40 and 50 km a week", 45),
        ("40-50 miles a week", 72.4),
        ("Peaked at 60 miles a week, usually 45 miles per week.", 72.4),
        ("I used to run 80 km a week", None),
        ("I want to run 80 km a week", None),
        ("900 km a week", None),
        ("I gain 2 pounds a week", None),
    ],
)
def test_a_usual_week(text, km):
    said = understand(text, on=ON).weekly_m

    assert (round(said.value / 1000, 1) if said else None) == km


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("five days a week", 5),
        ("I run 4 times per week", 4),
        ("I lift twice a week, run 5x a week", 5),
        ("4-5 runs a week", 4),
        ("I swim 3 times a week", None),
        ("two days off a week", None),
        ("12 times a week", None),
    ],
)
def test_days_of_running(text, days):
    said = understand(text, on=ON).run_days

    assert (said.value if said else None) == days


@pytest.mark.parametrize(
    ("text", "age", "sex"),
    [
        ("I am 58.", 58, None),
        ("I'm a 42-year-old woman", 42, "F"),
        ("58 years old", 58, None),
        ("M45, Leeds", 45, "M"),
        ("I am 30 miles from home", None, None),
        ("I'm 10 weeks in", None, None),
    ],
)
def test_age_and_sex(text, age, sex):
    said = understand(text, on=ON)

    assert (said.age.value if said.age else None, said.sex.value if said.sex else None) == (age, sex)


def test_what_hurts_is_quoted_and_no_figure():
    said = understand("My left knee hurts after 5 miles. It is gone the next morning. I run 30 miles a week.", on=ON)

    assert said.health == ("My left knee hurts after 5 miles.",)


def test_what_was_said_last_counts_and_what_was_said_once_stays():
    first = ("I ran New York. I run 40 miles a week.", ON)
    later = ("Sorry, it is 45 miles a week, and Boston is in April.", ON + timedelta(days=2))

    said = understand_all([first, later])

    assert said.fall_race
    assert said.a_race
    assert said.weekly_m
    assert (said.fall_race.name, said.a_race.name) == ("New York City Marathon", "Boston Marathon")
    assert said.weekly_m.words == "45 miles a week"


@given(st.text(max_size=300) | st.text(alphabet="Bostn NewYrk 0123456789:-/.,\n", max_size=300), st.dates())
def test_any_text_of_any_day_is_read(text, day):
    understand(text, on=day)


@pytest.mark.parametrize(
    "part", ["New York ", "1:23 ", "Ab ", "long run ", "40-50 ", "\u202e\N{GRINNING FACE}", "in April ", ". "]
)
def test_the_longest_text_is_read_at_once(part):
    said = understand(part * (2 * LONGEST // len(part)), on=ON)

    assert said.health == ()
