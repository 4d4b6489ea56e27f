"""Coming back from an injury: from what is run now, a tenth at a time, no maintenance (planning.md 5.3 (9))."""

from typing import TYPE_CHECKING

from plans.engine.volume import VolumeCurve, VolumeWeek

if TYPE_CHECKING:
    from plans.engine.placement import Layout
    from plans.engine.scene import Scene
    from plans.engine.settle import Settled


def returning_curve(settled: "Settled", *, weeks: int, week1_m: float) -> VolumeCurve:
    """Recovery at no more than the present volume, then build weeks, every fourth one easier, then freshen."""
    rules = settled.runner.policy.volume
    usual_m = settled.runner.baseline.distance_m
    current_m = settled.runner.athlete.current_m or rules.unknown_current_share * usual_m
    short_days = settled.season.leftover_days if settled.season.short_first_week else 0
    shares = [share * (short_days / 7 if short_days and not at else 1) for at, share in enumerate(settled.fractions)]
    lines = [VolumeWeek(kind="recovery", phase="recovery", distance_m=min(current_m, s * usual_m)) for s in shares]
    shown = weeks + bool(short_days)
    if weeks <= 0:
        return VolumeCurve(status="NO_OFFSEASON")
    if shown <= len(lines):
        return VolumeCurve(status="RECOVERY_ONLY", weeks=tuple(lines[:shown]), reached_m=lines[shown - 1].distance_m)
    level_m, full = min(current_m, lines[-1].distance_m * rules.growth), 0
    for left in range(shown - len(lines) - 2, -1, -1):
        # Held or growing, every fourth week is easier; the last full one leads into the freshen week.
        if full >= rules.cutback_every - 1 and left:
            lines.append(VolumeWeek(kind="cutback", phase="rebuild", distance_m=rules.cutback_share * level_m))
            full = 0
            continue
        level_m, full = min(max(level_m, week1_m), rules.growth * level_m), full + 1
        lines.append(VolumeWeek(kind="build", phase="rebuild", distance_m=level_m))
    lines.append(VolumeWeek(kind="freshen", phase="rebuild", distance_m=rules.freshen_share * level_m))
    is_ready = level_m >= rules.ready_share * week1_m
    return VolumeCurve(status="OK" if is_ready else "UNDERPREPARED", weeks=tuple(lines), reached_m=level_m)


def way_back_min(scene: "Scene", layout: "Layout") -> dict[int, float]:
    """The most minutes of running by day while runs have walking breaks, and of the first two without (5.3 (9))."""
    runner = scene.frame.runner
    if scene.week.phase != "recovery" or not runner.walks_first:
        return {}
    with_breaks = dict.fromkeys(layout.runs, runner.policy.sharing.walk_run_min)
    return with_breaks | unbroken_min(scene, layout)


def unbroken_min(scene: "Scene", layout: "Layout") -> dict[int, float]:
    """Minutes of the first runs without a walk, by day: recovery ends with them."""
    runner, week = scene.frame.runner, scene.week
    minutes = runner.policy.sharing.unbroken_min
    is_end = week.phase == "recovery" and week.index == scene.frame.recovery_weeks
    if not is_end or not runner.walks_first or len(layout.runs) <= len(minutes):
        return {}
    return dict(zip(layout.runs[-len(minutes) :], minutes, strict=True))
