"""The same pages serve a runner and, under /coach/athletes/<id>/, their coach."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse

from athletes.models import Athlete, Race
from coachapp.http import UserRequest


@dataclass(frozen=True, slots=True)
class Whose:
    athlete: Athlete
    by_coach: bool
    today: date

    @property
    def races_url(self) -> str:
        return self._url("races")

    @property
    def race_add_url(self) -> str:
        return self._url("race_add")

    def race_edit_url(self, race: Race) -> str:
        return self._url("race_edit", race.pk)

    def race_delete_url(self, race: Race) -> str:
        return self._url("race_delete", race.pk)

    @property
    def history_url(self) -> str:
        return self._url("history")

    @property
    def baseline_url(self) -> str:
        if self.by_coach:
            return reverse("plans:athlete_baseline", args=[self.athlete.pk])
        return reverse("plans:baseline")

    @property
    def edit_url(self) -> str:
        return reverse("athletes:athlete_edit", args=[self.athlete.pk]) if self.by_coach else reverse("athletes:edit")

    @property
    def home_url(self) -> str:
        return reverse("desk:athlete", args=[self.athlete.pk]) if self.by_coach else reverse("athletes:settings")

    def _url(self, page: str, *ids: int) -> str:
        if self.by_coach:
            return reverse(f"athletes:athlete_{page}", args=[self.athlete.pk, *ids])
        return reverse(f"athletes:{page}", args=ids)


def whose(request: UserRequest, athlete_id: UUID | None, *, at: datetime) -> Whose:
    """The runner of the address for their coach; without one, the runner who asks. 404 for everybody else."""
    if athlete_id is None:
        athlete = get_object_or_404(Athlete.objects.select_related("coach__user"), user=request.user)
        return Whose(athlete, by_coach=False, today=athlete.today(at))
    athlete = get_object_or_404(Athlete.objects.coached_by(request.user), pk=athlete_id)
    return Whose(athlete, by_coach=True, today=athlete.today(at))
