from athletes.models.athlete import Athlete, SafetyAnswer
from athletes.models.availability import AvailabilityWeek
from athletes.models.coach import Assistant, AssistantInvitation, Coach, Invitation, SetAside, Squad
from athletes.models.history import HistoryWeek
from athletes.models.mail import BeatMark, MailStop, OutgoingMail
from athletes.models.race import Race
from athletes.models.user import User

__all__ = [
    "Assistant",
    "AssistantInvitation",
    "Athlete",
    "AvailabilityWeek",
    "BeatMark",
    "Coach",
    "HistoryWeek",
    "Invitation",
    "MailStop",
    "OutgoingMail",
    "Race",
    "SafetyAnswer",
    "SetAside",
    "Squad",
    "User",
]
