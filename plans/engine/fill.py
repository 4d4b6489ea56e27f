"""The weeks of a plan, one after the other, on the volumes that were settled."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.grid import grid_for
from plans.engine.policy import DEFAULT_POLICY
from plans.engine.progress import Progress
from plans.engine.races_between import chosen_races, told
from plans.engine.response import Flag, Week
from plans.engine.runner import Runner
from plans.engine.settle import Settled, covered_m, goal_race_clear, race_between_clear
from plans.engine.week_builder import Filled, fill_week
from plans.engine.wording import Voice

LAST_WEEKS = 3  # these look ahead to the spring plan, the ones before do not
CALM = frozenset({"recovery", "maintenance"})


@dataclass(frozen=True, slots=True)
class Filling:
    weeks: tuple[Week, ...]
    flags: frozenset[Flag]


@dataclass(frozen=True, slots=True)
class Memory:
    """Weeks filled already: a plan and the remedies tried for it begin alike, and are filled once as far as they do.

    It lives as long as the answer to one request. A week is known by what it builds on, down to the very object.
    """

    starts: list[tuple[Runner, Progress]] = field(default_factory=list)
    weeks: dict[tuple[object, ...], Filled] = field(default_factory=dict)

    def begin(self, settled: Settled) -> tuple[Settled, Progress]:
        for runner, progress in self.starts:
            if runner == settled.runner:
                return replace(settled, runner=runner), progress
        self.starts.append((settled.runner, _at_start(settled)))
        return settled, self.starts[-1][1]


def fill(settled: Settled, memory: Memory) -> Filling:
    settled, progress = memory.begin(settled)
    frame = _frame(settled)
    weeks: list[Week] = []
    flags: set[Flag] = set()
    for week in _week_plans(settled):
        key = _key(week, frame, progress)
        filled = memory.weeks.get(key) or fill_week(week, frame, progress)
        memory.weeks[key] = filled
        weeks.append(filled.week)
        flags |= filled.flags
        progress = filled.progress
    return Filling(tuple(weeks), frozenset(flags))


def _key(week: WeekPlan, frame: PlanFrame, progress: Progress) -> tuple[object, ...]:
    """All that the filling of a week depends on; `memory` keeps the progress alive, so that its id is its own."""
    if week.phase in CALM and week.weeks_left >= LAST_WEEKS:
        return replace(week, weeks_left=LAST_WEEKS), frame.races, frame.left_out, frame.recovery_weeks, id(progress)
    spring = frame.plan_start, frame.week1_m, frame.week1_long_m
    return week, frame.races, frame.left_out, frame.recovery_weeks, id(progress), spring


def _frame(settled: Settled) -> PlanFrame:
    clear, rest_until = goal_race_clear(settled)
    races, left_out = chosen_races(settled, clear)
    voice, first_day = Voice(unit=settled.runner.athlete.unit), settled.season.plan_first_day
    return PlanFrame(
        runner=settled.runner,
        grid=grid_for(settled.runner),
        request=settled.request,
        plan_start=settled.season.plan_start,
        week1_m=settled.week1_m,
        week1_long_m=settled.week1_long_m,
        race_distance_m=0.0 if settled.request.fall_race.status == "dns" else covered_m(settled.request),
        clear=clear,
        race_clear=tuple(race_between_clear(settled, race) for race in races),
        races=races,
        left_out=tuple((max(left.race.date, first_day), told(left, voice)) for left in left_out),
        rest_max_until=rest_until,
        recovery_share=settled.fractions[-1],
        recovery_weeks=sum(week.phase == "recovery" for week in settled.curve.weeks),
    )


def _at_start(settled: Settled) -> Progress:
    """The block before the race, as far as its longest runs still count (INV-14)."""
    request, rules = settled.request, DEFAULT_POLICY.long_run
    race = request.fall_race
    raced_m = 0.0 if race.status == "dns" else covered_m(request)
    weeks = [(week.start + timedelta(days=6), week.longest_m) for week in request.history.weeks if week.longest_m]
    known = [(day, metres) for day, metres in weeks if day < race.date]
    block_m = max([settled.runner.baseline.longest_m, *(metres for _, metres in known)])
    counts_block = raced_m >= rules.training_race_m or race.status == "dns" or not known
    counted_m = max(block_m, raced_m if not known else 0.0) if counts_block else raced_m
    return Progress(
        runs=(*known, (race.date, max(counted_m, request.history.longest_30d_m or 0.0))),
        last_hard=race.date if raced_m else None,
        run_dates=(race.date,) if raced_m else (),
    )


def _week_plans(settled: Settled) -> list[WeekPlan]:
    spans = settled.season.week_spans
    found: list[WeekPlan] = []
    for at, (volume, (start, end)) in enumerate(zip(settled.curve.weeks, spans, strict=False)):
        before = found[-1] if found else None
        found.append(
            WeekPlan(
                index=at + 1,
                start=start,
                end=end,
                kind=volume.kind,
                phase=volume.phase,
                target_m=volume.distance_m,
                weeks_left=len(settled.curve.weeks) - at - 1,
                in_phase=before.in_phase + 1 if before and before.phase == volume.phase else 1,
            )
        )
    return found
