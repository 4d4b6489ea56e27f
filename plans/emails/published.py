"""The letter that says the weeks are there: once, when a coach publishes an off-season for the first time."""

from typing import NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from athletes.emails import Bodies, render_bodies
from plans.engine.contract import load_response
from plans.models import OffSeason, PlanVersion
from plans.pages.factors import settled_week
from plans.words import wording


class PublishedMail(NamedTuple):
    subject: str
    bodies: Bodies


def published_mail(off_season: OffSeason, version: PlanVersion, *, coach: str) -> PublishedMail:
    plan, unit = load_response(version.response), off_season.athlete.unit
    settled = settled_week(plan.weeks)
    context = {
        "coach": coach,
        "off_season": off_season,
        "weeks": len(plan.weeks),
        "dates": wording.day_range(plan.weeks[0].start, plan.weeks[-1].end),
        "settled": wording.distance(settled.distance_m, unit) if settled else "",
        "baseline": wording.distance(plan.baseline.distance_m, unit) if plan.baseline else "",
        "note": off_season.note,
        "week_url": urljoin(settings.SITE_URL, reverse("plans:week")),
    }
    subject = f"Your off-season is here: {context['weeks']} weeks to {off_season.a_race}"
    return PublishedMail(subject=subject, bodies=render_bodies("plan_published", context))
