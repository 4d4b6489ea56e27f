from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from athletes.choices import Unit
from athletes.validators import validate_time_zone
from coachapp.retention import Kept, kept


class UserManager(BaseUserManager["User"]):
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
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    kept: ClassVar[Kept] = kept(
        WITH_PERSON="email name time_zone unit password last_login date_joined",
        NOT_PERSONAL="is_staff is_active is_superuser",
    )

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        # One spelling of each address, so that unique means unique.
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower_case")]

    def __str__(self) -> str:
        return self.email

    @property
    def is_coach(self) -> bool:
        return hasattr(self, "coach")

    @property
    def is_athlete(self) -> bool:
        return hasattr(self, "athlete")

    def get_full_name(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.email
