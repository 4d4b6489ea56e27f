from django import template

from plans.forms.log import SessionLogForm
from plans.models import TrainingSession

register = template.Library()


@register.simple_tag
def log_form(session: TrainingSession, unit: str, bound: SessionLogForm | None) -> SessionLogForm:
    """An empty form for this session, or the one that came back with something to change."""
    form = SessionLogForm(session=session, unit=unit)
    return bound if bound is not None and bound.prefix == form.prefix else form
