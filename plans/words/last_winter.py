"""What is taken over from last winter, choice by choice."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from athletes.choices import Weekday
from plans.words import wording

Json = dict[str, Any]

NOT_COPIED: Final = (
    "Its dates, days away and races are not, nor your changes of single sessions: they belong to other weeks."
)


def choices_said(request: Json, *, usual: Json) -> list[str]:
    """Each choice of the request that is not what the rows say by themselves (`usual`), in a few words."""
    return [said for part, name, say in SAYING if (said := _said(request, usual, part, name, say))] + _note(request)


def built_like(taken: Sequence[str]) -> str:
    """What the button did."""
    if not taken:
        return f"Last winter’s choices are what is known today: nothing to take over. {NOT_COPIED}"
    return f"Built like last winter, from today’s usual week. Taken over: {', '.join(taken)}. {NOT_COPIED}"


def _said(request: Json, usual: Json, part: str, name: str, say: Callable[[Json, Any], str]) -> str:
    value = request[part].get(name)
    return say(request[part], value) if value != usual[part].get(name) else ""


def _cut(policy: Json, cut: float | None) -> str:
    if cut is None:
        return ""
    reason = policy.get("cut_reason")
    return f"a cut of {wording.share(cut)}" + (f" (“{reason}”)" if reason else "")


def _comfort(_: Json, comfort: int | None) -> str:
    signed = f"{wording.MINUS}{-comfort}" if comfort and comfort < 0 else f"+{comfort}" if comfort else "0"
    return f"wants to run {signed}"


def _run_days(_: Json, days: int | None) -> str:
    return "" if days is None else f"{days} run{'' if days == 1 else 's'} a week"


def _minutes(_: Json, limits: dict[str, int] | None) -> str:
    known = [(day.label[:3], limits[day]) for day in Weekday if day in limits] if limits else []
    said = (f"{day} {f'{limit} min' if limit else 'off'}" for day, limit in known)
    return f"days ({', '.join(said)})" if known else "no limit on any day"


def _long_day(_: Json, day: str | None) -> str:
    return f"long run on {Weekday(day).label}" if day else ""


def _long_every(_: Json, weeks: int | None) -> str:
    return "a long run every second week" if weeks == 2 else "a long run every week"  # noqa: PLR2004 -- every second


def _fixed(_: Json, nights: list[Json] | None) -> str:
    return f"club nights on {', '.join(_nights(nights))}" if nights else "no club nights"


def _nights(nights: list[Json]) -> Iterator[str]:
    return (Weekday(night["weekday"]).label for night in nights)


def _break(_: Json, days: int | None) -> str:
    return "" if days is None else f"{days} day{'' if days == 1 else 's'} off after the race"


def _second(_: Json, wanted: bool | None) -> str:  # noqa: FBT001 -- a choice of the request, handed on as it came
    return "a second fast workout" if wanted else ""


def _note(request: Json) -> list[str]:
    return ["the note"] if request.get("note") else []


SAYING: Final[tuple[tuple[str, str, Callable[[Json, Any], str]], ...]] = (
    ("policy", "cut", _cut),
    ("athlete", "comfort", _comfort),
    ("policy", "break_days", _break),
    ("athlete", "usual_run_days", _run_days),
    ("athlete", "available_min", _minutes),
    ("athlete", "long_run_day", _long_day),
    ("athlete", "long_run_every", _long_every),
    ("athlete", "fixed", _fixed),
    ("policy", "second_fast", _second),
)
