"""Lines of a file that a spreadsheet opens safely, and that can be read again."""

import csv
import io
from collections.abc import Iterable
from typing import Final

from athletes.imports.cells import escaped

# Without it Excel takes UTF-8 for something else.
BOM: Final = "\ufeff"


def csv_lines(rows: Iterable[Iterable[object]]) -> str:
    """None is an empty cell; what a spreadsheet would compute gets an apostrophe in front."""
    page = io.StringIO()
    writer = csv.writer(page)
    for row in rows:
        writer.writerow(["" if cell is None else escaped(" ".join(str(cell).split())) for cell in row])
    return page.getvalue()


def kilometres(metres: float | None) -> str:
    """To the metre: "62.5", "48.28"; empty for None."""
    return "" if metres is None else f"{metres / 1000:.3f}".rstrip("0").rstrip(".")
