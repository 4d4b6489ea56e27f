"""The checker finds what is wrong with a plan, and only that: a sound plan is spoilt in one place at a time."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from plans.engine.checks import checks, errors, overridden
from plans.engine.contract import load_request
from plans.engine.planner import plan
from plans.engine.response import Error, PlanResponse

EXAMPLE = Path(__file__).parents[2] / "data" / "example-request.json"


@cache
def example():
    request = load_request(EXAMPLE.read_bytes())
    return request, plan(request)


def spoilt(change, *, weeks=None):
    """The example with `change` applied to every session of these weeks (all by default); totals follow."""
    request, response = example()
    chosen = [
        _with_sessions(week, [change(session) for session in week.sessions]) if _is_in(week, weeks) else week
        for week in response.weeks
    ]
    return request, replace(response, weeks=tuple(chosen))


def _is_in(week, weeks):
    return weeks is None or week.index in weeks


def _with_sessions(week, sessions):
    return replace(week, sessions=tuple(sessions), distance_m=sum(session.distance_m for session in sessions))


def broken(request, response):
    return {check.id for check in errors(checks(request, response))}


def scaled(share):
    return lambda session: replace(session, distance_m=round(session.distance_m * share))


def easy_only(session):
    return replace(session, ingredient="easy", quality_m=0, quality_s=0) if session.ingredient == "fast" else session


def test_engines_own_example_breaks_no_error_rule():
    assert broken(*example()) == set()


def test_checks_come_in_order_and_once_each():
    ids = [check.id for check in checks(*example())]

    assert ids == sorted(set(ids))
    assert {"INV-01", "INV-14", "INV-26", "INV-39b", "INV-40"} <= set(ids)


def test_every_check_says_what_was_measured():
    assert all(check.detail for check in checks(*example()))


@pytest.mark.parametrize(
    ("change", "weeks", "found"),
    [
        (scaled(0.8), {6, 7, 9, 10, 11}, "INV-01"),
        (scaled(1.3), {10}, "INV-05"),
        (scaled(1.5), {1}, "INV-06"),
        (scaled(0.5), {10, 11, 12}, "INV-08"),
        (scaled(0.5), {12}, "INV-09"),
        (lambda s: replace(s, ingredient="easy") if s.ingredient == "long" else s, {9}, "INV-11"),
        (lambda s: replace(s, distance_m=s.distance_m * 2) if s.ingredient == "long" else s, {9}, "INV-12"),
        (lambda s: replace(s, distance_m=s.distance_m * 2) if s.ingredient == "long" else s, {9}, "INV-14"),
        (lambda s: replace(s, duration_s=10_000) if s.ingredient == "long" else s, {9}, "INV-15"),
        (easy_only, None, "INV-17"),
        (lambda s: replace(s, quality_m=9000, quality_s=2400) if s.ingredient == "fast" else s, None, "INV-20"),
        (lambda s: replace(s, strides=12) if s.strides else s, None, "INV-22"),
        (lambda s: replace(s, hard=s.distance_m > 0), {9}, "INV-26"),
        (lambda s: replace(s, duration_s=s.duration_s * 3) if s.distance_m else s, {9}, "INV-30"),
        (lambda s: replace(s, ingredient="mobility") if s.ingredient == "strength" else s, None, "INV-32"),
        (lambda s: replace(s, ingredient="minimalist") if s.ingredient == "aerobic" else s, {9}, "INV-34"),
        (easy_only, None, "INV-39"),
        (lambda s: replace(s, date=s.date + timedelta(days=1)), {9}, "INV-40"),
    ],
)
def test_one_fault_is_found_under_its_own_id(change, weeks, found):
    assert found in broken(*spoilt(change, weeks=weeks))


@pytest.mark.parametrize(
    ("change", "weeks", "found"),
    [
        (scaled(0.6), {3}, "INV-07"),
        (scaled(0.5), {10, 11, 12}, "INV-16"),
        (lambda s: replace(s, ingredient="strength") if s.ingredient == "mobility" else s, {9}, "INV-33"),
        (lambda s: replace(s, ingredient="easy") if s.ingredient == "aerobic" else s, {9}, "INV-35"),
        (lambda s: replace(s, duration_s=500) if s.distance_m else s, {9}, "INV-37"),
        (lambda s: replace(s, load=60 if s.order == 1 else 0), {9}, "INV-38"),
        (lambda s: replace(s, load=s.load * 6), {11, 12}, "INV-39b"),
    ],
)
def test_one_weakness_is_warned_of_under_its_own_id(change, weeks, found):
    checked = {check.id: check for check in checks(*spoilt(change, weeks=weeks))}

    assert (checked[found].ok, checked[found].severity) == (False, "warning")
    assert next(check for check in checks(*example()) if check.id == found).ok


def test_running_too_soon_after_the_race_is_found():
    request, response = example()
    run = next(s for week in response.weeks for s in week.sessions if s.distance_m)
    first, *rest = response.weeks
    early = replace(run, date=request.fall_race.date + timedelta(days=2))

    weeks = (_with_sessions(first, [*first.sessions, early]), *rest)
    assert "INV-23" in broken(request, replace(response, weeks=weeks))


def test_running_every_day_is_found():
    request, response = example()
    run = next(s for s in response.weeks[8].sessions if s.ingredient in ("easy", "aerobic"))
    week = response.weeks[8]
    daily = [replace(run, date=week.start + timedelta(days=n), order=9) for n in range(7)]

    weeks = (*response.weeks[:8], _with_sessions(week, [*week.sessions, *daily]), *response.weeks[9:])
    assert {"INV-28", "INV-29", "INV-36"} <= broken(request, replace(response, weeks=weeks))


def test_heavy_lifting_before_a_key_run_is_found():
    request, response = example()
    week = response.weeks[8]
    long_run = next(s for s in week.sessions if s.ingredient == "long")
    lift = replace(long_run, date=long_run.date - timedelta(days=1), code="G01", ingredient="strength", distance_m=0)

    sessions = [*week.sessions, replace(lift, heavy=True, hard=False, quality_s=0, quality_m=0)]
    weeks = (*response.weeks[:8], _with_sessions(week, sessions), *response.weeks[9:])
    assert "INV-31" in broken(request, replace(response, weeks=weeks))


def test_plan_that_is_openly_underprepared_is_warned_not_stopped():
    request, response = spoilt(scaled(0.5), weeks={10, 11, 12})

    found = {check.id: check for check in checks(request, replace(response, status="UNDERPREPARED"))}
    assert (found["INV-08"].ok, found["INV-08"].severity) == (False, "warning")


def test_relaxed_spacing_turns_the_spacing_rule_into_a_warning():
    request, response = spoilt(lambda s: replace(s, hard=s.distance_m > 0), weeks={9})

    found = {check.id: check for check in checks(request, replace(response, flags=("SPACING_RELAXED",)))}
    assert (found["INV-26"].ok, found["INV-26"].severity) == (False, "warning")


def test_coachs_own_breach_names_who_took_it_on():
    request, response = spoilt(scaled(1.5), weeks={1})

    found = overridden(checks(request, response), by="Alice")
    assert errors(found) == ()
    assert {check.overridden_by for check in found if not check.ok} == {"Alice"}


def test_refusals_have_nothing_to_check():
    request, _ = example()

    assert checks(request, PlanResponse(error=Error(code="E_ORDER", message="a_race.date: too early"))) == ()
    assert [check.id for check in checks(request, PlanResponse(status="REFER"))] == ["INV-40"]


@pytest.mark.parametrize(("days", "is_ok"), [(1, False), (2, True), (3, True)])
def test_minimalist_running_and_heavy_lifting_need_two_days_between_their_dates(days, is_ok):
    request, response = example()
    request = replace(request, athlete=replace(request.athlete, minimalist=True))
    week = response.weeks[8]
    barefoot = replace(week.sessions[0], ingredient="minimalist", code="N01", distance_m=240, quality_m=0, order=8)
    lift = replace(week.sessions[0], ingredient="strength", code="G01", heavy=True, distance_m=0, quality_m=0, order=9)
    added = [
        replace(one, date=week.start + timedelta(days=at), strides=0, quality_s=0, hard=False)
        for one in (barefoot, lift)
        for at in (0, days)
    ]
    kept = [one for one in week.sessions if one.ingredient not in {"strength", "plyometric", "minimalist"}]
    weeks = (*response.weeks[:8], _with_sessions(week, [*kept, *added]), *response.weeks[9:])

    found = {check.id: check.ok for check in checks(request, replace(response, weeks=weeks))}
    assert (found["INV-34"], found["INV-32"]) == (is_ok, is_ok)
