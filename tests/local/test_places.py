import os
from pathlib import Path

import pytest

from coachapp.local.errors import CannotGoOn
from coachapp.local.places import LONGEST_SOCKET_PATH, data_folder, socket_folder, socket_folder_path


def test_socket_path_stays_short_for_a_data_folder_far_down(tmp_path: Path) -> None:
    deep = tmp_path / "/".join(["a-long-folder-name"] * 12)

    longest = socket_folder_path(deep) / ".s.PGSQL.5432.lock"

    assert len(os.fsencode(longest)) <= LONGEST_SOCKET_PATH


def test_two_data_folders_have_two_socket_folders(tmp_path: Path) -> None:
    assert socket_folder_path(tmp_path / "one") != socket_folder_path(tmp_path / "two")


def test_socket_folder_is_open_to_its_owner_only(tmp_path: Path) -> None:
    folder = socket_folder(tmp_path)
    folder.chmod(0o755)  # somebody loosened it

    mode = socket_folder(tmp_path).stat().st_mode & 0o777
    folder.rmdir()

    assert mode == 0o700


def test_socket_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    path = socket_folder_path(tmp_path)
    path.symlink_to(tmp_path)
    try:
        with pytest.raises(CannotGoOn) as refusal:
            socket_folder(tmp_path)
    finally:
        path.unlink()

    assert str(path) in refusal.value.way_out


def test_data_dir_moves_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "club"))

    assert data_folder() == tmp_path / "club"
