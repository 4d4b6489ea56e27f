"""What somebody wrote, apart from what they quote and sign with. No line is lost: each ends in one of the two.

Line by line, in time that grows with the text and no faster; the words that are looked for stand in `phrases`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby, takewhile
from typing import Final, NamedTuple

from questions.inbound import phrases

MOST_LINES: Final = 10_000  # what stands below is folded
MOST_LINE: Final = 400  # letters; no program writes more above a quote
MOST_INTRO_LINES: Final = 5  # that "On Monday, Bob <bob@example.org> wrote:" is wrapped over
MOST_NAME: Final = 60  # letters of "Bob Smith wrote:"
WORDS_OF_A_NAME: Final = 4  # with the verb
HEADER_WINDOW: Final = 10  # lines that a block of headers is looked for in: a long To takes some
HEADERS_OF_A_BLOCK: Final = 3  # of sender, date, recipient and subject
MOST_SIGNATURE_LINES: Final = 25
MOST_FOOT_LINES: Final = 8  # that a mailing list writes below a rule, or a phone below a dash
LINES_OF_SENT_FROM: Final = 2  # some praise themselves twice
ARMOR: Final = {
    "-----BEGIN PGP SIGNED MESSAGE-----": "",
    "-----BEGIN PGP SIGNATURE-----": "-----END PGP SIGNATURE-----",
}
CONTEXT_LINES: Final = 6  # of what is answered to, where answers stand between quotes


class Divided(NamedTuple):
    words: str
    folded: str


class _Kind(Enum):
    OWN = auto()
    QUOTE = auto()  # with its mark
    INTRO = auto()  # the lines above a quote that say whose it is
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
    """A reply without a word is empty. Where a quote has no marks, and nothing stands above it, all is theirs as far as we can
    tell: a mail that is passed on, or answers written into what they answer.
    """
    above, beyond = _cut(text.strip("\n"))
    lines = list(_lines(above))
    _mark_quotes(lines)
    _mark_armor(lines)
    _mark_intros(lines)
    is_passed_on = _mark_rest(lines)
    _mark_signatures(lines)
    words, folded = _gathered(lines)
    folded = "\n".join(part for part in (folded, beyond) if part)
    is_theirs = is_passed_on or any(line.kind == _Kind.REST for line in lines)
    return Divided(folded, "") if is_theirs and not words else Divided(words, folded)


def _cut(text: str) -> tuple[str, str]:
    lines = text.split("\n", MOST_LINES)
    return "\n".join(lines[:MOST_LINES]), "".join(lines[MOST_LINES:])


def _lines(text: str) -> Iterator[_Line]:
    """A line that a reply shares with what a program wrote below it is two."""
    for line in text.split("\n"):
        is_shared = len(line) <= MOST_LINE and line.endswith("wrote:") and not phrases.LEAD.match(line)
        shared = phrases.SHARED_LINE.match(line) if is_shared else None
        for part in shared.groups() if shared else [line]:
            yield _Line(part.rstrip())


def _mark_quotes(lines: Sequence[_Line]) -> None:
    for line in lines:
        if phrases.QUOTED.match(line.text):
            line.kind = _Kind.QUOTE


def _mark_armor(lines: Sequence[_Line]) -> None:
    """What PGP puts around a text that it signs: a head, to the first empty line, and the signature below it."""
    end = None
    for line in lines:
        text = line.text.strip()
        end = ARMOR.get(text, end)
        if end is not None and line.kind == _Kind.OWN:
            line.kind = _Kind.SIGNATURE
        if text == end:
            end = None


def _mark_intros(lines: Sequence[_Line]) -> None:
    for at in range(len(lines)):
        taken = _intro_length(lines, at, is_bare=False)
        below = _next_written(lines, at + taken) if taken else None
        if below is not None and below.kind == _Kind.QUOTE:
            for intro in lines[at : at + taken]:
                intro.kind = _Kind.INTRO


def _intro_length(lines: Sequence[_Line], at: int, *, is_bare: bool) -> int:
    """How many lines from here on say whose the quote below them is; 0 for none. `is_bare`: no mark stands below."""
    words = ""
    for taken, line in enumerate(lines[at : at + MOST_INTRO_LINES], start=1):
        if line.kind != _Kind.OWN or line.is_blank or len(words) + len(line.text) > MOST_LINE:
            return 0
        words = f"{words} {line.text.strip()}".strip()
        if _says_whose(words, is_bare=is_bare):
            return taken
        if not _may_begin(words):
            return 0
    return 0


def _says_whose(words: str, *, is_bare: bool) -> bool:
    """ "I like what Lydiard wrote:" is the author's own sentence: it names no moment and no address, and is not so short."""
    has_address, has_time = bool(phrases.ADDRESS.search(words)), bool(phrases.TIME.search(words))
    has_date = bool(phrases.DATE.search(words))
    if not phrases.ENDS_ABOVE_QUOTE.search(words):  # "2025-11-03 7:10 GMT+01:00 Bob <bob@example.org>"
        return not is_bare and has_address and words.endswith(">") and words[:4].isdigit()
    names_moment_and_address = has_address and (has_time or has_date)
    has_verb = bool(phrases.WROTE.search(words))
    if is_bare:
        is_by_program = bool(phrases.IN_BRACKETS.search(words)) or (_may_begin(words) and (has_verb or has_address))
        return has_time and has_date and is_by_program and not phrases.FIRST_PERSON.search(words)
    return names_moment_and_address or (has_verb and (has_address or has_time or has_date or _is_short(words)))


