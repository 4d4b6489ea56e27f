from collections.abc import Iterable
from typing import ClassVar, Self
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from athletes.models import Athlete
from coachapp.retention import Kept, kept


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def of(self, athlete: Athlete) -> Self:
        return self.filter(athlete=athlete)

    def by_athlete(self, athletes: Iterable[Athlete]) -> dict[UUID, "CalendarFeed"]:
        """Those there are, with what was told, each with the athlete at hand."""
        known = {athlete.pk: athlete for athlete in athletes}
        found = {feed.athlete_id: feed for feed in self.filter(athlete__in=known)}
        for pk, feed in found.items():
            feed.athlete = known[pk]
        return found

    def opened_by(self, token: str) -> Self:
        """Whose address this is: at most one, switched on, of a person whose account is in use."""
        return self.filter(token=token, athlete__user__is_active=True)

    def with_athlete(self) -> Self:
        """What was told is long, and asked for only to tell more."""
        return self.select_related("athlete").defer("told")


class CalendarFeed(models.Model):
    """How an athlete's training stands in their own calendar. It has an address while it is switched on.

    Whoever has the address reads it. The token is stored as it is, because it is shown again, and never logged
    (see `coachapp.access_log`). The last four fields are what readers were told: see `plans.exports.told`.
    """

    athlete = models.OneToOneField("athletes.Athlete", models.CASCADE, related_name="calendar_feed")
    token = models.CharField(max_length=43, null=True, blank=True, unique=True)
    address_since = models.DateTimeField(null=True, blank=True)
    is_discreet = models.BooleanField(default=False)
    # By the athlete's own clock; without it a session takes the day.
    hour = models.TimeField(null=True, blank=True)

    told = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)
    etag = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    kept: ClassVar[Kept] = kept(
        WITH_PERSON="token address_since is_discreet hour told fingerprint etag changed_at",
    )

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(token=None, address_since=None) | Q(token__isnull=False, address_since__isnull=False),
                name="calendar_address_with_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"calendar {self.pk}"

    @property
    def is_on(self) -> bool:
        return self.token is not None

    @property
    def address(self) -> str:
        """Of the feed; empty while it is off."""
        return urljoin(settings.SITE_URL, reverse("plans:calendar_feed", args=[self.token])) if self.token else ""

    @property
    def webcal_address(self) -> str:
        """The same, for programs that subscribe at a click."""
        return self.address.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1)
