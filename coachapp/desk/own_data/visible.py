"""Which rows are somebody's own to take along: what they see on their pages, and whatever they wrote themselves.

Each in an order that an import keeps, so that the export of an imported account is the same again.
"""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Max, Q, QuerySet

from athletes.addresses import addresses_of
from athletes.models import (
    Activity,
    Athlete,
    AvailabilityWeek,
    HistoryWeek,
    Measurement,
    OutgoingMail,
    Race,
    SafetyAnswer,
    User,
)
from athletes.models.mail import MailState
from plans.models import (
    Absence,
    Ache,
    CalendarFeed,
    CheckIn,
    OffSeason,
    PlanVersion,
    Proposal,
    SessionLog,
    SessionMatch,
    SessionNote,
    TrainingPhase,
    TrainingSession,
    Week,
)
from questions.models import Consent, Message, Question, VouchedBy


def account(user: User) -> QuerySet[User]:
    return User.objects.filter(pk=user.pk)


def addresses(user: User) -> QuerySet[EmailAddress]:
    return QuerySet(EmailAddress).filter(user=user).order_by("-primary", "email")


def athlete(user: User) -> QuerySet[Athlete]:
    return Athlete.objects.filter(user=user)


def races(user: User) -> QuerySet[Race]:
    return Race.objects.filter(athlete__user=user).order_by("date", "name")


def history_weeks(user: User) -> QuerySet[HistoryWeek]:
    return HistoryWeek.objects.filter(athlete__user=user).oldest_first()


def measurements(user: User) -> QuerySet[Measurement]:
    return Measurement.objects.filter(athlete__user=user).order_by("at", "pk")


def activities(user: User) -> QuerySet[Activity]:
    return Activity.objects.filter(athlete__user=user).in_order()


def availability_weeks(user: User) -> QuerySet[AvailabilityWeek]:
    return AvailabilityWeek.objects.filter(athlete__user=user).in_order()


def absences(user: User) -> QuerySet[Absence]:
    return Absence.objects.filter(athlete__user=user).in_order()


def calendar(user: User) -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.filter(athlete__user=user)


def health_answers(user: User) -> QuerySet[SafetyAnswer]:
    return SafetyAnswer.objects.filter(athlete__user=user).order_by("answered_at", "pk")


def off_seasons(user: User) -> QuerySet[OffSeason]:
    """Those they see, and those that were taken back but hold what they logged or drafted, or what was said with them."""
    own = OffSeason.objects.filter(athlete__user=user)
    lived_in = own.filter(pk__in=_touched(user).values("off_season"))
    drafted, talked = own.filter(versions__by=user), own.filter(session_notes__isnull=False)
    held = Q(pk__in=lived_in) | Q(pk__in=drafted) | Q(pk__in=talked)
    shown = own.filter(Q(published__isnull=False) | Q(athlete__coach=None) | held)
    return shown.select_related("athlete").order_by("created_at", "pk")


def versions(user: User) -> QuerySet[PlanVersion]:
    """Of a coach's versions the one that is out; the drafts before it were never shown to the athlete."""
    mine = PlanVersion.objects.filter(off_season__in=off_seasons(user).order_by())
    out = OffSeason.objects.filter(athlete__user=user, published__isnull=False).values("published")
    seen = mine.filter(Q(off_season__athlete__coach=None) | Q(by=user) | Q(pk__in=out))
    return seen.select_related("off_season__athlete").order_by("off_season__created_at", "off_season", "number")


def sessions(user: User) -> QuerySet[TrainingSession]:
    """What the coach has opened, and whatever the athlete said something of; of who has no coach, everything."""
    own = TrainingSession.objects.filter(athlete__user=user)
    opened = TrainingSession.objects.visible_to(user).values("pk")
    shown = own.filter(Q(athlete__coach=None) | Q(pk__in=_touched(user).values("pk")) | Q(pk__in=opened))
    return shown.order_by("off_season__created_at", "off_season", "date", "order", "key")


def weeks(user: User) -> QuerySet[Week]:
    shown = Week.objects.filter(pk__in=sessions(user).order_by().values("week"))
    return shown.order_by("off_season__created_at", "off_season", "start")


def phases(user: User) -> QuerySet[TrainingPhase]:
    shown = TrainingPhase.objects.filter(pk__in=weeks(user).order_by().values("phase"))
    return shown.select_related("off_season", "athlete").order_by("off_season__created_at", "off_season", "period")


def logs(user: User) -> QuerySet[SessionLog]:
    own = SessionLog.objects.filter(session__athlete__user=user).select_related("session")
    return own.order_by("session__date", "session__order", "session__off_season__created_at", "session")


