"""What is said of a session that was let go; see plans.words.not_today."""

from django import template

from plans.models import TrainingSession
from plans.words import not_today

register = template.Library()


@register.filter
def let_go_words(session: TrainingSession) -> str:
    return not_today.let_go(session.ingredient)
