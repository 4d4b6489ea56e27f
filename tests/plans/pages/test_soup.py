from datetime import UTC, datetime, timedelta

import pytest

from plans.actions.log import mark_done
from plans.models import TrainingSession
from plans.pages.soup import week_bowl
from tests.plans.published import MONDAY, make_published

SUNDAY = MONDAY + timedelta(days=6)
NOW = datetime(2026, 12, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
def week(bob) -> list[TrainingSession]:
    make_published(bob)
    return list(TrainingSession.objects.of(bob).with_log().in_order())


def details(sessions: list[TrainingSession]) -> dict[str, str]:
    return {one.label: one.detail for one in week_bowl(sessions, today=SUNDAY, unit="mi").segments}


def test_before_anything_is_done_it_names_the_days_and_a_single_size(week):
    said = details(week)

    assert said["Aerobic run"] == "Fri and Sat"
    assert said["Rest"] == "Mon and Thu"
    assert said["Fast workout"] == "Wed, 6 mi"
    assert said["Long run"] == "Today, 10 mi"


def test_once_begun_it_counts_in_its_own_terms(week, bob):
    run = next(one for one in week if one.ingredient == "easy")
    mark_done(run, by=bob.user, at=NOW, distance_m=9656.0)

    fresh = list(TrainingSession.objects.of(bob).with_log().in_order())
    assert details(fresh)["Aerobic run"] == "1 of 2, 6 mi"
