"""What a step asks for: pace where a race gave one, heart rate where it was measured, effort otherwise."""

from plans.engine.policy import DEFAULT_POLICY
from plans.engine.response import Target
from plans.engine.runner import Runner
from plans.engine.template import Zone

PACE_SLACK_S = 3
BY_FEEL = ("fartlek", "hill", "steady", "easy")


def effort(low: float, high: float | None = None) -> Target:
    return Target(type="rpe", low=low, high=low if high is None else high)


def easy_target(runner: Runner, rpe: float) -> Target:
    if runner.paces.easy_s_per_km:
        fast, slow = runner.paces.easy_s_per_km
        return Target(type="pace", low=fast, high=slow)
    return effort(rpe)


def capped_target(runner: Runner, rpe: float) -> Target:
    """The aerobic ceiling (3.10); an estimated maximum never becomes a heart-rate target (INV-35)."""
    bounds = heart_rate_cap(runner)
    return Target(type="hr", low=bounds[0], high=bounds[1]) if bounds else effort(rpe)


def heart_rate_cap(runner: Runner) -> tuple[int, int] | None:
    low, high = DEFAULT_POLICY.week.hr_cap
    if runner.athlete.max_hr_bpm is not None:
        return round(low * runner.athlete.max_hr_bpm), int(high * runner.athlete.max_hr_bpm)
    if runner.athlete.lthr_bpm is not None:
        return round(0.75 * runner.athlete.lthr_bpm), int(0.89 * runner.athlete.lthr_bpm)
    return None


def work_target(runner: Runner, zone: Zone, rpe: float) -> Target:
    """A fast stretch. Hills and fartlek go by feel, and so does everything while something hurts."""
    if runner.paces.vdot is None or zone in BY_FEEL or runner.is_niggling:
        return effort(rpe)
    if zone == "marathon":
        return _marathon(runner, rpe)
    pace = runner.pace(zone)
    return Target(type="pace", low=round(pace) - PACE_SLACK_S, high=round(pace) + PACE_SLACK_S)


def _marathon(runner: Runner, rpe: float) -> Target:
    paces = runner.paces
    if paces.marathon_s_per_km is None or (paces.vdot or 0) < runner.sessions.paces.marathon_from_vdot:
        return effort(rpe)
    fast, slow = paces.marathon_s_per_km
    slack = PACE_SLACK_S if fast == slow else 0
    return Target(type="pace", low=fast - slack, high=slow + slack)
