"""What a row says of a plan in figures: kept with the batch, so that the result can be held against the preview."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, Self

from plans.engine.contract import load_response
from plans.engine.policy import DEFAULT_POLICY
from plans.engine.response import PlanResponse
from plans.pages.factors import counted_cut, settled_week
from plans.words import wording

Json = dict[str, Any]

LARGEST: Final = 10_000_000  # metres, and more than any other figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """In metres, so that each athlete reads them in their own unit. `cut` is the share that the weeks really leave out."""

    baseline_m: int
    settled_m: int
    cut: float
    best_m: int
    week1_m: int
    long_m: int
    week1_long_m: int
    weeks: int
    spring_weeks: int
    spring_start: str

    @classmethod
    def from_json(cls, stored: Json) -> Self | None:
        """None where nothing was kept, or what came back is no row of figures."""
        try:
            kinds = {name: type(value) for name, value in asdict(_EMPTY).items()}
            found = cls(**{name: kinds[name](stored[name]) for name in kinds})
            found.spring_text()
            numbers = [value for value in asdict(found).values() if not isinstance(value, str)]
        except (KeyError, TypeError, ValueError, OverflowError):
            return None
        return found if all(abs(number) <= LARGEST for number in numbers) else None

    def as_json(self) -> Json:
        return asdict(self)

    def settled_text(self, unit: str) -> str:
        """ "48 → 34", and beside it the unit and the share."""
        return f"{_n(self.baseline_m, unit)} → {_n(self.settled_m, unit)}"

    def cut_text(self) -> str:
        return f"{wording.points(-self.cut)}%"

    def best_text(self, unit: str) -> str:
        return f"{_n(self.best_m, unit)} of {wording.distance(self.week1_m, unit)}"

    def long_text(self, unit: str) -> str:
        """Of how much, only where it is less than the spring plan begins with."""
        reached, asked = _n(self.long_m, unit), _n(self.week1_long_m, unit)
        return f"long run {reached}" if self.long_m >= self.week1_long_m else f"long run {reached} of {asked}"

    def spring_text(self) -> str:
        start = f" from {wording.short_day(date.fromisoformat(self.spring_start))}" if self.spring_start else ""
        return f"{self.spring_weeks} wk{start}"


_EMPTY = Figures(
    baseline_m=0, settled_m=0, cut=0.0, best_m=0, week1_m=0, long_m=0, week1_long_m=0, weeks=0, spring_weeks=0,
    spring_start="",
)  # fmt: skip


def figures_of(response: Json) -> Figures | None:
    """None for an answer without weeks."""
    plan = without_sessions(response)
    settled = settled_week(plan.weeks)
    if plan.baseline is None or settled is None:
        return None
    last, spring = response["weeks"][-DEFAULT_POLICY.checks.ready_weeks :], plan.spring_plan
    return Figures(
        baseline_m=round(plan.baseline.distance_m),
        settled_m=settled.distance_m,
        cut=round(counted_cut(plan), 4),
        best_m=max(week["distance_m"] for week in last),
        week1_m=round(spring.week1_m) if spring else 0,
        long_m=max(_runs_m(last), default=0),
        week1_long_m=round(spring.week1_long_m) if spring else 0,
        weeks=len(plan.weeks),
        spring_weeks=spring.weeks if spring else 0,
        spring_start=spring.start.isoformat() if spring else "",
    )


def without_sessions(response: Json) -> PlanResponse:
    """Reading every step of every session takes ten times as long as what a row of figures needs."""
    return load_response(response | {"weeks": [week | {"sessions": []} for week in response["weeks"]]})


def differences(seen: Figures | None, planned: Figures, *, unit: str) -> str:
    """ "48 → 34 became 48 → 36 mi; 12 wk from 25 Jan became 10 wk from 8 Feb"; empty where they say the same."""
    if seen is None:
        return ""
    pairs = (
        (f"{seen.settled_text(unit)} {wording.distance_unit(unit)}", planned.settled_text(unit)),
        (seen.best_text(unit), planned.best_text(unit)),
        (_weeks(seen), _weeks(planned)),
        (seen.spring_text(), planned.spring_text()),
    )
    told = (f"{before} became {now}" for before, now in pairs if not before.startswith(now))
    return "; ".join(told)


def _weeks(figures: Figures) -> str:
    return f"{figures.weeks} week{'' if figures.weeks == 1 else 's'}"


def _runs_m(weeks: Iterable[Json]) -> list[int]:
    return [session["distance_m"] for week in weeks for session in week["sessions"] if session["ingredient"] != "race"]


def _n(metres: float, unit: str) -> str:
    return wording.distance_number(metres, unit)
