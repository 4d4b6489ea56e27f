"""An athlete's calendar: its address, how it looks, and telling its readers what has changed."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, time

from django.db import transaction

from athletes.models import Athlete
from plans.exports.calendar import CalendarEntry
from plans.exports.told import retell
from plans.models import CalendarFeed
from plans.pages.calendar_feed import WRITING, CalendarRows

TOKEN_BYTES = 24  # 192 bits


def calendar_of(athlete: Athlete) -> CalendarFeed:
    """Theirs, with what its readers were told; made when it is first needed, and off."""
    feed, _ = CalendarFeed.objects.select_related("athlete").get_or_create(athlete=athlete)
    return feed


def switch_on(athlete: Athlete, *, at: datetime) -> None:
    """From now on it has an address. Where it has one already, that one stays."""
    off = CalendarFeed.objects.filter(pk=calendar_of(athlete).pk, token=None)
    off.update(token=_new_token(), address_since=at)


def give_new_address(athlete: Athlete, *, at: datetime) -> None:
    """The address before opens nothing any more. What is off stays off."""
    on = CalendarFeed.objects.of(athlete).filter(token__isnull=False)
    on.update(token=_new_token(), address_since=at)


def switch_off(athlete: Athlete) -> None:
    """Nobody reads it any more. How it looked is kept, and what was told: it goes on from there."""
    CalendarFeed.objects.of(athlete).update(token=None, address_since=None)


def choose_look(athlete: Athlete, *, is_discreet: bool, hour: time | None) -> None:
    CalendarFeed.objects.filter(pk=calendar_of(athlete).pk).update(is_discreet=is_discreet, hour=hour)


@transaction.atomic
def tell(rows: CalendarRows, *, at: datetime) -> Sequence[CalendarEntry]:
    """The entries as its readers get them from now on; what changed for them since the last time is numbered anew.

    One after another, so that no number is given twice. `rows.feed` learns since when the whole reads as it does.
    """
    feed = CalendarFeed.objects.select_for_update().get(pk=rows.feed.pk)
    entries, told = retell(rows.entries(), feed.told, at=at)
    shown = (WRITING, rows.feed.is_discreet, rows.feed.athlete.time_zone, entries)
    etag = hashlib.sha256(repr(shown).encode()).hexdigest()
    if (feed.fingerprint, feed.etag, feed.told) != (rows.fingerprint, etag, told):
        feed.changed_at = feed.changed_at if feed.etag == etag else at
        feed.fingerprint, feed.etag, feed.told = rows.fingerprint, etag, told
        feed.save(update_fields=["fingerprint", "etag", "told", "changed_at"])
    rows.feed.fingerprint, rows.feed.etag, rows.feed.changed_at = feed.fingerprint, feed.etag, feed.changed_at
    return entries


def _new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)
