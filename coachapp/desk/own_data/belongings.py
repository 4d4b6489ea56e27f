"""Every model of the site: what of it somebody takes along, and why the rest stays.

A test fails for a model, and for a field of an exported model, that is named nowhere here: whoever adds one decides. The
order is the order of the file, and the one in which rows come in again.
"""

from typing import Final
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from athletes.actions.mail import message_id
from athletes.actions.reminder import next_reminder
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
from coachapp.desk.own_data import shapes, visible
from coachapp.desk.own_data.section import Bringing, Json, Section
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
from questions.models import Consent, Message, Question, QuestionState


def _new_account(row: User, _: Bringing) -> None:
    row.password = make_password(None)


def _woken(row: Athlete, bringing: Bringing) -> None:
    row.next_reminder_at = next_reminder(row, after=bringing.at)


def _read_mail(row: OutgoingMail, bringing: Bringing) -> None:
    """A record of a mail that another site sent: nothing of it leaves here."""
    row.to, row.state, row.not_before, row.key = bringing.user.email, MailState.SENT, row.created_at, uuid4().hex
    row.message_id = message_id(row.to, row.kind, row.key)


def _without_library(_: Question, record: Json, __: User) -> Json:
    """Whether the coach shows the answer to others is the coach's affair."""
    is_published = record["state"] == QuestionState.PUBLISHED
    return record | {"state": QuestionState.ANSWERED.value if is_published else record["state"]}


SECTIONS: Final[tuple[Section, ...]] = (
    Section(
        name="account",
        model=User,
        rows=visible.account,
        fields="email name time_zone unit mail_off date_joined",
        left_out={
            "password": "opens the account",
            "last_login": "is another one after each sign-in",
            "is_staff is_active is_superuser groups user_permissions": "what this site lets the person do",
        },
        shapes={"mail_off": shapes.mail_kinds},
        complete=_new_account,
    ),
    Section(
        name="addresses",
        model=EmailAddress,
        rows=visible.addresses,
        fields="email primary",
        owner="user",
        left_out={"verified": "each site has to see for itself"},
    ),
    Section(
        name="athlete",
        model=Athlete,
        rows=visible.athlete,
        fields="id name time_zone unit week_start southern birth_date sex years_running usual_run_days available_min"
        " home_min long_run_day long_run_every fixed comfort injury current_m minimalist lifting_experience equipment"
        " max_hr_bpm resting_hr_bpm lthr_bpm baseline_m baseline_long_m year_average_m reminder_weekday reminder_hour"
        " reminders_on daily_on created_at",
        owner="user",
        left_out={
            "coach": "is somebody else",
            "archived_at": "is the coach's own order",
            "next_reminder_at": "follows from weekday, hour and zone",
            "reminded_at reminded_week daily_told": "which of its mails this site sent last",
        },
        shapes={"available_min": shapes.minutes_by_weekday, "fixed": shapes.fixed_days},
        complete=_woken,
    ),
    Section(
        name="races",
        model=Race,
        rows=visible.races,
        fields="name date distance_m priority status effort goal duration_s climb_m covered_m",
        owner="athlete",
    ),
    Section(
        name="history_weeks",
        model=HistoryWeek,
        rows=visible.history_weeks,
        fields="start distance_m longest_m unusable",
        owner="athlete",
    ),
    Section(
        name="health_answers",
        model=SafetyAnswer,
        rows=visible.health_answers,
        fields="flags cleared_on answered_at",
        owner="athlete",
        shapes={"flags": shapes.medical_flags},
    ),
    Section(
        name="measurements",
        model=Measurement,
        rows=visible.measurements,
        fields="kind bpm distance_m duration_s measured_on source at",
        by="by",
        owner="athlete",
    ),
    Section(
        name="activities",
        model=Activity,
        rows=visible.activities,
        fields="date distance_m duration_s effort note source key at",
        owner="athlete",
    ),
    Section(
        name="availability_weeks",
        model=AvailabilityWeek,
        rows=visible.availability_weeks,
        fields="start minutes note at",
        owner="athlete",
        shapes={"minutes": shapes.minutes_by_weekday},
    ),
    Section(
        name="absences",
        model=Absence,
        rows=visible.absences,
        fields="kind start end at",
        by="by",
        owner="athlete",
    ),
    Section(
        name="calendar",
        model=CalendarFeed,
        rows=visible.calendar,
        fields="is_discreet hour told",
        owner="athlete",
        left_out={
            "token address_since": "opens the calendar to whoever has it",
            "fingerprint etag changed_at": "what this site's readers have",
        },
        shapes={"told": shapes.told},
    ),
    Section(
        name="off_seasons",
        model=OffSeason,
        rows=visible.off_seasons,
        fields="id spring_plan_name spring_plan_link published_at published_reason visible_until note changed_days"
        " changes_seen_at created_at",
        links={"fall_race": "races", "a_race": "races"},
        later={"draft": "plan_versions", "published": "plan_versions"},
        by="published_by",
        owner="athlete",
        left_out={"lock": "counts changes on this site"},
        shapes={"changed_days": shapes.changed_days},
        adapt=visible.shown_off_season,
    ),
    Section(
        name="plan_versions",
        model=PlanVersion,
        rows=visible.versions,
        fields="number request edits response at",
        links={"off_season": "off_seasons", "parent": "plan_versions"},
        by="by",
        shapes={"request": shapes.request, "edits": shapes.edits, "response": shapes.response},
        adapt=visible.shown_version,
    ),
    Section(
        name="phases",
        model=TrainingPhase,
        rows=visible.phases,
        fields="kind period",
        links={"off_season": "off_seasons"},
        owner="athlete",
        adapt=visible.shown_phase,
    ),
    Section(
        name="weeks",
        model=Week,
        rows=visible.weeks,
        fields="index start end kind distance_m baseline_share reason",
        links={"off_season": "off_seasons", "phase": "phases"},
    ),
    Section(
        name="sessions",
        model=TrainingSession,
        rows=visible.sessions,
        fields="id key date original_date order code ingredient title distance_m duration_s quality_m quality_s strides"
        " hard heavy rpe load steps why_rule why_text alternate edited moved_from let_go_at",
        links={"off_season": "off_seasons", "week": "weeks"},
        owner="athlete",
        shapes={"steps": shapes.steps, "alternate": shapes.alternate},
    ),
    Section(
        name="logs",
        model=SessionLog,
        rows=visible.logs,
        fields="distance_m duration_s effort note at",
        links={"session": "sessions"},
        by="by",
    ),
    Section(
        name="matches",
        model=SessionMatch,
        rows=visible.matches,
        fields="at",
        links={"session": "sessions", "activity": "activities"},
    ),
    Section(
        name="check_ins",
        model=CheckIn,
        rows=visible.check_ins,
        fields="week_start feeling where at",
        links={"session": "sessions"},
        by="by",
        owner="athlete",
    ),
    Section(
        name="aches",
        model=Ache,
        rows=visible.aches,
        fields="where at asked_at gone_at",
        links={"said_in": "check_ins"},
        by="by",
        owner="athlete",
    ),
    Section(
        name="proposals",
        model=Proposal,
        rows=visible.proposals,
        fields="feeling after_sessions cut_before cut_after why_not at outcome answered_at word",
        links={"off_season": "off_seasons", "before": "check_ins", "newest": "check_ins", "version": "plan_versions"},
        by="answered_by",
        owner="athlete",
    ),
    Section(
        name="session_notes",
        model=SessionNote,
        rows=visible.session_notes,
        fields="key title day by_athlete text at edited_at read_at",
        links={"off_season": "off_seasons"},
        by="author",
        owner="athlete",
        left_out={"coach": "is somebody else"},
    ),
    Section(
        name="questions",
        model=Question,
        rows=visible.questions,
        fields="title topic asker_name asker_email plan_request state asked_at",
        owner="asker",
        left_out={
            "coach": "is somebody else",
            "athlete": "is who asks, or a record of the coach's",
            "merged_into snoozed_at snoozed_until": "how the coach keeps their inbox",
            "slug public_text published_at edition": "the library's page, written by the coach and open to all",
            "words": "the search's own, made from the texts",
        },
        shapes={"plan_request": shapes.request},
        adapt=_without_library,
    ),
    Section(
        name="messages",
        model=Message,
        rows=visible.messages,
        fields="source text folded vouched_by at",
        links={"question": "questions"},
        by="author",
        left_out={"mail": "is kept as it came until the thread goes; its words stand in `text` and `folded`"},
    ),
    Section(
        name="consents",
        model=Consent,
        rows=visible.consents,
        fields="text_version shown_name email at withdrawn_at",
        links={"question": "questions"},
        by="user",
        left_out={"edition": "the text that was agreed to: the library shows it, and the mail led to it"},
    ),
    Section(
        name="mails",
        model=OutgoingMail,
        rows=visible.mails,
        fields="kind subject created_at sent_at",
        owner="recipient",
        left_out={
            "to": "is one of the addresses",
            "text html calendar": "went with the mail",
            "key message_id headers state not_before use_until lease_until attempts last_error": "the outbox's own",
        },
        complete=_read_mail,
    ),
)

