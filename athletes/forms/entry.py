"""A runner enters: who they are, the two races, and what they usually run, on one page."""

from datetime import date
from typing import Any

from athletes.forms.athlete import AthleteForm
from athletes.forms.health import HealthForm
from athletes.forms.history import HistoryGrid
from athletes.forms.race import ARaceForm, FallRaceForm
from athletes.models import Athlete, HistoryWeek, Race

NO_VOLUME = "Say what a usual week is, or fill in at least one of the weeks below: the plan starts from it."


class EntryForms:
    """Four forms that are right or wrong together."""

    def __init__(
        self,
        payload: Any = None,
        *,
        athlete: Athlete,
        today: date,
        needs_account: bool = False,
        fall_race: Race | None = None,
        a_race: Race | None = None,
    ) -> None:
        unit = _one_of(payload, "unit", ("km", "mi", "min"), athlete.unit)
        week_start = _one_of(payload, "week_start", ("mon", "sun"), athlete.week_start)
        self.athlete = AthleteForm(payload, instance=athlete, today=today, needs_account=needs_account)
        self.fall_race = FallRaceForm(
            payload, prefix="fall", instance=fall_race or Race(status="finished"), today=today, unit=unit
        )
        self.a_race = ARaceForm(payload, prefix="goal", instance=a_race or Race(), today=today, unit=unit)
        # A coach never answers for a runner.
        self.health = HealthForm(payload, prefix="health", today=today) if needs_account else None
        self.history = HistoryGrid(payload, unit=unit, week_start=week_start, until=today)

    def is_valid(self) -> bool:
        parts = [
            part.is_valid() for part in (self.athlete, self.fall_race, self.a_race, self.history, self.health) if part
        ]
        if not all(parts):
            return False
        self.a_race.must_follow(self.fall_race)
        if self.athlete.cleaned_data["baseline_m"] is None and self.history.is_empty:
            self.athlete.add_error("baseline_m", NO_VOLUME)
        return self.athlete.is_valid() and self.a_race.is_valid()

    @property
    def races(self) -> list[Race]:
        return [self.fall_race.instance, self.a_race.instance]

    @property
    def weeks(self) -> list[HistoryWeek]:
        return self.history.weeks()


def _one_of(payload: Any, name: str, known: tuple[str, ...], usual: str) -> str:
    """What the page itself says, so that its distances are read in the unit that stands on it."""
    said = payload.get(name, usual) if payload is not None else usual
    return said if said in known else usual
