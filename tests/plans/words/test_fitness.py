"""Only what was read in its source may be told to an athlete."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from plans.words.fitness import HELD, HELD_WEEKS, SOURCES, STOPPING

PAGE = (Path(settings.BASE_DIR) / "docs" / "planning.md").read_text()


def row_of(study: str) -> str:
    name, year = study.split(",", maxsplit=1)[0].rsplit(" ", 1)
    return next(line for line in PAGE.splitlines() if line.startswith("|") and re.search(rf"{name}\b.*{year}", line))


def test_every_study_told_is_one_that_was_read():
    for source in SOURCES:
        assert row_of(source.study).rstrip("| ").endswith(("V", "C")), source.study


def test_the_line_of_who_stopped_is_the_one_on_paper():
    row = row_of("Coyle 1984")

    for day, lost in STOPPING:
        assert re.search(rf"{round(100 * lost)}%", row)
        assert re.search(rf"\b{day}\b", row)


def test_the_band_is_a_volume_cut_by_a_third_to_two_thirds_for_fifteen_weeks():
    row = row_of("Spiering 2021")

    assert pytest.approx((1 - 0.66, 1 - 0.33)) == HELD
    assert "33" in row
    assert "66" in row
    assert str(HELD_WEEKS) in row
