"""The athlete says how they are; the rest of the product asks only whether they are cleared."""

from datetime import datetime

from athletes.models import Athlete, SafetyAnswer


def answer_health(answer: SafetyAnswer, *, athlete: Athlete, at: datetime) -> bool:
    """Store an answer on top of the earlier ones, which are kept. True when they are cleared to plan."""
    answer.athlete, answer.answered_at = athlete, at
    answer.save(force_insert=True)
    return answer.is_cleared(on=athlete.today(at))
