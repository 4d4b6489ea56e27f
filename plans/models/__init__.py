from plans.models.absence import Absence
from plans.models.ache import Ache
from plans.models.assignment import AssignmentBatch, AssignmentRow
from plans.models.calendar_feed import CalendarFeed
from plans.models.check_in import CheckIn
from plans.models.log import SessionLog
from plans.models.match import SessionMatch
from plans.models.note import SessionNote
from plans.models.off_season import OffSeason
from plans.models.phase import TrainingPhase
from plans.models.policy import CoachPolicy
from plans.models.proposal import Proposal
from plans.models.session import TrainingSession
from plans.models.version import PlanVersion, ReadyDraft
from plans.models.week import Week
from plans.models.workout import Workout

__all__ = [
    "Absence",
    "Ache",
    "AssignmentBatch",
    "AssignmentRow",
    "CalendarFeed",
    "CheckIn",
    "CoachPolicy",
    "OffSeason",
    "PlanVersion",
    "Proposal",
    "ReadyDraft",
    "SessionLog",
    "SessionMatch",
    "SessionNote",
    "TrainingPhase",
    "TrainingSession",
    "Week",
    "Workout",
]
