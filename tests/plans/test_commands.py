"""`manage.py plan` and `manage.py calculate`: JSON in, JSON out, without a database."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from plans.management.answering import LARGEST_REQUEST

ROOT = Path(__file__).parents[2]
VDOT = {"calculate": "vdot", "distance_m": 10_000, "duration_s": 3000}
RIEGEL = {"calculate": "riegel", "distance_m": 5000, "duration_s": 1200, "to_distance_m": 10_000}
MARATHON_TO_MARATHON = {
    "version": 1,
    "history": {"baseline_m": 60_000, "baseline_long_m": 20_000},
    "fall_race": {"date": "2025-11-02", "distance_m": 42_195},
    "a_race": {"date": "2026-04-20", "distance_m": 42_195},
}


def run(command, path, *arguments):
    out = StringIO()
    call_command(command, *([str(path)] if path else []), *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def run_process(command, *arguments, given):
    """On a machine where nothing is set up: no secret, no database, no broker."""
    return subprocess.run(
        [sys.executable, "manage.py", command, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        input=given,
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_calculate_answers_a_file(tmp_path):
    path = tmp_path / "request.json"
    path.write_text(json.dumps(VDOT, indent=2))

    (answer,) = run("calculate", path)

    assert answer["result"]["vdot"] == pytest.approx(40.012, abs=0.005)


def test_jsonl_answers_every_line_in_order_and_goes_on_after_a_wrong_one(tmp_path):
    path = tmp_path / "requests.jsonl"
    path.write_text("\n".join([json.dumps(VDOT), "{", "", "[1]", json.dumps(RIEGEL)]) + "\n")

    answers = run("calculate", path, "--jsonl")

    assert [answer["calculate"] for answer in answers] == ["vdot", None, None, None, "riegel"]
    assert [answer["error"] and answer["error"]["code"] for answer in answers] == [
        None, "E_INPUT", "E_INPUT", "E_INPUT", None,
    ]  # fmt: skip


def test_last_line_needs_no_line_end(tmp_path):
    path = tmp_path / "requests.jsonl"
    path.write_bytes(json.dumps(VDOT).encode() + b"\r\n" + json.dumps(RIEGEL).encode())

    assert [answer["calculate"] for answer in run("calculate", path, "--jsonl")] == ["vdot", "riegel"]


@pytest.mark.parametrize("surplus", [1, 5_000_000])
def test_line_over_a_megabyte_is_refused_and_the_next_one_answered(tmp_path, surplus):
    path = tmp_path / "requests.jsonl"
    path.write_text("x" * (LARGEST_REQUEST + surplus) + "\n" + json.dumps(VDOT) + "\n")

    refused, answered = run("calculate", path, "--jsonl")

    assert refused["error"]["code"] == "E_INPUT"
    assert answered["error"] is None


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "request.json"
    path.write_bytes(b"\xff\xfe{}")

    (answer,) = run("calculate", path)

    assert answer["error"]["code"] == "E_INPUT"


def test_missing_file_ends_with_status_two(tmp_path):
    with pytest.raises(CommandError) as refused:
        run("calculate", tmp_path / "nothing.json")

    assert refused.value.returncode == 2


def test_calculate_reads_standard_input_where_nothing_is_set_up():
    done = run_process("calculate", "--jsonl", given=json.dumps(VDOT).encode() + b"\n" + json.dumps(RIEGEL).encode())

    assert done.returncode == 0
    assert [json.loads(line)["calculate"] for line in done.stdout.splitlines()] == ["vdot", "riegel"]


def test_closed_standard_input_ends_with_status_two():
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "{sys.executable}" manage.py calculate <&-'],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        check=False,
        timeout=120,
    )

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"cannot read the input" in done.stderr


def test_plan_answers_refusals_and_plans_line_by_line(tmp_path):
    path = tmp_path / "requests.jsonl"
    swapped = {**MARATHON_TO_MARATHON, "a_race": {"date": "2025-10-02", "distance_m": 42_195}}
    path.write_text("\n".join(json.dumps(request) for request in (MARATHON_TO_MARATHON, {"version": 1}, swapped)))

    planned, shapeless, out_of_order = run("plan", path, "--jsonl")

    assert planned["error"] is None
    assert planned["weeks"]
    assert shapeless["error"]["code"] == "E_INPUT"
    assert "fall_race" in shapeless["error"]["message"]
    assert out_of_order["error"]["code"] == "E_ORDER"


def test_plan_gives_the_same_bytes_in_another_process():
    given = json.dumps(MARATHON_TO_MARATHON).encode()

    first, second = run_process("plan", given=given), run_process("plan", "--jsonl", given=given)

    assert first.returncode == 0
    assert json.loads(first.stdout)["error"] is None
    assert first.stdout == second.stdout


def test_a_coachs_own_numbers_go_with_the_plan(tmp_path):
    path = tmp_path / "request.json"
    path.write_text(json.dumps(MARATHON_TO_MARATHON))

    (usual,), (gentler,) = run("plan", path), run("plan", path, "--set", "cut.start=0.25")

    assert gentler["cut"]["value"] == pytest.approx(usual["cut"]["value"] - 0.05)


@pytest.mark.parametrize(
    ("change", "said"),
    [("cut.strat=0.25", "--set cut.strat: no rule 'strat'"), ("cut.start=", "--set cut.start=: a number is needed")],
)
def test_a_rule_that_cannot_be_set_is_named(change, said):
    with pytest.raises(CommandError) as refused:
        run("plan", None, "--set", change)

    assert str(refused.value).startswith(said)


def test_every_rule_is_listed_with_what_it_is_set_to():
    out = StringIO()
    call_command("plan", "--rules", "--set", "cut.start=0.25", stdout=out)

    lines = out.getvalue().splitlines()
    assert "cut.start = 0.25 (share of B; 3.2, D)" in lines
    assert len(lines) > 250
