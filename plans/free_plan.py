"""A plan without an account: its request travels with the visitor and is stored nowhere."""

import hashlib
import json
from typing import Any

from plans.engine.contract import ContractError, dump, load_request
from plans.engine.request import PlanRequest
from plans.engine.response import Error

LONGEST = 20_000  # characters: a form's request has some six hundred


def read(text: str) -> PlanRequest:
    """What came back from a hidden field or a link, judged anew. Raises ContractError."""
    if len(text) > LONGEST:
        raise ContractError(Error(code="E_INPUT", message=f"request: more than {LONGEST} characters"))
    return load_request(text)


def carry(request: PlanRequest) -> str:
    """The request as short JSON text, without health answers and birth date: they go nowhere."""
    return json.dumps(carried(request), separators=(",", ":"), ensure_ascii=False)


def carried(request: PlanRequest) -> dict[str, Any]:
    document: dict[str, Any] = _without_blanks(dump(request))
    for private in ("medical_flags", "birth_date"):
        document.get("athlete", {}).pop(private, None)
    return document


def digest(request: PlanRequest) -> str:
    """Tells two plans apart, and a plan that is asked for twice from none."""
    return hashlib.sha256(carry(request).encode()).hexdigest()[:20]


def season_digest(request: PlanRequest) -> str:
    """The same for every plan between the same two races: a calendar that is fetched again updates its own days."""
    races = (request.fall_race.date, request.fall_race.name, request.a_race.date, request.a_race.name)
    return hashlib.sha256(repr(races).encode()).hexdigest()[:20]


def _without_blanks(value: Any) -> Any:
    if isinstance(value, dict):
        pruned = {key: _without_blanks(item) for key, item in value.items()}
        return {key: item for key, item in pruned.items() if item not in (None, {}, [])}
    if isinstance(value, list):
        return [_without_blanks(item) for item in value]
    return value
