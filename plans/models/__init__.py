from plans.models.check_in import CheckIn
from plans.models.log import SessionLog
from plans.models.off_season import OffSeason
from plans.models.phase import TrainingPhase
from plans.models.policy import CoachPolicy
from plans.models.session import TrainingSession
from plans.models.version import PlanVersion
from plans.models.week import Week
from plans.models.workout import Workout

__all__ = [
    "CheckIn",
    "CoachPolicy",
    "OffSeason",
    "PlanVersion",
    "SessionLog",
    "TrainingPhase",
    "TrainingSession",
    "Week",
    "Workout",
]
