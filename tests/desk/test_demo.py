import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from athletes.models import Athlete, Coach, User
from coachapp.desk.demo.load import load, new_logins, shift_for
from plans.engine.contract import load_request
from plans.models import OffSeason, TrainingSession, Week
from questions.models import IncomingMail, Question, QuestionState
from questions.pages.asker import asker_of
from tests.plans.engine.golden import golden_request

SEASON = date(2026, 11, 1)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("days_later", [7, 22, 80])
def test_dates_stand_while_the_season_lives(days_later):
    move = shift_for(SEASON, today=SEASON + timedelta(days=days_later))

    assert move(SEASON) == SEASON


@pytest.mark.parametrize("today", [date(2026, 8, 1), date(2027, 2, 1), date(2031, 6, 15)])
def test_dates_move_by_whole_weeks_so_that_a_newcomer_finds_a_living_week(today):
    moved = shift_for(SEASON, today=today)(SEASON)

    assert moved.weekday() == SEASON.weekday()
    assert timedelta(weeks=5) <= today - moved < timedelta(weeks=6)


@pytest.mark.django_db
def test_the_club_holds_a_coach_twelve_runners_a_library_and_an_inbox():
    load(at=NOW)

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


@pytest.mark.django_db
def test_amandas_twelve_weeks_lie_between_new_york_and_boston_with_a_living_one():
    load(at=NOW)
    amanda = Athlete.objects.get(name="Amanda Reyes")

    weeks = Week.objects.of(amanda).in_order()

    assert (weeks[0].start, weeks.count()) == (date(2026, 11, 2), 12)
    assert weeks.containing(amanda.today(NOW)).exists()
    assert TrainingSession.objects.of(amanda).filter(log__isnull=False).exists()


@pytest.mark.parametrize("today", [NOW, datetime(2027, 6, 15, 12, tzinfo=UTC)])
@pytest.mark.django_db
def test_priya_s_letter_is_understood_whole_on_any_day(today):
    load(at=today)
    priya = asker_of(Question.objects.get(asker_name="Priya Nair"), coach=Coach.objects.get())

    assert priya.fall_race
    assert priya.a_race
    assert priya.fall_race.date < today.date() < priya.a_race.date
    assert (priya.fall_race.duration_s, priya.athlete.usual_run_days, priya.athlete.unit) == (13_920, 5, "mi")


@pytest.mark.django_db
def test_the_golden_plans_are_those_of_the_club():
    load(at=NOW)

    versions = {
        season.athlete.name.split()[0].lower(): season.published or season.draft for season in OffSeason.objects.all()
    }

    asked = {name: load_request(version.request) for name, version in versions.items() if version}
    assert len(asked) == 11
    assert asked == {name: golden_request(name) for name in asked}


@pytest.mark.django_db
def test_a_race_that_moved_left_a_new_draft_beside_the_published_plan():
    load(at=NOW)

    kemi = OffSeason.objects.get(athlete__name="Kemi Adeyemi")

    assert kemi.draft
    assert kemi.draft != kemi.published
    assert kemi.draft.request["a_race"]["date"] == kemi.a_race.date.isoformat()


@pytest.mark.django_db
def test_a_second_load_changes_nothing_and_gives_new_logins():
    load(at=NOW)
    first = new_logins()
    load(at=NOW + timedelta(days=1))

    second = new_logins()

    assert Athlete.objects.count() == 12
    assert [login.email for login in first] == [login.email for login in second]
    assert not {login.password for login in first} & {login.password for login in second}
    assert User.objects.get(email=second[0].email).check_password(second[0].password)


@pytest.mark.django_db
def test_log_ins_are_written_for_the_owner_only(settings, tmp_path: Path):
    settings.DEMO_DIR = tmp_path

    call_command("load_demo", logins=tmp_path / "logins.json", verbosity=0)

    logins = json.loads((tmp_path / "logins.json").read_text())
    assert {login["role"] for login in logins} == {"coach", "operator", "athlete"}
    assert (tmp_path / "logins.json").stat().st_mode & 0o777 == 0o600


def test_without_the_embedded_database_there_is_no_club(settings, tmp_path: Path):
    settings.DEMO_DIR = None

    with pytest.raises(CommandError, match="make run"):
        call_command("load_demo", logins=tmp_path / "logins.json")
