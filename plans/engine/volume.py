"""How far the weeks go: the volume model of planning.md 4.3, with the base block of 5.3 (2)."""

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Literal

from plans.engine.baseline import usual_long_share
from plans.engine.policy import DEFAULT_POLICY, Policy, VolumePolicy
from plans.engine.record import record
from plans.engine.response import PhaseKind, WeekKind

CurveStatus = Literal["OK", "RECOVERY_ONLY", "UNDERPREPARED", "NO_OFFSEASON", "SPLIT"]


@record
class VolumeWeek:
    kind: WeekKind
    phase: PhaseKind
    distance_m: float


@record
class VolumeCurve:
    """`reached_m` is the level the weeks reach before the freshen week; nothing is rounded."""

    status: CurveStatus
    weeks: tuple[VolumeWeek, ...] = ()
    reached_m: float = 0.0
    starts_below_maintenance: bool = False

    @property
    def distances_m(self) -> tuple[float, ...]:
        return tuple(week.distance_m for week in self.weeks)


def volume_curve(
    *,
    fractions: Sequence[float],
    baseline_m: float,
    cut: float,
    weeks: int,
    week1_m: float,
    short_first_days: int = 0,
    policy: Policy = DEFAULT_POLICY,
) -> VolumeCurve:
    """The off-season's weekly volumes in metres.

    `fractions` are the recovery weeks of 2.4 as shares of B, `weeks` is N, the whole weeks. With
    `short_first_days` (4 to 6) the first entry of `fractions` belongs to a short week before them, pro rata.
    """
    rules = policy.volume
    target_m = (1 - cut) * baseline_m
    rested = _recovery(fractions, baseline_m, short_first_days)
    whole_recovery = len(rested.weeks) - (1 if short_first_days else 0)
    below = week1_m < rules.below_maintenance_share * target_m
    if weeks <= 0:
        return VolumeCurve(status="NO_OFFSEASON", starts_below_maintenance=below)
    if weeks <= whole_recovery:
        shown = rested.weeks[: weeks + len(rested.weeks) - whole_recovery]
        reached_m = max(week.distance_m for week in shown)
        return VolumeCurve(status="RECOVERY_ONLY", weeks=shown, reached_m=reached_m, starts_below_maintenance=below)
    left = weeks - whole_recovery
    goal = _Goal(baseline_m=baseline_m, target_m=target_m, week1_m=week1_m, is_below=below, rules=rules)
    return _settled(rested, left, goal)


def derived_week1_m(*, baseline_m: float, peak_m: float | None, policy: Policy = DEFAULT_POLICY) -> float:
    """W1 where the spring plan is unknown: a share of its peak, or of B (4.2)."""
    return policy.volume.peak_share * (peak_m or baseline_m)


def derived_week1_long_m(week1_m: float, *, run_days: int | None, policy: Policy = DEFAULT_POLICY) -> float:
    """LR1 where the spring plan is unknown (4.2)."""
    return usual_long_share(run_days, policy=policy) * week1_m


def grown(level_m: float, *, earlier_m: Sequence[float] = (), rules: VolumePolicy = DEFAULT_POLICY.volume) -> float:
    """The most the next week may hold after `level_m`; `earlier_m` are the weeks so far, the last one included.

    A small runner may add 3 km instead of a tenth, but not in two weeks running below 25 km.
    """
    tenth_m = rules.growth * level_m
    just_jumped = len(earlier_m) > 1 and earlier_m[-1] > rules.growth * earlier_m[-2]
    if level_m < rules.small_week_m and just_jumped:
        return tenth_m
    return max(tenth_m, min(level_m + rules.allowance_m, rules.allowance_limit * level_m))


def step_from_recovery_m(last_m: float, *, policy: Policy = DEFAULT_POLICY) -> float:
    """The most that the first week after recovery may hold on its way into the coach's band (INV-05).

    Twenty minutes of a fast runner's time are more than three kilometres, which no week was meant to jump by.
    """
    return policy.checks.from_recovery * last_m + min(policy.volume.allowance_m, policy.checks.from_recovery_m)


@record
class _Goal:
    baseline_m: float
    target_m: float
    week1_m: float
    is_below: bool  # W1 is less than a week of maintenance
    rules: VolumePolicy

    @property
    def ready_m(self) -> float:
        return self.rules.ready_share * self.week1_m


@record
class _Line:
    """Weeks so far, and the level they have reached: a down week does not lower it."""

    weeks: tuple[VolumeWeek, ...] = ()
    level_m: float = 0.0
    distances_m: tuple[float, ...] = field(default=())

    def then(self, kind: WeekKind, phase: PhaseKind, distance_m: float, *, level_m: float | None = None) -> "_Line":
        return _Line(
            weeks=(*self.weeks, VolumeWeek(kind=kind, phase=phase, distance_m=distance_m)),
            level_m=self.level_m if level_m is None else level_m,
            distances_m=(*self.distances_m, distance_m),
        )


