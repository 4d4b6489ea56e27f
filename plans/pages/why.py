"""The answer to "why strides?" beside a session: a link, where the library of answers has one.

The plans do not know the library. What looks answers up is named by `settings.WHY_ANSWERS`: of some keys those that are
answered, with their address; in one question to the database.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from plans.engine.library import LIBRARY
from plans.models import TrainingSession

# "Why strides?": what a session is for, as one asks after it.
ASKED_FOR: Final = {
    "long": "the long run",
    "fast": "a fast workout",
    "strides": "strides",
    "easy": "easy runs",
    "aerobic": "an aerobic run",
    "strength": "strength",
    "plyometric": "plyometrics",
    "mobility": "mobility",
    "cross": "cross-training",
    "minimalist": "minimalist running",
    "rest": "rest",
    "race": "a race",
}


class WhyLink(NamedTuple):
    label: str
    url: str


class Finder(Protocol):
    def __call__(self, keys: Collection[str], *, coach_id: int | None) -> Mapping[str, str]: ...


def ingredient_key(ingredient: str) -> str:
    return f"ingredient:{ingredient}"


def workout_key(code: str, *, coach_id: int | None) -> str:
    """Own workouts are numbered by each coach, so the coach belongs to the key."""
    return f"workout:{code}" if code in LIBRARY or coach_id is None else f"workout:{code}.{coach_id}"


def rule_key(name: str) -> str:
    return f"rule:{name}"


def why_links(sessions: Iterable[TrainingSession], *, coach_id: int | None) -> dict[UUID, WhyLink]:
    """For each session that is explained somewhere, the answer that is nearest: to the workout, its rule, its ingredient."""
    keys = {session.pk: _keys_of(session, coach_id=coach_id) for session in sessions}
    found = _finder()({key for ways in keys.values() for key in ways}, coach_id=coach_id)
    links = {pk: _nearest(ways, found) for pk, ways in keys.items()}
    return {pk: link for pk, link in links.items() if link is not None}


def _keys_of(session: TrainingSession, *, coach_id: int | None) -> dict[str, str]:
    """By nearness, each with its label."""
    return {
        workout_key(session.code, coach_id=coach_id): "Why this workout?",
        rule_key(session.why_rule): "Why so?",
        ingredient_key(session.ingredient): f"Why {ASKED_FOR[session.ingredient]}?",
    }


def _nearest(ways: Mapping[str, str], found: Mapping[str, str]) -> WhyLink | None:
    return next((WhyLink(label, found[key]) for key, label in ways.items() if key in found), None)


@cache
def _finder() -> Finder:
    finder: Finder = import_string(settings.WHY_ANSWERS)
    return finder
