"""The numbers of planning.md, once, each with its unit, section and evidence.

Evidence tags as in planning.md 0.1: V read in its source, C computed, M from memory,
D our own decision, S said by the coach. A coach's own policy is this object with other values.
Distances in metres, durations in minutes or seconds as the name says, shares of 1.
"""

from dataclasses import dataclass, field

from plans.engine.response import Ability

KM = 1000.0
MILE_M = 1609.344
HALF_M = 21_097.5
MARATHON_M = 42_195.0
FIFTY_KM_M = 50_000.0
FIFTY_MILES_M = 50 * MILE_M
HUNDRED_MILES_M = 100 * MILE_M

LevelNumbers = dict[Ability, float]
LevelRange = dict[Ability, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceRow:
    """Days after a race (day 0 = race day) for one distance, planning.md 2.3."""

    distance_m: float
    rest_min: float
    rest_max: float
    strides: float
    fast: float
    heavy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryRow:
    """Weekly ceilings after a race as shares of B, planning.md 2.4."""

    distance_m: float
    fractions: tuple[float, ...]


def _clearance(distance_m: float, *days: float) -> ClearanceRow:
    rest_min, rest_max, strides, fast, heavy = days
    return ClearanceRow(
        distance_m=distance_m, rest_min=rest_min, rest_max=rest_max, strides=strides, fast=fast, heavy=heavy
    )


def _recovery(distance_m: float, *fractions: float) -> RecoveryRow:
    return RecoveryRow(distance_m=distance_m, fractions=fractions)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryPolicy:
    clearance: tuple[ClearanceRow, ...] = (  # 2.3 D, between the published rules of 2.1
        _clearance(5 * KM, 1, 2, 4, 6, 4),
        _clearance(10 * KM, 1, 3, 5, 8, 5),
        _clearance(HALF_M, 2, 5, 8, 12, 8),
        _clearance(MARATHON_M, 3, 7, 18, 24, 14),
        _clearance(FIFTY_KM_M, 3, 7, 18, 26, 14),
        _clearance(FIFTY_MILES_M, 5, 10, 21, 32, 18),
        _clearance(100 * KM, 7, 12, 24, 35, 21),
        _clearance(HUNDRED_MILES_M, 7, 14, 28, 42, 21),
    )
    weeks: tuple[RecoveryRow, ...] = (  # 2.4 D, calibrated on published recoveries
        _recovery(5 * KM, 0.65),
        _recovery(10 * KM, 0.55),
        _recovery(HALF_M, 0.40, 0.60),
        _recovery(MARATHON_M, 0.25, 0.40, 0.50, 0.58),
        _recovery(FIFTY_KM_M, 0.20, 0.38, 0.50, 0.58),
        _recovery(FIFTY_MILES_M, 0.15, 0.32, 0.45, 0.52, 0.58),
        _recovery(100 * KM, 0.12, 0.28, 0.42, 0.50, 0.57),
        _recovery(HUNDRED_MILES_M, 0.08, 0.22, 0.35, 0.45, 0.52, 0.58),
    )
    rest_limit_days: int = 14  # 1.2.6 D from Coyle 1984: never longer off running
    masters_addition: float = 0.25  # 2.2 D, age 50-59
    veteran_addition: float = 0.50  # 2.2 D, age >= 60
    beginner_addition: float = 0.25  # 2.2 D, from `long_race_m`
    mountain_addition: float = 0.25  # 2.2 D
    mountain_climb_m_per_km: float = 25  # 2.2 D, more is a mountain race
    factor_limit: float = 1.5  # 2.2 D
    training_effort: float = 0.5  # 2.2 D, the race run as a training run
    extra_week_factor: float = 1.25  # 2.4 D
    long_race_m: float = 21 * KM  # 2.2, 2.4 D: "half and longer"
    high_volume_m: float = 130 * KM  # 2.4 V, published high-volume recoveries are lower
    high_volume_share: float = 0.85  # 2.4 V
    no_race_share: float = 0.65  # 5.3 (3) D, the one easy week after a race that was not started
    long_run_shares: tuple[float, ...] = (0.30, 0.38, 0.46, 0.52, 0.56, 0.60)  # 2.4 D, of L0, weeks 1..6
    named_distance_tolerance: float = 0.001  # D: 21.1 km is a half-marathon, 42.2 km a marathon


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselinePolicy:
    window_weeks: int = 8  # 3.0 D
    mean_of_weeks: int = 6  # 3.0 D
    least_weeks: int = 4  # 3.0 D, fewer: ask the coach
    short_taper_weeks: int = 1  # 3.0 D, 5 and 10 km
    long_taper_weeks: int = 2  # 3.0 D, from the half-marathon


@dataclass(frozen=True, slots=True, kw_only=True)
class AbilityPolicy:
    """Edges of the votes of 3.1 D: below the first beginner, from the second advanced."""

    weekly_m: tuple[float, float] = (32 * KM, 72 * KM)
    years: tuple[float, float] = (2, 5)  # more than the second is advanced
    grade_percent: tuple[float, float] = (55, 70)  # V, classes in common use
    result_days: int = 365  # 3.1: "in 12 months"
    fresh_result_days: int = 183  # 5.3 (24): about six months, for VDOT


@dataclass(frozen=True, slots=True, kw_only=True)
class CutPolicy:
    start: float = 0.30  # 3.2 D
    low: float = 0.20  # S
    high: float = 0.40  # S
    level: LevelNumbers = field(default_factory=lambda: {"beginner": 0.05, "intermediate": 0.0, "advanced": -0.05})
    year_ratio: tuple[tuple[float, float], ...] = ((1.10, -0.025), (1.175, 0.0), (1.25, 0.05))  # 3.2 D
    high_volume_m: float = 110 * KM
    high_volume: float = 0.05
    low_volume_m: float = 30 * KM
    low_volume: float = -0.05
    ramp: float = 0.10  # 3.2 D: B-dependent adjustments ramp over +-10% of their threshold
    short_race: float = -0.025
    marathon: float = 0.025
    ultra: float = 0.05
    half_from_m: float = 15 * KM  # D, where a race begins to count as a half
    marathon_from_m: float = 30 * KM  # D
    niggle: float = 0.10
    past_year_injury: float = 0.05
    masters: float = 0.025
    veteran: float = 0.05
    comfort_step: float = -0.025
    short_gap_weeks: float = 16
    short_gap: float = -0.05
    long_gap_weeks: float = 26
    long_gap: float = 0.05
    override_tolerance: float = 0.05  # 5.2: INV-01 under CUT_OVERRIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumePolicy:
    """4.3 D; the steps are a conventional ceiling, no study gives them (4.1)."""

    growth: float = 1.10
    allowance_m: float = 3 * KM
    allowance_limit: float = 1.20
    small_week_m: float = 25 * KM  # below it the allowance may not come two weeks running
    band_floor: float = 0.60  # S, of B
    band_ceiling: float = 0.80  # S, of B
    down_every: int = 4
    down_share: float = 0.88
    down_floor: float = 0.50  # of B, also INV-03
    cutback_every: int = 4
    cutback_share: float = 0.85
    freshen_share: float = 0.88
    ready_share: float = 0.95  # of W1, 4.4
    longest_maintenance_weeks: int = 15  # V, the longest the running evidence covers
    below_maintenance_share: float = 0.80  # 4.3.5: W1 < 0.80 t is flagged
    peak_share: float = 0.72  # 4.2 C, W1 of the plan's peak, median of 52 plans
    long_share_floor: float = 0.27  # 4.2 C
    long_share_days: float = 1.2  # 4.2 D: LR1 = max(0.27, 1.2 / (n + 0.2)) W1
    long_share_offset: float = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonPolicy:
    short_week_days: int = 4  # 5.1: so many leftover days make a week of their own
    second_race_day: int = 2  # 5.1: an A race on day 1 or 2 of a week belongs to the week before
    refuse_gap_weeks: float = 4  # 5.2 NO_OFFSEASON
    second_race_gap_weeks: float = 12  # 5.2 MULTI_RACE
    spring_weeks: tuple[tuple[float, dict[Ability, int]], ...] = (  # 4.2 C; up to this distance
        (15 * KM, {"beginner": 8, "intermediate": 10, "advanced": 12}),
        (30 * KM, {"beginner": 14, "intermediate": 12, "advanced": 12}),
        (43 * KM, {"beginner": 18, "intermediate": 18, "advanced": 16}),
        (60 * KM, {"beginner": 20, "intermediate": 18, "advanced": 18}),
        (float("inf"), {"beginner": 24, "intermediate": 24, "advanced": 20}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LongRunPolicy:
    """3.3 D, INV-11 to 16."""

    share_by_days: dict[int, float] = field(
        default_factory=lambda: {1: 1.0, 2: 0.65, 3: 0.50, 4: 0.40, 5: 0.35, 6: 0.30, 7: 0.28}
    )
    light_week_addition: float = 0.05  # down, cutback, freshen, recovery week 1
    floor_share: float = 0.50  # of L0, Hickson 1982
    ceiling_share: float = 0.80  # of L0 in maintenance
    over_mean: float = 1.2  # INV-11, against the mean of the other runs
    limit_min: float = 150  # V, Daniels
    beginner_limit_min: float = 120
    ultra_limit_min: float = 180
    ultra_from_m: float = FIFTY_KM_M
    spike: float = 1.10  # INV-14 V, Frandsen 2025
    spike_allowance_m: float = KM
    spike_days: int = 30
    training_race_m: float = 30 * KM  # INV-14: from here a race counts as the block's longest run
    second_share: float = 0.60  # 3.5, back to back
    other_week_share: tuple[float, float] = (0.40, 0.50)  # INV-11, long_run_every 2, of L0
    other_week_min: float = 60
    beginner_other_week_min: float = 45
    ready_share: float = 0.90  # INV-16, of LR1
    after_race_share: float = 0.60  # 5.3 (4)


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPolicy:
    """3.4: caps as shares of the week (V: T, I, M; M: R), floors D."""

    threshold_share: float = 0.10
    interval_share: float = 0.08
    interval_limit_m: float = 10 * KM
    repetition_share: float = 0.05
    repetition_limit_m: float = 8 * KM
    marathon_share: float = 0.20
    marathon_limit_m: float = 29 * KM
    marathon_limit_min: float = 110
    total_share: float = 0.20  # D, of weekly running time
    threshold_floor_min: float = 10
    interval_floor_min: float = 6
    repetition_floor_m: float = 0.8 * KM
    easy_share: float = 0.75
    easy_share_three_days: float = 0.70
    easy_share_limit: float = 0.97  # INV-19, in a week with a fast workout
    second_fast_days: int = 5  # INV-18


@dataclass(frozen=True, slots=True, kw_only=True)
class HardDayPolicy:
    """0.2 D."""

    work_min: float = 6
    work_m: float = 0.8 * KM
    long_min: float = 90
    share: float = 0.28
    share_min: float = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPolicy:
    """3.5 and the counts of section 7, D where nothing else stands."""

    run_days: LevelRange = field(
        default_factory=lambda: {"beginner": (3, 4), "intermediate": (4, 5), "advanced": (5, 6)}
    )
    kept_days_share: float = 0.70  # 1.2.3 M/D
    least_run_days: int = 3
    recovery_run_days: tuple[int, int] = (3, 4)  # INV-29
    strides_sessions: tuple[int, int] = (1, 3)  # INV-22
    strides_count: tuple[int, int] = (4, 10)
    strides_s: tuple[float, float] = (8, 30)
    strength_sessions: tuple[int, int] = (1, 3)  # INV-32
    veteran_strength: int = 2
    heavy_gap_days: int = 2  # 48 h
    mobility_sessions: int = 2  # INV-33
    mobility_min: float = 10
    minimalist_share: tuple[float, float] = (0.05, 0.10)  # INV-34 D from Ridge 2013
    minimalist_early_weeks: int = 4
    minimalist_sessions: int = 2
    doubles_week_m: float = 110 * KM  # INV-36
    doubles_run_days: int = 6
    second_run_m: float = 10 * KM
    second_run_share: float = 0.40
    run_min: tuple[float, float] = (15, 180)  # INV-37
    small_week_run_min: float = 12
    small_week_m: float = 15 * KM  # 5.3 (8)
    easy_run_min: float = 20
    monotony: float = 2.0  # INV-38 M
    usable_days: int = 3  # section 7: INV-17, 22, 32, 33 bind from here
    idle_days: int = 3  # INV-04
    idle_days_small_schedule: int = 4
    home_strength_min: float = 15  # INV-30
    holiday_days: int = 3  # 5.3 (7): so many blacked-out days make a down week
    masters_age: int = 50
    veteran_age: int = 60
    hr_cap: tuple[float, float] = (0.65, 0.78)  # INV-35 V, of HRmax


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPolicy:
    rounding_share: float = 0.01  # section 7: tolerance on volumes, the larger of the two
    rounding_m: float = 0.5 * KM
    settled_tolerance: float = 0.05  # INV-02, of B
    from_recovery: float = 1.25  # INV-05
    recovery_ceiling: float = 1.10  # INV-06
    freshen: tuple[float, float] = (0.80, 0.95)  # INV-09
    growth_run: int = 3  # INV-10
    down_gap_weeks: int = 2  # INV-03
    variety_weeks: int = 6  # INV-24
    variety_families: int = 3
    touched_share: float = 0.70  # INV-39
    ready_weeks: int = 3
    fresh_hours_days: int = 2  # INV-39: 48 h
    form_share: float = -0.30  # INV-39b, of CTL


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    recovery: RecoveryPolicy = field(default_factory=RecoveryPolicy)
    baseline: BaselinePolicy = field(default_factory=BaselinePolicy)
    ability: AbilityPolicy = field(default_factory=AbilityPolicy)
    cut: CutPolicy = field(default_factory=CutPolicy)
    volume: VolumePolicy = field(default_factory=VolumePolicy)
    season: SeasonPolicy = field(default_factory=SeasonPolicy)
    long_run: LongRunPolicy = field(default_factory=LongRunPolicy)
    quality: QualityPolicy = field(default_factory=QualityPolicy)
    hard_day: HardDayPolicy = field(default_factory=HardDayPolicy)
    week: WeekPolicy = field(default_factory=WeekPolicy)
    checks: CheckPolicy = field(default_factory=CheckPolicy)


DEFAULT_POLICY = Policy()
