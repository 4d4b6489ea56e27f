"""Athletes who raced in New York and go to Boston, and a batch of them as the page would write it."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from athletes.models import Athlete, Coach
from plans.actions.assign import Wanted, assign, claim, publish_waiting
from plans.models import AssignmentBatch, AssignmentRow, OffSeason
from plans.pages.assign_figures import Figures
from plans.season_choices import OwnChoices, SharedChoices
from tests.factories import BOSTON, NOW, make_athlete, make_race

TWELVE = SharedChoices(spring_weeks=12)
LATER = NOW + timedelta(minutes=5)


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


def run(batch: AssignmentBatch, *, at: Any = NOW) -> None:
    publish_waiting(batch.pk, clock=lambda: at)


def row_of(athlete: Athlete) -> AssignmentRow:
    return AssignmentRow.objects.filter(athlete=athlete).latest("pk")


def claimed(athlete: Athlete, *, at: Any) -> AssignmentRow:
    row = claim(row_of(athlete).pk, at=at)
    assert row is not None
    return row


def season_of(athlete: Athlete) -> OffSeason:
    return OffSeason.objects.with_races().get(athlete=athlete)


def states(batch: AssignmentBatch) -> list[str]:
    return list(batch.rows.in_order().values_list("state", flat=True))


def figures(stored: dict[str, Any]) -> Figures | None:
    return Figures.from_json(stored)
