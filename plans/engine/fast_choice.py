"""Which fast workout a week gets: never the same soon, each kind in turn, what spring asks before spring."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plans.engine.diary import NEVER, Diary
from plans.engine.dose import FastPlan, fast_plan, resized, whole, zone_amounts
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.library import LIBRARY, rotation
from plans.engine.policy import MARATHON_M, MINUTE_S
from plans.engine.request import Quality
from plans.engine.sessions import Strides, strides_seconds
from plans.engine.template import Template

FIRST_LIGHT = "F01"
MIXED = frozenset({"F21"})  # repetitions between threshold: never where a week is kept to some kinds
OFF_ROAD = "F22"  # towards an ultra
FAST_FINISH = "F18"
RACE_PACE = "F20"
TEST = "F24"
GENTLE = frozenset({"fartlek", "threshold"})  # 5.3 (9), with something sore
BASE = frozenset({"threshold", "hill"})  # 5.3 (2)
FARTLEK = frozenset({"fartlek"})
EARLY = frozenset({"fartlek", "hill", "threshold"})  # 2.3, the first after clearance
MINUTES = frozenset({"F01", "F04", "F14", "F16"})  # 5.3 (8), single minutes or a few hills in a very small week
INTERVALS = frozenset(code for code, row in LIBRARY.items() if row.zone == "interval")
NOTHING_DONE = (0.0, 0.0, 0)
LONG_WAIT = 9  # weeks; a kind that has waited longer is no more pressing


class Room(NamedTuple):
    """How large one workout may be: metres with the least of easy running around it, and minutes."""

    metres: float
    minutes: float


def choose_fast(
    week: WeekPlan, frame: PlanFrame, diary: Diary, *, week_m: float, room: Room, is_gentle: bool = False
) -> FastPlan | None:
    """The week's fast workout, sized to a week of `week_m`; None where no six minutes fit.

    `is_gentle`: a light fartlek, for a second workout or where hard days stand close (5.3 (15)).
    """
    if not is_gentle and diary.fast_log:
        asked = _asked(week, frame, diary)
        found = _for_spring(asked, week, frame, diary, week_m=week_m, room=room) if asked else None
        if found:
            return found
    if not is_gentle and is_test_week(week, frame, diary):
        test = whole(LIBRARY[TEST], runner=frame.runner)
        if test and _fitting([test], frame, room):
            return test
    dose = _dose(week, frame, diary, is_gentle=is_gentle)
    if not diary.fast_log:
        first = _fitting(_sized([LIBRARY[FIRST_LIGHT]], frame, week_m=week_m, dose=dose), frame, room)
        if first:
            return first[0]
    rows = _rotation(week, frame, _families(week, frame, diary, gentle=is_gentle))
    enough_s = _enough_s(frame, week_m)
    for group in _by_staleness(rows, week, frame, diary):
        plans = _fitting(_sized(group, frame, week_m=week_m, dose=dose), frame, room)
        plans = [plan for plan in plans if plan.work_s >= enough_s]
        if plans:
            return max(plans, key=_fullness)
    return _next_best(rows, week, frame, diary, week_m=week_m, dose=dose, room=room)


def is_test_week(week: WeekPlan, frame: PlanFrame, diary: Diary) -> bool:
    """Who has no result is offered one test, in maintenance and after the light workouts, unless a race comes (5.3 (23)).

    Not a beginner, whom effort tells enough, nor a sore one.
    """
    runner, rules = frame.runner, frame.policy
    is_unknown = runner.paces.vdot is None and TEST not in diary.last_weeks and not frame.races
    is_ready = runner.level != "beginner" and not runner.is_niggling and week.target_m >= rules.dose.test_week_m
    is_time = week.kind == "maintenance" and week.weeks_left >= rules.checks.ready_weeks
    return is_unknown and is_ready and is_time and len(diary.fast_log) > rules.dose.light_workouts


def _next_best(
    rows: Sequence[Template], week: WeekPlan, frame: PlanFrame, diary: Diary, *, week_m: float, dose: float, room: Room
) -> FastPlan | None:
    """Where no fresh workout is enough of one: something shorter, or else something that came not long ago."""
    plans = _fitting(_sized(rows, frame, week_m=week_m, dose=dose), frame, room)
    repeats = _repeats(week, frame, diary)
    if all(plan.code in repeats for plan in plans):
        plans += _fitting(_sized(_least(frame), frame, week_m=week_m, dose=dose), frame, room)
    fresh = [plan for plan in plans if plan.code not in repeats]
    enough_s = _enough_s(frame, week_m)
    enough = [plan for plan in fresh if plan.work_s >= enough_s]
    if fresh and not enough:
        # Nothing is enough: what comes nearest, before what waited longest.
        return max(fresh, key=_fullness)
    chosen = max(
        enough or plans, key=lambda plan: (_staleness(plan.template, week, diary), _fullness(plan)), default=None
    )
    return chosen and _unlike_last(chosen, frame, diary, week_m=week_m)


def _unlike_last(plan: FastPlan, frame: PlanFrame, diary: Diary, *, week_m: float) -> FastPlan:
    """Last week's workout comes a rep shorter, or as long as the caps allow, where nothing else fits (INV-24)."""
    if (plan.code, plan.count) not in diary.last_sets:
        return plan
    full = fast_plan(plan.template, runner=frame.runner, week_m=week_m, dose=1.0)
    longer = full if full and full.count > plan.count else None
    return resized(plan, plan.count - 1, runner=frame.runner) or longer or plan


