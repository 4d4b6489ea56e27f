"""Short letters for one moment: a week is over, a phase begins, the spring plan does."""

from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from athletes.emails import Bodies, render_bodies
from plans.models import TrainingPhase, Week
from plans.pages.hand_over import HandOver
from plans.pages.plan import PHASE_WHY
from plans.words import wording


class ShortMail(NamedTuple):
    subject: str
    bodies: Bodies


def check_in_mail(week: Week) -> ShortMail:
    """Asks, and holds nothing against anybody."""
    coach = week.off_season.athlete.coach
    return _mail(
        "How was your week?",
        top=f"Week {week.index}, {wording.day_range(week.start, week.end)}",
        lines=["Too easy, right, too hard, or something aches: one tap says it, and helps to steer the weeks ahead."],
        small=f"{coach.user.get_short_name()} sees it." if coach else "",
        label="Say how it was",
        url=f"{reverse('plans:week_of', args=[week.start])}#feel",
    )


def phase_mail(phase: TrainingPhase, *, weeks: int, last: date) -> ShortMail:
    first, name = phase.period.lower, phase.get_kind_display()
    many = "1 week" if weeks == 1 else f"{weeks} weeks"
    return _mail(
        f"{name} begins: {many}, {wording.day_range(first, last)}",
        title=f"{name} begins",
        top="A new phase",
        lines=[f"{many}, {wording.day_range(first, last)}.", PHASE_WHY[phase.kind]],
        label="See the season",
        url=reverse("plans:season"),
    )


def spring_mail(over: HandOver) -> ShortMail:
    """On its first day: what it begins with, and where it is."""
    return _mail(
        f"{over.title}{f': {over.name}' if over.name else ''}",
        title=over.title,
        top="Race week" if over.race_days else "From the off-season into spring",
        lines=[line for line in (over.name, *over.lines) if line],
        label="Open the spring plan" if over.link else "See the season",
        url=over.link or reverse("plans:season"),
    )


def _mail(subject: str, *, label: str, url: str, title: str = "", **said: Any) -> ShortMail:
    links = {
        "label": label,
        "url": urljoin(settings.SITE_URL, url),
        "settings_url": urljoin(settings.SITE_URL, reverse("athletes:settings") + "#mail"),
    }
    return ShortMail(subject, render_bodies("moment", {"title": title or subject, **links, **said}))
