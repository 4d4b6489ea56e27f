"""Sessions and weeks as the referee reads them: only what a session says of itself is believed, all sums are made anew."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tests.plans.engine.referee.tables import HEAVY, ZONE, Document, span


def flat(steps: list[Document] | None) -> Iterator[Document]:
    """The steps in the order they are run, repeats unrolled."""
    for step in steps or []:
        if step.get("kind") == "repeat":
            for _ in range(min(int(step.get("count") or 1), 200)):
                yield from flat(step.get("steps"))
        else:
            yield step


@dataclass
class Session:
    """One session of the response, only the fields that may be believed."""

    day: date
    order: int
    code: str
    kind: str
    metres: float
    seconds: float
    quality_m: float
    quality_s: float
    strides: int
    load: float
    raw: Document = field(repr=False)

    @classmethod
    def of(cls, raw: Document) -> "Session":
        return cls(
            date.fromisoformat(raw["date"]), raw["order"], raw["code"], raw["ingredient"], raw["distance_m"] or 0,
            raw["duration_s"] or 0, raw["quality_m"] or 0, raw["quality_s"] or 0, raw["strides"] or 0,
            raw["load"] or 0, raw,
        )  # fmt: skip

    @property
    def run(self) -> bool:
        return self.metres > 0

    @property
    def race(self) -> bool:
        return self.kind == "race"

    @property
    def exempt(self) -> bool:
        """Race and test sessions are exempt from INV-14, 19, 20, 21."""
        return self.race or self.code == "F24"

    @property
    def fast(self) -> bool:
        """0.2: at least 6 min or 0.8 km of work at marathon pace or faster, strides excluded."""
        return self.race or self.quality_s >= 360 - 0.5 or self.quality_m >= 800 - 0.5

    @property
    def heavy(self) -> bool:
        return self.code in HEAVY or self.kind == "plyometric"

    @cached_property
    def steps(self) -> list[Document]:
        return list(flat(self.raw.get("steps")))

    @property
    def work(self) -> list[Document]:
        return [step for step in self.steps if step.get("kind") == "work"]

    @property
    def pace(self) -> float:
        """Seconds per metre."""
        return self.seconds / self.metres if self.metres and self.seconds else 0.36

    def zones(self) -> dict[str, tuple[float, float, int]]:
        """zone -> (metres, seconds, repetitions) of its quality."""
        zone = ZONE.get(self.code)
        if self.race or not (self.quality_m or self.quality_s) or zone in (None, "test"):
            return {}
        if zone != "mixed":
            return {zone: (self.quality_m, self.quality_s, len(self.work))}
        long = [step for step in self.work if step.get("duration_s")]
        short = [step for step in self.work if not step.get("duration_s")]
        rep_m = float(sum(step.get("distance_m") or 0 for step in short))
        tempo_s = float(sum(step["duration_s"] for step in long))
        return {"T": (self.quality_m - rep_m, tempo_s, len(long)), "R": (rep_m, self.quality_s - tempo_s, len(short))}


@dataclass
class Week:
    """One week of the response, its totals counted from the sessions."""

    index: int
    start: date
    end: date
    phase: str
    kind: str
    sessions: list[Session]
    raw: Document = field(repr=False)

    @property
    def days(self) -> list[date]:
        return span(self.start, self.end)

    @property
    def whole(self) -> bool:
        return (self.end - self.start).days == 6

    @cached_property
    def runs(self) -> list[Session]:
        return sorted(
            (session for session in self.sessions if session.run), key=lambda session: (session.day, session.order)
        )

    @cached_property
    def total_m(self) -> float:
        return float(sum(session.metres for session in self.runs))

    @property
    def running_s(self) -> float:
        return float(sum(session.seconds for session in self.runs))

    @property
    def run_days(self) -> set[date]:
        return {session.day for session in self.runs}

    @property
    def fast(self) -> list[Session]:
        return [session for session in self.sessions if session.fast]

    @property
    def longs(self) -> list[Session]:
        return [session for session in self.runs if session.kind == "long"]

    @property
    def longest(self) -> Session | None:
        return max(self.runs, key=lambda session: (session.metres, session.kind == "long"), default=None)

    @property
    def recovery(self) -> bool:
        return self.phase == "recovery"

    @property
    def name(self) -> str:
        return f"week {self.index} ({self.start}, {self.kind})"
