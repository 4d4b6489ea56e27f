"""The coach's edits: named operations on stable session keys, applied after the engine.

A response here is contract.md's JSON in which every session also carries

- `key`: week start, ingredient and number of that ingredient in the week (`2026-12-14:strength:2`), given before any
  edit, so that the same key means the same place in the plan when volumes change;
- `edited`: whether the coach touched it.

Operations are dicts with `op` and `key`: `swap` (`code`), `move` (`date`), `amount` (`distance_m` or `duration_s`),
`remove`; and `copy` (`from`, `date`), whose `key` is the new session's (`2026-12-14:easy:c1`). An edit whose key is gone,
or whose workout no longer fits, after replanning is kept and reported, never applied to something else. A swap for a coach's
own workout carries the `workout` itself.
"""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import count
from typing import Any

from plans.coach_rules import policy_of
from plans.engine.checks import checks
from plans.engine.contract import dump_session, load_request, load_response, load_session
from plans.engine.own_workout import load_workout
from plans.engine.swap import resized, rest_day, swapped
from plans.words import wording

Json = dict[str, Any]

ROUNDING_M = 200  # a tenth of a mile, and a minute's jog


class CannotEdit(Exception):
    """This operation makes no sense here; the message says what to choose instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """The response with the edits in it, and the edits that have no place in it."""

    response: Json
    orphans: tuple[Json, ...]


def with_keys(response: Json) -> Json:
    """The engine's answer with a key on every session."""
    return response | {"weeks": [week | {"sessions": _keyed(week)} for week in response["weeks"]]}


def apply_edits(request: Json, response: Json, edits: Sequence[Json], *, known: Sequence[Json] = ()) -> Edited:
    """Put the edits on top of a keyed response, in order; totals and checks follow.

    Raises CannotEdit for an unknown operation, a day outside the session's week or an unknown workout. An edit that
    is `known` from an earlier draft fitted then: where it no longer does, it waits with the orphans.
    """
    if not edits or not response["weeks"]:
        return Edited(response=response, orphans=tuple(edits))
    edited = _apart(response)
    orphans = tuple(edit for edit in edits if not _applied(request, edited, edit, known=known))
    for week in edited["weeks"]:
        _total(week, edited["baseline"]["distance_m"])
    edited["checks"] = _checks_after(request, response, edited)
    return Edited(response=edited, orphans=orphans)


def find(response: Json, key: str) -> tuple[Json, Json] | None:
    """The week and the session of a key."""
    for week in response["weeks"]:
        for session in week["sessions"]:
            if session["key"] == key:
                return week, session
    return None


def copy_of(response: Json, session: Json, *, day: str, edits: Sequence[Json]) -> Json | None:
    """The edit that puts another of this session on that day; None for a day outside of the plan.

    Its key is new to the `edits` too: those of a copy that was taken out, or waits, are not about this one.
    """
    week = _week_of(response, day)
    if week is None:
        return None
    taken = {one["key"] for one in (*week["sessions"], *edits)}
    stem = f"{week['start']}:{session['ingredient']}:c"
    return {"op": "copy", "key": _free(stem, taken), "from": session["key"], "date": day}


def stands_in(response: Json, edit: Json) -> bool:
    """Does this answer show the edit? What was taken out is not there to be found."""
    place = find(response, edit["key"])
    if edit["op"] == "copy":
        return place is not None
    if place is None or edit["op"] == "remove":
        return place is None and edit["op"] == "remove"
    return all(place[1][name] == edit[name] for name in ("code", "date") if name in edit)


def _apart(response: Json) -> Json:
    """The same answer with weeks and sessions of its own. What is inside a session is replaced, never changed in place."""
    return response | {
        "weeks": [week | {"sessions": [dict(session) for session in week["sessions"]]} for week in response["weeks"]]
    }


def _keyed(week: Json) -> list[Json]:
    seen: Counter[str] = Counter()
    keyed = []
    for session in sorted(week["sessions"], key=lambda one: (one["date"], one["order"])):
        seen[session["ingredient"]] += 1
        key = f"{week['start']}:{session['ingredient']}:{seen[session['ingredient']]}"
        keyed.append(session | {"key": key, "edited": False})
    return keyed


def _applied(request: Json, response: Json, edit: Json, *, known: Sequence[Json]) -> bool:
    try:
        return _apply(request, response, edit)
    except CannotEdit:
        if edit in known:
            return False
        raise


