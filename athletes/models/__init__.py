from athletes.models.activity import Activity
from athletes.models.address_health import AddressHealth
from athletes.models.athlete import Athlete, SafetyAnswer
from athletes.models.availability import AvailabilityWeek
from athletes.models.coach import Assistant, AssistantInvitation, Coach, Invitation, SetAside, Squad
from athletes.models.erasure import Erasure
from athletes.models.history import HistoryWeek
from athletes.models.mail import BeatMark, MailStop, OutgoingMail
from athletes.models.measurement import Measurement
from athletes.models.race import Race
from athletes.models.user import User

__all__ = [
    "Activity",
    "AddressHealth",
    "Assistant",
    "AssistantInvitation",
    "Athlete",
    "AvailabilityWeek",
    "BeatMark",
    "Coach",
    "Erasure",
    "HistoryWeek",
    "Invitation",
    "MailStop",
    "Measurement",
    "OutgoingMail",
    "Race",
    "SafetyAnswer",
    "SetAside",
    "Squad",
    "User",
]
