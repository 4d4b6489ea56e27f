"""What a step asks for: pace where a race gave one, heart rate where it was measured, effort otherwise."""

from functools import lru_cache

from plans.engine.response import Target
from plans.engine.runner import Runner
from plans.engine.template import Side, Zone

BY_FEEL = ("fartlek", "hill", "steady", "easy")


@lru_cache(maxsize=256)
def effort(low: float, high: float | None = None) -> Target:
    return Target(type="rpe", low=low, high=low if high is None else high)


def easy_target(runner: Runner, rpe: float) -> Target:
    if runner.paces.easy_s_per_km:
        fast, slow = runner.paces.easy_s_per_km
        return Target(type="pace", low=fast, high=slow)
    return effort(rpe)


def capped_target(runner: Runner, rpe: float, *, mends: bool = False) -> Target:
    """The aerobic ceiling (3.10); an estimated maximum never becomes a heart-rate target (INV-35)."""
    bounds = heart_rate_cap(runner, mends=mends)
    return Target(type="hr", low=bounds[0], high=bounds[1]) if bounds else effort(rpe)


def heart_rate_cap(runner: Runner, *, mends: bool = False) -> tuple[int, int] | None:
    """The easy band in whole beats, inside the shares of 3.10: of the maximum, or up to the threshold's share.

    `mends`: after a race the ceiling is lower (2.4).
    """
    rules, athlete = runner.policy.week, runner.athlete
    low, usual = rules.hr_cap
    high = min(usual, runner.policy.recovery.hr_cap) if mends else usual
    if athlete.max_hr_bpm is not None:
        return -int(-low * athlete.max_hr_bpm // 1), int(high * athlete.max_hr_bpm)
    if athlete.lthr_bpm is not None:
        # The threshold lies near nine tenths of the maximum: the other edges in its terms.
        cap = rules.lthr_cap / usual * athlete.lthr_bpm
        return round(low * cap), int(high * cap)
    return None


def work_target(runner: Runner, zone: Zone, rpe: float, *, side: Side = "both") -> Target:
    """A fast stretch. Hills and fartlek go by feel, and so does everything while something hurts.

    `side`: only the faster or the slower half of the pace's range.
    """
    vdot = runner.paces.vdot
    if vdot is None or vdot < runner.policy.zones.work_from or zone in BY_FEEL or runner.is_niggling:
        return effort(rpe)
    if zone == "marathon":
        return _marathon(runner, rpe)
    pace = round(runner.pace(zone))
    slack_s = _slack_s(pace, zone, runner)
    faster_s, slower_s = (0 if side == "slower" else slack_s), (0 if side == "faster" else slack_s)
    return Target(type="pace", low=pace - faster_s, high=pace + slower_s)


def _slack_s(pace: float, zone: Zone, runner: Runner) -> int:
    """Wide enough for a watch on a real road."""
    rules = runner.policy.paces
    least_s = rules.target_slack_s if zone in {"threshold", "marathon"} else 0
    return max(least_s, round(rules.target_slack * pace))


def _marathon(runner: Runner, rpe: float) -> Target:
    paces = runner.paces
    if paces.marathon_s_per_km is None or (paces.vdot or 0) < runner.policy.zones.marathon_from:
        return effort(rpe)
    fast, slow = paces.marathon_s_per_km
    slack_s = _slack_s(fast, "marathon", runner)
    if fast != slow:
        # A range as it is (6.2), but never too narrow for a watch.
        return Target(type="pace", low=fast, high=max(slow, fast + 2 * slack_s))
    return Target(type="pace", low=fast - slack_s, high=slow + slack_s)
