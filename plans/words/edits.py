"""The coach's edits in words, and the breaches that an edit brings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from plans.edits import find
from plans.engine.library import LIBRARY
from plans.models.session import Ingredient
from plans.words import wording
from plans.words.checks import measured, rule_of

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditLine:
    """All the edits of one session. An orphan found no session to change in this draft; it waits for one."""

    key: str
    what: str
    changes: str
    why: str
    is_orphan: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    id: str
    title: str
    detail: str


def edit_lines(edits: Sequence[Json], orphans: Iterable[Json], response: Json, *, unit: str) -> tuple[EditLine, ...]:
    lost = {edit["key"] for edit in orphans}
    keys = list(dict.fromkeys(edit["key"] for edit in edits))
    return tuple(_line(key, [edit for edit in edits if edit["key"] == key], lost, response, unit) for key in keys)


def new_breaches(before: Json, after: Json, *, unit: str) -> tuple[Breach, ...]:
    """Rules that hold, or fail in fewer places, before the edit. Not the ones that are only information."""
    known = {check["id"]: _places(check) for check in before["checks"]}
    found = []
    for check in after["checks"]:
        places = [place for place in _places(check) if place not in known.get(check["id"], [])]
        if places and check["severity"] != "information":
            detail = measured(check["id"], "; ".join(places), unit=unit)
            found.append(Breach(id=check["id"], title=rule_of(check["id"]).title, detail=detail))
    return tuple(found)


def with_edits(edits: Sequence[Json], new: Sequence[Json]) -> list[Json]:
    """The new ones last; an older one of the same kind on the same session is replaced."""
    replaced = {(edit["op"], edit["key"]) for edit in new}
    return [*(edit for edit in edits if (edit["op"], edit["key"]) not in replaced), *new]


def without_move_of(edits: Sequence[Json], key: str) -> list[Json]:
    return [edit for edit in edits if (edit["op"], edit["key"]) != ("move", key)]


def shifted(week: Json, *, step: int, since: date) -> list[Json]:
    """The moves that put all of a week's sessions `step` days on; days before `since` keep theirs."""
    first, last = max(date.fromisoformat(week["start"]), since), date.fromisoformat(week["end"])
    count = (last - first).days + 1
    if count < 2:  # noqa: PLR2004 - one day has nowhere to go
        return []
    days = [(first + timedelta(days=n)).isoformat() for n in range(count)]
    return [
        {"op": "move", "key": one["key"], "date": days[(days.index(one["date"]) + step) % count]}
        for one in week["sessions"]
        if one["date"] in days and one["ingredient"] != "rest"
    ]


def without_edits_of(edits: Sequence[Json], key: str) -> list[Json]:
    return [edit for edit in edits if edit["key"] != key]


def _places(check: Json) -> list[str]:
    return [] if check["ok"] else str(check["detail"]).split("; ")


def _line(key: str, edits: list[Json], lost: set[str], response: Json, unit: str) -> EditLine:
    place = find(response, key)
    if place:
        what = f"{_ingredient(place[1]['ingredient'])}, {wording.short_day(date.fromisoformat(place[1]['date']))}"
    else:
        start, _, rest = key.partition(":")
        what = f"{_ingredient(rest.split(':')[0])}, week of {wording.short_day(date.fromisoformat(start))}"
    return EditLine(
        key=key,
        what=what,
        changes=", ".join(_change(edit, unit) for edit in edits),
        why=next((edit["why"] for edit in reversed(edits) if edit.get("why")), ""),
        is_orphan=key in lost,
    )


def _ingredient(name: str) -> str:
    return Ingredient(name).label.capitalize()


def _title(edit: Json) -> str:
    own: str | None = (edit.get("workout") or {}).get("title")
    return own or (LIBRARY[edit["code"]].title if edit["code"] in LIBRARY else edit["code"])


def _change(edit: Json, unit: str) -> str:
    match edit["op"]:
        case "swap":
            return f"swapped for {_title(edit)}"
        case "move":
            return f"moved to {wording.short_day(date.fromisoformat(edit['date']))}"
        case "amount":
            return f"set to {wording.amount(edit.get('distance_m') or 0, edit.get('duration_s') or 0, unit)}"
        case "copy":
            return "added as a copy"
    return "taken out"
