"""Not today, as the athlete presses it: the best day first, the others, or letting it go; and always the way back."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from plans.actions.own_days import move_session
from plans.models import OffSeason, TrainingSession
from tests.plans.drafted import make_draft, publish_draft

WEEK = reverse("plans:week")
NOW = datetime(2026, 12, 15, 8, 0, tzinfo=UTC)  # Tuesday of week seven


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def season(bob) -> OffSeason:
    season = make_draft(bob)
    publish_draft(season)
    return season


@pytest.fixture
def run(season) -> TrainingSession:
    """Today's easy run: Friday is free."""
    return TrainingSession.objects.get(off_season=season, date=NOW.date(), ingredient="easy")


def path(name: str, session: TrainingSession) -> str:
    return reverse(f"plans:{name}", args=[session.pk])


def test_the_best_day_stands_first_with_its_reason_and_the_closed_ones_say_why(as_bob, run):
    page = as_bob.get(path("not_today", run))

    choices = page.context["page"]
    assert choices.best.day == date(2026, 12, 18)
    assertContains(page, "Move it to Friday")
    assertContains(page, "No other run that day, only home strength B.")
    assertContains(page, "Not offered: ")
    assertContains(page, "One easy run less is a rest day more.")


def test_the_week_page_never_reads_the_plan(as_bob, run, django_assert_num_queries):
    with django_assert_num_queries(7) as asked:
        as_bob.get(WEEK)

    assert not any('"plans_planversion"."response"' in query["sql"] for query in asked.captured_queries)


def test_htmx_gets_the_ways_alone(as_bob, run):
    answer = as_bob.get(path("not_today", run), headers={"HX-Request": "true"})

    assertContains(answer, "Let it go")
    assertNotContains(answer, "<html")


def test_a_moved_session_is_quiet_on_its_old_day_and_not_missed(as_bob, run):
    answer = as_bob.post(path("own_day", run), {"date": "2026-12-18"})

    assertRedirects(answer, WEEK)
    page = as_bob.get(WEEK)
    assertContains(page, f"{run.title}, moved to Fri 18 Dec")
    assertContains(page, "moved from Tue")
    assertContains(page, "Back to Tuesday")
    with time_machine.travel(datetime(2026, 12, 16, 8, 0, tzinfo=UTC), tick=False):
        (day,) = [one for one in as_bob.get(WEEK).context["view"].days if one.day == NOW.date()]
    assert not any(one.session.pk == run.pk for one in day.sessions)


def test_undo_puts_it_back(as_bob, run):
    answer = as_bob.post(path("own_day", run), {"date": "2026-12-18"}, headers={"HX-Request": "true"})
    assert path("put_back", run) in answer["HX-Trigger"]

    for _ in range(2):
        assertRedirects(as_bob.post(path("put_back", run)), WEEK)

    run.refresh_from_db()
    assert (run.date, run.moved_from) == (NOW.date(), None)


@pytest.mark.parametrize("day", ["", "soon", "2026-12-16", "2026-12-25", "0001-01-01", "9999-12-31", "2026-12-18\0"])
def test_a_day_that_is_not_open_is_refused_with_what_is(as_bob, run, day):
    answer = as_bob.post(path("own_day", run), {"date": day})

    assertContains(answer, "Move it to Friday", status_code=422)
    assertContains(answer, "errorlist", status_code=422)
    run.refresh_from_db()
    assert run.date == NOW.date()


def test_a_stale_tab_is_told_that_the_day_is_taken(as_bob, season, run):
    as_bob.get(path("not_today", run))
    other = season.sessions.get(week=run.week, ingredient="aerobic")
    move_session(other, to=date(2026, 12, 18), at=NOW)

    answer = as_bob.post(path("own_day", run), {"date": "2026-12-18"})

    assertContains(answer, "not open to it any more", status_code=422)


def test_letting_go_is_kind_and_can_be_taken_back(as_bob, run):
    assertRedirects(as_bob.post(path("let_go", run)), WEEK)
    page = as_bob.get(WEEK)
    assertContains(page, "let go")
    assertContains(page, "Do it after all")
    assertContains(page, "On track")

    assertRedirects(as_bob.post(path("take_up", run)), WEEK)

    assertNotContains(as_bob.get(WEEK), "Do it after all")


def test_what_was_let_go_is_not_due(as_bob, season, run):
    for session in season.sessions.filter(week=run.week):
        as_bob.post(path("let_go", session))
    with time_machine.travel(datetime(2026, 12, 19, 8, 0, tzinfo=UTC), tick=False):
        view = as_bob.get(WEEK).context["view"]

    assert view.due == (0, 0)
    assert view.track.word == "On track"


@pytest.mark.parametrize("who", ["as_charlie", "as_alice", "as_dana", "as_fay"])
@pytest.mark.parametrize("name", ["own_day", "put_back", "let_go", "take_up"])
def test_only_the_athlete_decides(request, run, who, name):
    answer = request.getfixturevalue(who).post(path(name, run), {"date": "2026-12-18"})

    assert answer.status_code == 404
    run.refresh_from_db()
    assert (run.date, run.let_go_at) == (NOW.date(), None)


def test_the_coach_reads_both_quietly(as_alice, as_bob, bob, season, run):
    long_run = season.sessions.get(week=run.week, ingredient="long")
    as_bob.post(path("own_day", run), {"date": "2026-12-18"})
    as_bob.post(path("let_go", long_run))

    for name in ("desk:athlete", "plans:athlete_calendar"):
        page = as_alice.get(reverse(name, args=[bob.pk]))
        assertContains(page, "moved from Tue")
        assertContains(page, "let go")
    week = as_alice.get(reverse("plans:athlete_week", args=[bob.pk, NOW.date()]))
    assertContains(week, "moved to Fri 18 Dec")
    assertNotContains(week, "Do it after all")
    assertNotContains(week, path("not_today", run))
