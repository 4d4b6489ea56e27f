"""A video is a link until it is pressed; its notes are lines such as "1:15 how much to cut".

What plays inside our page comes from a host that the operator allows (`VIDEO_HOSTS`); any other video stays a link.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from django.conf import settings

YOUTUBE: Final = frozenset({"youtube.com", "youtu.be", "m.youtube.com", "youtube-nocookie.com"})
VIMEO: Final = frozenset({"vimeo.com", "player.vimeo.com"})
# YouTube's own host for pages that set no cookies before somebody plays.
PLAYERS: Final = {"youtube.com": "https://www.youtube-nocookie.com", "vimeo.com": "https://player.vimeo.com"}
YOUTUBE_ID: Final = re.compile(r"[\w-]{11}", re.ASCII)
YOUTUBE_PATHS: Final = frozenset({"embed", "live", "shorts", "v"})
# An unlisted video carries its key as a second part.
VIMEO_PATH: Final = re.compile(r"/(?:video/)?(?P<id>\d{1,12})(?:/(?P<key>[0-9a-f]{6,16}))?/?", re.ASCII)
NOTE = re.compile(r"(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)\s+(?P<text>\S.*)")
MINUTES_OF_HOUR = 60


class TimedNote(NamedTuple):
    """`url` leads to that moment at the host, `frame` is the player there; each blank where there is none."""

    clock: str
    text: str
    url: str
    frame: str


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
    return [_timed_note(note["at_s"], note["text"], url) for note in notes]


def _timed_note(at_s: int, text: str, url: str) -> TimedNote:
    return TimedNote(clock(at_s), text, moment(url, at_s=at_s), frame(url, at_s=at_s))


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


def frame(url: str, *, at_s: int = 0) -> str:
    """The player's address that plays from that second on; blank for a host that is not allowed, or no video of it."""
    site = _site(url)
    if site not in settings.VIDEO_HOSTS:
        return ""
    if site == "youtube.com":
        found = _youtube_id(url)
        query = urlencode({"autoplay": 1, "start": at_s, "rel": 0})
        return f"{PLAYERS[site]}/embed/{found}?{query}" if found else ""
    known = VIMEO_PATH.fullmatch(urlsplit(url).path)
    if known is None:
        return ""
    key = known["key"] or parse_qs(urlsplit(url).query).get("h", [""])[0]
    query = urlencode({"autoplay": 1, "dnt": 1} | ({"h": key} if key.isalnum() else {}))
    return f"{PLAYERS[site]}/video/{known['id']}?{query}#t={at_s}s"


def player_hosts() -> list[str]:
    """What a page with a video may frame."""
    return [PLAYERS[site] for site in settings.VIDEO_HOSTS]


def _site(url: str) -> str:
    name = host(url)
    return "youtube.com" if name in YOUTUBE else "vimeo.com" if name in VIMEO else name


def _youtube_id(url: str) -> str:
    parts = urlsplit(url)
    path = parts.path.strip("/").split("/")
    if host(url) == "youtu.be":
        named = path[0]
    elif path[0] in YOUTUBE_PATHS and len(path) > 1:
        named = path[1]
    else:
        named = parse_qs(parts.query).get("v", [""])[0]
    return named if YOUTUBE_ID.fullmatch(named) else ""


def _read_note(line: str) -> dict[str, Any]:
    found = NOTE.fullmatch(line)
    if found is None:
        raise NoteUnreadable(line)
    hours, minutes, seconds = (int(found[name] or 0) for name in ("hours", "minutes", "seconds"))
    if hours and minutes >= MINUTES_OF_HOUR:
        raise NoteUnreadable(line)
    return {"at_s": (hours * MINUTES_OF_HOUR + minutes) * 60 + seconds, "text": found["text"]}
