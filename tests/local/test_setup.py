from pathlib import Path

import pytest

from coachapp.local import setup
from coachapp.local.errors import CannotGoOn
from coachapp.local.registry import translated


@pytest.fixture
def locks(tmp_path: Path) -> list[Path]:
    files = [tmp_path / "bootstrap.txt", tmp_path / "dev.txt"]
    for file in files:
        file.write_text("one==1.0\n")
    return files


def test_the_same_locks_need_no_second_set_up(locks: list[Path]) -> None:
    assert setup.wanted_digest(locks) == setup.wanted_digest(locks)


def test_a_changed_lock_needs_a_set_up(locks: list[Path]) -> None:
    before = setup.wanted_digest(locks)

    locks[1].write_text("one==1.1\n")

    assert setup.wanted_digest(locks) != before


def test_another_python_needs_a_set_up(locks: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    before = setup.wanted_digest(locks)

    monkeypatch.setattr("sys.version_info", (3, 99, 0))

    assert setup.wanted_digest(locks) != before


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("error: No space left on device (os error 28)", "disk is full"),
        ("PermissionError: [Errno 13] Permission denied: '.venv'", "another user"),
        ("Hash mismatch for django", "not the one that was locked"),
        ("dns error: failed to lookup address information", "network"),
    ],
)
def test_a_failed_installer_is_told_with_the_way_out(said: str, told: str) -> None:
    assert told in setup.way_out([said])


def test_the_last_words_of_a_failed_installer_are_shown() -> None:
    with pytest.raises(CannotGoOn, match="The installer could not be installed:\n  no such index"):
        setup._run(["sh", "-c", "echo no such index >&2; exit 1"], what="The installer")


def test_uv_is_told_what_pip_was_told() -> None:
    listed = (
        "global.extra-index-url='file:///one file:///two'\n"
        "global.index-url='https://example.org/simple'\n"
        ":env:.index-url='https://example.org/closer'\n"
        "global.find-links='/one /two'\n"
        "install.user='true'\n"
    )

    assert translated(listed) == {
        "UV_INDEX": "file:///one file:///two",
        "UV_DEFAULT_INDEX": "https://example.org/closer",
        "UV_FIND_LINKS": "/one,/two",
    }
