import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from athletes.models import Coach
from coachapp.desk.demo.load import load, shift_for
from questions.models import Question
from questions.pages.asker import asker_of

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
