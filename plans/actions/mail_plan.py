"""The plan by mail, in two steps: a link to an unconfirmed address, then, once it was pressed, the plan."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.urls import reverse

from athletes.actions.mail import queue_mail
from plans import free_plan
from plans.emails.free_plan import offer_bodies, plan_bodies
from plans.engine.contract import ContractError, load_request
from plans.engine.request import PlanRequest
from plans.pages.visitor import visitor_plan

LINK_LIFE = timedelta(days=14)
SALT = "plans.mail_plan"
OFFER = "free_plan_offer"
PLAN = "free_plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLink:
    """What a link says: whose plan, and to whom. `key` is the same each time it is opened."""

    request: PlanRequest
    to: str
    key: str


@transaction.atomic
def offer_plan(request: PlanRequest, *, to: str, at: datetime) -> None:
    """Write to the address: press here and the plan comes. The same plan is offered once a day."""
    token = signing.dumps({"request": free_plan.carried(request), "to": to}, salt=SALT, compress=True)
    bodies = offer_bodies(reverse("plans:free_plan_confirm", args=[token]))
    queue_mail(
        to=to,
        kind=OFFER,
        key=f"{free_plan.digest(request)} {at:%Y-%m-%d}",
        subject="Your off-season: one press and it comes",
        text=bodies.text,
        html=bodies.html,
        at=at,
    )


def open_link(token: str) -> PlanLink:
    """Read a link of the last 14 days. Raises BadSignature (SignatureExpired after its time)."""
    said = signing.loads(token, salt=SALT, max_age=LINK_LIFE)
    try:
        request = load_request(said["request"])
    except ContractError as outgrown:
        raise signing.BadSignature("the plan in this link is of an older shape") from outgrown
    return PlanLink(request=request, to=said["to"], key=hashlib.sha256(token.encode()).hexdigest()[:32])


@transaction.atomic
def mail_plan(link: PlanLink, *, at: datetime) -> None:
    """The whole plan, once for each link however often it is pressed. Rules that changed since may leave nothing."""
    made = visitor_plan(link.request, today=at.date())
    if not made.is_whole:
        return
    bodies = plan_bodies(made)
    queue_mail(
        to=link.to,
        kind=PLAN,
        key=link.key,
        subject=f"Your off-season: {made.page.fall_name} to {made.page.a_name}",
        text=bodies.text,
        html=bodies.html,
        at=at,
    )
