"""Publishing: one version becomes the rows the athlete lives in."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from athletes.actions.reminder import schedule_reminder
from athletes.models import User
from plans.actions.draft import take_lock
from plans.models import OffSeason, PlanVersion, TrainingPhase, TrainingSession, Week

Json = dict[str, Any]

NEEDS_REASON = {"RECOVERY_ONLY", "UNDERPREPARED"}
PUBLISHABLE = {"OK", "SPLIT", "MULTI_RACE"} | NEEDS_REASON
COPIED = [
    "order",
    "code",
    "ingredient",
    "title",
    "distance_m",
    "duration_s",
    "quality_m",
    "quality_s",
    "strides",
    "hard",
    "heavy",
    "rpe",
    "load",
    "steps",
    "edited",
]


class CannotPublish(Exception):
    """There are no weeks to publish; the message says what to do first."""


class NeedsRemedy(Exception):
    """The plan does not reach the spring plan: choose a remedy, or write why it is right all the same."""


class OverlapsAnother(Exception):
    """Another published off-season of this athlete has phases in the same weeks."""


@transaction.atomic
def publish(
    off_season: OffSeason,
    version: PlanVersion,
    *,
    seen_lock: int,
    by: User,
    at: datetime,
    until: date | None = None,
    reason: str = "",
) -> None:
    """Make this version what the athlete sees, keep everything before today, and set the reminder.

    Raises EditedMeanwhile, CannotPublish, NeedsRemedy or OverlapsAnother; then nothing has changed.
    """
    _judge(version, reason=reason)
    take_lock(off_season, seen_lock=seen_lock)
    _refuse_overlap(off_season, version)
    off_season.published, off_season.published_at, off_season.visible_until = version, at, until
    off_season.published_reason, off_season.published_by = reason, by
    off_season.save(update_fields=["published", "published_at", "visible_until", "published_reason", "published_by"])
    write_rows(off_season, version.response, since=off_season.athlete.today(at))
    schedule_reminder(off_season.athlete, at=at)


@transaction.atomic
def unpublish(off_season: OffSeason, *, seen_lock: int, at: datetime) -> None:
    """Take the plan back: days to come disappear from the athlete's pages, what was done stays."""
    take_lock(off_season, seen_lock=seen_lock)
    today = off_season.athlete.today(at)
    off_season.sessions.filter(date__gte=today, log=None).delete()
    off_season.weeks.filter(sessions=None).delete()
    off_season.phases.filter(weeks=None).delete()
    off_season.published = off_season.published_at = off_season.visible_until = None
    off_season.save(update_fields=["published", "published_at", "visible_until"])


def write_rows(off_season: OffSeason, response: Json, *, since: date) -> None:
    """Bring the rows to the version by stable key. Days before `since` and what was logged are never touched.

    When this is the first publishing, the days before `since` are written too: they happened, and can be logged.
    """
    is_first = not off_season.sessions.exists()
    open_from = date.min if is_first else since
    phases = _write_phases(off_season, response)
    weeks = _write_weeks(off_season, response, phases, open_from=open_from)
    _write_sessions(off_season, response, weeks, open_from=open_from)
    off_season.weeks.exclude(pk__in=[week.pk for week in weeks.values()]).filter(sessions=None).delete()
    off_season.phases.filter(weeks=None).delete()


def _judge(version: PlanVersion, *, reason: str) -> None:
    if version.status not in PUBLISHABLE or not version.response["weeks"]:
        raise CannotPublish("This draft has no weeks yet. Choose one of the ways out it offers, then publish.")
    if version.status in NEEDS_REASON and not reason.strip():
        raise NeedsRemedy("Choose a remedy, or write why this plan is right for them.")


def _refuse_overlap(off_season: OffSeason, version: PlanVersion) -> None:
    first, last = version.response["weeks"][0]["start"], version.response["weeks"][-1]["end"]
    others = TrainingPhase.objects.filter(athlete=off_season.athlete).exclude(off_season=off_season)
    if others.filter(period__overlap=_period(first, last)).exists():
        raise OverlapsAnother("These weeks are already in another published off-season. Unpublish that one first.")


def _kept_keys(off_season: OffSeason, *, since: date) -> set[str]:
    """Keys of rows that stay as they are: the past, and whatever carries a log."""
    sessions = off_season.sessions.all()
    return set((sessions.filter(date__lt=since) | sessions.filter(log__isnull=False)).values_list("key", flat=True))


def _write_phases(off_season: OffSeason, response: Json) -> list[TrainingPhase]:
    old = {phase.period.lower: phase for phase in off_season.phases.all()}
    phases = []
    for wanted in response["phases"]:
        phase = old.get(date.fromisoformat(wanted["start"])) or TrainingPhase(
            off_season=off_season, athlete=off_season.athlete
        )
        phase.kind, phase.period = wanted["kind"], _period(wanted["start"], wanted["end"])
        phase.save()
        phases.append(phase)
    return phases


def _write_weeks(
    off_season: OffSeason, response: Json, phases: list[TrainingPhase], *, open_from: date
) -> dict[str, Week]:
    """Weeks by their start: those that are over as they stood, the others as the version has them."""
    weeks = {week.start.isoformat(): week for week in off_season.weeks.filter(end__lt=open_from)}
    for wanted in response["weeks"]:
        if wanted["start"] not in weeks:
            fields = {name: wanted[name] for name in ("index", "end", "kind", "distance_m", "baseline_share", "reason")}
            weeks[wanted["start"]], _ = Week.objects.update_or_create(
                off_season=off_season,
                start=wanted["start"],
                defaults=fields | {"phase": _phase_of(wanted, phases)},
            )
    return weeks


def _write_sessions(off_season: OffSeason, response: Json, weeks: Mapping[str, Week], *, open_from: date) -> None:
    kept = _kept_keys(off_season, since=open_from)
    ids: dict[str, UUID] = dict(off_season.sessions.values_list("key", "pk"))
    wanted = [
        _row(off_season, weeks[week["start"]], session, ids)
        for week in response["weeks"]
        for session in week["sessions"]
        if session["key"] not in kept and session["date"] >= open_from.isoformat()
    ]
    off_season.sessions.exclude(key__in=kept | {row.key for row in wanted}).delete()
    TrainingSession.objects.bulk_create(
        wanted,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["week", "key", "date", "original_date", "why_rule", "why_text", *COPIED],
    )


def _row(off_season: OffSeason, week: Week, session: Json, ids: Mapping[str, UUID]) -> TrainingSession:
    row = TrainingSession(
        off_season=off_season,
        week=week,
        athlete=off_season.athlete,
        key=session["key"],
        date=date.fromisoformat(session["date"]),
        original_date=date.fromisoformat(session["date"]),
        why_rule=session["why"]["rule"],
        why_text=session["why"]["text"],
        **{name: session[name] for name in COPIED},
    )
    if session["key"] in ids:
        row.pk = ids[session["key"]]
    return row


def _phase_of(week: Json, phases: list[TrainingPhase]) -> TrainingPhase:
    """The phase the week ends in: a short first week may begin before the first phase does."""
    last = date.fromisoformat(week["end"])
    return next(phase for phase in phases if phase.period.lower <= last < phase.period.upper)


def _period(first: str, last: str) -> "DateRange":
    return DateRange(date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))
