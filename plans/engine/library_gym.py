"""Strength, plyometrics, mobility, cross-training and rest: the library's rows that are no runs."""

from collections.abc import Mapping
from types import MappingProxyType

from plans.engine.request import Ingredient
from plans.engine.response import Ability
from plans.engine.template import ALL, EXPERIENCED, Exercise, Template

__all__ = ["GYM_ROWS"]

Lift = tuple[str, int, str]
MAIN_LIFTS = frozenset(
    {"squat", "Romanian deadlift", "split squat", "trap-bar deadlift", "step-up", "hip thrust"}
    | {"chair squat", "hip bridge", "lunge", "single-leg bridge", "backpack deadlift"}
)


# What a lift becomes after some weeks of it: more of the same, then another form (planning.md 3.7).
LATER: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "squat": (("front squat", "6"), ("box squat", "6")),
        "Romanian deadlift": (("single-leg Romanian deadlift", "8 each side"), ("good morning", "8")),
        "split squat": (("rear-foot-raised split squat", "8 each side"), ("walking lunge", "8 each side")),
        "trap-bar deadlift": (("deadlift", "5"), ("rack pull", "5")),
        "step-up": (("sideways step-up", "8 each side"), ("step-down", "8 each side")),
        "hip thrust": (("single-leg hip thrust", "8 each side"), ("hip thrust with a pause", "8")),
        "chair squat": (("backpack squat", "12"), ("chair squat with a pause", "12")),
        "hip bridge": (("bridge, feet on a chair", "12"), ("marching bridge", "10 each side")),
        "lunge": (("reverse lunge", "10 each side"), ("side lunge", "10 each side")),
        "single-leg bridge": (("single-leg bridge, foot on a chair", "10 each side"), ("sliding hamstring curl", "8")),
        "backpack deadlift": (("single-leg backpack deadlift", "8 each side"), ("backpack good morning", "10")),
        "straight-knee calf raise": (("straight-knee calf raise", "15"), ("single-leg calf raise", "10 each side")),
        "bent-knee calf raise": (("bent-knee calf raise", "18"), ("single-leg bent-knee calf raise", "10 each side")),
        "calf raise": (("calf raise", "20"), ("single-leg calf raise", "12 each side")),
        "side plank": (("side plank", "40 s"), ("side plank with leg raise", "25 s")),
        "plank": (("plank", "45 s"), ("plank with shoulder taps", "10 each side")),
        "dead bug": (("dead bug", "10 each side"), ("dead bug with straight legs", "8 each side")),
        "row": (("row", "8, heavier"), ("single-arm row", "10 each side")),
        "overhead press": (("overhead press", "6, heavier"), ("single-arm press", "8 each side")),
        "push-up": (("push-up", "12"), ("push-up, feet raised", "8")),
        "band walk": (("band walk", "20 each side"), ("standing hip abduction", "15 each side")),
        "pogo": (("pogo", "20"), ("pogo, foot to foot", "10 each side")),
        "skip": (("skip", "30 m"), ("high skip", "20 m")),
    }
)


def _lifts(*rows: Lift) -> tuple[Exercise, ...]:
    return tuple(
        Exercise(name=name, sets=sets, reps=reps, is_main=name in MAIN_LIFTS, later=LATER.get(name, ()))
        for name, sets, reps in rows
    )


def _strength(
    code: str,
    title: str,
    rpe: float,
    minutes: tuple[int, int],
    intent: str,
    *lifts: Lift,
    levels: tuple[Ability, ...] = ALL,
    heavy: bool = False,
    needs_gym: bool = False,
    ingredient: Ingredient = "strength",
) -> Template:
    return Template(
        code=code,
        title=title,
        ingredient=ingredient,
        levels=levels,
        rpe=rpe,
        minutes=minutes,
        intent=intent,
        heavy=heavy,
        needs_gym=needs_gym,
        exercises=_lifts(*lifts),
    )


def _plain(  # noqa: PLR0917 - a row of a table reads in columns
    code: str, title: str, ingredient: Ingredient, rpe: float, minutes: tuple[int, int], intent: str
) -> Template:
    return Template(code=code, title=title, ingredient=ingredient, levels=ALL, rpe=rpe, minutes=minutes, intent=intent)