def _dose(week: WeekPlan, frame: PlanFrame, diary: Diary, *, is_gentle: bool) -> float:
    rules = frame.policy.dose
    if is_gentle or len(diary.fast_log) < rules.light_workouts or week.kind == "down":
        return rules.light
    if week.kind == "freshen":
        return rules.freshen
    if week.kind == "build":
        return rules.rebuild
    return rules.settled[diary.settled_weeks % len(rules.settled)]


def _families(week: WeekPlan, frame: PlanFrame, diary: Diary, *, gentle: bool) -> frozenset[str] | None:
    """What the phase, a sore spot or the first weeks after clearance leave of the rotation; None: all of it."""
    if gentle:
        return FARTLEK
    if frame.runner.is_niggling:
        return GENTLE
    if week.kind in {"down", "freshen"} or (week.kind == "cutback" and week.phase == "base"):
        # A lighter week is lighter in kind, too; what spring asks for has been looked at before.
        return GENTLE
    if week.phase == "base":
        return BASE
    if len(diary.fast_log) >= frame.policy.dose.light_workouts:
        return None
    return FARTLEK if frame.runner.is_small else EARLY


def _rotation(week: WeekPlan, frame: PlanFrame, families: frozenset[str] | None) -> list[Template]:
    """The level's workouts of these families, towards an ultra the one off the road as well."""
    runner, rows = frame.runner, rotation(frame.runner.level)
    if runner.runs_ultra:
        rows = (*rows, LIBRARY[OFF_ROAD])
    if families is not None:
        rows = tuple([row for row in rows if row.zone in families and row.code not in MIXED])
    if runner.is_small:
        rows = tuple([row for row in rows if row.code in MINUTES])
    return [row for row in rows if row.zone != "marathon" or _may_near_race_pace(row, week, frame)]


def _may_near_race_pace(row: Template, week: WeekPlan, frame: PlanFrame) -> bool:
    """Marathon pace waits for rebuild; only a fast finish does not, unless the marathon is the goal (INV-25)."""
    is_plain_finish = row.code == FAST_FINISH and week.kind == "maintenance" and not _is_marathoner(frame)
    return week.phase == "rebuild" or is_plain_finish


def _is_marathoner(frame: PlanFrame) -> bool:
    tolerance = frame.policy.recovery.named_distance_tolerance
    return abs(frame.runner.a_race_m - MARATHON_M) <= 10 * tolerance * MARATHON_M


def _by_staleness(rows: Iterable[Template], week: WeekPlan, frame: PlanFrame, diary: Diary) -> Iterator[list[Template]]:
    """No repeats; what waited equally long together, longest first: the first few mostly hold the choice."""
    repeats, groups = _repeats(week, frame, diary), dict[tuple[int, int], list[Template]]()
    for row in rows:
        if row.code not in repeats:
            groups.setdefault(_staleness(row, week, diary), []).append(row)
    for waited in sorted(groups, reverse=True):
        yield groups[waited]


def _least(frame: PlanFrame) -> Iterable[Template]:
    """Where nothing of the rotation fits: six single minutes, by the clock."""
    return (LIBRARY[code] for code in (FIRST_LIGHT, "F04") if frame.runner.level in LIBRARY[code].levels)


def _fitting(plans: Iterable[FastPlan], frame: PlanFrame, room: Room) -> list[FastPlan]:
    """Those that the room holds with the least of easy running around them."""
    least_s, room_s = least_frame_s(frame), room.minutes * MINUTE_S
    least_m = frame.runner.metres(least_s)
    return [plan for plan in plans if plan.main_m + least_m <= room.metres and plan.main_s + least_s <= room_s]


def _sized(rows: Iterable[Template], frame: PlanFrame, *, week_m: float, dose: float) -> Iterable[FastPlan]:
    is_light = dose <= frame.policy.dose.light
    enough_s = 0.0 if is_light else _enough_s(frame, week_m)
    for row in rows:
        plan = fast_plan(row, runner=frame.runner, week_m=week_m, dose=dose)
        if not is_light and (plan is None or plan.work_s < enough_s):
            # Quick and short: its whole cap, or the week would be all but easy, or a small one without hills.
            plan = fast_plan(row, runner=frame.runner, week_m=week_m, dose=1.0)
        if plan is not None:
            yield plan


def least_frame_s(frame: PlanFrame) -> float:
    rules = frame.policy.fast_frame
    if frame.runner.is_small:
        return rules.small_frame_min * MINUTE_S
    return (rules.warmup_min[0] + rules.cooldown_min[0]) * MINUTE_S


