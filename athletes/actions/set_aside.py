"""A coach takes rows off their board for a while, and takes that back."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from athletes.models import Coach, SetAside


@transaction.atomic
def set_aside(coach: Coach, *, kind: str, facts: Iterable[str], until: datetime | None, at: datetime) -> UUID:
    """Hide these until then, or for good; the number of the act takes it back. What has run out is swept away."""
    act = uuid4()
    SetAside.objects.filter(coach=coach, until__lte=at).delete()
    rows = [SetAside(coach=coach, kind=kind, fact=fact, act=act, at=at, until=until) for fact in facts]
    SetAside.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["coach", "kind", "fact"], update_fields=["act", "at", "until"]
    )
    return act


def bring_back(coach: Coach, act: UUID) -> int:
    """How many rows are on the board again. Doing it twice is the same as once."""
    _, deleted = SetAside.objects.filter(coach=coach, act=act).delete()
    return deleted.get("athletes.SetAside", 0)