def _may_begin(words: str) -> bool:
    return bool(phrases.LEAD.match(words) or phrases.NAME_FIRST.match(words))


def _is_short(words: str) -> bool:
    return len(words) <= MOST_NAME and len(words.split()) <= WORDS_OF_A_NAME


def _next_written(lines: Sequence[_Line], at: int) -> _Line | None:
    return next((lines[below] for below in range(at, len(lines)) if not lines[below].is_blank), None)


def _mark_rest(lines: Sequence[_Line]) -> bool:
    """From where a quote without marks begins, all. True where it says that a mail was passed on."""
    for at, line in enumerate(lines):
        if line.kind != _Kind.OWN or line.is_blank or len(line.text) > MOST_LINE:
            continue
        separates = phrases.SEPARATOR.match(line.text) or phrases.FORWARDED.match(line.text)
        if separates or _is_header_block(lines, at) or _intro_length(lines, at, is_bare=True):
            _fold_from(lines, _with_rule_above(lines, at))
            return bool(separates and phrases.PASSED_ON.search(line.text))
    return False


def _is_header_block(lines: Sequence[_Line], at: int) -> bool:
    """Three kinds of headers, or fewer lines that name an address and a moment."""
    if _header_kind(lines[at]) in {None, "to"}:
        return False
    headers = [line.text for line in lines[at : at + HEADER_WINDOW] if _header_kind(line)]
    kinds = {_header_kind(line) for line in lines[at : at + HEADER_WINDOW]} - {None}
    words = " ".join(headers)
    is_exact = all(sign.search(words[:MOST_LINE]) for sign in (phrases.ADDRESS, phrases.TIME, phrases.DATE))
    return "from" in kinds and (len(kinds) >= HEADERS_OF_A_BLOCK or is_exact)


def _header_kind(line: _Line) -> str | None:
    found = phrases.HEADER_LINE.match(line.text[:MOST_LINE]) if line.kind == _Kind.OWN else None
    return phrases.HEADER_KINDS.get(" ".join(found[1].lower().split())) if found else None


def _with_rule_above(lines: Sequence[_Line], at: int) -> int:
    """Outlook draws a rule above its block of headers."""
    above = next((above for above in range(at - 1, -1, -1) if not lines[above].is_blank), at)
    return above if phrases.RULE.match(lines[above].text) else at


def _fold_from(lines: Sequence[_Line], first: int) -> None:
    """To the end; but of a quote that has marks below its head, the head alone, for an answer may stand below it."""
    marked = next((at for at, line in enumerate(lines) if at > first and line.kind == _Kind.QUOTE), len(lines))
    head = lines[first:marked]
    is_head_alone = marked < len(lines) and all(line.is_blank or _header_kind(line) for line in head[2:])
    for line in head if is_head_alone else lines[first:]:
        line.kind = _Kind.INTRO if is_head_alone else _Kind.REST


def _mark_signatures(lines: Sequence[_Line]) -> None:
    for is_own, run in groupby(lines, key=lambda line: line.kind == _Kind.OWN):
        written = list(run)
        for line in written[_signature_start(written) :] if is_own else ():
            line.kind = _Kind.SIGNATURE


def _signature_start(own: Sequence[_Line]) -> int:
    """Where the delimiter stands, or a rule above a list's foot, or "Sent from my phone"; behind the last line without."""
    for at in range(max(0, len(own) - MOST_SIGNATURE_LINES), len(own)):
        is_near = at >= len(own) - MOST_FOOT_LINES
        if phrases.SIGNATURE.match(own[at].text) or (is_near and phrases.DASH.match(own[at].text)):
            return at
        if at > 0 and is_near and phrases.RULE.match(own[at].text):
            return at
    last = [at for at, line in enumerate(own) if not line.is_blank][-LINES_OF_SENT_FROM:]
    return next((at for at in last if phrases.SENT_FROM.match(own[at].text[:MOST_LINE])), len(own))


def _gathered(lines: Sequence[_Line]) -> Divided:
    context = _context(lines)
    in_words = [line.kind == _Kind.OWN or at in context for at, line in enumerate(lines)]
    words = [line.text if own else "" for own, line in zip(in_words, lines, strict=True)]
    folded = ["" if own else line.text for own, line in zip(in_words, lines, strict=True)]
    return Divided(_tidy(words), _tidy(folded))


def _context(lines: Sequence[_Line]) -> set[int]:
    """The end of each quote that is answered right below it; a plain reply below all of a mail needs none of it."""
    answered = [at for at, line in enumerate(lines) if line.kind == _Kind.QUOTE and _is_answered(lines, at)]
    if not answered or (len(answered) == 1 and _has_intro(lines, answered[0])):
        return set()
    return {above for at in answered for above in _up_the_quote(lines, at, CONTEXT_LINES)}


def _is_answered(lines: Sequence[_Line], at: int) -> bool:
    below = _next_written(lines, at + 1)
    return below is not None and below.kind == _Kind.OWN


def _has_intro(lines: Sequence[_Line], at: int) -> bool:
    above = next((line for line in reversed(lines[:at]) if line.kind != _Kind.QUOTE and not line.is_blank), None)
    return above is not None and above.kind == _Kind.INTRO


def _up_the_quote(lines: Sequence[_Line], at: int, most: int) -> list[int]:
    above = range(at, max(-1, at - most), -1)
    return list(takewhile(lambda line: lines[line].kind == _Kind.QUOTE, above))


def _tidy(lines: Sequence[str]) -> str:
    """No more than one empty line between two others."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")
