"""How much less than usual: the cut of planning.md 3.2, with a reason for each part of it."""

from itertools import pairwise

from plans.engine.policy import DEFAULT_POLICY, Policy
from plans.engine.request import Injury
from plans.engine.response import Ability, Cut, Factor
from plans.engine.wording import Voice

DEFAULT_VOICE = Voice()


def cut(
    *,
    level: Ability,
    baseline_m: float,
    race_distance_m: float,
    gap_weeks: float,
    year_average_m: float | None = None,
    injury: Injury = "none",
    age: int | None = None,
    comfort: int = 0,
    override: float | None = None,
    override_reason: str | None = None,
    voice: Voice = DEFAULT_VOICE,
    policy: Policy = DEFAULT_POLICY,
) -> Cut:
    """The share of B to leave out, and the factors that add up to it before it is clamped.

    `override` is the coach's own number: it stands as given, and a last factor says by how much it moved the rules'.
    Whether it needs a reason is judged by `needs_reason`.
    """
    found = (
        Factor(name="start", adjustment=policy.cut.start, reason="the middle of the coach's band"),
        _ability(level, baseline_m, voice, policy),
        _year_ratio(baseline_m, year_average_m, voice, policy),
        _volume(baseline_m, voice, policy),
        _race(race_distance_m, voice, policy),
        _injury(injury, policy),
        _age(age, policy),
        _comfort(comfort, policy),
        _gap(gap_weeks, policy),
    )
    factors = tuple(factor for factor in found if factor.adjustment)
    total = sum(factor.adjustment for factor in factors)
    if override is None:
        return Cut(value=_clamp(total, policy), override=False, factors=factors)
    coach = Factor(
        name="coach", adjustment=round(override - total, 6), reason=override_reason or "your coach chose this cut"
    )
    return Cut(value=override, override=True, factors=(*factors, coach))


def needs_reason(value: float, *, policy: Policy = DEFAULT_POLICY) -> bool:
    """True for a coach's cut outside the band, which is accepted only with a reason (E_CUT_RANGE)."""
    return not policy.cut.low <= value <= policy.cut.high


def ramp(value: float, *, around: float, width: float) -> float:
    """0 below the threshold's band, 1 above it, straight between, so that no runner falls off an edge."""
    low, high = around * (1 - width), around * (1 + width)
    return min(1.0, max(0.0, (value - low) / (high - low)))


def _clamp(total: float, policy: Policy) -> float:
    # Sums of 0.025s carry binary dust that would show in a response.
    return round(min(policy.cut.high, max(policy.cut.low, total)), 6)


def _ability(level: Ability, baseline_m: float, voice: Voice, policy: Policy) -> Factor:
    reasons: dict[Ability, str] = {
        "beginner": f"running is still new to you, and {voice.week(baseline_m)} a week asked a lot",
        "intermediate": "",
        "advanced": f"your years of running and {voice.week(baseline_m)} a week: there is less to protect you from",
    }
    return Factor(name="ability", adjustment=policy.cut.level[level], reason=reasons[level])


def _year_ratio(baseline_m: float, year_average_m: float | None, voice: Voice, policy: Policy) -> Factor:
    if not year_average_m:
        return Factor(name="year_average", adjustment=0.0, reason="")
    adjustment = _between(baseline_m / year_average_m, policy.cut.year_ratio)
    stretch = "a stretch above" if adjustment > 0 else "close to"
    return Factor(
        name="year_average",
        adjustment=round(adjustment, 6),
        reason=f"{voice.week(baseline_m)} a week was {stretch} your year's {voice.week(year_average_m)}",
    )


def _between(ratio: float, points: tuple[tuple[float, float], ...]) -> float:
    if ratio <= points[0][0]:
        return points[0][1]
    for (low, at_low), (high, at_high) in pairwise(points):
        if ratio <= high:
            return at_low + (at_high - at_low) * (ratio - low) / (high - low)
    return points[-1][1]


def _volume(baseline_m: float, voice: Voice, policy: Policy) -> Factor:
    rules = policy.cut
    high = rules.high_volume * ramp(baseline_m, around=rules.high_volume_m, width=rules.ramp)
    low = rules.low_volume * (1 - ramp(baseline_m, around=rules.low_volume_m, width=rules.ramp))
    reason = "leaves much to rest from" if high else "is little already, and every ingredient still has to fit"
    return Factor(name="volume", adjustment=round(high + low, 6), reason=f"{voice.week(baseline_m)} a week {reason}")


def _race(distance_m: float, voice: Voice, policy: Policy) -> Factor:
    rules = policy.cut
    if distance_m < rules.half_from_m:
        adjustment, reason = rules.short_race, f"a race of {voice.race(distance_m)} leaves the body fresh"
    elif distance_m < rules.marathon_from_m:
        adjustment, reason = 0.0, ""
    elif distance_m <= rules.ultra_from_m:
        adjustment, reason = rules.marathon, "a marathon wears the body more"
    else:
        adjustment, reason = rules.ultra, f"{voice.race(distance_m)} wear the body most of all"
    return Factor(name="fall_race_distance", adjustment=adjustment, reason=reason)


def _injury(injury: Injury, policy: Policy) -> Factor:
    if injury == "niggle":
        return Factor(name="injury", adjustment=policy.cut.niggle, reason="something hurts now: give it room to settle")
    if injury in ("past_year", "returning"):
        return Factor(
            name="injury",
            adjustment=policy.cut.past_year_injury,
            reason="an injury cost you a week or more in the last year",
        )
    return Factor(name="injury", adjustment=0.0, reason="")


def _age(age: int | None, policy: Policy) -> Factor:
    if age is None or age < policy.week.masters_age:
        return Factor(name="age", adjustment=0.0, reason="")
    veteran = age >= policy.week.veteran_age
    adjustment = policy.cut.veteran if veteran else policy.cut.masters
    return Factor(name="age", adjustment=adjustment, reason=f"at {age} the body takes a little longer to mend")


def _comfort(comfort: int, policy: Policy) -> Factor:
    wish = "you want to keep running" if comfort > 0 else "you feel like running less"
    return Factor(name="comfort", adjustment=policy.cut.comfort_step * comfort, reason=wish)


def _gap(gap_weeks: float, policy: Policy) -> Factor:
    rules = policy.cut
    if gap_weeks < rules.short_gap_weeks:
        return Factor(name="gap", adjustment=rules.short_gap, reason=f"only {gap_weeks:.0f} weeks between the races")
    if gap_weeks > rules.long_gap_weeks:
        return Factor(name="gap", adjustment=rules.long_gap, reason=f"{gap_weeks:.0f} weeks until the next race")
    return Factor(name="gap", adjustment=0.0, reason="")
