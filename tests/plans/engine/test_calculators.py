import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.engine.calculators import CALCULATORS, calculate

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)
FIELDS = [
    "distance_m", "duration_s", "to_distance_m", "vdot", "efforts", "sex", "age", "max_hr_bpm", "resting_hr_bpm",
    "lthr_bpm", "share", "mean_hr_bpm", "loads", "seed", "longest_30d_m", "baseline_m", "cut", "weeks", "week1_m", "days",
]  # fmt: skip


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"calculate": "vdot", "distance_m": 10_000}, "duration_s"),
        ({"calculate": "vdot", "distance_m": True, "duration_s": 3000}, "distance_m"),
        ({"calculate": "vdot", "distance_m": "10000", "duration_s": 3000}, "distance_m"),
        ({"calculate": "vdot", "distance_m": float("nan"), "duration_s": 3000}, "distance_m"),
        ({"calculate": "vdot", "distance_m": 10_000, "duration_s": 600}, "duration_s"),
        ({"calculate": "equivalent_time", "to_distance_m": 10_000}, "vdot"),
        ({"calculate": "critical_speed", "efforts": [{"distance_m": 1000, "duration_s": 200}]}, "efforts"),
        ({"calculate": "critical_speed", "efforts": [{"distance_m": 1}, {"distance_m": 1}]}, "efforts.0.duration_s"),
        ({"calculate": "age_grade", "sex": "X", "age": 40, "distance_m": 10_000}, "sex"),
        ({"calculate": "heart_rate", "max_hr_bpm": 100, "resting_hr_bpm": 120, "share": 0.5}, "resting_hr_bpm"),
        ({"calculate": "week_load", "loads": [1, 2, 3]}, "loads"),
        ({"calculate": "run"}, "calculate"),
        ({"calculate": ["vdot"]}, "calculate"),
        ([], "request"),
        ("{", "request"),
        ("", "request"),
        (b"\xff", "request"),
    ],
)
def test_wrong_input_names_the_field(document, path):
    answer = calculate(document)

    assert answer["result"] is None
    assert answer["error"]["code"] == "E_INPUT"
    assert answer["error"]["message"].startswith(f"{path}:")


def test_what_cannot_be_computed_is_null():
    answer = calculate({"calculate": "heart_rate", "age": 40})["result"]

    assert answer["max_hr_bpm"] == 180
    assert (answer["karvonen_bpm"], answer["zones"]) == (None, None)


def test_grade_without_a_time_still_gives_the_standard():
    answer = calculate({"calculate": "age_grade", "sex": "M", "age": 54, "distance_m": 10_000})["result"]

    assert answer["age_standard_s"] == pytest.approx(1844.9, abs=0.1)
    assert (answer["grade_percent"], answer["grade_class"]) == (None, None)


def test_unknown_fields_are_ignored():
    assert calculate({"calculate": "paces", "vdot": 50, "colour": "blue"})["error"] is None


@given(name=st.sampled_from(sorted(CALCULATORS)), fields=st.dictionaries(st.sampled_from(FIELDS), json_values))
def test_no_input_makes_a_calculator_fail(name, fields):
    answer = calculate({"calculate": name, **fields})

    assert (answer["result"] is None) == (answer["error"] is not None)
    json.dumps(answer, allow_nan=False)


@given(document=st.binary(max_size=60) | st.text(max_size=60))
def test_no_text_makes_a_calculator_fail(document):
    assert calculate(document)["error"]["code"] == "E_INPUT"