def _recovery(fractions: Sequence[float], baseline_m: float, short_first_days: int) -> _Line:
    line = _Line()
    for index, share in enumerate(fractions):
        days = short_first_days if short_first_days and not index else 7
        distance_m = share * baseline_m * days / 7
        line = line.then("recovery", "recovery", distance_m, level_m=max(line.level_m, distance_m))
    return line


def _settled(rested: _Line, left: int, goal: _Goal) -> VolumeCurve:
    """Most maintenance weeks that still leave enough to reach W1 and freshen (4.3.4)."""
    for maintenance, kept in reversed(list(enumerate(_maintained(rested, left - 1, goal)))):
        built = _rebuild(kept, left - maintenance - 1, goal)
        if built.level_m < goal.ready_m:
            continue
        if maintenance > goal.rules.longest_maintenance_weeks:
            return _split(rested, left, goal)
        return _freshened(built, "OK", goal)
    return _freshened(_rebuild(rested, left - 1, goal), "UNDERPREPARED", goal)


def _maintained(line: _Line, most: int, goal: _Goal) -> Iterator[_Line]:
    """No week of maintenance, one, two and so on up to `most`; the last of them is never a down week."""
    rules = goal.rules
    yield line
    for number in range(1, most + 1):
        next_m = grown(line.level_m, earlier_m=line.distances_m, rules=rules)
        if number == 1:
            next_m = max(rules.band_floor * goal.baseline_m, next_m)
        full = _held(line, "maintenance", "maintenance", min(goal.target_m, next_m))
        yield full
        if number % rules.down_every == 0:
            down_m = rules.down_share * min(goal.target_m, line.level_m)
            line = line.then("down", "maintenance", max(down_m, rules.down_floor * goal.baseline_m))
        else:
            line = full


def _held(line: _Line, kind: WeekKind, phase: PhaseKind, distance_m: float) -> _Line:
    return line.then(kind, phase, distance_m, level_m=distance_m)


def _rebuild(line: _Line, weeks: int, goal: _Goal, *, grown_weeks: int = 0) -> _Line:
    """Grow to W1 with every fourth week easier; weeks to spare repeat the level reached."""
    for _ in range(weeks):
        if line.level_m >= goal.ready_m:
            line = line.then("build", "rebuild", line.level_m)
        elif grown_weeks == goal.rules.cutback_every - 1:
            line, grown_weeks = line.then("cutback", "rebuild", goal.rules.cutback_share * line.level_m), 0
        else:
            next_m = grown(line.level_m, earlier_m=line.distances_m, rules=goal.rules)
            line, grown_weeks = _held(line, "build", "rebuild", min(goal.week1_m, next_m)), grown_weeks + 1
    return line


def _freshened(line: _Line, status: CurveStatus, goal: _Goal) -> VolumeCurve:
    done = line.then("freshen", "rebuild", goal.rules.freshen_share * line.level_m)
    return VolumeCurve(status=status, weeks=done.weeks, reached_m=line.level_m, starts_below_maintenance=goal.is_below)


def _split(rested: _Line, left: int, goal: _Goal) -> VolumeCurve:
    """Fifteen weeks of maintenance, then a base block towards B, then what is left to reach W1 (5.3 (2))."""
    *_, kept = _maintained(rested, goal.rules.longest_maintenance_weeks, goal)
    spare = left - goal.rules.longest_maintenance_weeks - 1
    for rebuild in range(spare + 1):
        based, grown_weeks = _base(kept, spare - rebuild, goal)
        built = _rebuild(based, rebuild, goal, grown_weeks=grown_weeks)
        if built.level_m >= goal.ready_m:
            return _freshened(built, "SPLIT", goal)
    return _freshened(_rebuild(kept, spare, goal), "UNDERPREPARED", goal)


def _base(line: _Line, weeks: int, goal: _Goal) -> tuple[_Line, int]:
    """Up to W1 but never above B in even steps, three weeks on and one easier; also how many growth weeks end the block.

    The last week but one is there, so that the top is held once.
    """
    rules, grown_weeks = goal.rules, 0
    top_m = min(goal.baseline_m, max(goal.week1_m, goal.target_m))
    easier = frozenset(range(rules.cutback_every, weeks, rules.cutback_every))
    step = min(rules.growth, (top_m / line.level_m) ** (1 / max(1, weeks - len(easier) - 1)))
    for number in range(1, weeks + 1):
        if number in easier:
            line, grown_weeks = line.then("cutback", "base", rules.cutback_share * line.level_m), 0
            continue
        next_m = max(line.level_m, min(top_m, step * line.level_m))
        grown_weeks = grown_weeks + 1 if next_m > line.level_m else 0
        line = _held(line, "base", "base", next_m)
    return line, grown_weeks
