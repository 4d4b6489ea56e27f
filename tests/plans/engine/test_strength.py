"""What is lifted, how much of it, and how it grows over a winter."""

import re
from itertools import groupby

import pytest

from plans.engine.planner import plan_json
from tests.plans.engine.requests import plan_request

EXPERIENCES, EQUIPMENT = ("none", "some", "trained"), ("none", "home", "gym")
UNHURRIED = {"recovery", "maintenance"}


def lifts_of(*, experience="some", equipment="gym", kinds=None, athlete=None, **changes):
    """Each week's strength and jumps, after a long winter."""
    spring = {"weeks": 12, "week1_m": 45_000}
    athlete = {"strength": {"experience": experience, "equipment": equipment}, "home_min": 45} | (athlete or {})
    answer = plan_json(
        plan_request(athlete=athlete, spring_plan=spring, **{"a_race": {"date": "2026-06-14"}} | changes)
    )
    return [
        [s for s in week["sessions"] if s["ingredient"] in {"strength", "plyometric"}]
        for week in answer["weeks"]
        if kinds is None or week["kind"] in kinds
    ]


def main_reps(session):
    """The reps of the first lift, as a number."""
    return int(re.match(r"\d+", str(session["steps"][0]["reps"])).group())


def stages(weeks):
    """(reps, RPE) of each week's first lift, those that repeat left out."""
    found = [(main_reps(week[0]), week[0]["rpe"]) for week in weeks if week and week[0]["code"] != "G05"]
    return [stage for at, stage in enumerate(found) if not at or stage != found[at - 1]]


def test_trained_lifters_go_heavier_and_fewer_every_few_weeks():
    assert stages(lifts_of(experience="trained", kinds=UNHURRIED)) == [(10, 6), (8, 7), (4, 8)]


def test_others_in_a_gym_take_more_slowly_to_weight():
    assert stages(lifts_of(kinds=UNHURRIED)) == [(10, 6), (8, 7), (6, 7.5)]


@pytest.mark.parametrize("equipment", ["none", "home"])
def test_without_a_gym_the_reps_grow_and_nothing_is_heavy(equipment):
    weeks = lifts_of(equipment=equipment, kinds={"maintenance"})
    reps = [reps for reps, _ in stages(weeks)]

    assert reps[-1] == 15
    assert {lift["code"] for week in weeks for lift in week if lift["ingredient"] == "strength"} <= {"G03", "G04"}


@pytest.mark.parametrize("experience", EXPERIENCES)
def test_a_stage_lasts_at_most_four_weeks_until_the_last(experience):
    weeks = [week for week in lifts_of(experience=experience, kinds={"maintenance"}) if week]
    found = [main_reps(week[0]) for week in weeks]
    last = found[-1]
    lengths = [found.count(reps) for reps in set(found) if reps != last]

    assert max(lengths, default=0) <= 4


def test_new_lifters_learn_without_a_bar_for_four_weeks():
    weeks = [week for week in lifts_of(experience="none") if week]
    first_heavy = next(at for at, week in enumerate(weeks) if any(lift["heavy"] for lift in week))

    assert first_heavy == 4


@pytest.mark.parametrize("equipment", EQUIPMENT)
@pytest.mark.parametrize("experience", EXPERIENCES)
def test_light_weeks_take_one_set(experience, equipment):
    weeks = lifts_of(experience=experience, equipment=equipment, kinds={"down", "freshen"})
    sets = {
        step["sets"] for week in weeks for lift in week if lift["ingredient"] == "strength" for step in lift["steps"]
    }

    assert sets == {1}


def test_jumps_come_once_a_week_for_who_has_lifted_long_enough():
    weeks = lifts_of(experience="none", equipment="home")
    jumps = [sum(lift["ingredient"] == "plyometric" for lift in week) for week in weeks]
    lifted = [any(lift["ingredient"] == "strength" for lift in week) for week in weeks]
    first = jumps.index(1)

    assert (max(jumps), sum(lifted[:first]) >= 6) == (1, True)


@pytest.mark.parametrize("injury", ["niggle", "past_year", "returning"])
def test_nobody_with_an_injury_jumps(injury):
    weeks = lifts_of(equipment="home", athlete={"injury": injury, "current_m": 20_000})

    assert not any(lift["ingredient"] == "plyometric" for week in weeks for lift in week)


def test_beginners_do_not_jump():
    weeks = lifts_of(
        equipment="home", athlete={"years_running": 0.5}, history={"baseline_m": 28_000, "best_race": None}
    )

    assert not any(lift["ingredient"] == "plyometric" for week in weeks for lift in week)


def test_every_lift_says_which_week_of_lifting_it_is():
    weeks = [week for week in lifts_of(kinds={"maintenance"}) if week]

    said = [week[0]["why"]["text"] for week in weeks]
    assert [text for text in said if not re.search(r"strength week \d+: .*\d+ minutes|learn", text)] == []


@pytest.mark.parametrize("equipment", EQUIPMENT)
def test_no_exercise_stays_the_same_for_more_than_a_block_of_weeks(equipment):
    weeks = lifts_of(equipment=equipment, kinds={"maintenance", "build"})
    first = [lift["steps"] for week in weeks for lift in week[:1] if lift["ingredient"] == "strength"]
    for place in range(len(first[0])):
        said = [(steps[place]["name"], steps[place]["reps"]) for steps in first if place < len(steps)]
        runs = [len(list(group)) for _, group in groupby(said)]
        assert max(runs) <= 4
