"""The numbers that fill a week with sessions; the rules they must keep are in policy.py.

All are our own decisions (tag D) unless a section of planning.md is named.
"""

from dataclasses import dataclass, field

from plans.engine.policy import KM, MILE_M, LevelNumbers, LevelRange
from plans.engine.request import Unit
from plans.engine.template import Zone

MINUTE_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundingPolicy:
    """5.3 (18): easy runs to the first grid, workouts to the second; time-based athletes in seconds."""

    run_m: dict[Unit, float] = field(default_factory=lambda: {"km": 0.5 * KM, "mi": 0.5 * MILE_M})
    workout_m: dict[Unit, float] = field(default_factory=lambda: {"km": 0.1 * KM, "mi": 0.1 * MILE_M})
    run_s: int = 5 * MINUTE_S
    workout_s: int = MINUTE_S


@dataclass(frozen=True, slots=True, kw_only=True)
class PacePolicy:
    """Estimates of distance for runners without a VDOT; never a target."""

    easy_s_per_km: LevelNumbers = field(default_factory=lambda: {"beginner": 420, "intermediate": 360, "advanced": 320})
    of_easy: dict[Zone, float] = field(
        default_factory=lambda: {
            "easy": 1.0,
            "steady": 0.93,
            "marathon": 0.88,
            "threshold": 0.82,
            "fartlek": 0.80,
            "interval": 0.76,
            "repetition": 0.71,
            "hill": 0.95,
        }
    )
    recovery_slower_s: float = 15  # section 9, E02
    marathon_from_vdot: float = 35  # 6.2


@dataclass(frozen=True, slots=True, kw_only=True)
class DosePolicy:
    """How much of its cap a fast workout takes (3.4: 60-100%, the first two 40-60%)."""

    light: float = 0.50
    settled: tuple[float, ...] = (0.72, 0.80, 0.90)
    rebuild: float = 0.97
    freshen: float = 0.75
    light_workouts: int = 2
    margin: float = 0.98  # rounding of the other sessions must not push a workout over its cap
    jog_share: float = 0.7  # a jog between reps covers so much of what easy running would
    again_after_weeks: int = 3
    interval_every_weeks: int = 2  # F10


@dataclass(frozen=True, slots=True, kw_only=True)
class FramePolicy:
    """Warm-up and cool-down, section 9; the upper ends grow with big weeks."""

    warmup_min: tuple[int, int] = (10, 18)
    cooldown_min: tuple[int, int] = (5, 18)
    modest_warmup_min: tuple[int, int] = (8, 15)  # weeks below 25 km
    modest_cooldown_min: tuple[int, int] = (4, 12)
    small_warmup_min: tuple[int, int] = (3, 10)  # weeks below 15 km, 5.3 (8)
    small_cooldown_min: tuple[int, int] = (1, 8)
    drill_s: int = 120
    warmup_strides: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class StridesPolicy:
    """3.5, 3.6."""

    sessions: dict[str, int] = field(default_factory=lambda: {"beginner": 1, "intermediate": 2, "advanced": 2})
    count: LevelRange = field(default_factory=lambda: {"beginner": (4, 4), "intermediate": (4, 6), "advanced": (6, 8)})
    stride_s: int = 20
    stride_m: int = 100
    rest_s: int = 70
    sprint_s: int = 10
    sprint_m: int = 50
    sprint_rest_s: int = 150
    sprints: LevelRange = field(
        default_factory=lambda: {"beginner": (4, 4), "intermediate": (4, 6), "advanced": (4, 8)}
    )
    sprints_after_weeks: int = 2
    beginner_sprints_after_weeks: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class GymPolicy:
    """3.5, 3.7, 3.8."""

    sessions: int = 2
    gym_min: LevelNumbers = field(default_factory=lambda: {"beginner": 25, "intermediate": 35, "advanced": 40})
    gym_least_min: int = 20
    home_most_min: int = 30
    light_min: int = 15
    learn_weeks: int = 2
    plain_weeks: int = 4
    mobility_sessions: int = 3
    mobility_min: LevelNumbers = field(default_factory=lambda: {"beginner": 10, "intermediate": 12, "advanced": 15})
    minimalist_strides: int = 4
    minimalist_m: int = 60
    walk_min: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPolicy:
    """How a week's running is shared out among its runs."""

    easy_most_min: float = 88  # below 3.2's ninety: a longer easy run would be a hard day
    easy_good_min: float = 35
    medium_long: float = 1.2  # the midweek run of an experienced runner, times a plain one
    after_hard: float = 0.8  # the day after a hard one
    recovery_run_min: float = 20  # the first week after 50 miles or more
    first_week_long_race_m: float = 50 * MILE_M
    freshen_long_min: float = 85
    shortest_fast_min: float = 26
    slower_min: float = 12  # so much longer than planned an easy run may take, by strides or as a slow jog
    few_runs: int = 3  # so few runs a week: the workout may be longer by
    few_runs_extra_min: float = 25
    long_from_min: float = 60  # a recovery week's longest run counts as long from here
    warmup_limit_min: int = 25
    lost_tolerance_m: float = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPolicy:
    rounding: RoundingPolicy = field(default_factory=RoundingPolicy)
    paces: PacePolicy = field(default_factory=PacePolicy)
    dose: DosePolicy = field(default_factory=DosePolicy)
    frame: FramePolicy = field(default_factory=FramePolicy)
    strides: StridesPolicy = field(default_factory=StridesPolicy)
    gym: GymPolicy = field(default_factory=GymPolicy)
    split: SplitPolicy = field(default_factory=SplitPolicy)


SESSION_POLICY = SessionPolicy()
