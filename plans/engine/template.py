"""What a row of the session library is made of."""

from dataclasses import dataclass
from typing import Literal

from plans.engine.request import Ingredient
from plans.engine.response import Ability

Zone = Literal["easy", "steady", "marathon", "threshold", "interval", "repetition", "hill", "fartlek"]
Side = Literal["faster", "both", "slower"]

ALL: tuple[Ability, ...] = ("beginner", "intermediate", "advanced")
EXPERIENCED: tuple[Ability, ...] = ("intermediate", "advanced")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rep:
    """One pressed stretch, by time or by distance, and the easy one after it. `side`: a little above or below the pace."""

    zone: Zone
    seconds: float = 0
    metres: float = 0
    rest_s: float = 0
    rest_m: float = 0
    side: Side = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class MainSet:
    """`pattern` run between `fewest` and `most` times; continuous: as one stretch.

    `lead`: easy running before the stretch, as a multiple of it.
    """

    pattern: tuple[Rep, ...]
    fewest: int
    most: int
    is_continuous: bool = False
    lead: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """`is_main`: a lift whose sets and reps follow the stage of training.

    `later`: what takes its place (name, reps) in later blocks of weeks, one after the other and round again.
    """

    name: str
    sets: int
    reps: str
    is_main: bool = False
    later: tuple[tuple[str, str], ...] = ()

    def in_block(self, block: int) -> tuple[str, str]:
        """Name and reps; a main lift changes once its reps have done so twice."""
        forms = ((self.name, self.reps), *self.later)
        return forms[(max(0, block - 1) if self.is_main else block) % len(forms)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """`alternate`: the code of what takes its place on ice or in the dark."""

    code: str
    title: str
    ingredient: Ingredient
    levels: tuple[Ability, ...]
    rpe: float
    intent: str
    zone: Zone | None = None
    main: MainSet | None = None
    automatic: bool = False
    alternate: str | None = None
    heavy: bool = False
    needs_gym: bool = False
    minutes: tuple[int, int] = (0, 0)
    exercises: tuple[Exercise, ...] = ()