def _apply(request: Json, response: Json, edit: Json) -> bool:
    if edit["op"] == "copy":
        return _copy(response, edit)
    place = find(response, edit["key"])
    if place is None:
        return False
    week, session = place
    match edit["op"]:
        case "swap":
            _swap(request, response, week, session, code=edit["code"], workout=edit.get("workout"))
        case "move":
            _move(week, session, day=edit["date"])
        case "amount":
            _amount(request, session, distance_m=edit.get("distance_m"), duration_s=edit.get("duration_s"))
        case "remove":
            _remove(week, session)
        case unknown:
            raise CannotEdit(f"“{unknown}” is no edit. Swap, move, copy, change the amount or remove.")
    return True


def _swap(request: Json, response: Json, week: Json, session: Json, *, code: str, workout: Json | None) -> None:
    whole = load_response(response)
    own = load_workout(workout) if workout else None
    if workout and own is None:
        raise CannotEdit("This workout cannot be read. Choose one from the list.")
    new = swapped(
        load_request(request),
        whole,
        week=whole.weeks[week["index"] - 1],
        old=load_session(session),
        code=code,
        own=own,
        policy=policy_of(request),
    )
    if new is None:
        raise CannotEdit(f"{code} does not fit here. Choose one from the list.")
    session.update(dump_session(new), edited=True)


def _amount(request: Json, session: Json, *, distance_m: float | None, duration_s: float | None) -> None:
    new = resized(load_session(session), distance_m=distance_m, duration_s=duration_s)
    if distance_m is not None and new.distance_m > distance_m + ROUNDING_M:
        least = wording.amount(new.distance_m, new.duration_s, request["athlete"].get("unit") or "km")
        raise CannotEdit(f"Its fast part and what belongs to it take {least}. For less, choose another workout.")
    session.update(dump_session(new), edited=True)


def _move(week: Json, session: Json, *, day: str) -> None:
    if not week["start"] <= day <= week["end"]:
        raise CannotEdit(f"Choose a day from {week['start']} to {week['end']}: a session stays in its week.")
    left = session["date"]
    session.setdefault("original_date", left)
    _put(week, session, day=day)
    _rest_if_empty(week, left)


def _copy(response: Json, edit: Json) -> bool:
    """Without its source, or its day, the copy waits with the orphans."""
    source, week = find(response, edit["from"]), _week_of(response, edit["date"])
    if source is None or week is None or find(response, edit["key"]):
        return False
    session = source[1] | {"key": edit["key"]}
    session.pop("original_date", None)
    week["sessions"].append(session)
    _put(week, session, day=edit["date"])
    return True


def _put(week: Json, session: Json, *, day: str) -> None:
    """Last on its day, where there is no rest any more."""
    others = [one for one in week["sessions"] if one["date"] == day and one is not session]
    session.update(date=day, order=max((one["order"] for one in others), default=0) + 1, edited=True)
    if session["ingredient"] != "rest":
        week["sessions"] = [one for one in week["sessions"] if one["date"] != day or one["ingredient"] != "rest"]


def _week_of(response: Json, day: str) -> Json | None:
    return next((week for week in response["weeks"] if week["start"] <= day <= week["end"]), None)


def _free(stem: str, taken: Container[str]) -> str:
    return next(key for n in count(1) if (key := f"{stem}{n}") not in taken)


def _remove(week: Json, session: Json) -> None:
    week["sessions"] = [one for one in week["sessions"] if one is not session]
    _rest_if_empty(week, session["date"])


def _rest_if_empty(week: Json, day: str) -> None:
    """Every day of a plan says something: a day that lost its last session becomes a rest day."""
    if any(one["date"] == day for one in week["sessions"]):
        return
    taken = {one["key"] for one in week["sessions"]}
    key = _free(f"{week['start']}:rest:e", taken)
    rest = dump_session(rest_day(date.fromisoformat(day))) | {"key": key, "edited": True}
    week["sessions"].append(rest)


def _total(week: Json, baseline_m: float) -> None:
    week["sessions"].sort(key=lambda one: (one["date"], one["order"]))
    week["distance_m"] = sum(one["distance_m"] for one in week["sessions"])
    week["baseline_share"] = round(week["distance_m"] / baseline_m, 3)


def _checks_after(request: Json, before: Json, after: Json) -> list[Json]:
    """All checks of the edited plan; what held before and breaks now is the coach's decision and says so."""
    held = {check["id"] for check in before["checks"] if check["ok"]}
    judged = checks(load_request(request), load_response(after), policy=policy_of(request))
    found = [asdict(check) for check in judged]
    for check in found:
        if not check["ok"] and check["id"] in held:
            check["overridden_by"] = "coach"
    return found
