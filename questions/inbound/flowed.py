"""format=flowed (RFC 3676): lines that a program broke are joined again."""

from itertools import groupby
from typing import NamedTuple


class _Line(NamedTuple):
    depth: int  # of the quote
    words: str


def unflowed(text: str, *, delsp: bool) -> str:
    """Paragraphs on one line each. A quote keeps its marks, `>> ` of two levels."""
    lines = [_line(line) for line in text.split("\n")]
    written: list[str] = []
    for depth, group in groupby(lines, key=lambda line: line.depth):
        mark = ">" * depth + " " if depth else ""
        written.extend((mark + paragraph).rstrip() if depth else paragraph for paragraph in _joined(list(group), delsp))
    return "\n".join(written)


def _line(line: str) -> _Line:
    words = line.lstrip(">")
    return _Line(len(line) - len(words), words.removeprefix(" "))


def _joined(lines: list[_Line], delsp: bool) -> list[str]:  # noqa: FBT001 - private, beside its only call
    found: list[list[str]] = [[]]
    for _, words in lines:
        flows = words.endswith(" ") and words != "-- "
        if words == "-- " and found[-1]:
            found.append([])
        found[-1].append(words[:-1] if flows and delsp else words)
        if not flows:
            found.append([])
    return ["".join(words) for words in found if words]
