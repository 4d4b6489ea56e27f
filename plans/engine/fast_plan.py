"""A fast workout before it has a day, and what one runner's plan remembers of such workouts."""

from dataclasses import dataclass, field

from plans.engine.parts import Piece
from plans.engine.template import Template, Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class FastPlan:
    """A fast workout's main set, sized; the frame around it is still open between `least_m` and `most_m`."""

    template: Template
    count: int
    pieces: tuple[Piece, ...]
    work_m: float
    work_s: float
    main_m: float
    main_s: float
    least_m: float
    most_m: float
    warmup_min: tuple[int, int]
    cooldown_min: tuple[int, int]

    @property
    def code(self) -> str:
        return self.template.code

    @property
    def family(self) -> Zone:
        return self.template.zone or "easy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """A main set's pattern run a single time: metres by zone, and seconds."""

    metres: tuple[tuple[Zone, float], ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Main sets already worked out, by workout, number of rounds and warm-up."""

    once: dict[str, Once] = field(default_factory=dict)
    sized: dict[tuple[str, int, tuple[int, int]], FastPlan | None] = field(default_factory=dict)
