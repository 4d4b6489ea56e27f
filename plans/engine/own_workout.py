"""A coach's own workout: a template that comes in as data, under a code that no workout of the library has.

The edit that puts it into a plan carries the whole template, so that a plan stays what it is when the workout changes.
"""

import json
import re
from collections import Counter
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from plans.engine.library import INDOORS
from plans.engine.request import Ingredient
from plans.engine.template import MainSet, Template, Zone

OWN_CODE: Final = re.compile(r"C\d{1,5}")
KINDS: Final[tuple[Ingredient, ...]] = ("fast", "strength", "plyometric", "mobility", "cross")
"""What a coach may make: workouts with an inside. Easy and long runs differ by their size alone."""


@cache
def _templates() -> TypeAdapter[Template]:
    return TypeAdapter(Template)


def load_workout(document: dict[str, Any]) -> Template | None:
    """The template of a stored document; None for what is none, or has the code of a built-in."""
    try:
        template = _templates().validate_json(json.dumps(document))
    except (ValidationError, ValueError):
        return None
    is_own = OWN_CODE.fullmatch(template.code) is not None and template.ingredient in KINDS
    return template if is_own and (template.main is not None) == (template.ingredient == "fast") else None


def dump_workout(template: Template) -> dict[str, Any]:
    dumped: dict[str, Any] = _templates().dump_python(template, mode="json")
    return dumped


def main_zone(main: MainSet) -> Zone:
    """The kind of fast running that most of it is, which decides its cap (planning.md 3.4)."""
    seconds: Counter[Zone] = Counter()
    for rep in main.pattern:
        seconds[rep.zone] += round(rep.seconds or rep.metres / 4)  # about four metres a second: only to weigh the two
    return max(seconds, key=lambda zone: seconds[zone])


def indoors(zone: Zone) -> str | None:
    """The code of what takes its place on ice or in the dark."""
    return INDOORS.get(zone)
