"""What somebody wrote, apart from what they quote and sign with. No line is lost: each ends in one of the two.

Line by line, in time that grows with the text and no faster; which words are looked for is in `quote_words`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, NamedTuple

from questions.inbound import quote_words as said

MOST_INTRO_LINES: Final = 5  # that "On Monday, Amanda wrote:" is wrapped over
HEADER_WINDOW: Final = 10  # lines that a block of headers is looked for in; a long To takes some
MOST_SIGNATURE_LINES: Final = 25
CONTEXT_LINES: Final = 6  # of what is answered to, where answers stand between quotes


class Divided(NamedTuple):
    words: str
    folded: str


class _Kind(Enum):
    OWN = auto()
    QUOTE = auto()  # with its mark
    INTRO = auto()  # the line above a quote
    REST = auto()  # quoted without marks, to the end
    SIGNATURE = auto()


@dataclass(slots=True)
class _Line:
    text: str
    kind: _Kind = _Kind.OWN

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


def divide(text: str) -> Divided:
    """Where nothing is left to read of its own, and it is no reply but a forwarded mail, that is what they wrote."""
    lines = [_Line(line.rstrip()) for line in text.strip("\n").split("\n")]
    _mark_quotes(lines)
    is_forward = _mark_rest(lines)
    _mark_intros(lines)
    _mark_signatures(lines)
    divided = _gathered(lines)
    if is_forward and not divided.words:
        return Divided(divided.folded, "")
    return divided


def _mark_quotes(lines: Sequence[_Line]) -> None:
    """An empty line within a quote is part of it, so is a short end of a line that a program broke once more."""
    for line in lines:
        if line.text.lstrip(" ").startswith(">"):
            line.kind = _Kind.QUOTE


def _mark_rest(lines: Sequence[_Line]) -> bool:
    """From the first line of a quote without marks, all. True where a mail was passed on."""
    for at, line in enumerate(lines):
        if line.kind != _Kind.OWN or line.is_blank or len(line.text) > said.MOST_LINE:
            continue
        starts = said.ORIGINAL.match(line.text) or said.FORWARDED.match(line.text)
        if starts or _is_header_block(lines, at) or _is_bare_intro(lines, at):
            first = _with_rule_above(lines, at)
            _fold_rest(lines, first)
            return bool(starts and said.FORWARD_WORDS.search(line.text))
    return False


def _fold_rest(lines: Sequence[_Line], first: int) -> None:
    """Of a quote with marks below its head, the head alone: an answer may stand below it."""
    has_marks = _marks_follow(lines, first)
    for line in lines[first:]:
        if has_marks and line.kind == _Kind.QUOTE:
            return
        line.kind = _Kind.INTRO if has_marks else _Kind.REST


def _marks_follow(lines: Sequence[_Line], first: int) -> bool:
    """The first line below the head that is no header is quoted."""
    below = lines[first : first + HEADER_WINDOW + 2]
    quoted = next((at for at, line in enumerate(below) if line.kind == _Kind.QUOTE), None)
    if quoted is None:
        return False
    return all(line.is_blank or _header_kind(line.text) or at < 2 for at, line in enumerate(below[:quoted]))  # noqa: PLR2004 - the rule and the separator


def _with_rule_above(lines: Sequence[_Line], at: int) -> int:
    """Outlook draws a rule above its block of headers."""
    above = at - 1
    while above >= 0 and lines[above].is_blank:
        above -= 1
    return above if above >= 0 and said.FOOT.match(lines[above].text.strip()) else at


def _is_header_block(lines: Sequence[_Line], at: int) -> bool:
    if _header_kind(lines[at].text) is None:
        return False
    kinds = {_header_kind(line.text) for line in lines[at : at + HEADER_WINDOW] if line.kind == _Kind.OWN} - {None}
    first = _header_kind(lines[at].text)
    return len(kinds) >= 3 and "from" in kinds and first in {"from", "date", "subject"}  # noqa: PLR2004 - of four kinds


def _header_kind(text: str) -> str | None:
    found = said.HEADER_LINE.match(text[: said.MOST_LINE])
    if not found:
        return None
    name = " ".join(found[1].lower().split())
    return next((kind for kind, names in said.HEADER_KINDS.items() if name in names), None)


def _is_bare_intro(lines: Sequence[_Line], at: int) -> bool:
    """ "On Monday at 7:10, Amanda wrote:" and below it no mark at all: a program that quotes without any."""
    taken = _intro_from(lines, at, is_bare=True)
    if not taken:
        return False
    below = _next_written(lines, at + taken)
    return below is not None and below.kind != _Kind.QUOTE


def _next_written(lines: Sequence[_Line], at: int) -> _Line | None:
    return next((lines[below] for below in range(at, len(lines)) if not lines[below].is_blank), None)


def _mark_intros(lines: Sequence[_Line]) -> None:
    """The lines right above a quote that say whose it is."""
    for at, line in enumerate(lines):
        if line.kind != _Kind.OWN or line.is_blank:
            continue
        taken = _intro_from(lines, at, is_bare=False)
        below = _next_written(lines, at + taken) if taken else None
        if below is not None and below.kind == _Kind.QUOTE:
            for intro in lines[at : at + taken]:
                intro.kind = _Kind.INTRO


def _intro_from(lines: Sequence[_Line], at: int, *, is_bare: bool) -> int:
    """How many lines from here are one; 0 for none."""
    words = ""
    for taken in range(1, MOST_INTRO_LINES + 1):
        if at + taken > len(lines) or lines[at + taken - 1].kind != _Kind.OWN or lines[at + taken - 1].is_blank:
            return 0
        words = f"{words} {lines[at + taken - 1].text.strip()}".strip()
        if len(words) > said.MOST_LINE:
            return 0
        if said.ENDS_AS_WROTE.search(words[-20:]):
            return taken if _says_who_wrote(words, is_bare=is_bare) else 0
    return 0


def _says_who_wrote(words: str, *, is_bare: bool) -> bool:
    """ "As Lydiard wrote:" is the author's own sentence: a moment or an address must be named, and both or a time without marks."""
    if not said.WROTE.search(words):
        return False
    address, time = said.ADDRESS.search(words), said.TIME.search(words)
    return bool(time or address) if is_bare else bool(time or address or said.DATE.search(words))


