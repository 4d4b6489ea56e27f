"""An assistant says that a draft is ready; the coach publishes."""

from datetime import datetime

from athletes.models import User
from plans.models import PlanVersion, ReadyDraft


def ask_to_publish(version: PlanVersion, *, by: User, at: datetime) -> ReadyDraft:
    """Marks this version and no later one. Asking twice is the same as once."""
    mark, _ = ReadyDraft.objects.get_or_create(version=version, defaults={"by": by, "at": at})
    return mark
