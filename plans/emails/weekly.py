"""The weekly mail: today first, then the whole week, so that it is enough to read it once on a phone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from athletes.emails import Bodies, render_bodies
from athletes.mail_kinds import WEEKLY
from athletes.models import Athlete
from athletes.unsubscribe import wish_url
from plans.models import OffSeason, TrainingSession, Week
from plans.models.session import Ingredient
from plans.words import wording
from plans.words.week import week_words

KEY_INGREDIENTS = {Ingredient.LONG, Ingredient.FAST, Ingredient.RACE}


class Row(NamedTuple):
    """A day in the table: its main session, what else belongs to it, and how much."""

    day: date
    when: str
    ingredient: str
    title: str
    detail: str
    amount: str


class Reason(NamedTuple):
    when: str
    title: str
    text: str
    alternate: str


class WeeklyMail(NamedTuple):
    subject: str
    bodies: Bodies


def weekly_mail(
    week: Week, sessions: Sequence[TrainingSession], *, athlete: Athlete, weeks: int, today: date
) -> WeeklyMail:
    """`sessions` are the ones the athlete may see, in order; `weeks` is how many the off-season has."""
    days = by_day(sessions)
    rows = [row_of(day, found, unit=athlete.unit) for day, found in days.items()]
    total = total_of(sessions, unit=athlete.unit)
    subject = subject_of(week, sessions, athlete=athlete, weeks=weeks, total=total)
    context = {
        "subject": subject,
        "place": f"Week {week.index} of {weeks}, {week.phase.get_kind_display().lower()}",
        "dates": wording.day_range(week.start, week.end),
        "total": total,
        "words": week_words(wording.in_unit(week.reason, athlete.unit)),
        "rows": rows,
        "today": next((row for row in rows if row.day == today), None),
        "today_why": reason_of(main_session(days[today]), unit=athlete.unit) if today in days else None,
        "why": reasons(sessions, but_not=today, unit=athlete.unit),
        "note": week.off_season.note,
        "note_by": _signed(week.off_season, athlete),
        "count": count_of(sessions),
        "week_url": urljoin(settings.SITE_URL, page_of(week, today=today)),
        "off_url": wish_url(athlete.user_id, WEEKLY) if athlete.user_id else "",
        "settings_url": urljoin(settings.SITE_URL, reverse("athletes:settings")),
    }
    return WeeklyMail(subject, render_bodies("weekly", context))


def _signed(off_season: OffSeason, athlete: Athlete) -> str:
    """Who wrote the note, perhaps a coach of before; empty for one's own."""
    by = off_season.published_by or (athlete.coach.user if athlete.coach else None)
    return by.get_short_name() if by is not None and by != athlete.user else ""


def subject_of(week: Week, sessions: Iterable[TrainingSession], *, athlete: Athlete, weeks: int, total: str) -> str:
    """ "Week 7 of 12: 34 mi, long run 10 mi on Sunday"."""
    longest = next((session for session in sessions if session.ingredient == Ingredient.LONG), None)
    gist = [total or "rest and mobility"]
    if longest:
        amount = wording.amount(longest.distance_m, longest.duration_s, athlete.unit)
        gist.append(f"long run {amount} on {longest.date:%A}")
    return f"Week {week.index} of {weeks}: {', '.join(gist)}"


def page_of(week: Week, *, today: date) -> str:
    """Today's page, or that of a week which is still to come."""
    return reverse("plans:week") if week.start <= today else reverse("plans:week_of", args=[week.start])


def by_day(sessions: Iterable[TrainingSession]) -> dict[date, list[TrainingSession]]:
    days: dict[date, list[TrainingSession]] = defaultdict(list)
    for session in sessions:
        days[session.date].append(session)
    return dict(days)


def main_session(sessions: Sequence[TrainingSession]) -> TrainingSession:
    """The run of the day, or else what comes first."""
    return next((session for session in sessions if session.is_run), sessions[0])


def row_of(day: date, sessions: Sequence[TrainingSession], *, unit: str) -> Row:
    main = main_session(sessions)
    others = " and ".join(addition(session, unit=unit) for session in sessions if session is not main)
    then = f"then {others}" if others and main.is_run else others
    return Row(
        day=day,
        when=f"{day:%a} {day.day}",
        ingredient=main.ingredient,
        title=f"{main.title}, done" if has_log(main) else main.title,
        detail=", ".join(part for part in (how(main, unit=unit), then) if part),
        amount=wording.amount(main.distance_m, main.duration_s, unit),
    )


def how(session: TrainingSession, *, unit: str) -> str:
    """The main set of a workout, or how easy a run is."""
    main = wording.main_step(session.steps, unit) if session.hard else ""
    held = (wording.target_text(step.get("target"), unit) for step in session.steps if session.is_run)
    return main or next((text for text in held if text), "")


def addition(session: TrainingSession, *, unit: str) -> str:
    amount = wording.amount(session.distance_m, session.duration_s, unit)
    return f"{amount} {session.get_ingredient_display()}".strip()


def has_log(session: TrainingSession) -> bool:
    return hasattr(session, "log")


def reasons(sessions: Iterable[TrainingSession], *, but_not: date, unit: str) -> list[Reason]:
    """Why the key days are there; the one of today stands with today."""
    return [
        reason_of(session, unit=unit)
        for session in sessions
        if session.date != but_not and (session.hard or session.ingredient in KEY_INGREDIENTS)
    ]


def reason_of(session: TrainingSession, *, unit: str) -> Reason:
    return Reason(
        when=f"{session.date:%A}",
        title=session.title,
        text=sentence(wording.in_unit(session.why_text, unit)),
        alternate=wording.in_unit(session.alternate["text"], unit) if session.alternate else "",
    )


def sentence(text: str) -> str:
    """Reasons are written as a line beside a title; in a mail they stand alone."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def total_of(sessions: Iterable[TrainingSession], *, unit: str) -> str:
    """The sum of what the table shows."""
    runs = [session for session in sessions if session.is_run]
    return wording.amount(sum(run.distance_m for run in runs), sum(run.duration_s for run in runs), unit)


def count_of(sessions: Sequence[TrainingSession]) -> str:
    """ "5 runs, 2 × strength, 2 days off"."""
    runs = sum(session.is_run for session in sessions)
    strength = sum(session.ingredient == Ingredient.STRENGTH for session in sessions)
    off = sum(main_session(found).ingredient == Ingredient.REST for found in by_day(sessions).values())
    counted = ((runs, "run", "runs"), (strength, "strength session", "strength sessions"), (off, "day off", "days off"))
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counted if n)
