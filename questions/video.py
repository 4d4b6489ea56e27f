"""A video is a link until it is pressed; its notes are lines such as "1:15 how much to cut"."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit, urlunsplit

YOUTUBE = frozenset({"youtube.com", "youtu.be", "m.youtube.com"})
NOTE = re.compile(r"(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)\s+(?P<text>\S.*)")
MINUTES_OF_HOUR = 60


class TimedNote(NamedTuple):
    clock: str
    text: str
    url: str


class NoteUnreadable(ValueError):
    """A line that does not begin with a moment; `line` is what was typed."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


def read_notes(text: str) -> list[dict[str, Any]]:
    """`[{"at_s": 75, "text": "…"}]` in order of time from one note a line. Raises NoteUnreadable."""
    notes = [_read_note(line) for line in map(str.strip, text.splitlines()) if line]
    return sorted(notes, key=lambda note: int(note["at_s"]))


def write_notes(notes: Iterable[Mapping[str, Any]]) -> str:
    return "\n".join(f"{clock(note['at_s'])} {note['text']}" for note in notes)


def timed_notes(notes: Iterable[Mapping[str, Any]], *, url: str) -> list[TimedNote]:
    return [TimedNote(clock(note["at_s"]), note["text"], moment(url, at_s=note["at_s"])) for note in notes]


def clock(at_s: int) -> str:
    minutes, seconds = divmod(at_s, 60)
    hours, minutes = divmod(minutes, MINUTES_OF_HOUR)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def moment(url: str, *, at_s: int) -> str:
    """The video's address at that second, in its host's way; blank where there is no video."""
    if not url:
        return ""
    parts = urlsplit(url)
    if host(url) not in YOUTUBE:
        return urlunsplit((*parts[:4], f"t={at_s}"))
    query = "&".join(part for part in (parts.query, urlencode({"t": f"{at_s}s"})) if part)
    return urlunsplit((*parts[:3], query, parts.fragment))


def _read_note(line: str) -> dict[str, Any]:
    found = NOTE.fullmatch(line)
    if found is None:
        raise NoteUnreadable(line)
    hours, minutes, seconds = (int(found[name] or 0) for name in ("hours", "minutes", "seconds"))
    if hours and minutes >= MINUTES_OF_HOUR:
        raise NoteUnreadable(line)
    return {"at_s": (hours * MINUTES_OF_HOUR + minutes) * 60 + seconds, "text": found["text"]}
