"""What becomes of an address that mail came back from."""

from datetime import datetime

from django.db import transaction

from athletes.models import AddressHealth
from athletes.models.address_health import SOFT_GAP, SOFT_LIMIT, Trouble


@transaction.atomic
def note_trouble(address: str, trouble: Trouble, *, at: datetime) -> bool:
    """Mail came back, or was called spam, at this moment. True when the address is suspended by it.

    The same report again, or one from before the address was put right, changes nothing.
    """
    fresh = {"reason": trouble, "first_at": at, "last_at": at}
    AddressHealth.objects.bulk_create([AddressHealth(address=address.lower(), **fresh)], ignore_conflicts=True)
    row = AddressHealth.objects.select_for_update().of(address).get()
    if row.is_suspended or (row.settled_at is not None and at <= row.settled_at):
        return False
    _count(row, at=at)
    if trouble != Trouble.SOFT or row.count >= SOFT_LIMIT:
        row.reason, row.suspended_at = trouble, at
    row.save()
    return row.is_suspended


@transaction.atomic
def settle(address: str, *, at: datetime) -> bool:
    """Mail goes there again: something was delivered, the address was proven, or its owner says so. True if it did not."""
    row = AddressHealth.objects.select_for_update().of(address).first()
    if row is None or (row.settled_at is not None and at <= row.settled_at):
        return False
    was_suspended = row.is_suspended
    row.count, row.suspended_at, row.settled_at = 0, None, at
    row.save(update_fields=["count", "suspended_at", "settled_at"])
    return was_suspended


def note_delivered(address: str, *, at: datetime) -> None:
    """A mail of this moment arrived. It ends a count, but not a suspension: account mail goes to those, too, and may be
    taken in by a server that reports spam later."""
    AddressHealth.objects.of(address).filter(suspended_at=None, last_at__lt=at).update(count=0, settled_at=at)


def _count(row: AddressHealth, *, at: datetime) -> None:
    """One for each day; after a long silence it begins anew."""
    if row.count and at - row.last_at > SOFT_GAP:
        row.count = 0
    if row.count == 0:
        row.count, row.first_at, row.last_at = 1, at, at
    elif at.date() > row.last_at.date():
        row.count, row.last_at = row.count + 1, at
