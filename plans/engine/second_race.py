"""Two goal races four to twelve weeks apart: one block of recovery, rebuild and taper (planning.md 5.2)."""

from typing import TYPE_CHECKING

from plans.engine.volume import VolumeCurve, VolumeWeek, grown

if TYPE_CHECKING:
    from plans.engine.settle import Settled


def second_race_curve(settled: "Settled", *, weeks: int) -> VolumeCurve:
    """Weeks up to the one that holds the second race; `reached_m` is the block's peak."""
    policy, usual_m = settled.runner.policy, settled.runner.baseline.distance_m
    rules, short = policy.season, settled.season.short_first_week
    total = max(0, weeks) + short
    taper = len(rules.second_race_taper) if total >= rules.second_race_taper_from_weeks else min(1, max(0, total - 1))
    rest = min(len(settled.fractions), max(1, total - taper - 1)) if total else 0
    lines: list[VolumeWeek] = []
    for at, share in enumerate(settled.fractions[:rest]):
        days = settled.season.leftover_days if short and not at else 7
        lines.append(VolumeWeek(kind="recovery", phase="recovery", distance_m=share * usual_m * days / 7))
    level_m = max((week.distance_m for week in lines), default=0.0)
    for _ in range(total - rest - taper):
        next_m = grown(level_m, earlier_m=[week.distance_m for week in lines], rules=policy.volume)
        level_m = min(rules.second_race_peak * usual_m, next_m)
        lines.append(VolumeWeek(kind="build", phase="rebuild", distance_m=level_m))
    easing_m = level_m
    for share in rules.second_race_taper[:taper]:
        easing_m *= share
        lines.append(VolumeWeek(kind="freshen", phase="rebuild", distance_m=easing_m))
    return VolumeCurve(status="OK", weeks=tuple(lines), reached_m=level_m)
