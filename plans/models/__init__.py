from plans.models.absence import Absence
from plans.models.assignment import AssignmentBatch, AssignmentRow
from plans.models.check_in import CheckIn
from plans.models.log import SessionLog
from plans.models.off_season import OffSeason
from plans.models.phase import TrainingPhase
from plans.models.policy import CoachPolicy
from plans.models.session import TrainingSession
from plans.models.version import PlanVersion, ReadyDraft
from plans.models.week import Week
from plans.models.workout import Workout

__all__ = [
    "Absence",
    "AssignmentBatch",
    "AssignmentRow",
    "CheckIn",
    "CoachPolicy",
    "OffSeason",
    "PlanVersion",
    "ReadyDraft",
    "SessionLog",
    "TrainingPhase",
    "TrainingSession",
    "Week",
    "Workout",
]
