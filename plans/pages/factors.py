"""The cut of a plan and the sum behind it: one count, so that no two pages, and no mail, say it differently."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from plans.engine.response import Cut, PlanResponse, Week
from plans.words import wording
from plans.words.checks import Reader

ROUNDING: Final = 0.01  # whole sessions keep a settled week this near to its cut
DUST: Final = 1e-4
UNGIVEN: Final = "your coach chose this cut"  # what the engine says for a coach who gave no reason
SETTLED: Final = "a settled week"
FULLEST: Final = "the fullest week"


class FactorRow(NamedTuple):
    reason: str
    points: str
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Factors:
    """`rows` add up to `total`; `headline` is what the weeks make of it, `note` why the two differ where they do."""

    rows: tuple[FactorRow, ...]
    total: str
    note: str
    headline: str
    baseline: str
    week: str
    share: str


def factors(plan: PlanResponse, *, unit: str, reader: Reader) -> Factors | None:
    """None where the engine got no further than a refusal."""
    if plan.cut is None or plan.baseline is None:
        return None
    return Factors(
        rows=tuple(_rows(plan.cut, reader)),
        total=wording.share(plan.cut.value),
        note=_note(plan),
        headline=cut_text(plan, unit),
        baseline=wording.distance_number(plan.baseline.distance_m, unit),
        week=week_name(plan.weeks),
        share=wording.points(-counted_cut(plan)),
    )


def cut_text(plan: PlanResponse, unit: str) -> str:
    """ "48 → 34 mi (−29%)", from the usual week to the settled one; empty where there is no cut."""
    if plan.cut is None or plan.baseline is None:
        return ""
    settled = settled_week(plan.weeks)
    settled_m = settled.distance_m if settled else None
    return wording.cut_line(plan.baseline.distance_m, counted_cut(plan), unit, settled_m=settled_m)


def counted_cut(plan: PlanResponse) -> float:
    """How far the settled week lies below the usual one: the cut itself, unless the weeks say something else."""
    asked, settled = plan.cut.value if plan.cut else 0.0, settled_week(plan.weeks)
    if settled is None or plan.baseline is None or not plan.baseline.distance_m:
        return asked
    counted = 1 - settled.distance_m / plan.baseline.distance_m
    return asked if abs(counted - asked) <= ROUNDING else round(counted, 2)


def settled_week(weeks: Iterable[Week]) -> Week | None:
    """The fullest ordinary maintenance week: what the winter feels like. Without maintenance the fullest of all."""
    known = list(weeks)
    return max(_ordinary(known) or known, key=lambda week: week.distance_m, default=None)


def week_name(weeks: Iterable[Week]) -> str:
    return SETTLED if _ordinary(weeks) else FULLEST


def _ordinary(weeks: Iterable[Week]) -> list[Week]:
    return [week for week in weeks if week.kind == "maintenance"]


def _note(plan: PlanResponse) -> str:
    asked, counted = plan.cut.value if plan.cut else 0.0, counted_cut(plan)
    if abs(asked - counted) < DUST:
        return ""
    than_usual = f"{wording.share(abs(counted))} {'less' if counted >= 0 else 'more'} than the usual one"
    return f"The sum says {wording.points(-asked)}%; {week_name(plan.weeks)} of this plan holds {than_usual}."


def _rows(cut: Cut, reader: Reader) -> Iterator[FactorRow]:
    """The share that everybody starts from, then points on or off it, the coach's own last, then where it was held."""
    for at, factor in enumerate(cut.factors):
        points = wording.points(factor.adjustment) if at else wording.share(factor.adjustment)
        if factor.name == "coach":
            yield FactorRow(_coachs(factor.reason, reader), points, is_mine=True)
        else:
            yield FactorRow(factor.reason[:1].upper() + factor.reason[1:], points, is_mine=False)
    held = cut.value - sum(factor.adjustment for factor in cut.factors)
    if abs(held) > DUST:
        where = "never more" if held < 0 else "never less"
        yield FactorRow(f"Held at {wording.share(cut.value)}: {where}", wording.points(held), is_mine=False)


def _coachs(reason: str, reader: Reader) -> str:
    who = "Your coach" if reader == "athlete" else "You"
    return f"{who} chose this cut" if reason == UNGIVEN else f"{who}: “{reason}”"
