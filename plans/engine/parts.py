"""The inside of a session before it is written down: parts that know their time and their distance."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plans.engine.policy import MINUTE_S
from plans.engine.record import record
from plans.engine.response import Step, StepKind, Target

FRAME_RPE = 3.0


@record
class Part:
    """A stretch of a session. `by_distance`: the athlete is told metres, else seconds."""

    kind: StepKind
    seconds: float
    metres: float = 0.0
    rpe: float = FRAME_RPE
    target: Target | None = None
    by_distance: bool = False
    name: str | None = None

    def step(self) -> Step:
        if self.by_distance:
            return Step(kind=self.kind, distance_m=round(self.metres), target=self.target, name=self.name)
        return Step(kind=self.kind, duration_s=round(self.seconds), target=self.target, name=self.name)


@record
class Group:
    """Parts run `count` times over."""

    count: int
    parts: tuple[Part, ...]


class Amounts(NamedTuple):
    """What pieces add up to. `load` is Foster's RPE x minutes, part by part; work is at marathon pace or faster."""

    seconds: float
    metres: float
    work_s: float
    work_m: float
    load: float


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


def amounts_of(pieces: Iterable[Piece]) -> Amounts:
    seconds = metres = work_s = work_m = load = 0.0
    for piece in pieces:
        parts, count = ((piece,), 1) if isinstance(piece, Part) else (piece.parts, piece.count)
        for part in parts:
            seconds += count * part.seconds
            metres += count * part.metres
            load += count * part.rpe * part.seconds
            if part.kind == "work":
                work_s += count * part.seconds
                work_m += count * part.metres
    return Amounts(seconds, metres, work_s, work_m, load / MINUTE_S)


def steps_of(pieces: Iterable[Piece]) -> tuple[Step, ...]:
    return tuple([_step(piece) for piece in pieces])


def _step(piece: Piece) -> Step:
    if isinstance(piece, Part):
        return piece.step()
    return Step(kind="repeat", count=piece.count, steps=tuple([part.step() for part in piece.parts]))