# About the person, and erased with them, but nothing to take along. By `app.Model`, each with its reason.
KEPT_BACK: Final[dict[str, str]] = {
    "account.EmailConfirmation": "opens the account",
    "athletes.AddressHealth": "says whether mail to an address arrives: each site has to see for itself",
    "athletes.Assistant": "says at whose desk they help: the coach's affair",
    "athletes.AssistantInvitation": "the coach's offer; goes when it was made to an address of theirs",
    "athletes.Invitation": "the coach's offer, with a key that opens it",
    "authtoken.Token": "opens the account",
    "mfa.Authenticator": "opens the account",
    "plans.AssignmentRow": "a coach's working paper; what came of it is the plan",
    "plans.ReadyDraft": "between an assistant and their coach",
    "questions.Answer": "the coach's work; as it was mailed, it stands among the messages",
    "questions.AnswerDraft": "between an assistant and their coach",
    "questions.Edition": "the coach's text for the library, as it was shown to who asked",
    "questions.IncomingMail": "mail as it came; what it says stands among the messages",
    "sessions.Session": "opens the account",
    "usersessions.UserSession": "where the account is open now: the settings show it, and it ends with what it is about",
}

# Nothing about an athlete.
OF_OTHERS: Final[dict[str, str]] = {
    "athletes.BeatMark": "when the scheduler was last heard of",
    "athletes.Coach": "a coach's own profile; their account does not end with one click",
    "athletes.Erasure": "numbers and moments, and stays: who is gone must not come back with a backup",
    "athletes.MailStop": "the operator's switch",
    "athletes.SetAside": "which rows a coach has put off: numbers and moments; those about the person go with them",
    "athletes.Squad": "a coach's own group",
    "auth.Group": "what staff may do",
    "auth.Permission": "what staff may do",
    "authtoken.TokenProxy": "the same table as Token",
    "contenttypes.ContentType": "the names of the models",
    "plans.AssignmentBatch": "what a coach chose for many at once; no one's name stands in it",
    "plans.CoachPolicy": "a coach's own rules",
    "plans.Workout": "a coach's own workout",
    "questions.MailboxLook": "when the mailbox was last looked into",
}
