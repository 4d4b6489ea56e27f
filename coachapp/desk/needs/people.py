"""Needs that an athlete's own signs tell: not cleared, silence; and mail or an invitation that does not arrive."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, Greatest
from django.urls import reverse

from athletes.models import Activity, AddressHealth, Athlete, Invitation, OutgoingMail, SafetyAnswer, User
from athletes.models.address_health import Trouble
from athletes.models.mail import MailState
from athletes.models.offer import INVITATION_LIFE
from coachapp.desk.needs.need import Action, Need, write_to
from coachapp.when import days_ago
from plans.models import Absence, CheckIn, SessionLog, TrainingPhase
from plans.words import absence as absence_words

ABSENT_FROM: Final = timedelta(days=7)
ABSENT_UNTIL: Final = timedelta(days=2)
SILENT_AFTER: Final = timedelta(days=10)
BOUNCED_WITHIN: Final = timedelta(days=14)
UNANSWERED_AFTER: Final = timedelta(days=3)


def uncleared(athletes: QuerySet[Athlete], *, today: date) -> Iterator[Need]:
    """Their own health answers ask for a doctor; which ones, nobody here learns."""
    newest = SafetyAnswer.objects.filter(athlete=OuterRef("pk")).newest_first()
    rows: Any = (
        athletes.annotate(
            flags=Subquery(newest.values("flags")[:1]),
            cleared_on=Subquery(newest.values("cleared_on")[:1]),
            answered_at=Subquery(newest.values("answered_at")[:1]),
        )
        .exclude(flags=None)
        .exclude(flags=[])
    )
    for athlete in rows.select_related("user"):
        if SafetyAnswer(flags=athlete.flags, cleared_on=athlete.cleared_on).is_cleared(on=today):
            continue
        yield of_athlete(
            athlete,
            kind="uncleared",
            fact=athlete.pk,
            reason="Not cleared to train by their own safety answers.",
            detail="No plan is shown until a clinician clears it.",
            short="not cleared to train",
            action=write_to(athlete, subject="Before we plan", fallback=page_of(athlete)),
            since=athlete.answered_at,
            changed_at=athlete.answered_at,
        )


def absent(athletes: QuerySet[Athlete], *, today: date) -> Iterator[Need]:
    """Ill or away now, soon, or until a moment ago: their sessions are set aside, and none of them is owed."""
    near = Absence.objects.filter(athlete__in=athletes).touching(today - ABSENT_UNTIL, today + ABSENT_FROM)
    first = near.order_by("athlete_id", "start").distinct("athlete_id")
    for absence in first.select_related("athlete__user"):
        yield _absent(absence, today=today)


def silent(athletes: QuerySet[Athlete], *, today: date, at: datetime) -> Iterator[Need]:
    """Ten days into a phase with no mark, no check-in, from somebody who could give one and is not ill or away."""
    begun = TrainingPhase.objects.filter(
        athlete=OuterRef("pk"), period__startswith__lte=today - SILENT_AFTER, period__endswith__gt=today - SILENT_AFTER
    )
    running = TrainingPhase.objects.filter(
        athlete=OuterRef("pk"), period__contains=today, off_season__published__isnull=False
    )
    logs = SessionLog.objects.filter(session__athlete=OuterRef("pk")).order_by("-at")
    runs = Activity.objects.filter(athlete=OuterRef("pk")).order_by("-at")
    taps = CheckIn.objects.filter(athlete=OuterRef("pk")).order_by("-at")
    published = running.values("off_season__published_at")[:1]
    away = Absence.objects.filter(athlete=OuterRef("pk")).on(today)
    rows: Any = (
        athletes.filter(Exists(begun), Exists(running), ~Exists(away), user__isnull=False)
        .annotate(
            logged_at=Greatest(Subquery(logs.values("at")[:1]), Subquery(runs.values("at")[:1])),
            tapped_at=Subquery(taps.values("at")[:1]),
            out_at=Subquery(published),
        )
        .annotate(heard_at=Greatest(Coalesce("logged_at", "out_at"), Coalesce("tapped_at", "out_at"), "out_at"))
        .filter(heard_at__lte=at - SILENT_AFTER)
    )
    for athlete in rows.select_related("user"):
        days = (at - athlete.heard_at).days
        said = athlete.logged_at or athlete.tapped_at
        yield of_athlete(
            athlete,
            kind="silent",
            fact=athlete.pk,
            reason=f"Nothing logged for {days} days, no check-in." if said else "Nothing logged yet, no check-in.",
            detail="" if said else f"The plan has been out for {days} days.",
            short=f"silent for {days} days",
            action=write_to(athlete, subject="How is it going?", fallback=page_of(athlete)),
            since=athlete.heard_at,
            changed_at=athlete.heard_at,
        )


def bounced(user: User, *, at: datetime) -> Iterator[Need]:
    """Mail to them was given up, or their address is suspended: most of them live by the weekly letter."""
    suspended = list(_suspended(user))
    yield from suspended
    known = {pk for need in suspended for pk in need.athlete_ids}
    failed = OutgoingMail.objects.filter(
        state=MailState.FAILED,
        recipient__athlete__in=Athlete.objects.coached_by(user).active(),
        not_before__gte=at - BOUNCED_WITHIN,
    )
    newest = failed.order_by("recipient_id", "-not_before", "-pk").distinct("recipient_id")
    for mail in newest.select_related("recipient__athlete__user"):
        athlete = mail.recipient.athlete  # type: ignore[union-attr]  # filtered by it
        if athlete.pk in known:
            continue
        yield of_athlete(
            athlete,
            kind="bounced",
            fact=mail.pk,
            reason="Mail does not arrive.",
            detail=f"“{mail.subject}” was given up. Is {mail.to} still right?",
            short="mail does not arrive",
            action=Action(label="See the address", url=page_of(athlete)),
            since=mail.not_before,
            changed_at=mail.not_before,
        )


def invited(user: User, *, today: date, at: datetime) -> Iterator[Need]:
    """Offered an account days ago and did not answer; or the link ran out, or its mail was given up."""
    given_up = OutgoingMail.objects.filter(
        state=MailState.FAILED, kind="invitation", key=Cast(OuterRef("pk"), CharField())
    )
    newest: Any = (
        Invitation.objects.filter(
            athlete__in=Athlete.objects.coached_by(user).active(),
            athlete__coach=F("coach"),
            athlete__user=None,
            accepted_at=None,
            withdrawn_at=None,
        )
        .annotate(is_lost=Exists(given_up))
        .order_by("athlete_id", "-created_at")
        .distinct("athlete_id")
        .select_related("athlete")
    )
    for row in newest:
        if row.is_lost or row.created_at <= at - UNANSWERED_AFTER:
            yield _invited(row, today=today, at=at)


def _suspended(user: User) -> Iterator[Need]:
    """Said once: nothing more is sent there that could come back."""
    health = AddressHealth.objects.suspended().filter(address=OuterRef("user__email"))
    asked: Any = (
        Athlete.objects.coached_by(user)
        .active()
        .annotate(
            health=Subquery(health.values("pk")[:1]),
            suspended_at=Subquery(health.values("suspended_at")[:1]),
            trouble=Subquery(health.values("reason")[:1]),
        )
    )
    for athlete in asked.exclude(health=None).select_related("user"):
        yield of_athlete(
            athlete,
            kind="bounced",
            fact=f"address-{athlete.health}",
            reason="No mail reaches them.",
            detail=f"{athlete.user.email}: {Trouble(athlete.trouble).label}. Nothing goes there until it is put right.",
            short="no mail reaches them",
            action=Action(label="See the address", url=page_of(athlete)),
            since=athlete.suspended_at,
            changed_at=athlete.suspended_at,
        )


def page_of(athlete: Athlete) -> str:
    return reverse("desk:athlete", args=[athlete.pk])


def _invited(row: Any, *, today: date, at: datetime) -> Need:
    sent = days_ago(row.created_at.date(), today=today)
    is_over = at - row.created_at >= INVITATION_LIFE
    if row.is_lost:
        reason = f"The invitation to {row.email} did not arrive."
    else:
        reason = "The invitation ran out unanswered." if is_over else f"Invited {sent}, and has not answered."
    return of_athlete(
        row.athlete,
        kind="invited",
        fact=row.pk,
        reason=reason,
        detail=f"{_way(row)} A new one withdraws the old."
        if not row.is_lost
        else "Look at the address and send a new one.",
        short="the invitation is unanswered",
        action=Action(label="Invite again", url=page_of(row.athlete) + "#invite"),
        since=row.created_at,
        changed_at=row.created_at,
    )


def _way(row: Any) -> str:
    return f"You have handed over a link, for {row.email}." if row.by_link else f"It went to {row.email}."


def of_athlete(athlete: Athlete, *, fact: Any, **said: Any) -> Need:
    return Need(facts=(str(fact),), athlete_ids=(athlete.pk,), who=athlete.name, who_url=page_of(athlete), **said)


def _absent(absence: Absence, *, today: date) -> Need:
    athlete = absence.athlete
    when = absence_words.of_them(absence.kind, absence.start, absence.end, today=today)
    return of_athlete(
        athlete,
        kind="absent",
        fact=absence.pk,
        reason=f"{when}.",
        detail=absence_words.for_coach(absence.kind, absence.days),
        short=absence.get_kind_display(),
        action=Action(label="See the week", url=reverse("plans:athlete_week", args=[athlete.pk, absence.start])),
        since=absence.start,
        changed_at=absence.at,
    )
