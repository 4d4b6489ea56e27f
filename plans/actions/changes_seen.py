"""The athlete has read what the last publishing changed."""

from datetime import datetime

from plans.models import OffSeason


def see_changes(off_season: OffSeason, *, at: datetime) -> None:
    """Put the note away until the next publishing. A second time keeps the first moment."""
    OffSeason.objects.filter(pk=off_season.pk, changes_seen_at=None).update(changes_seen_at=at)


def forget_changes_seen(off_season: OffSeason) -> None:
    OffSeason.objects.filter(pk=off_season.pk).update(changes_seen_at=None)
