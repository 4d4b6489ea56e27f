"""Which column of a file is what: names in any order and case, a unit in the name, common other words."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Generic, TypeVar

from athletes.imports.cells import METRES, UNITS, Problem, escaped
from athletes.imports.table import Row, Table, Unreadable, table

UNIT_AT_THE_END: Final = re.compile(r"^(.*?)\s*\b(kms?|kilomet(?:er|re)s?|mi|miles?)$")
Line = TypeVar("Line")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`heading` is the name in our own files; `help` says what goes in, `sample` is a row of the template."""

    name: str
    heading: str
    help: str
    sample: str
    others: tuple[str, ...] = ()
    is_needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A row that is left out: what stands in it, and each thing to change."""

    line: int
    said: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Generic[Line]):
    lines: tuple[Line, ...]
    bad: tuple[Bad, ...]
    left_aside: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Cells:
    """One row by the names of the columns. A cell that cannot be read is noted, and reads as None."""

    line: int
    said: Mapping[str, str]
    headings: Mapping[str, str]
    units: Mapping[str, str]
    today: date
    problems: list[str] = field(default_factory=list)

    def get(self, name: str, read: Callable[[str], Value]) -> Value | None:
        said = self.said.get(name, "")
        if not said:
            return None
        try:
            return read(said)
        except Problem as problem:
            self.problems.append(f"{self.headings[name]} {problem}.")
            return None

    def need(self, name: str, read: Callable[[str], Value]) -> Value | None:
        if not self.said.get(name):
            self.problems.append(f"{self.headings.get(name, name)} is empty. Fill it in.")
        return self.get(name, read)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[Line]):
    """One kind of file: its columns, and how a row of it is read; `clash` tells rows that say the same thing twice."""

    name: str
    title: str
    columns: tuple[Column, ...]
    line_of: Callable[[Cells], Line]
    clash: Callable[[Line], Iterable[object]]

    def read(self, text: str, *, unit: str, today: date) -> Reading[Line]:
        """Raises Unreadable when the file as a whole makes no sense."""
        sheet = table(text, is_known=lambda cell: _column_of(cell, self.columns) is not None)
        places, units, left_aside = self._places(sheet, unit=unit)
        headings = {name: sheet.header[at] for name, at in places.items()}
        return self._sorted(
            [
                (row, Cells(line=row.line, said=_said(row, places), headings=headings, units=units, today=today))
                for row in sheet.rows
            ],
            left_aside,
        )

    def template(self) -> list[list[str]]:
        """The lines of the file to start from."""
        return [[column.heading for column in self.columns], [escaped(column.sample) for column in self.columns]]

    def _places(self, sheet: Table, *, unit: str) -> tuple[dict[str, int], dict[str, str], tuple[str, ...]]:
        places: dict[str, int] = {}
        units: dict[str, str] = {}
        left_aside = []
        for at, heading in enumerate(sheet.header):
            column = _column_of(heading, self.columns)
            if column is None:
                left_aside += [heading] if heading else []
                continue
            if column.name in places:
                raise Unreadable(f"Two columns are “{column.heading}”: {sheet.header[places[column.name]]}, {heading}.")
            places[column.name] = at
            units[column.name] = _unit_of(heading) or unit
        missing = [column.heading for column in self.columns if column.is_needed and column.name not in places]
        if missing:
            raise Unreadable(f"There is no column “{missing[0]}”. The first line has to name the columns.")
        return places, units, tuple(left_aside)

    def _sorted(self, rows: Sequence[tuple[Row, Cells]], left_aside: tuple[str, ...]) -> Reading[Line]:
        lines: list[Line] = []
        bad: list[Bad] = []
        seen: dict[object, int] = {}
        for row, cells in rows:
            line = self.line_of(cells)
            twin = None if cells.problems else next((seen[key] for key in self.clash(line) if key in seen), None)
            if twin is not None:
                cells.problems.append(
                    f"Line {twin} says the same already. Take one of the two out, or tell them apart."
                )
            if cells.problems:
                bad.append(Bad(line=row.line, said=_shortened(row), problems=tuple(cells.problems)))
                continue
            seen |= dict.fromkeys(self.clash(line), row.line)
            lines.append(line)
        return Reading(lines=tuple(lines), bad=tuple(bad), left_aside=left_aside)


def folded(name: str) -> str:
    """The same for every way of writing a name: case and spaces do not tell two people apart."""
    return " ".join(name.split()).casefold()


def _said(row: Row, places: Mapping[str, int]) -> dict[str, str]:
    """A short row ends early: the cells that are not there are empty."""
    return {name: row.cells[at] for name, at in places.items() if at < len(row.cells)}


def _column_of(heading: str, columns: Iterable[Column]) -> Column | None:
    plain = _plain(heading)
    if not plain:
        return None
    without_unit = UNIT_AT_THE_END.sub(r"\1", plain)
    for said in dict.fromkeys((plain, without_unit)):
        for column in columns:
            if said in {_plain(column.heading), _plain(column.name), *column.others}:
                return column
    return None


def _unit_of(heading: str) -> str:
    found = UNIT_AT_THE_END.match(_plain(heading))
    unit = UNITS.get(found[2], "") if found else ""
    return unit if unit in METRES else ""


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^\w]|_", " ", heading.lower()).split())


def _shortened(row: Row) -> str:
    said = ", ".join(cell for cell in row.cells if cell)
    return said if len(said) <= 80 else f"{said[:79]}…"  # noqa: PLR2004 -- one line of a list
