"""What the calculators' words repeat of the engine's numbers, they repeat rightly."""

from typing import get_args

import pytest

from plans.engine.age_grade import CLASSES, GradeClass
from plans.engine.policy import DEFAULT_POLICY
from plans.engine.spike import Band, bands
from plans.words import tools as words


def test_every_class_band_and_zone_of_the_engine_has_words() -> None:
    assert set(words.GRADES) == set(get_args(GradeClass))
    assert set(words.SPIKES) == set(get_args(Band))
    assert list(words.ZONES) == [name for name, _ in DEFAULT_POLICY.zones.heart_rate]


def test_each_class_names_where_the_next_one_begins() -> None:
    begins: dict[str, float] = {name: limit for limit, name in CLASSES}
    names = ["unclassified", "local", "regional", "national"]

    for name, following in zip(names, ["local", "regional", "national", "world"], strict=True):
        assert f"{following}, begins at {begins[following]}%" in words.GRADES[name]


def test_the_steps_are_the_studys() -> None:
    ends = {band: round(100 * (limit - 1)) for limit, band in bands()}

    assert words.SPIKES["reference"][0] == f"up to {ends['reference']}% longer"
    assert words.SPIKES["small"][0] == f"{ends['reference']} – {ends['small']}% longer"
    assert words.SPIKES["moderate"][0] == f"{ends['small']} – {ends['moderate']}% longer"


def test_a_recent_race_is_as_recent_as_for_a_plan() -> None:
    assert DEFAULT_POLICY.ability.fresh_result_days // 30 == 6


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("Input should be greater than or equal to 25", "It should be greater than or equal to 25."),
        ("must be below the maximum", "It must be below the maximum."),
        ("faster than two minutes a kilometre", "Faster than two minutes a kilometre."),
    ],
)
def test_the_engines_words_become_a_sentence(message, said) -> None:
    assert words.sentence(message) == said
