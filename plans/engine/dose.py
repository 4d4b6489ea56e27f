"""How much fast running a week can hold, and a main set cut to that size (planning.md 3.4)."""

from collections import defaultdict
from math import inf

from plans.engine.fast_plan import FastPlan, Once
from plans.engine.parts import Group, Part, Piece, grouped, metres_of, seconds_of, work_of
from plans.engine.policy_week import MINUTE_S
from plans.engine.runner import Runner
from plans.engine.targets import effort, work_target
from plans.engine.template import MainSet, Rep, Template, Zone

JOG_RPE = 3.0


def cap_m(zone: Zone, *, week_m: float, runner: Runner) -> float:
    """The most metres in this zone that one session of the week may hold."""
    share, limit_m = _limits(zone, runner)
    return max(floor_m(zone, runner=runner), min(runner.sessions.dose.margin * share * week_m, limit_m))


def _limits(zone: Zone, runner: Runner) -> tuple[float, float]:
    rules = runner.policy.quality
    if zone == "threshold":
        return rules.threshold_share, inf
    if zone in {"interval", "fartlek"}:
        return rules.interval_share, rules.interval_limit_m
    if zone in {"repetition", "hill"}:
        return rules.repetition_share, rules.repetition_limit_m
    return rules.marathon_share, min(rules.marathon_limit_m, _marathon_time_m(runner))


def floor_m(zone: Zone, *, runner: Runner) -> float:
    """What even the smallest week may hold, so that it keeps the ingredient."""
    rules = runner.policy.quality
    if zone == "threshold":
        return runner.metres(rules.threshold_floor_min * MINUTE_S, zone)
    if zone in {"interval", "fartlek"}:
        return runner.metres(rules.interval_floor_min * MINUTE_S, zone)
    return rules.repetition_floor_m if zone != "marathon" else 0.0


def _marathon_time_m(runner: Runner) -> float:
    return runner.metres(runner.policy.quality.marathon_limit_min * MINUTE_S, "marathon")


def fast_plan(template: Template, *, runner: Runner, week_m: float, dose: float) -> FastPlan | None:
    """The largest main set within `dose` of the caps; None where even the smallest is too much or too little."""
    if template.main is None:
        return None
    count = _largest(template, template.main, runner=runner, week_m=week_m, dose=dose)
    return _sized(template, template.main, count, runner=runner, week_m=week_m) if count else None


def _largest(template: Template, main: MainSet, *, runner: Runner, week_m: float, dose: float) -> int | None:
    """Each zone within its own cap, and all of a mixed workout within the cap of its family."""
    once = _once(template, main, runner)
    most_s = runner.policy.quality.total_share * runner.seconds(week_m)
    most_m = {
        zone: max(dose * cap_m(zone, week_m=week_m, runner=runner), floor_m(zone, runner=runner)) + 1
        for zone, _ in once.metres
    }

    def fits(count: int) -> bool:
        return count * once.seconds <= most_s and all(count * metres <= most_m[zone] for zone, metres in once.metres)

    return next((count for count in range(main.most, main.fewest - 1, -1) if fits(count)), None)


def _once(template: Template, main: MainSet, runner: Runner) -> Once:
    """The pattern run once. A whole plan asks for the same few hundreds of times: the runner remembers."""
    known = runner.memory.once.get(template.code)
    if known is None:
        amounts: dict[Zone, float] = defaultdict(float)
        for rep in main.pattern:
            amounts[rep.zone] += _rep_m(rep, runner)
        if template.zone:
            amounts[template.zone] = sum(amounts.values())
        seconds = sum(rep.seconds or runner.seconds(rep.metres, rep.zone) for rep in main.pattern)
        known = runner.memory.once[template.code] = Once(metres=tuple(amounts.items()), seconds=seconds)
    return known


def _rep_m(rep: Rep, runner: Runner) -> float:
    return rep.metres or runner.metres(rep.seconds, rep.zone)