GYM_ROWS: tuple[Template, ...] = (
    _strength(
        "G01",
        "Strength A",
        7.5,
        (20, 50),
        "heavy, few and clean",
        ("squat", 3, "6"),
        ("Romanian deadlift", 3, "8"),
        ("split squat", 2, "8 each side"),
        ("straight-knee calf raise", 3, "12"),
        ("side plank", 3, "30 s"),
        ("row", 2, "10"),
        levels=EXPERIENCED,
        heavy=True,
        needs_gym=True,
    ),
    _strength(
        "G02",
        "Strength B",
        7.5,
        (20, 50),
        "the second heavy day",
        ("trap-bar deadlift", 3, "5"),
        ("step-up", 3, "8 each side"),
        ("hip thrust", 2, "10"),
        ("bent-knee calf raise", 3, "12"),
        ("dead bug", 3, "8 each side"),
        ("overhead press", 2, "8"),
        levels=EXPERIENCED,
        heavy=True,
        needs_gym=True,
    ),
    _strength(
        "G03",
        "Home strength A",
        6,
        (15, 30),
        "strong hips and calves, no equipment",
        ("chair squat", 3, "12"),
        ("hip bridge", 3, "12"),
        ("lunge", 2, "10 each side"),
        ("calf raise", 3, "15"),
        ("plank", 3, "30 s"),
        ("band walk", 2, "15 each side"),
    ),
    _strength(
        "G04",
        "Home strength B",
        6,
        (15, 30),
        "one leg at a time, no equipment",
        ("step-up", 3, "10 each side"),
        ("single-leg bridge", 2, "10 each side"),
        ("backpack deadlift", 3, "10"),
        ("bent-knee calf raise", 3, "15"),
        ("side plank", 2, "25 s"),
        ("push-up", 2, "8"),
    ),
    _strength(
        "G05",
        "One good set",
        8,
        (15, 20),
        "keeps the strength, spares the legs",
        ("squat", 1, "6"),
        ("Romanian deadlift", 1, "8"),
        ("step-up", 1, "8 each side"),
        ("calf raise", 1, "12"),
        ("row", 1, "10"),
        heavy=True,
        needs_gym=True,
    ),
    _strength(
        "G06",
        "Core and hips",
        4,
        (12, 15),
        "a short circuit after a run",
        ("dead bug", 2, "8 each side"),
        ("bird-dog", 2, "8 each side"),
        ("side plank", 2, "20 s"),
        ("clam", 2, "12 each side"),
        ("single-leg stand", 2, "30 s"),
    ),
    _strength(
        "P01",
        "First jumps",
        6,
        (10, 15),
        "40-60 soft contacts",
        ("pogo", 3, "15"),
        ("skip", 3, "20 m"),
        ("box step-off and hold", 3, "5"),
        levels=EXPERIENCED,
        heavy=True,
        ingredient="plyometric",
    ),
    _strength(
        "P02",
        "More jumps",
        7,
        (15, 20),
        "60-100 contacts, never on ice",
        ("hop", 3, "8 each side"),
        ("bound", 4, "20 m"),
        ("drop jump", 3, "5"),
        levels=("advanced",),
        heavy=True,
        ingredient="plyometric",
    ),
    _plain("M01", "Mobility flow", "mobility", 1, (10, 15), "ankles, hips, upper back, calves"),
    _plain("M02", "Dynamic prep", "mobility", 2, (6, 8), "leg swings, lunges, ankle rocks before speed"),
    _plain("M03", "Long evening stretch", "mobility", 1, (15, 20), "unhurried holds of 45-60 seconds"),
    _plain("X01", "Pool running", "cross", 5, (30, 45), "running without the ground"),
    _plain("X02", "Bike or turbo", "cross", 4, (45, 75), "easy wheels"),
    _plain("X03", "Elliptical", "cross", 5, (30, 50), "nearly running"),
    _plain("X04", "Cross-country ski", "cross", 5, (45, 90), "winter's own endurance"),
    _plain("X05", "Brisk hike or snowshoe", "cross", 3.5, (60, 150), "time outdoors"),
    _plain("R01", "Full rest", "rest", 0, (0, 0), "the day that makes the others count"),
    _plain("R02", "Walk", "rest", 1.5, (20, 40), "easy blood flow, nothing more"),
)
