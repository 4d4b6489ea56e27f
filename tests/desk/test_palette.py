"""WCAG AA for every colour that text or a shape is drawn in, on every ground it may lie on, in both themes."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "static/css/tokens.css").read_text()
PAIRS = {
    name: (light, dark) for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS)
}
THEMES = {"light": 0, "dark": 1}
GROUNDS = ("paper", "surface", "sunken")
TEXT = ("ink", "ink-2", "ink-3", "accent", "accent-strong", "hint", "kept")
SHAPES = ("line-strong", "missed", *(name for name in PAIRS if name.startswith(("phase-", "i-"))))
ON_OWN_GROUND = (
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("paper", "ink"),
    ("ink", "accent-wash"),
    ("ink-2", "accent-wash"),
    ("accent", "accent-wash"),
    ("ink", "hint-wash"),
    ("ink-2", "hint-wash"),
    ("hint", "hint-wash"),
    ("ink", "kept-wash"),
    ("ink-2", "kept-wash"),
    ("kept", "kept-wash"),
)


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str, *, theme: int) -> float:
    light, dark = sorted((luminance(PAIRS[name][theme]) for name in (first, second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXT)
def test_text_is_legible_on_every_ground(text, ground, theme) -> None:
    assert contrast(text, ground, theme=theme) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize(("text", "ground"), ON_OWN_GROUND)
def test_text_is_legible_on_the_ground_made_for_it(text, ground, theme) -> None:
    assert contrast(text, ground, theme=theme) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_and_borders_of_controls_stand_out(shape, ground, theme) -> None:
    assert contrast(shape, ground, theme=theme) >= 3


def test_every_ingredient_and_phase_has_a_colour() -> None:
    assert len([name for name in PAIRS if name.startswith("i-")]) == 11
    assert {name for name in PAIRS if name.startswith("phase-")} == {
        "phase-recovery",
        "phase-maintenance",
        "phase-base",
        "phase-rebuild",
        "phase-spring",
    }
