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

COPIED = {"swap", "amount"}  # what of a session's edits its copy has too


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
    """The new ones last; an older one of the same kind on the same session is replaced, unless a copy was made of it."""
    replaced = {(edit["op"], edit["key"]) for edit in new}
    kept = (
        edit
        for at, edit in enumerate(edits)
        if (edit["op"], edit["key"]) not in replaced or (edit["op"] in COPIED and is_copied(edits[at:], edit["key"]))
    )
    return [*kept, *new]


def with_removal(edits: Sequence[Json], key: str) -> list[Json]:
    """The session taken out, and its edits with it. A copy that was made of it stays, and with it what it was made of."""
    removal = {"op": "remove", "key": key}
    if is_copied(edits, key):
        return with_edits(edits, [removal])
    return without_edits_of(edits, key) + ([] if is_copy(edits, key) else [removal])


def reverted(edits: Sequence[Json], key: str) -> list[Json]:
    """The session as the rules had it: for a copy that means without it, or with it again where it was taken out."""
    if not (is_copy(edits, key) and is_copied(edits, key)):
        return without_edits_of(edits, key)
    back = [edit for edit in edits if (edit["op"], edit["key"]) != ("remove", key)]
    return back if len(back) < len(edits) else with_removal(edits, key)


def is_copy(edits: Sequence[Json], key: str) -> bool:
    return any(edit["op"] == "copy" and edit["key"] == key for edit in edits)


def is_copied(edits: Sequence[Json], key: str) -> bool:
    """Was another session made of this one?"""
    return any(edit["op"] == "copy" and edit["from"] == key for edit in edits)


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
