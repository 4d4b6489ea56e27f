"""How much fast running a week can hold, and a main set scaled to that size (planning.md 3.4, section 9)."""

from collections import defaultdict
from math import inf
from typing import NamedTuple

from plans.engine.parts import Part, Piece, grouped
from plans.engine.policy import MINUTE_S
from plans.engine.record import record
from plans.engine.runner import Runner
from plans.engine.targets import effort, work_target
from plans.engine.template import MainSet, Rep, Template, Zone

JOG_RPE, LEAD_RPE = 3.0, 4.0
ZONE_DUST_M = 1.0


@record
class FastPlan:
    """A fast workout's main set, sized; the easy running around it is still open."""

    template: Template
    main: MainSet
    count: int
    work_m: float
    work_s: float
    main_m: float
    main_s: float

    @property
    def code(self) -> str:
        return self.template.code

    @property
    def family(self) -> Zone:
        return self.template.zone or "easy"


class ZoneLimits(NamedTuple):
    """What one session may hold in a zone: a share of the week, up to a limit, and in any week the floor."""

    share: float
    limit_m: float
    floor_m: float

    def cap_m(self, week_m: float) -> float:
        return max(self.floor_m, min(self.share * week_m, self.limit_m))


@record
class Once:
    """A main set's pattern run a single time: metres by zone with the zone's limits, and what work and rests come to."""

    zones: tuple[tuple[float, ZoneLimits], ...]
    work_m: float
    work_s: float
    rest_m: float
    rest_s: float


def cap_m(zone: Zone, *, week_m: float, runner: Runner) -> float:
    """The most metres in this zone that one session of the week may hold."""
    return _limits(zone, runner).cap_m(week_m)


def floor_m(zone: Zone, *, runner: Runner) -> float:
    """What even the smallest week may hold, so that it keeps the ingredient."""
    rules = runner.policy.quality
    if zone == "threshold":
        return runner.metres(rules.threshold_floor_min * MINUTE_S, zone)
    if zone in {"interval", "fartlek"}:
        return runner.metres(rules.interval_floor_min * MINUTE_S, zone)
    return rules.repetition_floor_m if zone != "marathon" else 0.0


def _limits(zone: Zone, runner: Runner) -> ZoneLimits:
    known = runner.memory.limits
    if zone not in known:
        share, limit_m = _share_and_limit(zone, runner)
        known[zone] = ZoneLimits(runner.policy.dose.margin * share, limit_m, floor_m(zone, runner=runner))
    return known[zone]


def _share_and_limit(zone: Zone, runner: Runner) -> tuple[float, float]:
    rules = runner.policy.quality
    if zone == "threshold":
        return rules.threshold_share, inf
    if zone in {"interval", "fartlek"}:
        return rules.interval_share, rules.interval_limit_m
    if zone in {"repetition", "hill"}:
        return rules.repetition_share, rules.repetition_limit_m
    by_time_m = runner.metres(rules.marathon_limit_min * MINUTE_S, "marathon")
    return rules.marathon_share, min(rules.marathon_limit_m, by_time_m)


def fast_plan(template: Template, *, runner: Runner, week_m: float, dose: float) -> FastPlan | None:
    """The largest main set within `dose` of the caps; None where even the smallest is too much or too little."""
    if template.main is None:
        return None
    count = _largest(template, template.main, runner=runner, week_m=week_m, dose=dose)
    if not count:
        return None
    key = template.code, count
    if key not in runner.memory.sized:
        runner.memory.sized[key] = _sized(template, template.main, count, runner=runner)
    return runner.memory.sized[key]


def resized(plan: FastPlan, count: int, *, runner: Runner) -> FastPlan | None:
    """The same workout with so many reps; None where that is too few to be one."""
    return _sized(plan.template, plan.main, count, runner=runner) if count >= plan.main.fewest else None


def whole(template: Template, *, runner: Runner) -> FastPlan | None:
    """A main set as the library has it: a test has no cap (section 7)."""
    return _sized(template, template.main, template.main.fewest, runner=runner) if template.main else None


def _largest(template: Template, main: MainSet, *, runner: Runner, week_m: float, dose: float) -> int | None:
    """Each zone within its own cap, and all of a mixed workout within the cap of its family."""
    once, rules = _once(template, main, runner), runner.policy
    most_s = rules.dose.margin * rules.quality.total_share * runner.seconds(week_m)
    most = min(main.most, int(most_s / once.work_s))
    for metres, limits in once.zones:
        cap = max(dose * limits.cap_m(week_m), limits.floor_m) + ZONE_DUST_M
        most = min(most, int(cap / metres))
    return most if most >= main.fewest else None


