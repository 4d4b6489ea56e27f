from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from athletes.choices import Unit
from athletes.validators import validate_time_zone
from coachapp.retention import Kept, kept

if TYPE_CHECKING:
    from athletes.models.coach import Coach


class UserManager(BaseUserManager["User"]):
    def leaving(self) -> "models.QuerySet[User]":
        """Whose account sleeps until it is erased. See also `Erasure`."""
        return self.filter(erasure__done_at=None, erasure__isnull=False)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who can log in. What they are here for is said by their `coach` or `athlete` profile, or both."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[validate_time_zone])
    unit = models.CharField(max_length=3, choices=Unit, default=Unit.KILOMETRES)
    # Kinds of mail they want none of (see `MailKind`), so that a new kind begins as wanted.
    mail_off = models.JSONField(default=list, db_default=[], blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    kept: ClassVar[Kept] = kept(
        WITH_PERSON="email name time_zone unit mail_off password last_login date_joined",
        NOT_PERSONAL="is_staff is_active is_superuser",
    )

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        # One spelling of each address, so that unique means unique.
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower_case")]

    def __str__(self) -> str:
        return self.email

    @cached_property
    def desk(self) -> "Coach | None":
        """Whose desk they work at: their own, or that of the coach they assist. See also `Coach.objects.at_desk_of`.

        Every page asks it, so it is one query for each request, whatever the answer.
        """
        from athletes.models.coach import Coach  # noqa: PLC0415 -- a coach is a user, so that module stands on this one

        return Coach.objects.at_desk_of(self).select_related("user").first()

    @property
    def has_desk(self) -> bool:
        return self.desk is not None

    @property
    def sees_held_mail(self) -> bool:
        """A desk what is held for it, and who operates the site what is nobody's: it must not wait unseen."""
        return self.has_desk or self.is_staff

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def today(self, at: datetime) -> date:
        """Their own date at this moment. See also `Athlete.today`."""
        return at.astimezone(self.zone).date()

    @property
    def is_coach(self) -> bool:
        return self.desk is not None and self.desk.user_id == self.pk

    @property
    def is_assistant(self) -> bool:
        return self.desk is not None and self.desk.user_id != self.pk

    @property
    def is_athlete(self) -> bool:
        return hasattr(self, "athlete")

    def wants_mail(self, kind: str) -> bool:
        return kind not in self.mail_off

    def get_full_name(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.email
