from pathlib import Path

import pytest

from coachapp.local.browser import chromium_for_tests, find_chromium


@pytest.fixture
def no_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def make_program(folder: Path, name: str) -> str:
    program = folder / name
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return str(program)


def test_any_chromium_of_the_machine_serves(no_programs: Path) -> None:
    chrome = make_program(no_programs, "google-chrome")

    assert find_chromium({}) == chrome


def test_the_named_one_goes_first(no_programs: Path) -> None:
    make_program(no_programs, "chromium")
    named = make_program(no_programs, "my-chromium")

    assert find_chromium({"CHROMIUM": named}) == named


def test_nothing_is_installed_for_who_does_not_want_it(no_programs: Path) -> None:
    make_program(no_programs, "apt-get")  # would print nothing and succeed

    assert chromium_for_tests({"NO_BROWSER_INSTALL": "1"}) is None