def _enough_s(frame: PlanFrame, week_m: float) -> float:
    """A week with a fast workout should not stay all but easy, its strides and their walks included (INV-19)."""
    runner = frame.runner
    if not runner.memory.strides_s:
        rules = frame.policy.strides
        most = Strides(rules.count[runner.level][1])
        runner.memory.strides_s.append(rules.sessions[runner.level] * strides_seconds(most, runner))
    least = frame.policy.dose.enough * (1 - frame.policy.quality.easy_share_limit)
    return least * (runner.seconds(week_m) + runner.memory.strides_s[0])


def _repeats(week: WeekPlan, frame: PlanFrame, diary: Diary) -> frozenset[str]:
    """The workouts, by code, that came too lately to come again."""
    rules, last_weeks = frame.policy.dose, diary.last_weeks
    lately = frozenset([name for name, last in last_weeks.items() if last > week.index - rules.again_after_weeks])
    if last_weeks.get("interval", NEVER) > week.index - rules.interval_every_weeks:
        return lately | INTERVALS
    return lately


def _staleness(row: Template, week: WeekPlan, diary: Diary) -> tuple[int, int]:
    """How long its kind has waited, and how long the workout itself."""
    now, last_weeks = week.index, diary.last_weeks
    return min(LONG_WAIT, now - last_weeks.get(row.zone or "easy", NEVER)), now - last_weeks.get(row.code, NEVER)


def _fullness(plan: FastPlan) -> tuple[bool, float]:
    """Of what waited equally long the one off the road, or the fuller one."""
    return plan.code == OFF_ROAD, plan.work_s


def _for_spring(
    asked: dict[str, float], week: WeekPlan, frame: PlanFrame, diary: Diary, *, week_m: float, room: Room
) -> FastPlan | None:
    """The workout that closes most of the largest gap to what the spring plan begins with."""
    rows = [row for row in LIBRARY.values() if row.main and row.automatic and row.zone in asked]
    rows = [row for row in rows if not frame.runner.is_niggling or row.zone in GENTLE]
    if week.phase == "maintenance" and _is_marathoner(frame):
        rows = [row for row in rows if row.code != RACE_PACE]  # the fast finish will do (INV-25)
    plans = _fitting(_sized(rows, frame, week_m=week_m, dose=1.0), frame, room)
    repeats = _repeats(week, frame, diary)
    fresh = [plan for plan in plans if plan.code not in repeats]
    if not fresh:
        fresh = [plan for plan in plans if diary.last_weeks.get(plan.code, NEVER) < week.index - 1]
    chosen = max(
        fresh or plans, key=lambda plan: (_gap(plan, asked), _closed(plan, asked, frame), plan.work_s), default=None
    )
    if chosen is None:
        return None
    other = _unlike_last(chosen, frame, diary, week_m=week_m)
    if other is not chosen and _closed(other, asked, frame) >= _closed(chosen, asked, frame):
        return other
    return None if _may_wait(chosen, asked, week, frame, diary, week_m=week_m) else chosen


def _may_wait(
    plan: FastPlan, asked: dict[str, float], week: WeekPlan, frame: PlanFrame, diary: Diary, *, week_m: float
) -> bool:
    """Whether last week's very workout will do next week as well, in a week as light as the last one."""
    if not week.weeks_left or (plan.code, plan.count) not in diary.last_sets:
        return False
    light_m = frame.policy.checks.freshen[0] * week_m
    later = fast_plan(plan.template, runner=frame.runner, week_m=light_m, dose=1.0)
    return later is not None and _closed(later, asked, frame) >= asked[plan.family]


def _asked(week: WeekPlan, frame: PlanFrame, diary: Diary) -> dict[str, float]:
    """What spring's first weeks still want in the last three weeks (INV-39), as a share of it by zone."""
    rules = frame.policy.checks
    if week.weeks_left >= rules.ready_weeks:
        return {}
    done = diary.amounts_since(week.index + week.weeks_left - rules.ready_weeks + 1)
    missing = {
        zone: rules.touched_share - _share(quality, done.get(zone, NOTHING_DONE))
        for zone, quality in frame.spring_quality.items()
    }
    return {zone: share for zone, share in missing.items() if share > 0}


def _share(quality: Quality, amount: tuple[float, float, int]) -> float:
    """How much of what is asked an amount is; the least where it is asked in more than one measure."""
    metres, seconds, count = amount
    pairs = ((seconds, quality.duration_s), (metres, quality.distance_m), (count, quality.count))
    shares = [done / wanted for done, wanted in pairs if wanted]
    return min(shares) if shares else float(seconds > 0)


def _gap(plan: FastPlan, asked: dict[str, float]) -> float:
    return asked.get(plan.family, 0.0)


def _closed(plan: FastPlan, asked: dict[str, float], frame: PlanFrame) -> float:
    """What the workout gives of its zone, no more than is still asked for."""
    zone = plan.family
    given = _share(frame.spring_quality[zone], zone_amounts(plan, frame.runner).get(zone, NOTHING_DONE))
    return min(given, asked.get(zone, 0.0))