def _sized(template: Template, main: MainSet, count: int, *, runner: Runner, week_m: float) -> FastPlan | None:
    warmup, cooldown = _frame(week_m, runner)
    key = template.code, count, warmup
    if key not in runner.memory.sized:
        runner.memory.sized[key] = _framed(template, main, count, warmup, cooldown, runner=runner)
    return runner.memory.sized[key]


def _framed(
    template: Template, main: MainSet, count: int, warmup: tuple[int, int], cooldown: tuple[int, int], *, runner: Runner
) -> FastPlan | None:
    pieces = _main_pieces(template, main, count, runner)
    work_m, work_s = work_of(pieces)
    if work_s < runner.policy.hard_day.work_min * MINUTE_S - 1 and work_m < runner.policy.hard_day.work_m:
        return None
    main_m = metres_of(pieces)
    return FastPlan(
        template=template,
        count=count,
        pieces=pieces,
        work_m=work_m,
        work_s=work_s,
        main_m=main_m,
        main_s=seconds_of(pieces),
        least_m=main_m + runner.metres((warmup[0] + cooldown[0]) * MINUTE_S),
        most_m=main_m + runner.metres((warmup[1] + cooldown[1]) * MINUTE_S),
        warmup_min=warmup,
        cooldown_min=cooldown,
    )


def _frame(week_m: float, runner: Runner) -> tuple[tuple[int, int], tuple[int, int]]:
    """A small week has no room for a quarter of an hour before and after."""
    frame = runner.sessions.frame
    if week_m < runner.policy.week.small_week_m:
        return frame.small_warmup_min, frame.small_cooldown_min
    if week_m < runner.policy.volume.small_week_m:
        return frame.modest_warmup_min, frame.modest_cooldown_min
    return frame.warmup_min, frame.cooldown_min


def _main_pieces(template: Template, main: MainSet, count: int, runner: Runner) -> tuple[Piece, ...]:
    if main.is_continuous:
        return _stretch(template, main, count, runner)
    rounds = [_pair(template, rep, runner) for _ in range(count) for rep in main.pattern]
    rounds[-1] = rounds[-1][:1]
    if len(main.pattern) == 1 and count > 1:
        # One repeat reads better than a repeat and a lone last rep.
        rounds[-1] = rounds[0]
    return grouped(rounds)


def _stretch(template: Template, main: MainSet, count: int, runner: Runner) -> tuple[Piece, ...]:
    rep = main.pattern[0]
    seconds = count * rep.seconds
    work = _work(template, Rep(zone=rep.zone, seconds=seconds), runner)
    if not main.lead:
        return (work,)
    lead_s = main.lead * seconds
    lead = Part(kind="easy", seconds=lead_s, metres=runner.metres(lead_s), rpe=4, target=effort(3, 5))
    return (lead, work)


def _pair(template: Template, rep: Rep, runner: Runner) -> tuple[Part, ...]:
    work = _work(template, rep, runner)
    if not rep.rest_s and not rep.rest_m:
        return (work,)
    rest_m = rep.rest_m or runner.metres(rep.rest_s) * runner.sessions.dose.jog_share
    rest_s = rep.rest_s or runner.seconds(rep.rest_m)
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
        seconds=rep.seconds or runner.seconds(rep.metres, rep.zone),
        metres=_rep_m(rep, runner),
        rpe=template.rpe,
        target=work_target(runner, rep.zone, template.rpe),
        by_distance=bool(rep.metres),
        name=rep.zone,
    )


def zone_amounts(pieces: tuple[Piece, ...]) -> dict[str, tuple[float, float, int]]:
    """Metres, seconds and reps of each zone's work in these pieces."""
    found: dict[str, tuple[float, float, int]] = {}
    for piece in pieces:
        parts = piece.parts * piece.count if isinstance(piece, Group) else (piece,)
        for part in parts:
            if part.kind == "work" and part.name:
                metres, seconds, count = found.get(part.name, (0.0, 0.0, 0))
                found[part.name] = (metres + part.metres, seconds + part.seconds, count + 1)
    return found
