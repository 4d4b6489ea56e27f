"""Everything that the builder shows of one answer: pictures, figures, promises, what to look at, the weeks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from plans.coach_rules import policy_of
from plans.edits import Edited
from plans.engine.contract import ContractError, load_request, load_response
from plans.engine.response import PlanResponse
from plans.pages.builder_grid import GridWeek, day_names, grid, running_s
from plans.pages.checks import CheckList, check_list
from plans.pages.factors import Factors, factors
from plans.pages.open_points import shortfall
from plans.pages.plan import PhaseLine, phase_lines, strip_of
from plans.pages.promises import Promise, promises
from plans.pictures.cut_scale import CutScale, cut_scale
from plans.pictures.season_strip import SeasonStrip
from plans.remedies import NEEDS_ANOTHER_RACE, own_remedy
from plans.rules_cut import Band, band_of, percent_of, rules_cut
from plans.words import wording
from plans.words.checks import measured, rule_of
from plans.words.coach import FLAGS, Words, status_words, way_out
from plans.words.edits import EditLine, edit_lines

Json = dict[str, Any]

HOUR_S: Final = 3600
SAID_BY_STATUS: Final = {"INV-08", "INV-16"}
WEEK: Final = re.compile(r"\bweek (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    label: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """`needs_race`: it is for a later race, so that the race is what to change."""

    code: str
    text: str
    needs_race: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """Something to look at. `week` is where; `remedy` is one button."""

    title: str
    text: str
    week: int | None = None
    remedy: Remedy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """In percent and in the athlete's unit, as plain numbers for the slider."""

    percent: str
    shown: str
    rules: str
    baseline: str
    target: str
    unit: str
    scale: CutScale
    low: str
    high: str
    is_by_rules: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BuilderPage:
    """`words` is what to say first; without weeks it is the whole answer, with `remedies` as the ways out."""

    status: str
    error: str
    error_detail: str
    words: Words | None
    shortfall: str
    remedies: tuple[Remedy, ...]
    hints: tuple[Hint, ...]
    checks: CheckList | None
    figures: tuple[Figure, ...]
    promises: tuple[Promise, ...]
    strip: SeasonStrip | None
    cut: Cut | None
    factors: Factors | None
    phases: tuple[PhaseLine, ...]
    baseline: str
    weeks: tuple[GridWeek, ...]
    days: tuple[str, ...]
    total: str
    total_unit: str
    edits: tuple[EditLine, ...]
    span: str
    unit: str

    @property
    def has_weeks(self) -> bool:
        return bool(self.weeks)

    @property
    def needs_reason(self) -> bool:
        return self.status in {"RECOVERY_ONLY", "UNDERPREPARED"}


def builder_page(
    request: Json, edited: Edited, *, edits: Sequence[Json], session_base: str, today: date
) -> BuilderPage:
    """`session_base` is the address under which a session's key opens its page."""
    response, unit = edited.response, request["athlete"].get("unit") or "km"
    plan = load_response(response)
    week_start = request["athlete"].get("week_start") or "mon"
    sessions = [session for week in response["weeks"] for session in week["sessions"]]
    return BuilderPage(
        status=response["status"] or "",
        error=(response["error"] or {}).get("code", ""),
        error_detail=_detail(response),
        words=status_words(response),
        shortfall=shortfall(plan, unit),
        remedies=tuple(_remedies(plan)),
        hints=tuple(_hints(request, response, unit)),
        checks=check_list(plan, unit=unit, reader="coach", has_ids=True),
        figures=tuple(_figures(plan, sessions, unit, ready_weeks=policy_of(request).checks.ready_weeks)),
        promises=promises(plan, race_day=date.fromisoformat(request["fall_race"]["date"])) if plan.weeks else (),
        strip=_strip(request, plan, today=today),
        cut=_cut(response, plan, unit, band_of(request)),
        factors=factors(plan, unit=unit, reader="coach"),
        phases=phase_lines(plan),
        baseline=_baseline(plan, unit),
        weeks=grid(response, unit=unit, week_start=week_start, base=session_base),
        days=tuple(day_names(week_start)),
        total=wording.amount(sum(week.distance_m for week in plan.weeks), running_s(sessions), unit),
        total_unit="Minutes" if unit == "min" else "Miles" if unit == "mi" else "Kilometres",
        edits=edit_lines(edits, edited.orphans, response, unit=unit),
        span=wording.day_range(plan.weeks[0].start, plan.weeks[-1].end) if plan.weeks else "",
        unit=unit,
    )


