"""The link to what explains a session, of those that the page has looked up."""

from collections.abc import Mapping
from uuid import UUID

from django import template

from plans.models import TrainingSession
from plans.pages.why import WhyLink

register = template.Library()


@register.filter
def why_of(whys: Mapping[UUID, WhyLink], session: TrainingSession) -> WhyLink | None:
    return whys.get(session.pk)
