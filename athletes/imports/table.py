"""A file as a coach's spreadsheet saves it, as lines of cells: whatever its encoding and separator."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

MOST_BYTES: Final = 2_000_000
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 60
LONGEST_CELL: Final = 500
SEPARATORS: Final = (",", ";", "\t", "|")
BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
NO_TEXT: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
# What other files begin with, and what they are.
OTHER_KINDS: Final = (
    (b"PK\x03\x04", "an Excel or another packed file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file"),
    (b"%PDF", "a PDF"),
)


class Unreadable(Exception):
    """The file as a whole: the message says what to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells by column; `line` is where the row begins in the file, the first line being 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def decoded(content: bytes) -> str:
    """Text of UTF-8, UTF-16 or Windows-1252. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable("The file is larger than 2 MB. Split it in two.")
    for beginning, kind in OTHER_KINDS:
        if content.startswith(beginning):
            raise Unreadable(f"This is {kind}, not a text file. Save it as CSV and choose that file.")
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _checked(_decoded(content[len(mark) :], encoding))
    for encoding in (_utf_16_without_mark(content), "utf-8", "cp1252"):
        text = _decoded(content, encoding) if encoding else None
        if text is not None:
            return _checked(text)
    raise Unreadable("This is not a text file. Save it as CSV (UTF-8) and choose that file.")


def table(text: str, *, is_known: Callable[[str], bool]) -> Table:
    """The first line names the columns; the separator is the one that gives the most known names. Raises Unreadable."""
    if len(text) > MOST_BYTES:
        raise Unreadable("The text is longer than 2 MB. Split it in two.")
    text = _checked(text.removeprefix("\ufeff"))
    rows = list(_rows(text, _separator(text, is_known=is_known)))
    if not rows:
        raise Unreadable("There is nothing in it. The first line names the columns, the lines below hold the rows.")
    header, *body = rows
    if not body:
        raise Unreadable("Only the line with the names of the columns is there, no rows below it.")
    return Table(header=header.cells, rows=tuple(body))


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf_16_without_mark(content: bytes) -> str:
    """Latin text in UTF-16 has a zero at every second byte; empty for anything else."""
    sample = content[:400]
    if len(sample) < 4 or b"\0" not in sample:  # noqa: PLR2004 -- two characters
        return ""
    if not any(sample[::2]) or sample[::2].count(0) > len(sample) // 4:
        return "utf-16-be"
    return "utf-16-le" if sample[1::2].count(0) > len(sample) // 4 else ""


def _checked(text: str | None) -> str:
    if text is None or NO_TEXT.search(text):
        raise Unreadable("This is not a text file. Save it as CSV (UTF-8) and choose that file.")
    return text


def _separator(text: str, *, is_known: Callable[[str], bool]) -> str:
    """By the first line that says something. Ties go to the one that splits it into more cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if match := re.fullmatch(r"sep=(.)\s*", first, re.IGNORECASE):
        return match[1]

    def fit(separator: str) -> tuple[int, int]:
        cells = first.split(separator)[: MOST_COLUMNS + 1]
        return sum(is_known(cell.strip().strip("\"'")) for cell in cells), len(cells)

    return max(SEPARATORS, key=fit)


def _rows(text: str, separator: str) -> Iterator[Row]:
    """Those with something in them, without the line that names the separator for Excel."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    count, began = 0, 1
    try:
        for cells in reader:
            line, began = began, reader.line_num + 1
            if not any(cell.strip() for cell in cells) or _names_separator(cells, separator):
                continue
            _check_size(cells, line=line)
            yield Row(line=line, cells=tuple(" ".join(cell.split()) for cell in cells))
            count += 1
            if count > MOST_ROWS + 1:
                raise Unreadable(f"There are more than {MOST_ROWS:,} rows. Split the file in two.")
    except csv.Error as error:
        raise Unreadable(f"Line {began} cannot be read. Look for a quotation mark that is not closed.") from error


def _names_separator(cells: Sequence[str], separator: str) -> bool:
    return separator.join(cells).strip().lower() in {"sep=", f"sep={separator}"}


def _check_size(cells: Sequence[str], *, line: int) -> None:
    if len(cells) > MOST_COLUMNS:
        raise Unreadable(f"Line {line} has {len(cells):,} columns. {MOST_COLUMNS} is the most that can be read.")
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise Unreadable(
            f"In line {line} a cell has more than {LONGEST_CELL} characters. Look for a quotation mark that is not closed."
        )
