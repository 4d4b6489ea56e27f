"""The two letters of the free planner: "press here", and the plan."""

from django.conf import settings

from athletes.emails import Bodies, render_bodies
from plans.pages.visitor import VisitorPlan


def offer_bodies(path: str) -> Bodies:
    return render_bodies("free_plan_offer", {"link": f"{settings.SITE_URL}{path}"})


def plan_bodies(made: VisitorPlan) -> Bodies:
    return render_bodies("free_plan", {"made": made, "page": made.page})