def _detail(response: Json) -> str:
    return str((response["error"] or {}).get("message", ""))


def _remedies(plan: PlanResponse) -> Iterator[Remedy]:
    """What a draft can do by itself comes first."""
    for remedy in sorted(plan.remedies, key=lambda one: one.code in NEEDS_ANOTHER_RACE):
        yield Remedy(code=remedy.code, text=way_out(remedy.text), needs_race=remedy.code in NEEDS_ANOTHER_RACE)


def _hints(request: Json, response: Json, unit: str) -> Iterator[Hint]:
    for flag in response["flags"]:
        if flag in FLAGS:
            yield Hint(title=FLAGS[flag].title, text=FLAGS[flag].text, remedy=_remedy_of(flag, request))
    for check in response["checks"]:
        is_open = not check["ok"] and not check["overridden_by"] and check["severity"] != "information"
        if is_open and not (response["status"] == "UNDERPREPARED" and check["id"] in SAID_BY_STATUS):
            found = WEEK.search(check["detail"])
            week = int(found[1]) if found else None
            text = measured(check["id"], check["detail"], unit=unit)
            yield Hint(title=rule_of(check["id"]).title, text=text, week=week)


def _remedy_of(flag: str, request: Json) -> Remedy | None:
    found = own_remedy(flag, request)
    return Remedy(code=found.code, text=found.text) if found else None


def _figures(plan: PlanResponse, sessions: Iterable[Json], unit: str, *, ready_weeks: int) -> Iterator[Figure]:
    if not plan.weeks:
        return
    weeks, distance_unit = plan.weeks, wording.distance_unit(unit)
    many = f"week{'' if len(weeks) == 1 else 's'}"
    yield Figure(label=wording.day_range(weeks[0].start, weeks[-1].end), value=str(len(weeks)), unit=many)
    total_m, total_s = sum(week.distance_m for week in weeks), running_s(sessions)
    hours, distance = f"{total_s / HOUR_S:.0f}", wording.distance_number(total_m, unit)
    value, said = (hours, "hours") if unit == "min" else (distance, distance_unit)
    yield Figure(label="all weeks below", value=value, unit=said)
    if plan.spring_plan:
        best_m = max(week.distance_m for week in weeks[-ready_weeks:])
        goal = wording.distance(plan.spring_plan.week1_m, unit)
        value = wording.distance_number(best_m, unit)
        yield Figure(label="reached, for spring week 1", value=value, unit=f"of {goal}")
    runs = [
        (session.distance_m, -week.index) for week in weeks for session in week.sessions if session.ingredient != "race"
    ]
    longest_m, week = max(runs, default=(0, 0))
    yield Figure(label=f"longest run, week {-week}", value=wording.distance_number(longest_m, unit), unit=distance_unit)


def _strip(request: Json, plan: PlanResponse, *, today: date) -> SeasonStrip | None:
    try:
        asked = load_request(request)
    except ContractError:
        return None
    if not plan.weeks:
        return None
    strip = strip_of(asked, plan, today=today)
    bars = [replace(bar, href=f"#week-{week.index}") for bar, week in zip(strip.bars, plan.weeks, strict=False)]
    return replace(strip, bars=(*bars, *strip.bars[len(bars) :]))


def _cut(response: Json, plan: PlanResponse, unit: str, band: Band) -> Cut | None:
    if plan.cut is None or plan.baseline is None:
        return None
    per = wording.METRES[wording.distance_unit(unit)]
    baseline = round(plan.baseline.distance_m / per, 1)
    target = round(baseline * (1 - plan.cut.value) / wording.CUT_STEP) * wording.CUT_STEP
    return Cut(
        percent=f"{100 * plan.cut.value:.3g}",
        shown=f"{percent_of(plan.cut.value, band):g}",
        rules=f"{100 * rules_cut(response, band):.3g}",
        baseline=f"{baseline:g}",
        target=f"{target:g}",
        unit=wording.distance_unit(unit),
        scale=cut_scale(plan.cut.value, rules=rules_cut(response, band), low=band.low, high=band.high),
        low=f"{100 * band.low:g}",
        high=f"{100 * band.high:g}",
        is_by_rules=not plan.cut.override,
    )


def _baseline(plan: PlanResponse, unit: str) -> str:
    """ "48 mi a week, mean of 6 usable weeks before the taper; long run 17 mi" """
    if plan.baseline is None:
        return ""
    week, long_run = (wording.distance(metres, unit) for metres in (plan.baseline.distance_m, plan.baseline.longest_m))
    return f"{week} a week, {plan.baseline.reason}; long run {long_run}"
