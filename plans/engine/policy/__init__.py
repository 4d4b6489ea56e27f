"""The numbers of docs/planning.md, once: a typed object whose every field knows its unit, section, evidence and source.

A coach's own policy is this object with some fields set otherwise: `overridden` in `override.py`.
"""

from dataclasses import dataclass, field

from plans.engine.policy.filling import (
    DosePolicy,
    FastFramePolicy,
    GymPolicy,
    PacePolicy,
    RoundingPolicy,
    SharingPolicy,
    StridesPolicy,
)
from plans.engine.policy.formulas import LimitPolicy, ZonePolicy
from plans.engine.policy.rule import (
    FIFTY_KM_M,
    FIFTY_MILES_M,
    HALF_M,
    HUNDRED_MILES_M,
    KM,
    MARATHON_M,
    MILE_M,
    MINUTE_S,
    ByLevel,
    ByUnit,
    Level,
    rule,
)
from plans.engine.policy.training import (
    AbilityPolicy,
    BaselinePolicy,
    CheckPolicy,
    ClearanceRow,
    CutPolicy,
    HardDayPolicy,
    LongRunPolicy,
    QualityPolicy,
    RecoveryPolicy,
    RecoveryRow,
    SeasonPolicy,
    VolumePolicy,
    WeekPolicy,
)

__all__ = [
    "DEFAULT_POLICY",
    "FIFTY_KM_M",
    "FIFTY_MILES_M",
    "HALF_M",
    "HUNDRED_MILES_M",
    "KM",
    "MARATHON_M",
    "MILE_M",
    "MINUTE_S",
    "ByLevel",
    "ByUnit",
    "ClearanceRow",
    "Level",
    "Policy",
    "RecoveryPolicy",
    "RecoveryRow",
    "VolumePolicy",
    "rule",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """`limits` to `checks` are the rules of planning.md; `rounding` to `sharing` say how a week is filled."""

    limits: LimitPolicy = field(default_factory=LimitPolicy)
    zones: ZonePolicy = field(default_factory=ZonePolicy)
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
    rounding: RoundingPolicy = field(default_factory=RoundingPolicy)
    paces: PacePolicy = field(default_factory=PacePolicy)
    dose: DosePolicy = field(default_factory=DosePolicy)
    fast_frame: FastFramePolicy = field(default_factory=FastFramePolicy)
    strides: StridesPolicy = field(default_factory=StridesPolicy)
    gym: GymPolicy = field(default_factory=GymPolicy)
    sharing: SharingPolicy = field(default_factory=SharingPolicy)


DEFAULT_POLICY = Policy()
