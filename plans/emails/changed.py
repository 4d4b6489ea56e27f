"""The letter that says what a publishing changed of the days to come, as the week page says it."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from athletes.emails import Bodies, render_bodies
from plans.models import OffSeason
from plans.pages.week_news import ChangedDay
from plans.words import wording


class ChangedMail(NamedTuple):
    subject: str
    bodies: Bodies


def changed_mail(off_season: OffSeason, days: Sequence[ChangedDay], *, coach: str) -> ChangedMail:
    """`days` that changed, in order, at least one."""
    first = wording.short_day(days[0].day)
    many = f"1 day has changed, {first}" if len(days) == 1 else f"{len(days)} days have changed, the first on {first}"
    context = {
        "coach": coach,
        "many": many,
        "news": days,
        "note": off_season.note,
        "week_url": urljoin(settings.SITE_URL, reverse("plans:week_of", args=[days[0].day])),
        "settings_url": urljoin(settings.SITE_URL, reverse("athletes:settings") + "#mail"),
    }
    return ChangedMail(f"Your plan: {many}", render_bodies("plan_changed", context))
