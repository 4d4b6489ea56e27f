"""Training paces from VDOT: planning.md 6.2. Seconds per km, for flat, cool, dry ground."""

from datetime import date

from plans.engine.policy import DEFAULT_POLICY, KM, MARATHON_M, Policy
from plans.engine.request import BestRace, FallRace, History
from plans.engine.response import Paces
from plans.engine.vdot import equivalent_time, vdot, velocity_at


def paces(value: float, *, policy: Policy = DEFAULT_POLICY) -> Paces:
    """Rounded to whole seconds, (fast, slow); no marathon pace below VDOT 35."""
    rules = policy.zones
    interval = pace_at(rules.interval * value)
    fast, slow = (pace_at(share * value) for share in rules.easy)
    return Paces(
        vdot=value,
        easy_s_per_km=(round(fast), round(slow)),
        marathon_s_per_km=_marathon(value, policy),
        threshold_s_per_km=round(pace_at(rules.threshold * value)),
        interval_s_per_km=round(interval),
        repetition_s_per_km=round(interval - rules.repetition_gain_s[value < rules.repetition_edge]),
    )


def pace_at(cost: float) -> float:
    return 60_000 / velocity_at(cost)


def plan_paces(
    history: History,
    fall_race: FallRace,
    *,
    long_off_season: bool = False,
    policy: Policy = DEFAULT_POLICY,
) -> Paces:
    """The paces a plan uses; all None (NO_PACE_ZONES) without a fresh road result.

    `long_off_season`: the weeks after recovery lower the paces a little, while `vdot` stays as measured; a result
    from after the fall race has measured that already.
    """
    result = judged_result(history, fall_race)
    if result is None or not _is_fresh_road_result(result, fall_race.date, policy):
        return Paces()
    measured = vdot(result.distance_m, result.duration_s)
    is_before = result.date <= fall_race.date
    used = paces(measured * (policy.zones.dip if long_off_season and is_before else 1), policy=policy)
    return Paces(
        vdot=round(measured, 1),
        easy_s_per_km=used.easy_s_per_km,
        marathon_s_per_km=used.marathon_s_per_km,
        threshold_s_per_km=used.threshold_s_per_km,
        interval_s_per_km=used.interval_s_per_km,
        repetition_s_per_km=used.repetition_s_per_km,
    )


def judged_result(history: History, fall_race: FallRace) -> BestRace | None:
    """The result that age grade and VDOT are taken from (3.1): the best race where given, else the fall race.

    A fall race counts if finished, raced, on a road and not beyond the marathon.
    """
    if history.best_race is not None:
        return history.best_race
    if fall_race.status != "finished" or fall_race.effort != "raced" or fall_race.duration_s is None:
        return None
    if fall_race.distance_m > longest_road_race_m() or _is_mountain(fall_race):
        return None
    return BestRace(date=fall_race.date, distance_m=fall_race.distance_m, duration_s=fall_race.duration_s)


def longest_road_race_m(*, policy: Policy = DEFAULT_POLICY) -> float:
    return MARATHON_M * (1 + policy.recovery.named_distance_tolerance)


def _is_mountain(race: FallRace, policy: Policy = DEFAULT_POLICY) -> bool:
    return (race.climb_m or 0) > policy.recovery.mountain_climb_m_per_km * race.distance_m / KM


def _is_fresh_road_result(result: BestRace, fall_race_day: date, policy: Policy) -> bool:
    age_days = (fall_race_day - result.date).days
    return age_days <= policy.ability.fresh_result_days and result.distance_m <= longest_road_race_m(policy=policy)


def _marathon(value: float, policy: Policy) -> tuple[float, float] | None:
    rules = policy.zones
    if value < rules.marathon_from:
        return None
    pace = equivalent_time(value, MARATHON_M) / (MARATHON_M / KM)
    slower = rules.marathon_range_s if value < rules.marathon_range_below else 0.0
    return (round(pace), round(pace + slower))
