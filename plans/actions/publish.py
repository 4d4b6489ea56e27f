"""Publishing: one version becomes the rows the athlete lives in."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from athletes.actions.mail import queue_mail
from athletes.actions.reminder import schedule_reminder
from athletes.models import User
from plans.actions.draft import EditedMeanwhile, take_lock
from plans.actions.tell_changes import tell_changes
from plans.emails.published import published_mail
from plans.mapping import is_cleared
from plans.models import OffSeason, PlanVersion, TrainingPhase, TrainingSession, Week
from plans.models.week import WeekQuerySet
from plans.pages.changes import kept_days, sessions_to_write, wishes_in
from plans.pages.week_news import Said, changed_days, days_said
from plans.season_choices import READY, SHORT

Json = dict[str, Any]

PLACED = ["week", "key", "date", "original_date", "moved_from", "let_go_at"]
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


class WeekSpan(NamedTuple):
    """A week as it will stand in the database, from the version or from what is over and stays."""

    start: date
    end: date
    kind: str


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
    tells: bool = True,
) -> None:
    """Make this version what the athlete sees, keep everything before today, and set the reminder.

    `tells`: mail them that it is there; False where another letter says so.
    Publishing again what is published in the same words changes nothing: a button may be pressed twice.
    Raises EditedMeanwhile, CannotPublish, NeedsRemedy or OverlapsAnother; then nothing has changed.
    """
    _judge(off_season, version, reason=reason, on=off_season.athlete.today(at))
    _refuse_overlap(off_season, version)
    try:
        take_lock(off_season, seen_lock=seen_lock)
    except EditedMeanwhile:
        if _is_published_so(off_season, version, until=until, reason=reason):
            return
        raise
    is_first = off_season.published_at is None
    off_season.published, off_season.published_at, off_season.visible_until = version, at, until
    off_season.published_reason, off_season.published_by = reason, by
    off_season.note = version.request.get("note", off_season.note)
    off_season.save(
        update_fields=["published", "published_at", "visible_until", "published_reason", "published_by", "note"]
    )
    today = off_season.athlete.today(at)
    before = days_said(off_season.sessions.all(), since=today)
    write_rows(off_season, version, since=today)
    _note_changes(off_season, before, is_first=is_first, since=today, by=by, at=at)
    schedule_reminder(off_season.athlete, at=at)
    if is_first and tells:
        _tell_athlete(off_season, version, by=by, at=at)


@transaction.atomic
def unpublish(off_season: OffSeason, *, seen_lock: int, at: datetime) -> None:
    """Take the plan back: days to come disappear, what was done stays with the days around it.

    Where nothing was done nothing stays, so that another off-season may take the weeks.
    """
    take_lock(off_season, seen_lock=seen_lock)
    is_lived_in = off_season.sessions.filter(log__isnull=False).exists()
    since = off_season.athlete.today(at) if is_lived_in else date.min
    off_season.sessions.filter(date__gte=since, log=None).delete()
    off_season.weeks.filter(sessions=None).delete()
    _write_phases(off_season, _spans(off_season.weeks.all()))
    off_season.published = off_season.published_at = off_season.visible_until = None
    off_season.save(update_fields=["published", "published_at", "visible_until"])


def write_rows(off_season: OffSeason, version: PlanVersion, *, since: date) -> None:
    """Bring the rows to the version by stable key. Days before `since` and what was logged are never touched.

    When this is the first publishing, the days before `since` are written too: they happened, and can be logged.
    What the athlete moved or let go stays so where the version leaves room for it (decision 0021).
    """
    response: Json = version.response
    is_first = not off_season.sessions.exists()
    open_from = date.min if is_first else since
    phases = _write_phases(off_season, _spans_after(off_season, response, open_from=open_from))
    weeks = _write_weeks(off_season, response, phases, open_from=open_from)
    _write_sessions(off_season, version, weeks, open_from=open_from)
    off_season.weeks.exclude(pk__in=[week.pk for week in weeks.values()]).filter(sessions=None).delete()
    off_season.phases.filter(weeks=None).delete()


def _note_changes(
    off_season: OffSeason, before: Mapping[date, list[Said]], *, is_first: bool, since: date, by: User, at: datetime
) -> None:
    """What the athlete will read on their week page, and in a letter; nothing the first time, and nothing for who
    publishes themselves.
    """
    is_told = not is_first and by.pk != off_season.athlete.user_id
    # Read anew: the athlete may have looked since this publishing began.
    said, seen_at = OffSeason.objects.values_list("changed_days", "changes_seen_at").get(pk=off_season.pk)
    unseen = (said or []) if seen_at is None else []
    after = days_said(off_season.sessions.all(), since=since)
    off_season.changed_days = changed_days(before, after, unseen=unseen, since=since) if is_told else None
    off_season.changes_seen_at = None
    off_season.save(update_fields=["changed_days", "changes_seen_at"])
    if is_told:
        tell_changes(off_season, changed_days(before, after, unseen=(), since=since), by=by, at=at)


def _tell_athlete(off_season: OffSeason, version: PlanVersion, *, by: User, at: datetime) -> None:
    """Once for a version, and never who published for themselves."""
    user = off_season.athlete.user
    if user is None or user == by:
        return
    mail = published_mail(off_season, version, coach=by.get_full_name())
    queue_mail(
        to=user.email,
        recipient=user,
        kind="plan_published",
        key=str(version.pk),
        subject=mail.subject,
        text=mail.bodies.text,
        html=mail.bodies.html,
        at=at,
    )


def _judge(off_season: OffSeason, version: PlanVersion, *, reason: str, on: date) -> None:
    if not is_cleared(off_season.athlete, on=on):
        raise CannotPublish("Their own health answers ask for a doctor first. Until then nothing can be published.")
    if version.status not in READY | SHORT or not version.response["weeks"]:
        raise CannotPublish("This draft has no weeks yet. Choose one of the ways out it offers, then publish.")
    if version.status in SHORT and not reason.strip():
        raise NeedsRemedy("Choose one of the ways out, or write why this plan is right all the same.")


def _is_published_so(off_season: OffSeason, version: PlanVersion, *, until: date | None, reason: str) -> bool:
    """Has somebody just published exactly this?"""
    return OffSeason.objects.filter(
        pk=off_season.pk, published=version, visible_until=until, published_reason=reason
    ).exists()


def _refuse_overlap(off_season: OffSeason, version: PlanVersion) -> None:
    first, last = version.response["weeks"][0]["start"], version.response["weeks"][-1]["end"]
    others = TrainingPhase.objects.filter(athlete=off_season.athlete).exclude(off_season=off_season)
    if others.filter(period__overlap=_period(first, last)).exists():
        raise OverlapsAnother("These weeks are already in another published off-season. Unpublish that one first.")


def _kept_keys(off_season: OffSeason, *, since: date) -> set[str]:
    """Keys of rows that stay as they are: the past, and whatever carries a log."""
    sessions = off_season.sessions.all()
    return set((sessions.filter(date__lt=since) | sessions.filter(log__isnull=False)).values_list("key", flat=True))


def _spans_after(off_season: OffSeason, response: Json, *, open_from: date) -> list[WeekSpan]:
    """The weeks that are over as they stood, then those of the version."""
    over = list(_spans(off_season.weeks.filter(end__lt=open_from)))
    starts = {span.start for span in over}
    wanted = [
        WeekSpan(date.fromisoformat(week["start"]), date.fromisoformat(week["end"]), week["phase"])
        for week in response["weeks"]
    ]
    return sorted([*over, *(span for span in wanted if span.start not in starts)])


def _spans(weeks: WeekQuerySet) -> Iterator[WeekSpan]:
    return (WeekSpan(*row) for row in weeks.in_order().values_list("start", "end", "phase__kind"))


def _write_phases(off_season: OffSeason, spans: Iterable[WeekSpan]) -> list[TrainingPhase]:
    """One phase for each run of weeks of one kind; no two ever overlap, also where a start of week has changed.

    Every week of the off-season ends up in the phase that holds its last day.
    """
    rows = {(phase.kind, n): phase for phase, n in _numbered(off_season.phases.in_order())}
    phases: list[TrainingPhase] = []
    seen: Counter[str] = Counter()
    for kind, group in groupby(spans, key=lambda span: span.kind):
        members = list(group)
        first = max(members[0].start, phases[-1].period.upper) if phases else members[0].start
        phase = rows.pop((kind, seen[kind]), None) or TrainingPhase(off_season=off_season, athlete=off_season.athlete)
        phase.kind, phase.period = kind, DateRange(first, members[-1].end + timedelta(days=1))
        phase.save()
        seen[kind] += 1
        phases.append(phase)
    for week in off_season.weeks.exclude(phase__in=phases):
        off_season.weeks.filter(pk=week.pk).update(phase=_phase_of(week.end, phases))
    off_season.phases.exclude(pk__in=[phase.pk for phase in phases]).delete()
    return phases


def _numbered(phases: Iterable[TrainingPhase]) -> Iterator[tuple[TrainingPhase, int]]:
    seen: Counter[str] = Counter()
    for phase in phases:
        yield phase, seen[phase.kind]
        seen[phase.kind] += 1


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
                defaults=fields | {"phase": _phase_of(date.fromisoformat(wanted["end"]), phases)},
            )
    return weeks


def _write_sessions(off_season: OffSeason, version: PlanVersion, weeks: Mapping[str, Week], *, open_from: date) -> None:
    kept = _kept_keys(off_season, since=open_from)
    ids: dict[str, UUID] = dict(off_season.sessions.values_list("key", "pk"))
    done_days = set(off_season.sessions.filter(log__isnull=False).values_list("date", flat=True))
    chosen = list(off_season.sessions.chosen_otherwise().with_log())
    wishes = wishes_in(chosen, since=open_from)
    own_days = kept_days(version.request, version.response, wishes, since=open_from)
    let_go = {(row.key, row.planned_on): row.let_go_at for row in chosen}
    written = sessions_to_write(version.response, since=open_from, kept=kept, done_days=done_days, wishes=wishes)
    wanted = [_row(off_season, weeks[week["start"]], session, ids) for week, session in written]
    for row in wanted:
        row.let_go_at = let_go.get((row.key, row.date))
        if row.key in own_days:
            row.date, row.moved_from = own_days[row.key], row.date
    off_season.sessions.exclude(key__in=kept | {row.key for row in wanted}).delete()
    TrainingSession.objects.bulk_create(
        wanted,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*PLACED, "why_rule", "why_text", "alternate", *COPIED],
    )


def _row(off_season: OffSeason, week: Week, session: Json, ids: Mapping[str, UUID]) -> TrainingSession:
    row = TrainingSession(
        off_season=off_season,
        week=week,
        athlete=off_season.athlete,
        key=session["key"],
        date=date.fromisoformat(session["date"]),
        original_date=date.fromisoformat(session.get("original_date") or session["date"]),
        why_rule=session["why"]["rule"],
        why_text=session["why"]["text"],
        alternate=session.get("alternate"),  # versions from before it was there have none
        **{name: session[name] for name in COPIED},
    )
    if session["key"] in ids:
        row.pk = ids[session["key"]]
    return row


def _phase_of(last: date, phases: list[TrainingPhase]) -> TrainingPhase:
    """The phase the week ends in; the nearest one for a week that an earlier plan had outside of all."""
    return next((phase for phase in phases if last < phase.period.upper), phases[-1])


def _period(first: str, last: str) -> "DateRange":
    return DateRange(date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))
