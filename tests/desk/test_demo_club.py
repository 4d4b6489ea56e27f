"""The club of the demo as it is loaded, once for all of these tests."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from athletes.models import Athlete, Coach, User
from coachapp.desk.demo.load import load, new_logins
from plans.engine.contract import load_request
from plans.models import OffSeason, TrainingSession, Week
from questions.models import IncomingMail, Question, QuestionState
from tests.plans.engine.golden import golden_request

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def club(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Gone again after this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(at=NOW)
        yield
        transaction.set_rollback(True)


def test_the_club_holds_a_coach_twelve_runners_a_library_and_an_inbox():
    assert Coach.objects.count() == 1
    assert Athlete.objects.count() == 12
    assert Question.objects.published().count() == 5
    waiting = Question.objects.open().order_by("asked_at")
    assert [question.asker_name.split()[0] for question in waiting] == ["Ingrid", "Amanda", "Tomás", "Priya"]
    assert set(Question.objects.values_list("state", flat=True)) == set(QuestionState.values)
    assert IncomingMail.objects.filter(state="quarantined").count() == 2
    states = {athlete.name: OffSeason.objects.filter(athlete=athlete).first() for athlete in Athlete.objects.all()}
    assert {name for name, season in states.items() if season is None} == {"Leila Haddad ليلى حداد"}
    drafts = {name for name, season in states.items() if season and not season.published_id}
    assert drafts == {"Ben Okafor", "Jonas Weber"}


def test_amandas_twelve_weeks_lie_between_new_york_and_boston_with_a_living_one():
    amanda = Athlete.objects.get(name="Amanda Reyes")

    weeks = Week.objects.of(amanda).in_order()

    assert (weeks[0].start, weeks.count()) == (date(2026, 11, 2), 12)
    assert weeks.containing(amanda.today(NOW)).exists()
    assert TrainingSession.objects.of(amanda).filter(log__isnull=False).exists()


def test_the_golden_plans_are_those_of_the_club():
    versions = {
        season.athlete.name.split()[0].lower(): season.published or season.draft for season in OffSeason.objects.all()
    }

    asked = {name: load_request(version.request) for name, version in versions.items() if version}
    assert len(asked) == 11
    assert asked == {name: golden_request(name) for name in asked}


def test_a_race_that_moved_left_a_new_draft_beside_the_published_plan():
    kemi = OffSeason.objects.get(athlete__name="Kemi Adeyemi")

    assert kemi.draft
    assert kemi.draft != kemi.published
    assert kemi.draft.request["a_race"]["date"] == kemi.a_race.date.isoformat()


def test_a_second_load_changes_nothing_and_gives_new_logins():
    first = new_logins()
    load(at=NOW + timedelta(days=1))

    second = new_logins()

    assert Athlete.objects.count() == 12
    assert [login.email for login in first] == [login.email for login in second]
    assert not {login.password for login in first} & {login.password for login in second}
    assert User.objects.get(email=second[0].email).check_password(second[0].password)
