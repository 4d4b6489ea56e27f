import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest

from coachapp.local import demo
from coachapp.local.commands import explained
from coachapp.local.places import ROOT


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "may not be written by this user"),
        (errno.ENOTDIR, "a file is in its way"),
        (errno.EIO, "The system refused"),
    ],
)
def test_what_the_system_refuses_is_said_in_words(number: int, told: str) -> None:
    assert told in explained(OSError(number, "refused", "/some/where")).obstacle


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"PORT": "http"}, "PORT=http is no port number"),
        ({"DATA_DIR": __file__}, "a file is in its way"),
    ],
)
def test_a_refusal_is_words_and_no_traceback(environment: dict[str, str], told: str) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "coachapp.local", "run"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **environment},
    )

    assert said.returncode == 1
    assert told in said.stderr
    assert "Traceback" not in said.stderr


def test_an_unknown_command_is_answered_with_the_known_ones() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "coachapp.local", "rnu"], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert said.returncode == 2
    assert "setup|run|test|test-slow" in said.stderr


def test_log_ins_stand_in_columns(tmp_path: Path) -> None:
    people = [
        {"role": "coach", "name": "Nora", "email": "nora@demo.example", "password": "abc"},
        {"role": "athlete", "name": "Amanda", "email": "amanda@demo.example", "password": "defgh"},
    ]
    demo.logins_file(tmp_path).write_text(json.dumps(people))

    assert demo.login_table(tmp_path) == [
        "coach    Nora    nora@demo.example    abc",
        "athlete  Amanda  amanda@demo.example  defgh",
    ]


def test_log_ins_cut_short_by_a_full_disk_are_made_anew(tmp_path: Path) -> None:
    demo.logins_file(tmp_path).write_text('[{"role": "coa')

    assert demo.logins(tmp_path) == []
