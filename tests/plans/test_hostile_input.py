"""What nobody sends with good intent, at the command line: a named error with the field's path, or nothing at all."""

import json
import time

import pytest

from plans.management.answering import LARGEST_REQUEST
from tests.plans.engine.requests import plan_request
from tests.plans.test_commands import VDOT, run

GOOD = json.dumps(plan_request())
LONGEST_S = 5.0
HOLE = "@@"


def placed(path, raw):
    """The good request with this raw text in place of one field."""
    document = json.loads(GOOD)
    *way, last = path.split(".")
    node = document
    for part in way:
        node = node.setdefault(part, {})
    node[last] = HOLE
    return json.dumps(document).replace(f'"{HOLE}"', raw)


def answers(tmp_path, *lines, command="plan"):
    """Line by line, within bounds."""
    path = tmp_path / "requests.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines) + b"\n")
    began = time.monotonic()
    found = run(command, path, "--jsonl")
    assert time.monotonic() - began < LONGEST_S * len(lines)
    return found


def refused(tmp_path, line, *, command="plan", good=GOOD):
    """The error's message; the line after it is answered all the same."""
    first, second = answers(tmp_path, line, good, command=command)
    assert second["error"] is None
    assert first["error"] is not None
    assert first["error"]["code"] == "E_INPUT"
    if command == "plan":
        assert (first["status"], first["weeks"]) == (None, [])
    return first["error"]["message"]


@pytest.mark.parametrize(
    "raw", ["NaN", "Infinity", "-Infinity", "1e308", "1e309", "-1", "true", '"x"', "[]", "{}", "9" * 400]
)
@pytest.mark.parametrize(
    "path",
    ["history.baseline_m", "fall_race.distance_m", "a_race.distance_m", "spring_plan.week1_m", "athlete.home_min"],
)
def test_numbers_that_are_none_name_their_field(tmp_path, path, raw):
    assert refused(tmp_path, placed(path, raw)).startswith(path.split(".")[0])


@pytest.mark.parametrize(
    "raw",
    [
        '"0000-00-00"',
        '"2025-02-30"',
        '"9999-99-99"',
        '"2025-11-02T00:00:00"',
        '" 2025-11-02"',
        '"20251102"',
        "20251102",
        "true",
        "[]",
    ],
)
@pytest.mark.parametrize("path", ["fall_race.date", "a_race.date", "today", "athlete.birth_date"])
def test_days_that_are_none_name_their_field(tmp_path, path, raw):
    assert refused(tmp_path, placed(path, raw)).startswith(path)


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        ("version", "2"), ("version", "true"), ("version", '"1"'), ("athlete.unit", '"furlong"'), ("athlete", "[]"),
        ("athlete.long_run_every", "true"), ("athlete.sex", '"X"'), ("athlete.usual_run_days", "5.5"), ("athlete.minimalist", "1"), ("history", '"x"'),
        ("athlete.available_min", '{"funday": 60}'), ("athlete.available_min", '{"mon": -1}'), ("blackouts", "{}"),
        ("blackouts", "[null]"), ("races_between", '[{"date": "2025-12-01"}]'), ("policy.break_days", "15"),
        ("spring_plan.weeks", "0"), ("fall_race.status", '"won"'), ("spring_plan.week1_quality", '[{"zone": "warp"}]'),
    ],
)  # fmt: skip
def test_what_is_of_the_wrong_kind_names_its_field(tmp_path, path, raw):
    assert refused(tmp_path, placed(path, raw)).startswith(path)


@pytest.mark.parametrize(
    "line",
    [
        "", "   ", "null", "42", '"x"', "[]", "{", GOOD[:-1], GOOD + GOOD, "[" * 10_000, '{"a":' * 10_000 + "1" + "}" * 10_000,
        "[" * 10_000 + "]" * 10_000, b"\xff\xfe{}", b"\xed\xa0\x80", GOOD.encode("utf-16"), b"\x00" * 100, "9" * 10_000,
    ],
    ids=range(17),
)  # fmt: skip
@pytest.mark.parametrize(("command", "good"), [("plan", GOOD), ("calculate", json.dumps(VDOT))])
def test_what_is_no_request_is_refused_and_the_next_line_answered(tmp_path, line, command, good):
    assert refused(tmp_path, line, command=command, good=good)


