"""Two goal races four to twelve weeks apart: one block of recovery, rebuild and taper (planning.md 5.2)."""

from typing import TYPE_CHECKING

from plans.engine.policy import DEFAULT_POLICY
from plans.engine.volume import VolumeCurve, VolumeWeek, grown

if TYPE_CHECKING:
    from plans.engine.settle import Settled

TAPER = (0.85, 0.80)  # each of the week before
LONG_BLOCK_WEEKS = 6
PEAK_SHARE = 0.90


def second_race_curve(settled: "Settled", *, weeks: int) -> VolumeCurve:
    """Weeks up to the one that holds the second race; `reached_m` is the block's peak."""
    usual_m, short = settled.runner.baseline.distance_m, settled.season.short_first_week
    total = max(0, weeks) + short
    taper = 2 if total >= LONG_BLOCK_WEEKS else min(1, max(0, total - 1))
    rest = min(len(settled.fractions), max(1, total - taper - 1)) if total else 0
    lines: list[VolumeWeek] = []
    for at, share in enumerate(settled.fractions[:rest]):
        days = settled.season.leftover_days if short and not at else 7
        lines.append(VolumeWeek(kind="recovery", phase="recovery", distance_m=share * usual_m * days / 7))
    level_m = max((week.distance_m for week in lines), default=0.0)
    for _ in range(total - rest - taper):
        level_m = min(PEAK_SHARE * usual_m, grown(level_m, rules=DEFAULT_POLICY.volume))
        lines.append(VolumeWeek(kind="build", phase="rebuild", distance_m=level_m))
    easing_m = level_m
    for share in TAPER[:taper]:
        easing_m *= share
        lines.append(VolumeWeek(kind="freshen", phase="rebuild", distance_m=easing_m))
    return VolumeCurve(status="OK", weeks=tuple(lines), reached_m=level_m)
