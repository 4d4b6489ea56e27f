"""Athletes who raced in New York and go to Boston, and a batch of them as the page would write it."""

from typing import Any
from uuid import UUID, uuid4

from athletes.models import Athlete, Coach
from plans.actions.assign import Wanted, assign
from plans.models import AssignmentBatch
from plans.pages.assign_figures import Figures
from plans.season_choices import OwnChoices, SharedChoices
from tests.factories import BOSTON, NOW, make_athlete, make_race

TWELVE = SharedChoices(spring_weeks=12)


def make_racer(coach: Coach, name: str, **fields: Any) -> Athlete:
    athlete = make_athlete(name=name, coach=coach, **fields)
    add_races(athlete)
    return athlete


def add_races(athlete: Athlete) -> None:
    make_race(athlete, duration_s=13_500.0)
    make_race(athlete, name="Boston", day=BOSTON, status="planned")


def make_racers(coach: Coach, count: int) -> list[Athlete]:
    return [make_racer(coach, f"Runner {n:03d}", baseline_m=50_000.0 + 300 * n) for n in range(1, count + 1)]


def wanted(
    athlete: Athlete, *, own: OwnChoices | None = None, seen: Figures | None = None, is_included: bool = True
) -> Wanted:
    fall_race, a_race = athlete.races.in_order()
    return Wanted(
        athlete=athlete,
        fall_race=fall_race,
        a_race=a_race,
        own=own or OwnChoices(),
        seen=seen,
        is_included=is_included,
        reason="" if is_included else "Left out",
    )


def make_batch(
    coach: Coach,
    *athletes: Athlete | Wanted,
    shared: SharedChoices = TWELVE,
    key: UUID | None = None,
    at: Any = NOW,
) -> AssignmentBatch:
    rows = [one if isinstance(one, Wanted) else wanted(one) for one in athletes]
    batch, _ = assign(
        rows, coach=coach, by=coach.user, key=key or uuid4(), title="New York squad", shared=shared, at=at
    )
    return batch