def _once(template: Template, main: MainSet, runner: Runner) -> Once:
    """The pattern run once. A whole plan asks for the same few hundreds of times: the runner remembers."""
    known = runner.memory.once.get(template.code)
    if known is None:
        amounts: dict[Zone, float] = defaultdict(float)
        for rep in main.pattern:
            amounts[rep.zone] += _rep_m(rep, runner)
        work_m = sum(amounts.values())
        if template.zone:
            amounts[template.zone] = work_m
        rests = [_rest(rep, runner) for rep in main.pattern]
        known = runner.memory.once[template.code] = Once(
            zones=tuple((metres, _limits(zone, runner)) for zone, metres in amounts.items()),
            work_m=work_m,
            work_s=sum(_rep_s(rep, runner) for rep in main.pattern),
            rest_m=sum(metres for metres, _ in rests),
            rest_s=sum(seconds for _, seconds in rests),
        )
    return known


def _rep_m(rep: Rep, runner: Runner) -> float:
    return rep.metres or runner.metres(rep.seconds, rep.zone)


def _rep_s(rep: Rep, runner: Runner) -> float:
    return rep.seconds or runner.seconds(rep.metres, rep.zone)


def _rest(rep: Rep, runner: Runner) -> tuple[float, float]:
    """Metres and seconds of the jog after a rep; in very small weeks it is a walk (5.3 (8))."""
    jog_share = 0.0 if runner.is_small else runner.policy.dose.jog_share
    rest_m = rep.rest_m or runner.metres(rep.rest_s) * jog_share
    return rest_m, rep.rest_s or runner.seconds(rep.rest_m)


def _sized(template: Template, main: MainSet, count: int, *, runner: Runner) -> FastPlan | None:
    once = _once(template, main, runner)
    work_m, work_s = count * once.work_m, count * once.work_s
    if work_s < runner.policy.hard_day.work_min * MINUTE_S and work_m < runner.policy.hard_day.work_m:
        return None
    last_m, last_s = _rest(main.pattern[-1], runner) if _ends_on_work(main, count) else (0.0, 0.0)
    lead_s = main.lead * work_s
    return FastPlan(
        template=template,
        main=main,
        count=count,
        work_m=work_m,
        work_s=work_s,
        main_m=work_m + count * once.rest_m - last_m + runner.metres(lead_s),
        main_s=work_s + count * once.rest_s - last_s + lead_s,
    )


def _ends_on_work(main: MainSet, count: int) -> bool:
    """One repeat reads better than a repeat and a lone last rep; other sets end with their last rep."""
    return len(main.pattern) > 1 or count == 1


def main_pieces(plan: FastPlan, runner: Runner) -> tuple[Piece, ...]:
    """The main set written down, part by part."""
    if plan.main.is_continuous:
        return _stretch(plan, runner)
    rounds = [_pair(plan.template, rep, runner) for rep in plan.main.pattern] * plan.count
    if _ends_on_work(plan.main, plan.count):
        rounds[-1] = rounds[-1][:1]
    return grouped(rounds)


def _stretch(plan: FastPlan, runner: Runner) -> tuple[Piece, ...]:
    work = _work(plan.template, Rep(zone=plan.main.pattern[0].zone, seconds=plan.work_s), runner)
    if not plan.main.lead:
        return (work,)
    lead_s = plan.main.lead * plan.work_s
    lead = Part(kind="easy", seconds=lead_s, metres=runner.metres(lead_s), rpe=LEAD_RPE, target=effort(3, 5))
    return (lead, work)


def _pair(template: Template, rep: Rep, runner: Runner) -> tuple[Part, ...]:
    work = _work(template, rep, runner)
    if not rep.rest_s and not rep.rest_m:
        return (work,)
    rest_m, rest_s = _rest(rep, runner)
    rest = Part(
        kind="recover",
        seconds=rest_s,
        metres=rest_m,
        rpe=JOG_RPE,
        target=effort(2, 3),
        by_distance=bool(rep.rest_m),
    )
    return (work, rest)


def _work(template: Template, rep: Rep, runner: Runner) -> Part:
    return Part(
        kind="work",
        seconds=_rep_s(rep, runner),
        metres=_rep_m(rep, runner),
        rpe=template.rpe,
        target=work_target(runner, rep.zone, template.rpe, side=rep.side),
        by_distance=bool(rep.metres),
        name=rep.zone,
    )


def zone_amounts(plan: FastPlan, runner: Runner) -> dict[str, tuple[float, float, int]]:
    """Metres, seconds and reps of each zone's work in this workout."""
    if plan.main.is_continuous:
        return {plan.main.pattern[0].zone: (plan.work_m, plan.work_s, 1)}
    found: dict[str, tuple[float, float, int]] = {}
    for rep in plan.main.pattern:
        metres, seconds, count = found.get(rep.zone, (0.0, 0.0, 0))
        found[rep.zone] = (
            metres + plan.count * _rep_m(rep, runner),
            seconds + plan.count * _rep_s(rep, runner),
            count + plan.count,
        )
    return found
