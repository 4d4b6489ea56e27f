"""What season and week pages say, reckoned again by hand from the stored sessions of five athletes of the demo club."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction

from athletes.models import Athlete
from coachapp.desk.demo.load import load
from plans.models import OffSeason, TrainingSession
from plans.pages.season import SeasonView, season_view
from plans.pages.week import WeekView, week_view

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
MILE = 1609.344
FIVE = ["Amanda Reyes", "Chloe Martin", "Elena Rossi", "Finn Larsen", "Hank Miller"]
SEVEN = {"long", "fast", "strides", "aerobic", "strength", "mobility", "rest"}


@pytest.fixture(scope="module", autouse=True)
def club(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loaded once for all of this module, for it takes its time, and gone again after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(at=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture(params=FIVE)
def athlete(request) -> Athlete:
    return Athlete.objects.get(name=request.param)


@pytest.fixture
def season(athlete) -> OffSeason:
    return OffSeason.objects.published_for(athlete).get()


@pytest.fixture
def sessions(season) -> list[TrainingSession]:
    return list(season.sessions.select_related("week", "log"))


@pytest.fixture
def view(athlete) -> SeasonView:
    found = season_view(athlete, today=athlete.today(NOW))
    assert found is not None
    return found


def said(metres: float, seconds: float, unit: str) -> str:
    """As a person would write it down: hours and minutes, or one decimal of the unit."""
    if unit == "min":
        hours, minutes = divmod(round(seconds / 60), 60)
        return (f"{hours} h {minutes:02d}" if minutes else f"{hours} h") if hours else f"{minutes} min"
    return f"{metres / (MILE if unit == 'mi' else 1000):.1f}".removesuffix(".0") + f" {unit}"


def ran(sessions: Iterable[TrainingSession]) -> list[TrainingSession]:
    return [one for one in sessions if one.distance_m and hasattr(one, "log")]


def test_every_weeks_planned_and_done_are_the_sum_of_its_sessions(athlete, sessions, view):
    today = athlete.today(NOW)
    for row in (row for phase in view.phases for row in phase.weeks):
        runs = [one for one in sessions if one.week_id == row.week.pk and one.distance_m]
        planned = said(sum(one.distance_m for one in runs), sum(one.duration_s for one in runs), athlete.unit)
        assert (row.week.index, row.planned) == (row.week.index, planned)
        assert sum(one.distance_m for one in runs) == row.week.distance_m
        done = ran(runs)
        logged = said(sum(one.log.distance_m or 0 for one in done), sum(one.log.duration_s or 0 for one in done), athlete.unit)  # fmt: skip
        assert row.done == (logged if done and row.week.start <= today else "")


def test_the_seasons_totals_are_the_sums_of_the_sessions(athlete, sessions, view):
    today, done = athlete.today(NOW), ran(sessions)
    due = [one for one in sessions if one.distance_m and (one.date < today or hasattr(one, "log"))]

    assert view.done == said(
        sum(one.log.distance_m or 0 for one in done), sum(one.log.duration_s or 0 for one in done), athlete.unit
    )
    assert view.planned_so_far == said(
        sum(one.distance_m for one in due), sum(one.duration_s for one in due), athlete.unit
    )
    longest = max(one.log.distance_m or 0 for one in done)
    assert view.longest == said(longest, 0, "mi" if athlete.unit == "mi" else "km")


def test_the_four_promises_are_counted_from_the_sessions(season, sessions, view):
    cut, whole, gap, easy = view.promises
    baseline_m = season.published.response["baseline"]["distance_m"]
    fullest = max(sum(one.distance_m for one in sessions if one.week_id == week.pk) for week in season.weeks.filter(kind="maintenance"))  # fmt: skip
    assert float(cut.value.replace("−", "-")) == pytest.approx(-100 * (1 - fullest / baseline_m), abs=1.0)

    judged = list(season.weeks.exclude(phase__kind="recovery"))
    full = sum(is_whole(week.kind, [one for one in sessions if one.week_id == week.pk]) for week in judged)
    assert (whole.value, whole.unit) == (str(full), f"of {len(judged)}")

    runs = sorted({one.date for one in sessions if one.distance_m})
    last = max(week.end for week in season.weeks.all()) + DAY
    assert int(gap.value) == max((b - a).days - 1 for a, b in pairwise([season.fall_race.date, *runs, last]))

    total = sum(one.duration_s for one in sessions if one.distance_m)
    quick = sum(one.quality_s for one in sessions if one.distance_m)
    assert easy.value == str(round(100 * (1 - quick / total)))


def is_whole(kind: str, week: list[TrainingSession]) -> bool:
    found = {one.ingredient for one in week}
    if any(one.strides for one in week):
        found.add("strides")
    if "easy" in found:
        found.add("aerobic")
    if "race" in found or (kind in {"down", "cutback", "freshen"} and "strides" in found):
        found.add("fast")
    days = {one.date for one in week}
    if any(not any(one.distance_m for one in week if one.date == day) for day in days):
        found.add("rest")
    return found >= SEVEN


@pytest.mark.parametrize("weeks_ago", [0, 1])
def test_the_bowl_and_the_weeks_totals_are_counted_from_its_sessions(athlete, sessions, weeks_ago):
    today = athlete.today(NOW)
    view = week_view(athlete, day=today - weeks_ago * 7 * DAY, today=today)
    assert isinstance(view, WeekView)
    mine = [one for one in sessions if one.week_id == view.week.pk]

    kept, total = bowl_of(mine, today=today)

    assert (view.bowl.kept, view.bowl.total) == (kept, total)
    runs, done = [one for one in mine if one.distance_m], ran(mine)
    assert view.planned == said(sum(one.distance_m for one in runs), sum(one.duration_s for one in runs), athlete.unit)
    logged = said(sum(one.log.distance_m or 0 for one in done), sum(one.log.duration_s or 0 for one in done), athlete.unit)  # fmt: skip
    assert view.done == (logged if done else "0")


def bowl_of(week: list[TrainingSession], *, today: date) -> tuple[int, int]:
    """(kept, planned) of the seven, as product words have it."""
    keeps = {
        "long": [one for one in week if one.ingredient == "long"],
        "fast": [one for one in week if one.ingredient in {"fast", "race"}],
        "strides": [one for one in week if one.strides or one.ingredient == "strides"],
        "aerobic": [one for one in week if one.ingredient in {"aerobic", "easy"}],
        "strength": [one for one in week if one.ingredient == "strength"],
        "mobility": [one for one in week if one.ingredient == "mobility"],
    }
    kept = sum(any(hasattr(one, "log") for one in own) for own in keeps.values())
    rest = [one.date for one in week if one.ingredient == "rest"]
    run_days = {one.date for one in ran(week)}
    kept += any(day < today and day not in run_days for day in rest)
    return kept, sum(bool(own) for own in keeps.values()) + bool(rest)
