import re

import pytest

from plans.pictures.bowl import BowlSegment, SegmentState, bowl
from plans.pictures.glyphs import GLYPHS

NAMES = ["mobility", "strides", "fast", "strength", "rest", "aerobic", "long", "minimalist", "cross"]


def segments(*states: SegmentState) -> list[BowlSegment]:
    return [
        BowlSegment(ingredient=name, label=name.capitalize(), detail="", state=state)
        for name, state in zip(NAMES, states, strict=False)
    ]


@pytest.mark.parametrize("count", range(1, 10))
def test_any_number_of_segments_fills_the_bowl_from_rim_to_rim(count) -> None:
    drawn = bowl(segments("kept") * count).segments

    starts = [float(re.findall(r"-?[\d.]+", segment.path)[0]) for segment in drawn]
    last = float(re.findall(r"-?[\d.]+", drawn[-1].path)[7])
    assert len(drawn) == count
    assert starts == sorted(starts)
    assert starts[0] == pytest.approx(12, abs=0.2)
    assert last == pytest.approx(328, abs=0.2)


@pytest.mark.parametrize("count", range(1, 10))
def test_every_glyph_lies_inside_the_picture(count) -> None:
    for segment in bowl(segments("open") * count).segments:
        assert 12 <= segment.glyph_x <= 306
        assert 0 <= segment.glyph_y <= 170


def test_the_bowl_counts_what_was_kept_and_names_what_is_left() -> None:
    picture = bowl(segments("kept", "kept", "next", "open"))

    assert (picture.kept, picture.total) == (2, 4)
    assert picture.summary == "2 of 4 kept, left: Fast, Strength"


def test_the_bowl_steams_when_at_most_one_is_left() -> None:
    assert bowl(segments("kept", "kept")).is_steaming
    assert bowl(segments("kept", "next")).is_steaming
    assert not bowl(segments("kept", "open", "next")).is_steaming
    assert not bowl([]).is_steaming


def test_an_ingredient_without_a_shape_of_its_own_is_drawn_as_easy() -> None:
    unknown = BowlSegment(ingredient="swim", label="Swim", detail="", state="open")

    assert bowl([unknown]).segments[0].glyph == GLYPHS["easy"]
