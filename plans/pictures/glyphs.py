"""The shape of each ingredient, drawn on 16 x 16. Colour never speaks alone: this stands beside it."""

from collections.abc import Mapping
from typing import Final

# The order is the order of the cells in static/img/glyphs.svg and of `--g` in components.css.
GLYPHS: Final[Mapping[str, str]] = {
    "long": "M0 13 5.2 4l3 4.6L10.4 6 16 13z",
    "fast": "M10 0 2.5 9.2h4.2L5.6 16 13.5 6.4H9z",
    "strides": "M3.2 2h2.6L3 14H.4zM8.2 2h2.6L8 14H5.4zM13.2 2h2.6L13 14h-2.6z",
    "easy": "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8z",
    "aerobic": "M8 14.5C3 10.8 1 8.4 1 5.6A3.6 3.6 0 0 1 8 4.4a3.6 3.6 0 0 1 7 1.2c0 2.8-2 5.2-7 8.9z",
    "strength": "M0 6.2h1.5V4H5v3h6V4h3.5v2.2H16v3.6h-1.5V12H11V9H5v3H1.5V9.8H0z",
    "plyometric": "M8 1l6 7h-3.6v4H5.6V8H2zM3 13.5h10v2H3z",
    "mobility": "M1 8.2C2.4 3 6.2 2.2 8.6 6.2S13 11 15 6.8v3.2C13 14.2 9 13.4 6.6 9.6S3 7.6 1 11.8z",
    "cross": "M5.8 1h4.4v4.8H15v4.4h-4.8V15H5.8v-4.8H1V5.8h4.8z",
    "minimalist": "M14.5 1.5C6 1.5 2 5.5 2 10c0 1.3.3 2.4.8 3.3L8.5 7.5 4.3 14.3C5.3 15 6.3 15 7 15c5 0 8-5 7.5-13.5z",
    "rest": "M10.5 1.5A6.8 6.8 0 1 0 14.8 10 5.8 5.8 0 0 1 10.5 1.5z",
    "race": "M2.5 0h2v1H14l-2.5 4L14 9H4.5v7h-2z",
}
CELL = 18


def glyph_sheet() -> str:
    """All glyphs side by side, a unit of air around each: the one image that the pages' masks look through."""
    cells = "".join(
        f'<path transform="translate({1 + CELL * at} 1)" d="{path}"/>' for at, path in enumerate(GLYPHS.values())
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {CELL * len(GLYPHS)} {CELL}">{cells}</svg>\n'
