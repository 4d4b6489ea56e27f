"""The morning mail: today's session and why, and what comes tomorrow."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from athletes.emails import Bodies, render_bodies
from athletes.models import Athlete
from plans.emails.days import by_day, main_session, reason_of, row_of
from plans.models import TrainingSession
from plans.models.session import Ingredient
from plans.taps import links_from
from plans.words import wording
from plans.words.week import week_words


class DailyMail(NamedTuple):
    subject: str
    bodies: Bodies


def daily_mail(sessions: Sequence[TrainingSession], *, athlete: Athlete, day: date, at: datetime) -> DailyMail | None:
    """`sessions` of today and tomorrow that stand, each with its week. None for a day that asks for nothing."""
    days, unit, links = by_day(sessions), athlete.unit, links_from(at)
    todays = [one for one in days.get(day, []) if not one.is_done]
    if all(one.ingredient == Ingredient.REST for one in todays):
        return None
    rows = [
        row_of(each, days[each], (), unit=unit, links=links) for each in (day, day + timedelta(days=1)) if each in days
    ]
    today, tomorrow = rows[0], rows[1] if len(rows) > 1 else None
    main = main_session(todays)
    context = {
        "today": today,
        "today_why": reason_of(main, unit=unit),
        "tomorrow": tomorrow,
        "tired": week_words(wording.in_unit(main.week.reason, unit)).tired,
        "week_url": urljoin(settings.SITE_URL, reverse("plans:week")),
        "settings_url": urljoin(settings.SITE_URL, reverse("athletes:settings") + "#mail"),
    }
    return DailyMail(f"{day:%A}: {today.line}", render_bodies("daily", context))
