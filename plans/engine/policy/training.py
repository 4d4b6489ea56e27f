"""The rules of docs/planning.md, sections 2 to 5 and 7. Distances in metres; days count from the race, which is day 0."""

from dataclasses import dataclass
from math import inf

from plans.engine.policy.rule import (
    FIFTY_KM_M,
    FIFTY_MILES_M,
    HALF_M,
    HUNDRED_MILES_M,
    KM,
    MARATHON_M,
    MINUTE_S,
    ByLevel,
    rule,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceRow:
    """Days after a race of one distance, planning.md 2.3."""

    distance_m: float
    rest_min: float
    rest_max: float
    strides: float
    fast: float
    heavy: float

    @property
    def days(self) -> tuple[float, ...]:
        return (self.rest_min, self.rest_max, self.strides, self.fast, self.heavy)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryRow:
    """Weekly ceilings after a race of one distance as shares of B, planning.md 2.4."""

    distance_m: float
    fractions: tuple[float, ...]


def _clearance(distance_m: float, *days: float) -> ClearanceRow:
    rest_min, rest_max, strides, fast, heavy = days
    return ClearanceRow(
        distance_m=distance_m, rest_min=rest_min, rest_max=rest_max, strides=strides, fast=fast, heavy=heavy
    )


def _recovery(distance_m: float, *fractions: float) -> RecoveryRow:
    return RecoveryRow(distance_m=distance_m, fractions=fractions)


CLEARANCE = (
    _clearance(5 * KM, 1, 2, 4, 6, 4),
    _clearance(10 * KM, 1, 3, 5, 8, 5),
    _clearance(HALF_M, 2, 5, 8, 12, 8),
    _clearance(MARATHON_M, 3, 7, 18, 24, 14),
    _clearance(FIFTY_KM_M, 3, 7, 18, 26, 14),
    _clearance(FIFTY_MILES_M, 5, 10, 21, 32, 18),
    _clearance(100 * KM, 7, 12, 24, 35, 21),
    _clearance(HUNDRED_MILES_M, 7, 14, 28, 42, 21),
)
RECOVERY = (
    _recovery(5 * KM, 0.65),
    _recovery(10 * KM, 0.55),
    _recovery(HALF_M, 0.40, 0.60),
    _recovery(MARATHON_M, 0.25, 0.40, 0.50, 0.58),
    _recovery(FIFTY_KM_M, 0.20, 0.38, 0.50, 0.58),
    _recovery(FIFTY_MILES_M, 0.15, 0.32, 0.45, 0.52, 0.58),
    _recovery(100 * KM, 0.12, 0.28, 0.42, 0.50, 0.57),
    _recovery(HUNDRED_MILES_M, 0.08, 0.22, 0.35, 0.45, 0.52, 0.58),
)
SPRING_WEEKS = (  # up to this distance, by level
    (15 * KM, ByLevel(8, 10, 12)),
    (30 * KM, ByLevel(14, 12, 12)),
    (43 * KM, ByLevel(18, 18, 16)),
    (60 * KM, ByLevel(20, 18, 18)),
    (inf, ByLevel(24, 24, 20)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryPolicy:
    hr_cap: float = rule(0.75, "share of HRmax", "2.4", "D", "all easy until the clearance days have passed")
    clearance: tuple[ClearanceRow, ...] = rule(CLEARANCE, "days", "2.3", "D", "between the published rules of 2.1")
    weeks: tuple[RecoveryRow, ...] = rule(RECOVERY, "share of B", "2.4", "D", "calibrated on Pfitzinger's recoveries")
    rest_limit_days: int = rule(14, "days", "1.2", "D", "Coyle 1984: VO2max -7% after 12 days")
    masters_addition: float = rule(0.25, "1", "2.2", "D", "age 50-59")
    veteran_addition: float = rule(0.50, "1", "2.2", "D", "age 60 and more")
    beginner_addition: float = rule(0.25, "1", "2.2", "D", "from the half-marathon")
    mountain_addition: float = rule(0.25, "1", "2.2", "D")
    mountain_climb_m_per_km: float = rule(25, "m per km", "2.2", "D", "more is a mountain race")
    factor_limit: float = rule(1.5, "1", "2.2", "D")
    training_effort: float = rule(0.5, "1", "2.2", "D", "a race run as training, and a C race up to 10 km")
    short_c_race_m: float = rule(10 * KM, "m", "5.3 (4)", "D")
    extra_week_factor: float = rule(1.25, "1", "2.4", "D")
    long_race_m: float = rule(21 * KM, "m", "2.2", "D", "half-marathon and longer")
    high_volume_m: float = rule(130 * KM, "m a week", "2.4", "V", "published high-volume recoveries are lower")
    high_volume_share: float = rule(0.85, "1", "2.4", "V", "published high-volume recoveries are lower")
    no_race_share: float = rule(0.65, "share of B", "5.3 (3)", "D", "the easy week after a race not started")
    long_run_shares: tuple[float, ...] = rule((0.30, 0.38, 0.46, 0.52, 0.56, 0.60), "share of L0", "2.4", "D")
    first_long_share: float = rule(0.44, "share of W", "2.1", "C", "published recoveries: 38-44% of the first week")
    walking_race_m: float = rule(FIFTY_MILES_M, "m", "2.4", "V", "Koop: no run over 20 minutes in the first week")
    walking_run_min: float = rule(20, "min", "2.4", "V", "Koop")
    named_distance_tolerance: float = rule(0.001, "1", "2.3", "D", "21.1 km is a half-marathon")


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselinePolicy:
    window_weeks: int = rule(8, "weeks", "3.0", "D")
    mean_of_weeks: int = rule(6, "weeks", "3.0", "D")
    least_weeks: int = rule(4, "weeks", "3.0", "D", "fewer: ask the coach")
    short_taper_weeks: int = rule(1, "weeks", "3.0", "D", "5 and 10 km")
    long_taper_weeks: int = rule(2, "weeks", "3.0", "D", "from the half-marathon")


@dataclass(frozen=True, slots=True, kw_only=True)
class AbilityPolicy:
    """Edges of the votes: below the first beginner, from the second advanced."""

    weekly_m: tuple[float, float] = rule((32 * KM, 72 * KM), "m a week", "3.1", "D")
    years: tuple[float, float] = rule((2.0, 5.0), "years", "3.1", "D", "more than the second is advanced")
    grade_percent: tuple[float, float] = rule((55.0, 70.0), "%", "3.1", "V", "age-grade classes in common use")
    result_days: int = rule(365, "days", "3.1", "D", "a result of the last 12 months")
    fresh_result_days: int = rule(183, "days", "5.3 (24)", "D", "about six months, for VDOT")


@dataclass(frozen=True, slots=True, kw_only=True)
class CutPolicy:
    start: float = rule(0.30, "share of B", "3.2", "D")
    low: float = rule(0.20, "share of B", "3.2", "S", "the coach")
    high: float = rule(0.40, "share of B", "3.2", "S", "the coach")
    level: ByLevel[float] = rule(ByLevel(0.05, 0.0, -0.05), "share of B", "3.2", "D")
    year_ratio: tuple[tuple[float, float], ...] = rule(
        ((1.10, -0.025), (1.175, 0.0), (1.25, 0.05)), "B : year's mean, share of B", "3.2", "D"
    )
    high_volume_m: float = rule(110 * KM, "m a week", "3.2", "D")
    high_volume: float = rule(0.05, "share of B", "3.2", "D")
    low_volume_m: float = rule(30 * KM, "m a week", "3.2", "D")
    low_volume: float = rule(-0.05, "share of B", "3.2", "D")
    ramp: float = rule(0.10, "1", "3.2", "D", "adjustments by B ramp over 10% around their threshold")
    short_race: float = rule(-0.025, "share of B", "3.2", "D")
    marathon: float = rule(0.025, "share of B", "3.2", "D")
    ultra: float = rule(0.05, "share of B", "3.2", "D")
    half_from_m: float = rule(15 * KM, "m", "3.2", "D", "where a race begins to count as a half")
    marathon_from_m: float = rule(30 * KM, "m", "3.2", "D")
    ultra_from_m: float = rule(43 * KM, "m", "3.2", "D")
    niggle: float = rule(0.10, "share of B", "3.2", "D")
    past_year_injury: float = rule(0.05, "share of B", "3.2", "D")
    masters: float = rule(0.025, "share of B", "3.2", "D")
    veteran: float = rule(0.05, "share of B", "3.2", "D")
    comfort_step: float = rule(-0.025, "share of B", "3.2", "D")
    check_in_step: float = rule(0.05, "share of B", "3.2", "D", "proposed to the coach after two check-ins alike")
    short_gap_weeks: float = rule(16, "weeks", "3.2", "D")
    short_gap: float = rule(-0.05, "share of B", "3.2", "D")
    long_gap_weeks: float = rule(26, "weeks", "3.2", "D")
    long_gap: float = rule(0.05, "share of B", "3.2", "D")
    override_tolerance: float = rule(0.05, "share of B", "5.2", "D")


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumePolicy:
    growth: float = rule(1.10, "1", "4.1", "D", "conventional; no study gives a rule (Fredette 2022)")
    allowance_m: float = rule(3 * KM, "m", "4.1", "D")
    allowance_s: float = rule(20 * MINUTE_S, "s", "5.3 (17)", "D", "the same for time-based athletes")
    allowance_limit: float = rule(1.20, "1", "4.3", "D")
    small_week_m: float = rule(25 * KM, "m a week", "4.3", "D", "below it the allowance never twice running")
    band_floor: float = rule(0.60, "share of B", "7", "S", "the coach: cut by 20-40%")
    band_ceiling: float = rule(0.80, "share of B", "7", "S", "the coach: cut by 20-40%")
    down_every: int = rule(4, "weeks", "4.3", "D")
    down_share: float = rule(0.88, "1", "4.3", "D")
    down_floor: float = rule(0.50, "share of B", "4.3", "D")
    cutback_every: int = rule(4, "weeks", "4.1", "D")
    cutback_share: float = rule(0.85, "1", "4.1", "D")
    freshen_share: float = rule(0.88, "1", "4.3", "D", "Bosquet 2007, Wang 2023: a taper's direction, a third of it")
    ready_share: float = rule(0.95, "share of W1", "4.4", "D")
    longest_maintenance_weeks: int = rule(15, "weeks", "1.2", "V", "Spiering 2021: as long as the evidence goes")
    below_maintenance_share: float = rule(0.80, "1", "4.3", "D")
    peak_share: float = rule(0.72, "1", "4.2", "C", "median of 52 published plans")
    long_share_floor: float = rule(0.27, "share of W", "4.2", "C", "published spring plans")
    long_share_days: float = rule(1.2, "1", "4.2", "D")
    long_share_offset: float = rule(0.2, "days", "4.2", "D")
    unknown_current_share: float = rule(0.30, "share of B", "5.3 (9)", "D", "coming back, present volume not said")
    quality_again_share: float = rule(0.50, "share of old B", "5.3 (9)", "D")
    quality_again_weeks: int = rule(2, "weeks", "5.3 (9)", "D", "at that share, before fast running returns")
    restart_share: float = rule(0.33, "1", "5.3 (6)", "M", "Daniels: the first third after weeks without running")
    youth_limit_m: float = rule(80 * KM, "m a week", "5.3 (12)", "D")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonPolicy:
    short_week_days: int = rule(4, "days", "5.1", "D", "so many leftover days are a week of their own")
    second_race_day: int = rule(2, "days", "5.1", "D", "an A race on day 1 or 2 belongs to the week before")
    refuse_gap_weeks: float = rule(4, "weeks", "5.2", "D")
    second_race_gap_weeks: float = rule(12, "weeks", "5.2", "D")
    second_race_taper: tuple[float, ...] = rule((0.85, 0.80), "of the week before", "5.2", "C", "published 4-12 weeks")
    second_race_taper_from_weeks: int = rule(6, "weeks", "5.2", "D", "shorter blocks taper one week")
    second_race_peak: float = rule(0.90, "share of B", "5.2", "D")
    race_week_min: ByLevel[float] = rule(ByLevel(25.0, 35.0, 45.0), "min", "5.2", "D", "an easy run before that race")
    race_eve_min: float = rule(20, "min", "5.2", "D", "the run on its eve")
    race_eve_strides: int = rule(4, "strides", "5.2", "D", "at the end of that run")
    spring_growth: float = rule(1.03, "1 a week", "5.2", "D", "week 1 is 0.72 of the peak, eleven weeks on (4.2)")
    join_least: float = rule(0.90, "share of that week", "5.2", "D", "whoever joins the spring plan later")
    spring_weeks: tuple[tuple[float, ByLevel[int]], ...] = rule(
        SPRING_WEEKS, "weeks", "4.2", "C", "published spring plans"
    )
    race_last_days: int = rule(14, "days", "5.3 (4)", "D", "no race in between so near the spring plan")
    race_apart_days: int = rule(21, "days", "5.3 (4)", "D")


@dataclass(frozen=True, slots=True, kw_only=True)
class LongRunPolicy:
    share_by_days: tuple[float, ...] = rule(
        (1.0, 1.0, 0.65, 0.50, 0.40, 0.35, 0.30, 0.28), "share of W by run days", "3.3", "D"
    )
    light_week_addition: float = rule(0.05, "share of W", "3.3", "D", "down, cutback, freshen, recovery week 1")
    floor_share: float = rule(0.50, "share of L0", "1.2", "D", "Hickson 1982: long endurance goes first")
    ceiling_share: float = rule(0.80, "share of L0", "3.3", "D")
    over_mean: float = rule(1.2, "1", "7", "D", "against the mean of the other runs")
    limit_min: float = rule(150, "min", "3.3", "V", "Daniels")
    beginner_limit_min: float = rule(120, "min", "3.3", "D")
    ultra_limit_min: float = rule(180, "min", "3.3", "D")
    ultra_from_m: float = rule(FIFTY_KM_M, "m", "3.3", "D")
    spike: float = rule(1.10, "1", "4.1", "V", "Frandsen 2025")
    spike_small: float = rule(1.30, "1", "4.1", "V", "Frandsen 2025")
    spike_moderate: float = rule(2.00, "1", "4.1", "V", "Frandsen 2025")
    spike_allowance_m: float = rule(KM, "m", "7", "D")
    spike_days: int = rule(30, "days", "4.1", "V", "Frandsen 2025")
    training_race_m: float = rule(30 * KM, "m", "7", "D", "from here a race counts as the block's longest run")
    second_share: float = rule(0.60, "1", "3.5", "D", "back to back")
    other_week_share: tuple[float, float] = rule((0.40, 0.50), "share of L0", "7", "D", "a long run every second week")
    other_week_min: float = rule(60, "min", "7", "D")
    beginner_other_week_min: float = rule(45, "min", "7", "D")
    ready_share: float = rule(0.90, "share of LR1", "4.4", "D")


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPolicy:
    threshold_share: float = rule(0.10, "share of W", "3.4", "V", "Daniels")
    interval_share: float = rule(0.08, "share of W", "3.4", "V", "Daniels")
    interval_limit_m: float = rule(10 * KM, "m", "3.4", "M", "Daniels")
    repetition_share: float = rule(0.05, "share of W", "3.4", "M", "Daniels")
    repetition_limit_m: float = rule(8 * KM, "m", "3.4", "M", "Daniels")
    marathon_share: float = rule(0.20, "share of W", "3.4", "V", "Daniels")
    marathon_limit_m: float = rule(29 * KM, "m", "3.4", "V", "Daniels")
    marathon_limit_min: float = rule(110, "min", "3.4", "V", "Daniels")
    total_share: float = rule(0.20, "share of running time", "3.4", "D")
    threshold_floor_min: float = rule(10, "min", "3.4", "D")
    interval_floor_min: float = rule(6, "min", "3.4", "D")
    repetition_floor_m: float = rule(0.8 * KM, "m", "3.4", "D")
    easy_share: float = rule(0.75, "share of running time", "3.4", "D", "Munoz 2014, Festa 2020")
    easy_share_three_days: float = rule(0.70, "share of running time", "3.4", "D")
    easy_share_limit: float = rule(0.97, "share of running time", "7", "D")
    second_fast_days: int = rule(5, "run days", "7", "D")
    default_threshold_s: float = rule(1200, "s", "4.2", "D", "week 1's quality where the spring plan is unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class HardDayPolicy:
    work_min: float = rule(6, "min", "0.2", "D")
    work_m: float = rule(0.8 * KM, "m", "0.2", "D")
    long_min: float = rule(90, "min", "0.2", "D")
    share: float = rule(0.28, "share of W", "0.2", "D")
    share_min: float = rule(60, "min", "0.2", "D")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPolicy:
    run_days: ByLevel[tuple[int, int]] = rule(ByLevel((3, 4), (4, 5), (5, 6)), "days", "3.5", "D")
    kept_days_share: float = rule(0.70, "share of usual days", "1.2", "M", "Mujika & Padilla 2000")
    least_run_days: int = rule(3, "days", "1.2", "D")
    recovery_run_days: tuple[int, int] = rule((3, 4), "days", "7", "D")
    strides_sessions: tuple[int, int] = rule((1, 3), "a week", "7", "D")
    strides_count: tuple[int, int] = rule((4, 10), "strides", "7", "D")
    strides_s: tuple[float, float] = rule((8.0, 30.0), "s", "7", "D")
    strength_sessions: tuple[int, int] = rule((1, 3), "a week", "3.7", "V", "Spiering 2021, Ronnestad 2011")
    veteran_strength: int = rule(2, "a week", "5.3 (11)", "V", "Spiering 2021")
    heavy_gap_days: int = rule(2, "days", "3.7", "D", "48 hours")
    hard_gap_days: int = rule(2, "days", "7", "D", "INV-26: from one hard day to the next")
    masters_gap_days: int = rule(3, "days", "7", "D", "INV-27: two easy days between")
    mobility_sessions: int = rule(2, "a week", "3.8", "M")
    mobility_min: float = rule(10, "min", "3.8", "M")
    minimalist_share: tuple[float, float] = rule((0.05, 0.10), "share of W", "3.9", "D", "Ridge 2013")
    minimalist_early_weeks: int = rule(4, "weeks", "3.9", "D")
    minimalist_sessions: int = rule(2, "a week", "3.9", "D")
    doubles_week_m: float = rule(110 * KM, "m a week", "3.11", "D")
    doubles_run_days: int = rule(6, "days", "3.11", "D")
    second_run_m: float = rule(10 * KM, "m", "3.11", "D")
    second_run_share: float = rule(0.40, "share of the day", "3.11", "D")
    run_min: tuple[float, float] = rule((15.0, 180.0), "min", "7", "D")
    small_week_run_min: float = rule(12, "min", "7", "D")
    small_week_m: float = rule(15 * KM, "m a week", "5.3 (8)", "D")
    easy_run_min: float = rule(20, "min", "7", "D")
    monotony: float = rule(2.0, "1", "6.5", "M", "Foster")
    usable_days: int = rule(3, "days", "7", "D", "INV-17, 22, 32 and 33 bind from here")
    idle_days: int = rule(3, "days", "7", "D")
    idle_days_small_schedule: int = rule(4, "days", "7", "D")
    longest_streak: int = rule(7, "days", "7", "D", "a day without running in any eight")
    home_strength_min: float = rule(15, "min", "7", "D")
    holiday_days: int = rule(3, "days", "5.3 (7)", "D", "so many days away make a down week")
    masters_age: int = rule(50, "years", "3.5", "D")
    veteran_age: int = rule(60, "years", "3.5", "D")
    adult_age: int = rule(18, "years", "5.3 (12)", "D")
    hr_cap: tuple[float, float] = rule((0.65, 0.78), "share of HRmax", "3.10", "V", "Daniels' easy zone")
    lthr_cap: float = rule(0.89, "share of LTHR", "3.10", "V", "Friel zone 2")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPolicy:
    rounding_share: float = rule(0.01, "1", "7", "D", "tolerance on volumes, the larger of the two")
    rounding_m: float = rule(0.5 * KM, "m", "7", "D")
    settled_tolerance: float = rule(0.05, "share of B", "7", "D")
    from_recovery: float = rule(1.25, "1", "7", "D")
    from_recovery_m: float = rule(3 * KM, "m", "7", "D", "and so much more, also by the clock")
    recovery_ceiling: float = rule(1.10, "1", "7", "D")
    freshen: tuple[float, float] = rule((0.80, 0.95), "1", "4.4", "D")
    growth_run: int = rule(3, "weeks", "7", "D")
    growth_window_weeks: int = rule(4, "weeks", "7", "D")
    down_gap_weeks: int = rule(2, "weeks", "7", "D")
    variety_weeks: int = rule(6, "weeks", "7", "D")
    variety_families: int = rule(3, "families", "7", "D")
    touched_share: float = rule(0.70, "1", "4.4", "D")
    ready_weeks: int = rule(3, "weeks", "4.4", "D")
    fresh_days: int = rule(2, "days", "4.4", "D", "48 hours")
    form_share: float = rule(-0.30, "share of CTL", "4.4", "D")
