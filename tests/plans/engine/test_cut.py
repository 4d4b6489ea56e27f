import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.engine.cut import cut, needs_reason


def a_cut(**changes):
    runner = {"level": "intermediate", "baseline_m": 60_000, "race_distance_m": 21_097.5, "gap_weeks": 22}
    return cut(**{**runner, **changes})


def test_plain_runner_gets_the_middle_and_only_that_reason():
    found = a_cut()

    assert found.value == 0.30
    assert [factor.name for factor in found.factors] == ["start"]


@pytest.mark.parametrize(
    ("changes", "adjustment"),
    [
        ({"level": "beginner"}, 0.05),
        ({"level": "advanced"}, -0.05),
        ({"race_distance_m": 10_000}, -0.025),
        ({"race_distance_m": 42_195}, 0.025),
        ({"race_distance_m": 100_000}, 0.05),
        ({"injury": "niggle"}, 0.10),
        ({"injury": "past_year"}, 0.05),
        ({"age": 55}, 0.025),
        ({"age": 60}, 0.05),
        ({"comfort": 2}, -0.05),
        ({"comfort": -1}, 0.025),
        ({"gap_weeks": 15.9}, -0.05),
        ({"gap_weeks": 16}, 0),
        ({"gap_weeks": 26.1}, 0.05),
        ({"year_average_m": 40_000}, 0.05),
        ({"year_average_m": 70_000}, -0.025),
        ({"year_average_m": 60_000 / 1.175}, 0),
        ({"baseline_m": 25_000}, -0.05),
        ({"baseline_m": 110_000}, 0.025),
    ],
)
def test_each_factor_moves_the_cut_by_its_own_amount(changes, adjustment):
    assert a_cut(**changes).value == pytest.approx(0.30 + adjustment, abs=1e-6)


def test_every_factor_shown_has_a_reason_and_they_add_up():
    found = a_cut(level="advanced", baseline_m=118_000, age=52, injury="niggle", comfort=1, year_average_m=100_000)

    assert all(factor.reason for factor in found.factors)
    assert found.value == pytest.approx(min(0.40, sum(factor.adjustment for factor in found.factors)), abs=1e-6)


def test_reasons_name_the_athletes_own_numbers():
    reasons = " ".join(factor.reason for factor in a_cut(baseline_m=118_000, age=61, gap_weeks=30).factors)

    assert "118 km" in reasons
    assert "61" in reasons
    assert "30 weeks" in reasons


def test_coachs_number_stands_and_the_factors_still_add_up():
    found = a_cut(override=0.45, override_reason="a long year")

    assert (found.value, found.override) == (0.45, True)
    assert sum(factor.adjustment for factor in found.factors) == pytest.approx(0.45)
    assert found.factors[-1].reason == "a long year"


@pytest.mark.parametrize(("value", "needed"), [(0.19, True), (0.20, False), (0.40, False), (0.41, True)])
def test_only_a_cut_outside_the_band_needs_a_reason(value, needed):
    assert needs_reason(value) is needed


@given(baseline_m=st.floats(8000, 180_000), more=st.floats(1.0, 1.2))
def test_more_running_never_leaves_less_in_maintenance(baseline_m, more):
    less, greater = a_cut(baseline_m=baseline_m), a_cut(baseline_m=baseline_m * more)

    assert (1 - less.value) * baseline_m <= (1 - greater.value) * baseline_m * more + 1


@given(baseline_m=st.floats(8000, 180_000), more=st.floats(1.0, 1.2), year_average_m=st.floats(10_000, 180_000))
def test_a_stretched_peak_leaves_at_most_a_little_less(baseline_m, more, year_average_m):
    """The published ramp of the year's ratio dips by about 1%: see docs/decisions/0007."""
    less = a_cut(baseline_m=baseline_m, year_average_m=year_average_m)
    greater = a_cut(baseline_m=baseline_m * more, year_average_m=year_average_m)

    assert (1 - less.value) * baseline_m * 0.98 <= (1 - greater.value) * baseline_m * more
