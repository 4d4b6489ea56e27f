import pytest

from plans.pictures.cut_scale import cut_scale
from plans.pictures.volume import sparkline, volume_bars


def test_rows_of_a_season_share_one_scale() -> None:
    rows = volume_bars([(20_000, 22_000), (40_000, 26_000), (30_000, None)])

    assert [(row.planned, row.done) for row in rows] == [(50, 55), (100, 65), (75, None)]


def test_more_done_than_planned_stays_inside_the_row() -> None:
    assert volume_bars([(10_000, 20_000)])[0].done == 100


def test_no_volume_at_all_is_drawn_as_nothing() -> None:
    assert [(row.planned, row.done) for row in volume_bars([(0, 0)])] == [(0, 0)]


def test_sparkline_pales_the_weeks_ahead_and_marks_the_present_one() -> None:
    picture = sparkline([("recovery", 10_000), ("base", 20_000), ("base", 30_000)], now=1)

    assert [(bar.is_now, bar.is_ahead) for bar in picture.bars] == [(False, False), (True, False), (False, True)]
    assert picture.bars[2].height == picture.ground == 21
    assert picture.width == 24


@pytest.mark.parametrize(("cut", "filled"), [(0.15, 0), (0.2, 0), (0.29, 45), (0.4, 100), (0.5, 100)])
def test_the_slider_is_filled_up_to_its_thumb_and_never_further(cut, filled) -> None:
    assert cut_scale(cut).filled == filled


@pytest.mark.parametrize(
    ("rules", "at", "named"), [(0.275, 37.5, True), (0.21, 5, False), (0.4, 100, False), (None, None, False)]
)
def test_the_rules_value_is_named_where_its_word_has_room(rules, at, named) -> None:
    scale = cut_scale(0.3, rules=rules)

    assert (scale.rules_at, scale.is_rules_named) == (at, named)