@pytest.mark.parametrize(
    ("path", "element"),
    [
        ("blackouts", '{"start": "2025-12-01", "end": "2025-12-02"}'),
        ("races_between", '{"date": "2025-12-01", "distance_m": 5000}'),
        ("history.weeks", '{"start": "2025-08-18", "distance_m": 1}'),
        ("athlete.medical_flags", "{}"),
        ("athlete.fixed", "1"),
        ("spring_plan.week1_quality", "null"),
    ],
)
def test_endless_lists_are_refused_in_time(tmp_path, path, element):
    message = refused(tmp_path, placed(path, "[" + ",".join([element] * 100_000) + "]"))

    assert message.startswith((path, "request"))
    assert len(message) < 500


def test_nesting_inside_an_unknown_field_is_refused_or_ignored(tmp_path):
    deep = placed("surprise", "[" * 10_000 + "]" * 10_000)
    first, second = answers(tmp_path, deep, GOOD)

    assert first == second or first["error"]["code"] == "E_INPUT"
    assert second["error"] is None


@pytest.mark.parametrize("raw", ["1", "[1, {}]", "{}", "null", '"0000-00-00"', "1e999"])
@pytest.mark.parametrize("path", ["surprise", "athlete.surprise", "fall_race.surprise", "policy.surprise"])
def test_unknown_fields_change_nothing(tmp_path, path, raw):
    with_surprise, without = answers(tmp_path, placed(path, raw), GOOD)

    assert with_surprise == without


@pytest.mark.parametrize("path", ["today", "athlete.birth_date", "athlete.sex", "spring_plan", "policy", "blackouts"])
def test_null_is_the_same_as_nothing(tmp_path, path):
    document = json.loads(GOOD)
    *way, last = path.split(".")
    node = document
    for part in way:
        node = node[part]
    node.pop(last, None)
    null, nothing = answers(tmp_path, placed(path, "null"), json.dumps(document))

    assert null == nothing


def test_a_byte_order_mark_is_refused_or_ignored_as_one(tmp_path):
    marked, plain = answers(tmp_path, b"\xef\xbb\xbf" + GOOD.encode(), GOOD)

    assert marked == plain or marked["error"]["code"] == "E_INPUT"


@pytest.mark.parametrize("name", ["x" * 200_000, "\u202egnirps", "a\u0000b", "\ud83c\udfc3" * 50_000])
def test_names_are_bounded_and_one_line(tmp_path, name):
    (answer,) = answers(tmp_path, placed("fall_race.name", json.dumps(name)))

    assert answer["error"] is None or answer["error"]["message"].startswith("fall_race.name")


def test_a_request_just_under_the_limit_is_read_and_one_over_it_is_not(tmp_path):
    room = LARGEST_REQUEST - len(GOOD) - 15
    read, refused_one = answers(
        tmp_path, GOOD[:-1] + f', "pad": "{"x" * room}"}}', GOOD[:-1] + f', "pad": "{"x" * (room + 20)}"}}'
    )

    assert read["error"] is None
    assert "longer than" in refused_one["error"]["message"]


@pytest.mark.parametrize("raw", ["NaN", "Infinity", "1e308", "-1", "true", '"x"', "[]", "null", "9" * 400])
@pytest.mark.parametrize("name", ["distance_m", "duration_s"])
def test_calculators_name_the_field_they_cannot_read(tmp_path, name, raw):
    line = json.dumps(VDOT | {name: HOLE}).replace(f'"{HOLE}"', raw)

    assert refused(tmp_path, line, command="calculate", good=json.dumps(VDOT)).startswith(name)


@pytest.mark.parametrize(
    ("request_", "path"),
    [
        ({"calculate": "warp"}, "calculate"),
        ({"calculate": ["vdot"]}, "calculate"),
        ({"calculate": "fitness", "loads": [1] * 100_000}, "loads"),
        ({"calculate": "week_load", "loads": [1, 2]}, "loads"),
        ({"calculate": "critical_speed", "efforts": []}, "efforts"),
        ({"calculate": "volume_curve", "distance_m": 5000, "baseline_m": 1e5, "cut": 0.3, "weeks": 10**9, "week1_m": 1}, "weeks"),
        ({"calculate": "check_week", "baseline_m": 1e5, "longest_30d_m": 1, "days": [{}] * 7}, "days"),
    ],
)  # fmt: skip
def test_calculators_refuse_what_they_cannot_compute(tmp_path, request_, path):
    message = refused(tmp_path, json.dumps(request_), command="calculate", good=json.dumps(VDOT))

    assert message.startswith(path)
