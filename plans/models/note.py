from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from athletes.models import Athlete, Coach, User
from coachapp.retention import Kept, kept

LONGEST_NOTE: Final = 2000
MAY_CHANGE_FOR: Final = timedelta(minutes=15)


class SessionNoteQuerySet(models.QuerySet["SessionNote"]):
    def visible_to(self, user: User) -> Self:
        """All of it to the athlete; to a coach's desk what was said with it, while they coach; their own words to anybody."""
        theirs = Q(coach__in=Coach.objects.at_desk_of(user), athlete__coach=F("coach"))
        return self.filter(Q(athlete__user=user) | theirs | Q(author=user))

    def of(self, athlete: Athlete) -> Self:
        return self.filter(athlete=athlete)

    def with_coach(self, athlete: Athlete) -> Self:
        """What was said with the coach they have now."""
        return self.filter(athlete=athlete, coach=athlete.coach_id)

    def about(self, off_season: Any, key: Any) -> Self:
        """One session's, also where its row was written anew or has gone."""
        return self.filter(off_season=off_season, key=key)

    def by_author(self, user: User) -> Self:
        return self.filter(author=user)

    def to_athlete(self) -> Self:
        return self.filter(by_athlete=False)

    def to_desk(self) -> Self:
        return self.filter(by_athlete=True)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def in_order(self) -> Self:
        return self.order_by("at", "pk")

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def with_authors(self) -> Self:
        return self.select_related("author")


class SessionNote(models.Model):
    """A word of athlete or coach about a session.

    It hangs on the off-season and the session's key, as the session itself does across publishings: a row that is written
    anew keeps its talk, and one that the plan no longer has leaves it, with the `title` and `day` of then. `coach` is whose
    desk it was said with: the next coach does not read it. `read_at`: when the other side first saw it.
    """

    athlete = models.ForeignKey("athletes.Athlete", models.CASCADE, related_name="session_notes")
    off_season = models.ForeignKey("plans.OffSeason", models.CASCADE, related_name="session_notes")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    day = models.DateField()
    coach = models.ForeignKey("athletes.Coach", models.SET_NULL, null=True, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_athlete = models.BooleanField()
    text = models.TextField(max_length=LONGEST_NOTE)
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    kept: ClassVar[Kept] = kept(WITH_PERSON="key title day by_athlete text at edited_at read_at")

    objects = SessionNoteQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["off_season", "key", "at"], name="note_by_session"),
            models.Index(fields=["athlete", "-at"], name="note_by_athlete"),
            models.Index(fields=["coach"], condition=Q(read_at=None, by_athlete=True), name="note_unread_by_desk"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="note_says_something")]

    def __str__(self) -> str:
        return f"note on {self.title}"

    def may_change(self, user: User, *, at: datetime) -> bool:
        """Its author, for a quarter of an hour."""
        return self.author_id == user.pk and self.at <= at < self.at + MAY_CHANGE_FOR
