"""What an answer gives the reason for: ingredients, workouts and rules, by the keys under which the week asks for them."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from django.urls import reverse

from plans.engine.library import LIBRARY
from plans.models import Workout
from plans.models.session import Ingredient
from plans.pages.why import ingredient_key, rule_key, workout_key
from plans.words.checks import RULES

Choices = list[tuple[str, list[tuple[str, str]]]]

# The pages of ours, open to all, where a reader can go on with what an answer is about.
CALCULATORS: Final = {
    "ingredient:long": ("How long may one run be?", "plans:single_run"),
    "ingredient:fast": ("Your training paces", "plans:paces"),
    "ingredient:strides": ("Your training paces", "plans:paces"),
    "ingredient:aerobic": ("Your heart-rate zones", "plans:heart_rate"),
    "ingredient:easy": ("Your heart-rate zones", "plans:heart_rate"),
    "ingredient:race": ("Equivalent race times", "plans:equivalent_times"),
    "rule:INV-06": ("How long to recover from a race", "plans:recovery"),
    "rule:INV-07": ("How long to recover from a race", "plans:recovery"),
    "rule:INV-23": ("How long to recover from a race", "plans:recovery"),
    "rule:INV-14": ("How long may one run be?", "plans:single_run"),
    "rule:INV-15": ("How long may one run be?", "plans:single_run"),
    "rule:INV-35": ("Your heart-rate zones", "plans:heart_rate"),
}


class Further(NamedTuple):
    label: str
    url: str


def choices(own: Iterable[Workout]) -> Choices:
    """What a coach may pick, their own workouts before those of the library."""
    ingredients = [(ingredient_key(kind.value), str(kind.label).capitalize()) for kind in Ingredient]
    owned = [(workout_key(workout.code, coach_id=workout.coach_id), workout.title) for workout in own]
    built_in = [(workout_key(code, coach_id=None), template.title) for code, template in LIBRARY.items()]
    rules = [(rule_key(name), rule.title) for name, rule in RULES.items()]
    groups = [("Ingredients", ingredients), ("Your workouts", owned), ("Workouts", built_in), ("Rules", rules)]
    return [(name, picks) for name, picks in groups if picks]


def further(explains: Iterable[str]) -> list[Further]:
    """Where the reader of an answer can go on; each place once."""
    found = dict.fromkeys(CALCULATORS[key] for key in explains if key in CALCULATORS)
    return [Further(label, reverse(name)) for label, name in found]
