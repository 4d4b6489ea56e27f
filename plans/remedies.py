"""The builder's own ways out, beside the engine's: one button each, a merge patch of the request behind it."""

from typing import Any, Final, NamedTuple

Json = dict[str, Any]


# A race is where its organiser puts it: no draft moves it, the coach enters the later one.
NEEDS_ANOTHER_RACE: Final = frozenset({"LATER_START"})


class OwnRemedy(NamedTuple):
    flag: str
    code: str
    text: str
    change: Json


OWN: Final = (
    OwnRemedy("CUT_OVERRIDE", "RULES_CUT", "Use the rules’ cut", {"policy": {"cut": None, "cut_reason": None}}),
    OwnRemedy("LR_SHORT", "LONG_RUN_EVERY_WEEK", "Long run every week", {"athlete": {"long_run_every": 1}}),
    OwnRemedy("EASY_SHARE_LOW", "ONE_FAST", "One fast workout a week", {"policy": {"second_fast": False}}),
)


def own_remedy(flag: str, request: Json) -> OwnRemedy | None:
    """What helps against this flag; None where it would change nothing."""
    found = next((remedy for remedy in OWN if remedy.flag == flag), None)
    return found if found and _changes_something(found.change, request) else None


def changes(response: Json) -> dict[str, Json]:
    """The change behind each code that this answer offers and a draft can hold."""
    own = {remedy.code: remedy.change for remedy in OWN if remedy.flag in response["flags"]}
    offered = (remedy for remedy in response["remedies"] if remedy["code"] not in NEEDS_ANOTHER_RACE)
    return own | {remedy["code"]: remedy["change"] for remedy in offered}


def _changes_something(change: Json, request: Json) -> bool:
    return any(
        (request.get(part) or {}).get(name) != value for part, inner in change.items() for name, value in inner.items()
    )
