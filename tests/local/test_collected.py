from pathlib import Path

from coachapp.local.collected import is_collected, note_collected, sources_digest


def test_what_was_collected_is_not_collected_again(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").write_text("{}")
    before = is_collected(tmp_path)

    note_collected(tmp_path)

    assert (before, is_collected(tmp_path)) == (False, True)


def test_a_removed_collection_is_collected_again(tmp_path: Path) -> None:
    note_collected(tmp_path)

    assert not is_collected(tmp_path)


def test_a_changed_file_changes_the_digest(tmp_path: Path) -> None:
    (tmp_path / "base.css").write_text("a{}")
    before = sources_digest(tmp_path)

    (tmp_path / "base.css").write_text("b{}")

    assert sources_digest(tmp_path) != before
