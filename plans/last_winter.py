"""What a coach chose for an athlete's last off-season, for the next one: choices, never what belongs to its dates."""

from typing import Any, Final

Json = dict[str, Any]

ATHLETE: Final = ("comfort", "usual_run_days", "available_min", "long_run_day", "long_run_every", "fixed")
POLICY: Final = ("cut", "cut_reason", "break_days", "second_fast")


def with_choices_of(before: Json, request: Json) -> Json:
    """Today's request under the choices of an earlier one. Dates, races, days away and history stay today's."""
    taken = request | {
        "athlete": request["athlete"] | _known(before.get("athlete"), ATHLETE),
        "policy": request["policy"] | _known(before.get("policy"), POLICY),
    }
    return taken | ({"note": before["note"]} if before.get("note") else {})


def _known(choices: Json | None, names: tuple[str, ...]) -> Json:
    """What was left open then says nothing against what is known today."""
    said = choices or {}
    return {name: said[name] for name in names if said.get(name) is not None}
