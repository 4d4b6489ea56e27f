"""A draft beside what the athlete has: named day by day, from today on."""

from datetime import timedelta

import pytest

from plans.actions.log import mark_done
from plans.models import OffSeason
from plans.pages.changes import Changes, changes
from tests.factories import NOW, account_of
from tests.plans.drafted import drafted, first_key, make_draft, publish_draft, redraft

TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
def season(bob) -> OffSeason:
    season = make_draft(bob)
    publish_draft(season)
    return season


def beside(season, *, since=TODAY) -> Changes:
    draft = drafted(season)
    return changes(season, draft.request, draft.response, since=since)


def test_what_was_just_published_changes_nothing(season):
    assert beside(season) == Changes(weeks=(), done=0)
    assert beside(season).headline == "No day changes"


def test_a_moved_session_names_both_days(season):
    key = first_key(season, "long")
    redraft(season, edits=[{"op": "move", "key": key, "date": "2026-12-12"}])
    found = beside(season)
    assert found.days == 2
    assert found.headline.startswith("2 days change, the first on Sat 12 Dec")
    (week,) = found.weeks
    assert week.before == week.after
    assert ["ong run" in now for day in week.days for _, now in day.lines] == [True, False]
    assert ["ong run" in was for day in week.days for was, _ in day.lines] == [False, True]


def test_a_session_of_another_size_is_said_in_one_breath_and_what_stays_is_not_said(season):
    key = first_key(season, "long")
    redraft(season, edits=[{"op": "amount", "key": key, "distance_m": 11_000}])
    (week,) = beside(season).weeks
    (day,) = week.days
    ((was, now),) = day.lines
    assert was.startswith("Easy long run, ")
    assert now == "11 km"


def test_a_smaller_cut_says_the_weeks_before_and_after(season):
    redraft(season, {"policy": {"cut": 0.4, "cut_reason": "a new job"}})
    found = beside(season)
    smaller = [float(week.after.split()[0]) < float(week.before.split()[0]) for week in found.weeks if week.days]
    assert sum(smaller) >= 6


def test_days_before_today_are_not_named(season):
    redraft(season, {"policy": {"cut": 0.4}})
    since = TODAY + 40 * DAY
    named = [day.when for week in beside(season, since=since).weeks for day in week.days]
    assert named
    assert not any(when.endswith("Nov") for when in named)


def test_what_is_done_already_stays(season, bob):
    key = first_key(season, "long")
    mark_done(season.sessions.get(key=key), by=account_of(bob), at=NOW)
    redraft(season, edits=[{"op": "remove", "key": key}])
    assert beside(season).days == 0
    assert beside(season).done == 1


def test_weeks_that_are_no_longer_planned_are_named(season):
    redraft(season, {"spring_plan": {"weeks": 14}})
    assert [week.after for week in beside(season).weeks][-2:] == ["", ""]


def test_it_takes_one_query(season, django_assert_num_queries):
    redraft(season, {"policy": {"cut": 0.4}})
    response = drafted(season).response
    with django_assert_num_queries(1):
        changes(season, drafted(season).request, response, since=TODAY)
