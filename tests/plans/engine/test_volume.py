from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.engine.policy import DEFAULT_POLICY
from plans.engine.recovery import recovery_fractions
from plans.engine.volume import derived_week1_long_m, derived_week1_m, grown, step_from_recovery_m, volume_curve

MARATHON = 42_195


def a_curve(*, distance_m=MARATHON, baseline_m=60_000, cut=0.3, weeks=12, week1_m=45_000, **options):
    fractions = recovery_fractions(distance_m, baseline_m=baseline_m)
    return volume_curve(fractions=fractions, baseline_m=baseline_m, cut=cut, weeks=weeks, week1_m=week1_m, **options)


@pytest.mark.parametrize(
    ("distance_m", "smallest"),
    [
        (5000, [2, 3, 4, 5, 7]),
        (10_000, [3, 4, 6, 7, 9]),
        (21_097.5, [3, 5, 6, 7, 9]),
        (MARATHON, [5, 7, 8, 10, 12]),
        (80_467.2, [6, 8, 9, 11, 13]),
        (100_000, [6, 8, 10, 11, 13]),
        (160_934.4, [7, 9, 10, 12, 14]),
    ],
)
def test_smallest_full_plan_is_that_of_the_published_table(distance_m, smallest):
    found = [
        next(n for n in range(1, 40) if a_curve(distance_m=distance_m, weeks=n, week1_m=share * 60_000).status == "OK")
        for share in (0.6, 0.7, 0.8, 0.9, 1.0)
    ]

    assert found == smallest


def test_no_weeks_is_no_off_season():
    assert a_curve(weeks=0) == a_curve(weeks=-3)
    assert (a_curve(weeks=0).status, a_curve(weeks=0).weeks) == ("NO_OFFSEASON", ())


def test_weeks_that_recovery_fills_are_recovery_only():
    found = a_curve(weeks=3)

    assert (found.status, [week.kind for week in found.weeks]) == ("RECOVERY_ONLY", ["recovery"] * 3)


def test_out_of_reach_is_said_and_still_freshens():
    found = a_curve(weeks=6, week1_m=60_000)

    assert found.status == "UNDERPREPARED"
    assert found.reached_m < 0.95 * 60_000
    assert found.weeks[-1].kind == "freshen"


def test_short_first_week_takes_its_share_of_the_first_recovery_week():
    found = a_curve(weeks=12, short_first_days=6)

    assert len(found.weeks) == 13
    assert [week.kind for week in found.weeks[:5]] == ["recovery"] * 4 + ["maintenance"]
    assert found.weeks[0].distance_m == pytest.approx(0.25 * 60_000 * 6 / 7)


def test_very_long_gap_is_split_after_fifteen_weeks_of_maintenance():
    found = a_curve(distance_m=10_000, baseline_m=45_000, weeks=30, week1_m=36_000)

    phases = [week.phase for week in found.weeks]
    assert found.status == "SPLIT"
    assert phases.count("maintenance") == 15
    assert "base" in phases
    assert max(found.distances_m) == 36_000
    assert found.weeks[-1].kind == "freshen"


def test_base_block_never_exceeds_the_baseline():
    found = a_curve(distance_m=10_000, baseline_m=45_000, weeks=34, week1_m=52_000)

    base = [week.distance_m for week in found.weeks if week.phase == "base"]
    assert found.status == "SPLIT"
    assert max(base) == 45_000
    assert found.reached_m >= 0.95 * 52_000


def test_base_block_grows_in_even_steps_and_holds_its_top_once():
    found = a_curve(distance_m=10_000, baseline_m=60_000, weeks=32, week1_m=57_000)

    base = [week.distance_m for week in found.weeks if week.kind == "base"]
    steps = [later / earlier for earlier, later in pairwise(base)]
    assert len(base) > 8
    assert steps[-1] == 1
    assert max(steps[:-1]) < 1.08
    assert steps[:-1] == pytest.approx([steps[0]] * len(steps[:-1]))
    assert base[-1] == 57_000


def test_small_runner_does_not_add_three_kilometres_in_two_weeks_running():
    assert grown(15_000, earlier_m=(15_000, 15_000)) == 18_000
    assert grown(18_000, earlier_m=(15_000, 18_000)) == pytest.approx(19_800)
    assert grown(26_000, earlier_m=(23_000, 26_000)) == 29_000


def test_modest_spring_plan_is_flagged():
    assert a_curve(week1_m=24_000).starts_below_maintenance
    assert not a_curve(week1_m=45_000).starts_below_maintenance


def test_unknown_spring_plan_is_derived_from_its_peak_or_the_baseline():
    assert derived_week1_m(baseline_m=60_000, peak_m=None) == pytest.approx(43_200)
    assert derived_week1_m(baseline_m=60_000, peak_m=80_000) == pytest.approx(57_600)
    assert derived_week1_long_m(40_000, run_days=3) == pytest.approx(15_000)
    assert derived_week1_long_m(40_000, run_days=6) == pytest.approx(10_800)


runners = st.fixed_dictionaries(
    {
        "distance_m": st.sampled_from([5000, 10_000, 21_097.5, MARATHON, 50_000, 80_467.2, 100_000, 160_934.4]),
        "baseline_m": st.floats(8000, 180_000),
        "cut": st.floats(0.20, 0.40),
        "weeks": st.integers(-2, 40),
    }
)


@given(runner=runners, share=st.floats(0.4, 1.2))
def test_every_curve_fills_its_weeks_and_keeps_the_growth_rule(runner, share):
    found = a_curve(**runner, week1_m=share * runner["baseline_m"])

    assert len(found.weeks) == max(0, runner["weeks"]) or found.status == "NO_OFFSEASON"
    totals = found.distances_m
    for n, week in enumerate(found.weeks):
        if week.kind in ("maintenance", "base", "build"):
            best = max(totals[max(0, n - 4) : n])
            from_recovery = min(0.60 * runner["baseline_m"], 1.25 * totals[n - 1] + 3000)
            first = found.weeks[n - 1].kind == "recovery"
            allowed = max(1.10 * best, min(best + 3000, 1.20 * best), from_recovery if first else 0)
            assert week.distance_m <= allowed + 1
    assert (found.status == "UNDERPREPARED") == (
        found.status not in ("NO_OFFSEASON", "RECOVERY_ONLY") and found.reached_m < 0.95 * share * runner["baseline_m"]
    )


@given(runner=runners, more=st.floats(0.0, 0.1))
def test_larger_cut_never_raises_a_maintenance_week(runner, more):
    week1_m = 0.5 * runner["baseline_m"]
    mild = a_curve(**runner, week1_m=week1_m)
    strong = a_curve(**{**runner, "cut": runner["cut"] + more}, week1_m=week1_m)

    pairs = zip(mild.weeks, strong.weeks, strict=True)
    assert all(s.distance_m <= m.distance_m + 1 for m, s in pairs if m.kind == s.kind == "maintenance")


@pytest.mark.parametrize(("by_the_clock_m", "most_m"), [(2_500, 52_500), (3_000, 53_000), (4_200, 53_000)])
def test_out_of_recovery_a_week_never_jumps_by_more_than_three_kilometres_and_a_quarter(by_the_clock_m, most_m):
    rules = replace(DEFAULT_POLICY, volume=replace(DEFAULT_POLICY.volume, allowance_m=by_the_clock_m))

    assert step_from_recovery_m(40_000, policy=rules) == most_m
