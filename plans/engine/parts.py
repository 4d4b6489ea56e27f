"""The inside of a session before it is written down: parts that know their time and their distance."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plans.engine.policy_week import MINUTE_S
from plans.engine.response import Step, StepKind, Target

FRAME_RPE = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a session. `by_distance`: the athlete is told metres, else seconds."""

    kind: StepKind
    seconds: float
    metres: float = 0.0
    rpe: float = FRAME_RPE
    target: Target | None = None
    by_distance: bool = False
    name: str | None = None
    sets: int | None = None
    reps: str | None = None

    def step(self) -> Step:
        if self.kind == "exercise":
            return Step(kind="exercise", name=self.name, sets=self.sets, reps=self.reps, target=self.target)
        if self.by_distance:
            return Step(kind=self.kind, distance_m=round(self.metres), target=self.target, name=self.name)
        return Step(kind=self.kind, duration_s=round(self.seconds), target=self.target, name=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Parts run `count` times over."""

    count: int
    parts: tuple[Part, ...]


Piece = Part | Group


def grouped(rounds: Sequence[tuple[Part, ...]]) -> tuple[Piece, ...]:
    """Equal neighbours become one repeat; what stands alone stays alone."""
    pieces: list[Piece] = []
    at = 0
    while at < len(rounds):
        same = 1
        while at + same < len(rounds) and rounds[at + same] == rounds[at]:
            same += 1
        pieces.extend([Group(count=same, parts=rounds[at])] if same > 1 else rounds[at])
        at += same
    return tuple(pieces)


def flat(pieces: Iterable[Piece]) -> Iterator[Part]:
    for piece in pieces:
        if isinstance(piece, Group):
            for _ in range(piece.count):
                yield from piece.parts
        else:
            yield piece


def steps_of(pieces: Iterable[Piece]) -> tuple[Step, ...]:
    return tuple(_step(piece) for piece in pieces)


def _step(piece: Piece) -> Step:
    if isinstance(piece, Part):
        return piece.step()
    return Step(kind="repeat", count=piece.count, steps=tuple(part.step() for part in piece.parts))


def seconds_of(pieces: Iterable[Piece]) -> float:
    return sum(part.seconds for part in flat(pieces))


def metres_of(pieces: Iterable[Piece]) -> float:
    return sum(part.metres for part in flat(pieces))


def work_of(pieces: Iterable[Piece]) -> tuple[float, float]:
    """Metres and seconds at marathon pace or faster, strides excluded."""
    work = [part for part in flat(pieces) if part.kind == "work"]
    return sum(part.metres for part in work), sum(part.seconds for part in work)


def load_of(pieces: Iterable[Piece]) -> float:
    """Foster's RPE x minutes, part by part."""
    return round(sum(part.rpe * part.seconds / MINUTE_S for part in flat(pieces)), 1)
