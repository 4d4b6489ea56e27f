"""Safety before shape: a request that cannot be read otherwise may still name a medical flag."""

import json
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from plans.engine.gate import needs_clinician
from plans.engine.request import MedicalFlag, MedicalFlagName, PlanRequest

KNOWN = frozenset(get_args(MedicalFlagName))
FLAG = TypeAdapter(MedicalFlag)


def names_a_medical_flag(source: str | bytes | dict[str, Any]) -> bool:
    """True where an uncleared flag can be read, whatever else is wrong with the request."""
    document = _document(source)
    athlete = document.get("athlete")
    flags = athlete.get("medical_flags") if isinstance(athlete, dict) else None
    if not isinstance(flags, list):
        return False
    return any(_is_open(flag, document) for flag in flags if isinstance(flag, dict))


def _document(source: str | bytes | dict[str, Any]) -> dict[str, Any]:
    try:
        found = json.loads(source) if isinstance(source, str | bytes) else source
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_open(flag: dict[str, Any], document: dict[str, Any]) -> bool:
    if flag.get("name") not in KNOWN:
        return False
    try:
        read = FLAG.validate_json(json.dumps(flag), strict=True)
        stub = TypeAdapter(PlanRequest).validate_json(json.dumps(_dated(document, read)), strict=True)
    except (ValidationError, ValueError):
        # A clearance that cannot be read clears nothing.
        return True
    return needs_clinician(stub)


def _dated(document: dict[str, Any], flag: MedicalFlag) -> dict[str, Any]:
    """The least request that tells the day on which the clearance is judged."""
    race = document.get("fall_race")
    day = race.get("date") if isinstance(race, dict) else None
    flags = [TypeAdapter(MedicalFlag).dump_python(flag, mode="json")]
    return {
        "today": document.get("today"),
        "athlete": {"medical_flags": flags},
        "fall_race": {"date": day or document.get("today"), "distance_m": 1},
        "a_race": {"date": day or document.get("today"), "distance_m": 1},
    }
