import pytest

from plans.pictures.fitness import ShareBar, fitness_picture
from plans.words.fitness import HELD, STOPPING


def bars(*shares: float) -> list[ShareBar]:
    return [
        ShareBar(share=share, has_fast=True, first_day=1 + 7 * n, days=7, phase="maintenance")
        for n, share in enumerate(shares)
    ]


def test_everything_stands_on_one_scale_from_nothing_to_the_usual_week():
    picture = fitness_picture(bars(1.0, 0.5), stopping=STOPPING, held=HELD)

    usual, half = picture.bars
    assert usual.y == picture.usual_y
    assert half.height == pytest.approx(usual.height / 2, abs=0.02)
    assert picture.band_y < 100 - 100 * 0.34 / 1.12 < picture.band_y + picture.band_height + 0.1


def test_the_line_goes_through_the_measured_days_and_no_further():
    picture = fitness_picture(bars(*[0.7] * 20), stopping=STOPPING, held=HELD)

    assert [point.label for point in picture.points] == ["−7%", "−14%", "−16%"]
    assert picture.points[-1].x == round(100 * 84 / 141, 2)
    assert picture.line[-1].x2 == picture.points[-1].x


def test_a_short_winter_still_has_room_for_the_line():
    assert fitness_picture(bars(0.3), stopping=STOPPING, held=HELD).points[-1].x == 100.0


def test_a_week_beyond_the_usual_one_stays_in_the_picture():
    assert fitness_picture(bars(1.6), stopping=STOPPING, held=HELD).bars[0].y >= 0
