"""The athlete says how they are; the rest of the product asks only whether they are cleared."""

from datetime import datetime

from athletes.models import Athlete, SafetyAnswer


def answer_health(answer: SafetyAnswer, *, athlete: Athlete, at: datetime) -> bool:
    """Store an answer on top of the earlier ones, which are kept. True when they are cleared to plan."""
    answer.athlete, answer.answered_at = athlete, at
    answer.save(force_insert=True)
    return answer.is_cleared(on=athlete.today(at))


def add_flags(athlete: Athlete, flags: list[str], *, at: datetime) -> bool:
    """Join these to what was said last; without any, nothing is stored. True when they are cleared to plan.

    A clinician's word from before did not know of what is new: it clears nothing any more.
    """
    last = SafetyAnswer.objects.filter(athlete=athlete).newest_first().first()
    known = last.flags if last else []
    new = [flag for flag in flags if flag not in known]
    if not flags or (last and not new and not last.is_cleared(on=athlete.today(at))):
        return last is None or last.is_cleared(on=athlete.today(at))
    return answer_health(SafetyAnswer(flags=[*known, *new]), athlete=athlete, at=at)