def matches(user: User) -> QuerySet[SessionMatch]:
    return SessionMatch.objects.filter(session__athlete__user=user).order_by("activity__date", "activity")


def check_ins(user: User) -> QuerySet[CheckIn]:
    return CheckIn.objects.filter(athlete__user=user).order_by("week_start", "at", "pk")


def aches(user: User) -> QuerySet[Ache]:
    return Ache.objects.filter(athlete__user=user).order_by("at", "pk")


def proposals(user: User) -> QuerySet[Proposal]:
    """What their taps came to: once it is answered, as the coach told them. Who has no coach reads what waits, too."""
    told = Proposal.objects.filter(Q(athlete__coach=None) | Q(pk__in=Proposal.objects.answered()), athlete__user=user)
    about = Q(off_season=None) | Q(off_season__in=off_seasons(user).order_by())
    return told.filter(about).order_by("at", "pk")


def session_notes(user: User) -> QuerySet[SessionNote]:
    """The whole talk, the coach's words too: they were said to this person."""
    return SessionNote.objects.filter(athlete__user=user).in_order()


def questions(user: User) -> QuerySet[Question]:
    """Asked while signed in, or from an address that is theirs."""
    unsigned = Q(asker=None, asker_email__in=addresses_of(user))
    return Question.objects.filter(Q(asker=user) | unsigned).order_by("asked_at", "pk")


def messages(user: User) -> QuerySet[Message]:
    """Not what somebody else wrote through their link: nobody knows whose words those are."""
    own = Message.objects.filter(question__in=questions(user).order_by()).exclude(vouched_by=VouchedBy.LINK)
    return own.order_by("question__asked_at", "question", "at", "pk")


def consents(user: User) -> QuerySet[Consent]:
    own = Consent.objects.filter(question__in=questions(user).order_by())
    return own.order_by("question__asked_at", "question", "at", "pk")


def mails(user: User) -> QuerySet[OutgoingMail]:
    to_them = Q(recipient=user) | Q(to__in=addresses_of(user))
    return OutgoingMail.objects.filter(to_them, state=MailState.SENT).order_by("created_at", "pk")


def shown_phase(row: TrainingPhase, record: dict[str, Any], user: User) -> dict[str, Any]:
    """A phase that goes on behind what the coach has opened ends, for them, with the last week they see."""
    if row.off_season.visible_until is None or row.athlete.coach_id is None:
        return record
    last = weeks(user).filter(phase=row).order_by().aggregate(last=Max("end"))["last"]
    end = min(row.period.upper, last + timedelta(days=1))
    return record | {"period": record["period"] | {"end": end.isoformat()}}


def shown_off_season(row: OffSeason, record: dict[str, Any], user: User) -> dict[str, Any]:
    """The coach's reason for publishing is said to nobody; note and news say something of a plan that is out."""
    if row.athlete.coach_id is not None:
        record |= _said_of(row)
    if row.published_by_id != user.pk:
        record |= {"published_reason": ""}
    return record | {"draft": record["draft"] or record["published"]}


def _said_of(row: OffSeason) -> dict[str, Any]:
    """To an athlete with a coach: nothing of a plan that is not out, no news of days that are not open."""
    if row.published_id is None:
        return {"note": "", "changed_days": None}
    if row.changed_days is None or row.visible_until is None:
        return {}
    until = row.visible_until.isoformat()
    return {"changed_days": [day for day in row.changed_days if day["date"] <= until]}


def shown_version(row: PlanVersion, record: dict[str, Any], user: User) -> dict[str, Any]:
    """What another wrote: without their rules and their reasons, and only as far as it is open to the athlete."""
    if row.by_id == user.pk:
        return record
    record["request"] = {name: value for name, value in row.request.items() if name != "coach_rules"}
    record["edits"] = [{name: value for name, value in edit.items() if name != "why"} for edit in row.edits]
    until = row.off_season.visible_until if row.off_season.athlete.coach_id else None
    return record if until is None else record | _until(record, until.isoformat())


def _until(record: dict[str, Any], day: str) -> dict[str, Any]:
    """The plan up to this day. What is said of the whole of it (checks, edits) would tell of the rest."""
    response = record["response"]
    weeks = [
        week | {"sessions": [session for session in week["sessions"] if session["date"] <= day]}
        for week in response["weeks"]
        if week["start"] <= day
    ]
    if weeks == response["weeks"]:
        return {}
    return {"response": response | {"weeks": weeks, "checks": []}, "edits": []}


def _touched(user: User) -> QuerySet[TrainingSession]:
    """Sessions that they logged or said something of."""
    own = TrainingSession.objects.filter(athlete__user=user)
    return own.filter(Q(log__isnull=False) | Q(check_in__isnull=False) | Q(match__isnull=False))
