"""The weekly mail: today first, then the whole week, so that it is enough to read it once on a phone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from athletes.emails import Bodies, render_bodies
from athletes.mail_kinds import WEEKLY
from athletes.models import Athlete
from athletes.unsubscribe import wish_url
from plans.emails.days import (
    Row,
    asked_of,
    by_day,
    count_of,
    is_key,
    main_session,
    reason_of,
    row_of,
    total_of,
)
from plans.exports.calendar import calendar
from plans.exports.told import retell
from plans.models import CalendarFeed, OffSeason, TrainingSession, Week
from plans.models.session import Ingredient
from plans.pages.calendar_feed import week_entries
from plans.pages.week_news import news_of
from plans.taps import Linker, links_from
from plans.words import calendar as calendar_words
from plans.words import wording
from plans.words.week import week_words


class WeeklyMail(NamedTuple):
    """`calendar` is the week as a file, empty where no day of it asks for anything."""

    subject: str
    bodies: Bodies
    calendar: str


def weekly_mail(
    week: Week,
    sessions: Sequence[TrainingSession],
    *,
    athlete: Athlete,
    weeks: int,
    at: datetime,
    feed: CalendarFeed,
    links: Linker | None = None,
) -> WeeklyMail:
    """`sessions` are the ones the athlete may see, in order; `weeks` is how many the off-season has.

    With `links` of their own it is for another reader, and holds nothing that speaks for the athlete.
    """
    off_url = wish_url(athlete.user_id, WEEKLY) if athlete.user_id and links is None else ""
    unit, today, absences = athlete.unit, athlete.today(at), week.absences
    links = links or links_from(at)
    days, asked = by_day(sessions), asked_of(sessions, absences)
    rows = [row_of(day, found, absences, unit=unit, links=links) for day, found in days.items()]
    todays = next((row for row in rows if row.day == today), None)
    total = total_of(asked, unit=unit)
    subject = subject_of(week, asked, athlete=athlete, weeks=weeks, total=total)
    file = week_file(feed, asked, at=at)
    keys = [one for one in asked if is_key(one) and one.date != today]
    context = {
        "subject": subject,
        "place": f"Week {week.index} of {weeks}, {week.phase.get_kind_display().lower()}",
        "dates": wording.day_range(week.start, week.end),
        "total": total,
        "words": week_words(wording.in_unit(week.reason, unit)),
        "news": news_of(week.off_season, unit=unit, first=max(today, week.start), last=rows[-1].day),
        "rows": [row if row is not todays else replace(row, taps=()) for row in rows],
        "today": todays,
        "today_why": _todays_reason(todays, asked, unit=unit),
        "why": [reason_of(one, unit=unit) for one in keys],
        "note": week.off_season.note,
        "note_by": signed(week.off_season, athlete),
        "file": file,
        "count": count_of(asked, aside=sum(not asked_of(found, absences) for found in days.values())),
        "week_url": urljoin(settings.SITE_URL, page_of(week, today=today)),
        "off_url": off_url,
        "settings_url": urljoin(settings.SITE_URL, reverse("athletes:settings") + "#mail"),
    }
    return WeeklyMail(subject, render_bodies("weekly", context), file)


def signed(off_season: OffSeason, athlete: Athlete) -> str:
    """Who wrote the note, perhaps a coach of before; empty for one's own."""
    by = off_season.published_by or (athlete.coach.user if athlete.coach else None)
    return by.get_short_name() if by is not None and by != athlete.user else ""


def subject_of(week: Week, asked: Sequence[TrainingSession], *, athlete: Athlete, weeks: int, total: str) -> str:
    """ "Week 7 of 12: 34 mi, long run 10 mi on Sunday"."""
    longest = next((session for session in asked if session.ingredient == Ingredient.LONG), None)
    gist = [total or ("rest and mobility" if asked else "set aside")]
    if longest:
        amount = wording.amount(longest.distance_m, longest.duration_s, athlete.unit)
        gist.append(f"long run {amount} on {longest.date:%A}")
    return f"Week {week.index} of {weeks}: {', '.join(gist)}"


def week_file(feed: CalendarFeed, asked: Sequence[TrainingSession], *, at: datetime) -> str:
    """As the athlete's feed has it, under the same UIDs, and numbered on from there: taking both in doubles nothing."""
    entries, _ = retell(week_entries(feed, asked), feed.told, at=at)
    name = calendar_words.DISCREET_NAME if feed.is_discreet else calendar_words.NAME
    return calendar(entries, name=name, at=at, zone=feed.athlete.zone).decode() if entries else ""


def page_of(week: Week, *, today: date) -> str:
    """Today's page, or that of a week which is still to come."""
    return reverse("plans:week") if week.start <= today else reverse("plans:week_of", args=[week.start])


def _todays_reason(row: Row | None, asked: Sequence[TrainingSession], *, unit: str) -> object:
    todays = [one for one in asked if row and one.date == row.day]
    return reason_of(main_session(todays), unit=unit) if todays else None
