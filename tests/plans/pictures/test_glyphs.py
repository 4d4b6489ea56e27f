import re
from pathlib import Path

from plans.pictures.glyphs import GLYPHS, glyph_sheet

STATIC = Path(__file__).parents[3] / "static"


def test_the_sheet_that_pages_load_is_drawn_from_the_table():
    assert (STATIC / "img/glyphs.svg").read_text() == glyph_sheet()


def test_stylesheet_finds_each_glyph_in_its_cell():
    css = (STATIC / "css/components.css").read_text()

    cells = re.findall(r'\[data-i="(\w+)"\] \{ --c: var\(--[\w-]+\); --g: (\d+); \}', css)

    assert cells == [(name, str(at)) for at, name in enumerate(GLYPHS)]