def _mark_signatures(lines: Sequence[_Line]) -> None:
    for first, end in _own_runs(lines):
        start = _signature_start(lines, first, end)
        for line in lines[start:end]:
            line.kind = _Kind.SIGNATURE


def _own_runs(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].kind == _Kind.OWN:
            end += 1
        if end > at:
            yield at, end
        at = max(end, at + 1)


def _signature_start(lines: Sequence[_Line], first: int, end: int) -> int:
    """The line of its delimiter within these, else of "Sent from my phone", else `end`."""
    for at in range(max(first, end - MOST_SIGNATURE_LINES), end):
        text = lines[at].text
        if said.SIGNATURE.match(text) or (said.FOOT.match(text) and at > first):
            return at
    written = [at for at in range(max(first, end - 8), end) if not lines[at].is_blank]
    return next((at for at in written[-2:] if said.SENT_FROM.match(lines[at].text[: said.MOST_LINE])), end)


def _gathered(lines: Sequence[_Line]) -> Divided:
    words: list[str] = []
    folded: list[str] = []
    shown = _context(lines)
    for at, line in enumerate(lines):
        (words if line.kind == _Kind.OWN or at in shown else folded).append(line.text)
        if 0 < at + 1 < len(lines) and (lines[at + 1].kind == _Kind.OWN) != (line.kind == _Kind.OWN):
            folded.append("")
    return Divided(_tidy(words), _tidy(folded))


def _context(lines: Sequence[_Line]) -> set[int]:
    """Where answers stand below two quotes or more, the end of each quote that is answered to."""
    answered = []
    for at, line in enumerate(lines):
        below = _next_written(lines, at + 1) if line.kind == _Kind.QUOTE else None
        if below is not None and below.kind == _Kind.OWN:
            answered.append(at)
    if len(answered) < 2:  # noqa: PLR2004 - a single answer below a quote is a plain reply
        return set()
    shown: set[int] = set()
    for at in answered:
        for above in range(at, max(-1, at - CONTEXT_LINES), -1):
            if lines[above].kind != _Kind.QUOTE:
                break
            shown.add(above)
    return shown


def _tidy(lines: Sequence[str]) -> str:
    """No more than one empty line between two others."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")
